"""The rule on a share: a part must be so many per cent of a whole. All arithmetic is exact."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from inspect_app.policy.facts import Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rules.numbers import margin_text
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence
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
        no_whole_text = Sentence.NO_WHOLE(whole=whole_fact.label, zero=whole_fact.quantity(0))
        nothing = Finding(Verdict.NOT_APPLICABLE, no_whole_text)
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

    def requirement(self, facts: Declarations) -> Text:
        part, whole = facts[self.part].label, facts[self.whole].label
        return Requirement.SHARE(part=part, whole=whole, percent=plain_number(self.percent))

    def _text(self, facts: Declarations, part: int, whole: int, wanted: Fraction) -> Text:
        part_fact, whole_fact = facts[self.part], facts[self.whole]
        # Rounded down, so that 69.999 % never reads as 70 %.
        hundredths = part * 10_000 // whole
        needed = -(-whole * wanted.numerator // wanted.denominator)
        return Sentence.SHARE(
            part=part_fact.label,
            found=part_fact.quantity(part),
            whole=whole_fact.label,
            total=whole_fact.quantity(whole),
            share=f"{hundredths // 100}.{hundredths % 100:02d}",
            percent=plain_number(self.percent),
            needed=part_fact.quantity(needed),
            margin=margin_text(part_fact, part, needed),
        )
