"""What a whole assessment comes to: outcome, score, and what is still open."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from inspect_app.policy.items import ItemResult
from inspect_app.policy.scoring import SectionScore, section_score
from inspect_app.policy.text import rounded_half_up
from inspect_app.policy.verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from inspect_app.policy.standard import Standard


class Assessment:
    """The verdicts of one site by one edition of a standard.

    `items` in the standard's order; `open` the mandatory and conditional items that wait for a fact or a ruling;
    `score` and `points_open` 0 to 100 with one decimal; `sections` the points of each section.
    """

    __slots__ = ("items", "open", "outcome", "points_open", "score", "sections", "standard")

    def __init__(self, standard: "Standard", items: Mapping[str, ItemResult]) -> None:
        self.standard = standard
        self.items = items
        deciding = {item_id: result for item_id, result in items.items() if result.item.counts}
        self.open: list[str] = [item_id for item_id, result in deciding.items() if result.verdict.is_open]
        self.outcome: Outcome = _outcome(deciding, self.open)
        self.sections: dict[str, SectionScore] = {
            section.id: section_score(section, [items[item.id] for item in section.items])
            for section in standard.sections
        }
        self.score: Decimal = _total(each.earned for each in self.sections.values())
        self.points_open: Decimal = _total(each.still_open for each in self.sections.values())

    def to_json(self) -> dict[str, object]:
        """The assessment as the command line prints it."""
        return {
            "standard": self.standard.id,
            "edition": self.standard.edition,
            "outcome": self.outcome.value,
            "score": float(self.score),
            "points_open": float(self.points_open),
            "open": self.open,
            "sections": {name: score.to_json() for name, score in self.sections.items()},
            "items": {item_id: result.to_json() for item_id, result in self.items.items()},
        }


def _outcome(deciding: Mapping[str, ItemResult], still_open: list[str]) -> Outcome:
    if any(result.verdict is Verdict.NOT_MET for result in deciding.values()):
        return Outcome.RECTIFY
    return Outcome.INCOMPLETE if still_open else Outcome.CERTIFY


def _total(parts: Iterable[Fraction]) -> Decimal:
    return rounded_half_up(sum(parts, start=Fraction(0)), 1)
