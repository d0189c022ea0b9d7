"""Rules on numbers: against a limit, and a share of a whole. All arithmetic is exact."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence
from inspect_app.policy.text import Text, difference
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal
# The same counts come again and again; their sentences are kept.
SENTENCES_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Comparison(Rule):
    """A number against a limit: a figure of the document, or another fact (`than`)."""

    wording: ClassVar[Sentence]
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

    def requirement(self, facts: Declarations) -> Text:
        declared = facts[self.fact]
        limit = facts[self.than].label if self.than is not None else declared.quantity(self.limit or 0)
        return Requirement.LIMIT(label=declared.label, wording=self.wording(), limit=limit)

    def _comparer(self, facts: Declarations) -> Callable[[Number, Number], Finding]:
        declared = facts[self.fact]

        @lru_cache(maxsize=SENTENCES_KEPT)
        def compare(value: Number, limit: Number) -> Finding:
            found, margin = declared.quantity(value), margin_text(declared, value, limit)
            wanted = self._limit_text(facts, limit)
            text = Sentence.COMPARED(label=declared.label, found=found, wanted=wanted, margin=margin)
            return Finding(met_or_not(self.holds(value, limit)), text)

        return compare

    def _limit_text(self, facts: Declarations, limit: Number) -> Text:
        wording, shown = self.wording(), facts[self.fact].quantity(limit)
        if self.than is None:
            return Sentence.LIMIT(wording=wording, limit=shown)
        return Sentence.OTHER_AS_LIMIT(wording=wording, other=facts[self.than].label, limit=shown)

    def _any_value(self, facts: Declarations, limit: Number) -> Finding:
        wanted = self._limit_text(facts, limit)
        return Finding(Verdict.MET, Sentence.ANY_VALUE(wanted=wanted, label=facts[self.fact].label))


def margin_text(declared: FactDeclaration, value: Number, limit: Number) -> Text:
    """How far a value is from a limit."""
    if value == limit:
        return Sentence.EXACTLY_EQUAL()
    if value > limit:
        return Sentence.ABOVE(margin=declared.quantity(difference(value, limit)))
    return Sentence.BELOW(margin=declared.quantity(difference(limit, value)))


@dataclass(frozen=True, slots=True)
class AtLeast(Comparison):
    """不少于: the number itself is enough."""

    tag: ClassVar[str] = "at_least"
    wording: ClassVar[Sentence] = Sentence.AT_LEAST

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value >= limit

    def settled(self, limit: Number, least: Number) -> bool:
        return limit <= least


@dataclass(frozen=True, slots=True)
class AtMost(Comparison):
    """不超过: the number itself is allowed."""

    tag: ClassVar[str] = "at_most"
    wording: ClassVar[Sentence] = Sentence.AT_MOST

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value <= limit


@dataclass(frozen=True, slots=True)
class LessThan(Comparison):
    """少于: the number itself is too much."""

    tag: ClassVar[str] = "less_than"
    wording: ClassVar[Sentence] = Sentence.LESS_THAN

    @staticmethod
    def holds(value: Number, limit: Number) -> bool:
        return value < limit
