"""What a whole assessment comes to: outcome, score, and what is still open."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from inspect_app.policy.items import ItemResult
from inspect_app.policy.scoring import SectionScore, section_score, total_points
from inspect_app.policy.verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from inspect_app.policy.standard import Standard

_NOT_MET = Verdict.NOT_MET
_OPEN = (Verdict.UNDECIDED, Verdict.NEEDS_RULING)


class Assessment:
    """The verdicts of one site by one edition of a standard.

    `items` in the standard's order; `open` the mandatory and conditional items that wait for a fact or a
    ruling; `score` and `points_open` 0 to 100 with one decimal; `sections` the points of each section.
    """

    __slots__ = ("items", "open", "outcome", "points_open", "score", "sections", "standard")

    def __init__(self, standard: "Standard", items: Mapping[str, ItemResult]) -> None:
        self.standard = standard
        self.items = items
        deciding = {name: items[name].finding for each in standard.sections for name in each.counting}
        self.open: list[str] = [name for name, each in deciding.items() if each.verdict in _OPEN]
        failed = any(each.verdict is _NOT_MET for each in deciding.values())
        self.outcome: Outcome = _outcome(failed=failed, waiting=bool(self.open))
        self.sections: dict[str, SectionScore] = {
            each.id: section_score(each.id, each.weight, [deciding[name] for name in each.counting])
            for each in standard.sections
        }
        self.score: Decimal
        self.points_open: Decimal
        self.score, self.points_open = total_points(self.sections.values())

    def to_json(self) -> dict[str, object]:
        """The assessment as the command line prints it."""
        results = {item_id: result.to_json() for item_id, result in self.items.items()}
        return self.summary() | {"items": results}

    def summary(self) -> dict[str, object]:
        """The assessment as plain JSON, without the items."""
        return {
            "standard": self.standard.id,
            "edition": self.standard.edition,
            "outcome": self.outcome.value,
            "score": float(self.score),
            "points_open": float(self.points_open),
            "open": self.open,
            "sections": {name: score.to_json() for name, score in self.sections.items()},
        }


def _outcome(*, failed: bool, waiting: bool) -> Outcome:
    if failed:
        return Outcome.RECTIFY
    return Outcome.INCOMPLETE if waiting else Outcome.CERTIFY
