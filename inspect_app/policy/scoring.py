"""The score: for ranking and for balanced development. It never overrides the outcome.

A section's weight is spread evenly over its applicable items. A measured item earns all or nothing, a judged
one its grade in quarters, an open one nothing yet. Encouraged items earn no points. All arithmetic is exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from inspect_app.policy.rules import Finding
from inspect_app.policy.text import tenths
from inspect_app.policy.verdicts import Verdict

# Looked up once: reading a member of an enumeration costs a call each time.
_MET, _NOT_MET, _NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
_ALL_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's points: `quarters` of items earned, and `still_open` items, of the `applicable` ones."""

    section: str
    weight: int
    applicable: int
    quarters: int
    still_open: int

    @property
    def points(self) -> Decimal:
        """The points earned, with one decimal. A section with no applicable item earns nothing."""
        return tenths(self.weight * self.quarters, _ALL_QUARTERS * self.applicable or 1)

    @property
    def points_open(self) -> Decimal:
        """The points that facts or rulings still to come may add, with one decimal."""
        return tenths(self.weight * self.still_open, self.applicable or 1)

    def to_json(self) -> dict[str, object]:
        """The section's points as plain JSON."""
        return {"weight": self.weight, "points": float(self.points), "points_open": float(self.points_open)}


def section_score(section: str, weight: int, findings: Iterable[Finding]) -> SectionScore:
    """The points of one section from the findings of the items that count."""
    quarters = applicable = still_open = 0
    for finding in findings:
        verdict = finding.verdict
        if verdict is _NOT_APPLICABLE:
            continue
        applicable += 1
        if verdict is _MET:
            quarters += finding.grade or _ALL_QUARTERS
        elif verdict is not _NOT_MET:
            still_open += 1
    return SectionScore(section, weight, applicable, quarters, still_open)


def total_points(sections: Iterable[SectionScore]) -> tuple[Decimal, Decimal]:
    """The points earned and the points still open, over all sections, with one decimal."""
    earned, still_open, shared = 0, 0, 1
    for each in sections:
        if each.applicable:
            parts = _ALL_QUARTERS * each.applicable
            earned = earned * parts + each.weight * each.quarters * shared
            still_open = still_open * parts + _ALL_QUARTERS * each.weight * each.still_open * shared
            shared *= parts
    return tenths(earned, shared), tenths(still_open, shared)
