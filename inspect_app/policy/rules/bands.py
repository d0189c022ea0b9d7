"""Rules by size class, as the documents write them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, plain, unknown
from inspect_app.policy.rules.boundaries import Claim, at_boundary, boundary_between
from inspect_app.policy.rules.numbers import SENTENCES_KEPT, margin_text
from inspect_app.policy.rulings import Boundary, BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence, listed
from inspect_app.policy.text import Text, difference
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """One size class: its ends, whether they belong to it, and what holds in it."""

    reading: str
    text: Text
    rule: Rule
    low: Number | None = None
    low_included: bool = True
    high: Number | None = None
    high_included: bool = True

    def claims(self, value: Number) -> bool:
        """Whether a value lies in this class."""
        low, high = self.low, self.high
        if low is not None and (value < low or (value == low and not self.low_included)):
            return False
        return high is None or value < high or (value == high and self.high_included)

    def nearest_end(self, value: Number) -> Number:
        """The end of the class that is nearest to a value in it."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return min(ends, key=lambda end: difference(max(end, value), min(end, value)))

    def ends(self, by: FactDeclaration) -> Text:
        """Where the class begins and ends, such as "≥ 50 m², < 100 m²"; `by` is what is counted."""
        ends = ("≥" if self.low_included else ">", self.low), ("≤" if self.high_included else "<", self.high)
        shown = [(sign, by.quantity(end)) for sign, end in ends if end is not None]
        return listed(Text(f"{sign} {end.zh}", f"{sign} {end.en}") for sign, end in shown)

    def to_json(self) -> dict[str, object]:
        """The class as plain JSON."""
        shown: dict[str, object] = {"reading": self.reading, "text": self.text._asdict()}
        if self.low is not None:
            shown["from" if self.low_included else "above"] = plain(self.low)
        if self.high is not None:
            shown["up_to" if self.high_included else "below"] = plain(self.high)
        return shown | {"rule": self.rule.to_json()}


@dataclass(frozen=True, slots=True)
class Bands(Rule):
    """One rule for each size class of the fact `by`, as a document writes them.

    A value that two classes claim has two readings. While the number is missing every class is possible, and
    the verdict is the one on which all agree.
    """

    tag: ClassVar[str] = "bands"
    by: str
    bands: tuple[Band, ...]

    def reads(self) -> tuple[str, ...]:
        inner = (name for band in self.bands for name in band.rule.reads())
        return tuple(dict.fromkeys((*inner, self.by)))

    def verdicts(self) -> frozenset[Verdict]:
        found = frozenset[Verdict]().union(*(band.rule.verdicts() for band in self.bands))
        open_ones = {Verdict.UNDECIDED, Verdict.NEEDS_RULING} if self._shared_ends() else {Verdict.UNDECIDED}
        return found | open_ones

    def _shared_ends(self) -> list[tuple[Number, Band, Band]]:
        return [
            (lower.high, lower, upper)
            for lower, upper in pairwise(self.bands)
            if lower.high is not None and lower.high_included and upper.low_included
        ]

    def boundaries(self, facts: Declarations) -> tuple[Boundary, ...]:
        return tuple(boundary_between(facts[self.by], *shared) for shared in self._shared_ends())

    def compile(self, facts: Declarations) -> Check:
        by, locate, in_band = self.by, lru_cache(SENTENCES_KEPT)(self._claiming), self._placer(facts)
        checks = tuple(band.rule.compile(facts) for band in self.bands)
        boundaries = {shared[0]: boundary_between(facts[by], *shared) for shared in self._shared_ends()}

        def check(given: Facts, rulings: BoundaryRulings) -> Finding:
            value = given.get(by)
            if value is None:
                return self._whatever([each(given, rulings) for each in checks], given, facts)
            claiming = locate(value)
            if len(claiming) == 1:
                return in_band(value, claiming[0], checks[claiming[0]](given, rulings))
            claims = [Claim(self.bands[index], checks[index](given, rulings)) for index in claiming]
            boundary = boundaries[value]
            return at_boundary(boundary, claims, rulings.get(boundary.id))

        return check

    def requirement(self, facts: Declarations) -> Text:
        return listed((self._in_class(facts, band) for band in self.bands), Sentence.SEMICOLON)

    def _in_class(self, facts: Declarations, band: Band) -> Text:
        return Requirement.CLASS(
            label=facts[self.by].label,
            ends=band.ends(facts[self.by]),
            reading=band.text,
            wanted=band.rule.requirement(facts),
        )

    def _claiming(self, value: Number) -> list[int]:
        """Which classes claim a number."""
        return [index for index, band in enumerate(self.bands) if band.claims(value)]

    def _placer(self, facts: Declarations) -> Callable[[Number, int, Finding], Finding]:
        """What is found in a class, with the sentence that says why the class applies."""
        declared = facts[self.by]

        @lru_cache(maxsize=SENTENCES_KEPT)
        def in_band(value: Number, index: int, found: Finding) -> Finding:
            heading = _heading(declared, value, self.bands[index])
            return Finding(found.verdict, heading.joined(found.text), found.missing)

        return in_band

    def _whatever(self, findings: list[Finding], given: Facts, facts: Declarations) -> Finding:
        """The finding while the number is missing and every class is possible."""
        verdicts = {each.verdict for each in findings}
        missing = tuple(dict.fromkeys(place for each in findings for place in each.missing))
        if len(verdicts) > 1 or findings[0].verdict.is_open:
            absent = [facts[name].label for name in self.reads() if given.get(name) is None]
            return unknown(*absent, missing=missing)
        text = Sentence.ANY_CLASS(label=facts[self.by].label)
        for each in dict.fromkeys(finding.text for finding in findings):
            text = text.joined(each)
        return Finding(findings[0].verdict, text, missing)


def _heading(declared: FactDeclaration, value: Number, band: Band) -> Text:
    end = band.nearest_end(value)
    return Sentence.IN_CLASS(
        label=declared.label,
        found=declared.quantity(value),
        limit=declared.quantity(end),
        margin=margin_text(declared, value, end),
        reading=band.text,
    )
