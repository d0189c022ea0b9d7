"""Four weeks of visits: a row an inspector, a column a day, and where it gets too much."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from inspect_app.records.visits import VisitLine

WEEKS = 4
# More visits than this on one day are a reason to look, not a rule.
MANY = 2


@dataclass(frozen=True)
class Cell:
    """One inspector's visits on one day."""

    visits: tuple[VisitLine, ...]

    @property
    def is_crowded(self) -> bool:
        return len(self.visits) > MANY or len({_district(visit) for visit in self.visits}) > 1


@dataclass(frozen=True)
class Calendar:
    """`weeks` of days from Monday on; `cells` by inspector and day; `late` were due before today."""

    weeks: list[list[dt.date]]
    inspectors: dict[int, str]
    cells: Mapping[tuple[int, dt.date], Cell]
    visits: list[VisitLine]
    late: list[VisitLine]

    def cell(self, inspector: int, day: dt.date) -> Cell:
        return self.cells.get((inspector, day), Cell(()))

    def load(self, inspector: int) -> int:
        """How many visits the inspector has in these weeks."""
        return sum(len(cell.visits) for (person, _day), cell in self.cells.items() if person == inspector)

    def on(self, day: dt.date) -> list[VisitLine]:
        return [visit for visit in self.visits if visit.on == day]


def last_day(today: dt.date) -> dt.date:
    """The Sunday on which the four weeks end."""
    return _monday(today) + dt.timedelta(days=7 * WEEKS - 1)


def calendar(today: dt.date, inspectors: Mapping[int, str], visits: list[VisitLine]) -> Calendar:
    """The weeks from this one on; `inspectors` have a row even when nothing is planned for them."""
    monday = _monday(today)
    rows = dict(inspectors)
    by_cell: dict[tuple[int, dt.date], list[VisitLine]] = defaultdict(list)
    for visit in visits:
        for person, name in visit.inspectors:
            rows.setdefault(person, name)
            by_cell[person, visit.on].append(visit)
    return Calendar(
        weeks=[[monday + dt.timedelta(days=7 * week + day) for day in range(7)] for week in range(WEEKS)],
        inspectors=rows,
        cells={key: Cell(tuple(found)) for key, found in by_cell.items() if key[1] >= monday},
        visits=[visit for visit in visits if visit.on >= today],
        late=[visit for visit in visits if visit.on < today],
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _district(visit: VisitLine) -> str:
    return "/".join(visit.path.split("/")[:3])
