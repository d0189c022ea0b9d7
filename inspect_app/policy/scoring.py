"""The score: for ranking and for balanced development. It never overrides the outcome.

A section's weight is spread evenly over its applicable items. A measured item earns all or nothing, a judged one
its grade in quarters, an open one nothing yet. Encouraged items earn no points. All arithmetic is exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from inspect_app.policy.items import ItemResult
from inspect_app.policy.text import rounded_half_up
from inspect_app.policy.verdicts import Verdict


class Weighted(Protocol):
    """What the score needs to know of a section."""

    @property
    def id(self) -> str: ...

    @property
    def weight(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's points: `earned` and `still_open` are exact, `points` and `points_open` for display."""

    section: str
    weight: int
    applicable: int
    earned: Fraction
    still_open: Fraction

    @property
    def points(self) -> Decimal:
        """The points earned, with one decimal."""
        return rounded_half_up(self.earned, 1)

    @property
    def points_open(self) -> Decimal:
        """The points that facts or rulings still to come may add, with one decimal."""
        return rounded_half_up(self.still_open, 1)

    def to_json(self) -> dict[str, object]:
        """The section's points as plain JSON."""
        return {"weight": self.weight, "points": float(self.points), "points_open": float(self.points_open)}


def section_score(section: Weighted, results: Iterable[ItemResult]) -> SectionScore:
    """The points of one section. A section with no applicable item earns nothing."""
    quarters = applicable = still_open = 0
    for result in results:
        if not result.item.counts or result.verdict is Verdict.NOT_APPLICABLE:
            continue
        applicable += 1
        quarters += result.quarters
        still_open += result.verdict.is_open
    share = Fraction(section.weight, applicable) if applicable else Fraction(0)
    return SectionScore(section.id, section.weight, applicable, share * quarters / 4, share * still_open)
