"""Rules on numbers: against a limit, and a share of a whole. All arithmetic is exact."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.text import Text, difference, plain_number
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal
# The same counts come again and again; their sentences are kept.
SENTENCES_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Comparison(Rule):
    """A number against a limit: a figure of the document, or another fact (`than`)."""

    wording: ClassVar[Text]
    fact: str
    limit: Number | None = None
    than: str | None = None

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        """Whether the value keeps the limit."""
        raise NotImplementedError

    def settled(self, limit: Number, least: Number) -> bool:
        """Whether every possible value keeps the limit, so that a missing one changes nothing."""
        return False

    def reads(self) -> tuple[str, ...]:
        return (self.fact,) if self.than is None else (self.fact, self.than)

    def compile(self, facts: Declarations) -> Check:
        name, than, fixed = self.fact, self.than, self.limit
        declared, compare = facts[name], self._comparer(facts)
        nothing = unknown(declared.label)
        neither = nothing if than is None else unknown(declared.label, facts[than].label)
        no_limit = nothing if than is None else unknown(facts[than].label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            value = given.get(name)
            limit = fixed if than is None else given.get(than)
            if limit is None:
                return neither if value is None else no_limit
            if value is not None:
                return compare(value, limit)
            return self._any_value(facts, limit) if self.settled(limit, declared.minimum) else nothing

        return check

    def _comparer(self, facts: Declarations) -> Callable[[Number, Number], Finding]:
        declared = facts[self.fact]

        @lru_cache(maxsize=SENTENCES_KEPT)
        def compare(value: Number, limit: Number) -> Finding:
            found, margin = declared.quantity(value), margin_text(declared, value, limit)
            wanted = self._limit_text(facts, limit)
            zh = f"{declared.label.zh} {found.zh}，{wanted.zh}，{margin.zh}。"
            en = f"{declared.label.en}: {found.en}; {wanted.en}; {margin.en}."
            return Finding(met_or_not(self.holds(value, limit)), Text(zh, en))

        return compare

    def _limit_text(self, facts: Declarations, limit: Number) -> Text:
        shown = facts[self.fact].quantity(limit)
        if self.than is None:
            return Text(f"要求{self.wording.zh} {shown.zh}", f"required: {self.wording.en} {shown.en}")
        other = facts[self.than].label
        zh = f"要求{self.wording.zh}{other.zh}（{shown.zh}）"
        return Text(zh, f"required: {self.wording.en} {other.en} ({shown.en})")

    def _any_value(self, facts: Declarations, limit: Number) -> Finding:
        wanted, label = self._limit_text(facts, limit), facts[self.fact].label
        zh = f"{wanted.zh}，“{label.zh}”无论多少都符合。"
        return Finding(Verdict.MET, Text(zh, f"{wanted.en}; met whatever “{label.en}” is."))


def margin_text(declared: FactDeclaration, value: Number, limit: Number) -> Text:
    """How far a value is from a limit."""
    if value == limit:
        return Text("恰好相等", "exactly equal")
    if value > limit:
        over = declared.quantity(difference(value, limit))
        return Text(f"多 {over.zh}", f"{over.en} above")
    under = declared.quantity(difference(limit, value))
    return Text(f"少 {under.zh}", f"{under.en} below")


@dataclass(frozen=True, slots=True)
class AtLeast(Comparison):
    """不少于: the number itself is enough."""

    tag: ClassVar[str] = "at_least"
    wording: ClassVar[Text] = Text("不少于", "at least")

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value >= limit

    def settled(self, limit: Number, least: Number) -> bool:
        return limit <= least


@dataclass(frozen=True, slots=True)
class AtMost(Comparison):
    """不超过: the number itself is allowed."""

    tag: ClassVar[str] = "at_most"
    wording: ClassVar[Text] = Text("不超过", "at most")

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value <= limit


@dataclass(frozen=True, slots=True)
class LessThan(Comparison):
    """少于: the number itself is too much."""

    tag: ClassVar[str] = "less_than"
    wording: ClassVar[Text] = Text("少于", "less than")

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value < limit


@dataclass(frozen=True, slots=True)
class Share(Rule):
    """A part must be at least so many per cent of a whole; a whole of zero sets nothing."""

    tag: ClassVar[str] = "share"
    part: str
    whole: str
    percent: Number

    def reads(self) -> tuple[str, ...]:
        return (self.part, self.whole)

    def verdicts(self) -> frozenset[Verdict]:
        return Rule.verdicts(self) | {Verdict.NOT_APPLICABLE}

    def compile(self, facts: Declarations) -> Check:
        part_name, whole_name, wanted = self.part, self.whole, Fraction(self.percent) / 100
        part_fact, whole_fact = facts[part_name], facts[whole_name]
        zero = whole_fact.quantity(0)
        zh = f"{whole_fact.label.zh}为 {zero.zh}，不适用。"
        en = f"{whole_fact.label.en}: {zero.en}; nothing to measure."
        nothing = Finding(Verdict.NOT_APPLICABLE, Text(zh, en))
        no_part, no_whole = unknown(part_fact.label), unknown(whole_fact.label)
        neither = unknown(part_fact.label, whole_fact.label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            part, whole = given.get(part_name), given.get(whole_name)
            if whole is None:
                return neither if part is None else no_whole
            if whole == 0:
                return nothing
            if part is None:
                return no_part
            holds = part * wanted.denominator >= whole * wanted.numerator
            return Finding(met_or_not(holds), self._text(facts, part, whole, wanted))

        return check

    def _text(self, facts: Declarations, part: int, whole: int, wanted: Fraction) -> Text:
        part_fact, whole_fact = facts[self.part], facts[self.whole]
        found, total, percent = (
            part_fact.quantity(part),
            whole_fact.quantity(whole),
            plain_number(self.percent),
        )
        # Rounded down, so that 69.999 % never reads as 70 %.
        hundredths = part * 10_000 // whole
        share = f"{hundredths // 100}.{hundredths % 100:02d}"
        needed = -(-whole * wanted.numerator // wanted.denominator)
        margin = margin_text(part_fact, part, needed)
        zh = (
            f"{part_fact.label.zh} {found.zh}，占{whole_fact.label.zh}（{total.zh}）的 {share}%，"
            f"要求不低于 {percent}%（{part_fact.quantity(needed).zh}），{margin.zh}。"
        )
        en = (
            f"{part_fact.label.en}: {found.en}, {share}% of {whole_fact.label.en} ({total.en}); "
            f"required: at least {percent}% ({part_fact.quantity(needed).en}); {margin.en}."
        )
        return Text(zh, en)
