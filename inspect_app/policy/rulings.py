"""Where a clause can be read in two ways, and what the city union has ruled about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.text import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a clause at a boundary."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Boundary:
    """A value that two size classes of a clause both claim, such as `member_count=2000`."""

    id: str
    fact: str
    value: str
    text: Text
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The city union's choice (裁定) of one reading at one boundary of one item."""

    item: str
    boundary: str
    reading: str
    reason: str
    by: str
    at: datetime

    def to_json(self) -> dict[str, str]:
        """The ruling as plain JSON."""
        return {
            "item": self.item,
            "boundary": self.boundary,
            "reading": self.reading,
            "reason": self.reason,
            "by": self.by,
            "at": self.at.isoformat(),
        }


# The rulings in force for one item, by boundary.
BoundaryRulings = Mapping[str, Ruling]
NO_RULINGS: BoundaryRulings = {}


def rulings_by_item(
    rulings: Iterable[Ruling], boundaries: Mapping[str, tuple[Boundary, ...]]
) -> dict[str, dict[str, Ruling]]:
    """The rulings in force, by item and boundary; of several for one boundary the latest `at` counts.

    Raises `FactError` for a ruling on an item, boundary or reading that does not exist.
    """
    found: dict[str, dict[str, Ruling]] = {}
    for ruling in rulings:
        _check(ruling, boundaries)
        of_item = found.setdefault(ruling.item, {})
        earlier = of_item.get(ruling.boundary)
        if earlier is None or earlier.at <= ruling.at:
            of_item[ruling.boundary] = ruling
    return found


def _check(ruling: Ruling, boundaries: Mapping[str, tuple[Boundary, ...]]) -> None:
    ruled = {item: {each.id: each for each in found} for item, found in boundaries.items() if found}
    place = f"ruling {ruling.item}"
    known = _known(ruling.item, ruled, place, Text("此项目没有可裁定的边界", "has no boundary to rule on"))
    boundary = _known(ruling.boundary, known, place, Text("没有这个边界", "has no such boundary"))
    readings = {reading.id: reading for reading in boundary.readings}
    _known(ruling.reading, readings, place, Text("没有这种读法", "has no such reading"))


def _known(word: str, known: Mapping[str, T], place: str, message: Text) -> T:
    if word not in known:
        problem = Text(f"{message.zh}（{word}）", f"{message.en} ({word})")
        raise FactError(place, problem, did_you_mean(word, known))
    return known[word]
