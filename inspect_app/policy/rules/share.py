"""The rule on a share: a part must be so many per cent of a whole. All arithmetic is exact."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from inspect_app.policy.facts import Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rules.numbers import margin_text
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.text import Text, plain_number
from inspect_app.policy.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Share(Rule):
    """A part must be at least so many per cent of a whole; a whole of zero sets nothing."""

    tag: ClassVar[str] = "share"
    part: str
    whole: str
    percent: int | Decimal

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
