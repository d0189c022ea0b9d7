"""The plan as one district sees it: its own stations by name, all others only as numbers of the city."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from inspect_app.policy import Plan, StationProgress, Target, TargetProgress
from inspect_app.records.register import SiteLine, site_lines
from inspect_app.web.access import scope_nodes
from inspect_app.web.database import db
from inspect_app.web.district.desk import should_be_built
from inspect_app.web.office import current_office
from inspect_app.web.progress_page import PLAN, DistrictRow, ProgressPage
from inspect_app.workflow.progress import station_rows_by_site


class Standing(StrEnum):
    """How far a station has come toward a target."""

    NOT_BUILT = "not_built"
    AWAITING = "awaiting"
    COUNTED = "counted"


@dataclass(frozen=True)
class StationLine:
    """One own station; `asked_by` are the targets that ask for this very station and are not over."""

    site: SiteLine
    progress: StationProgress
    standing: Standing
    asked_by: list[Target]

    @property
    def lacks_completion(self) -> bool:
        """Whether it has applied although nobody has stated when it was completed."""
        return self.progress.completed_on is None and should_be_built(self.site)

    @property
    def must_hurry(self) -> bool:
        """Whether a target cannot be reached without it, and it does not count yet."""
        return bool(self.asked_by) and self.standing is not Standing.COUNTED


@dataclass(frozen=True)
class Comparison:
    """One target of the own district, and what all districts together have to reach and have reached."""

    own: TargetProgress
    required: int
    counted: int


class OwnPlan:
    """Where the stations below the person's nodes stand on a day. An industry has none, and no rows."""

    def __init__(self, as_of: dt.date) -> None:
        self.as_of = as_of

    @cached_property
    def page(self) -> ProgressPage:
        """The shared page: the city's targets, and those of the own districts on the own stations alone."""
        own = self._plan.progress([each.progress for each in self.stations], self.as_of)
        rows: dict[str, list[TargetProgress]] = {}
        for each in own.targets:
            if each.target.each_district:
                rows.setdefault(each.scope, []).append(each)
        return ProgressPage(
            progress=own,
            city=[each for each in self._everywhere if not each.target.each_district],
            district_targets=self._district_targets,
            districts=[DistrictRow(name, tuple(targets)) for name, targets in rows.items()],
        )

    @property
    def districts(self) -> list[tuple[str, list[Comparison]]]:
        """The own districts by name, each with its targets beside those of all districts together."""
        return [(row.name, [self._compared(each) for each in row.targets]) for row in self.page.districts]

    @cached_property
    def stations(self) -> list[StationLine]:
        """The own stations that were open on that day, by code."""
        own = [each for each in site_lines(db.session, scope_nodes()) if each.site_id in self._rows]
        return [self._line(each, self._rows[each.site_id]) for each in own]

    def standing(self, *standings: str) -> list[StationLine]:
        """The stations that have come so far, those that must hurry first."""
        found = [each for each in self.stations if each.standing in standings]
        return sorted(found, key=lambda each: not each.must_hurry)

    @cached_property
    def _rows(self) -> dict[int, StationProgress]:
        return station_rows_by_site(db.session, self.as_of)

    @cached_property
    def _plan(self) -> Plan:
        return current_office().library.plan(PLAN, on=current_office().today)

    @cached_property
    def _everywhere(self) -> tuple[TargetProgress, ...]:
        return self._plan.progress(self._rows.values(), self.as_of).targets

    @property
    def _district_targets(self) -> list[Target]:
        return [target for target in self._plan.targets if target.each_district]

    def _compared(self, own: TargetProgress) -> Comparison:
        alike = [each for each in self._everywhere if each.target.id == own.target.id]
        return Comparison(own, sum(each.required for each in alike), sum(each.counted for each in alike))

    def _line(self, site: SiteLine, row: StationProgress) -> StationLine:
        asked_by = [
            target
            for target in self._district_targets
            if target.requirement.funds_from_fen is not None and target.concerns(row)
        ]
        return StationLine(site, row, self._standing(row), [t for t in asked_by if self.as_of <= t.due])

    def _standing(self, row: StationProgress) -> Standing:
        """The best it has come to toward one of the district's targets."""
        targets = self._district_targets
        if any(target.is_counted(row, self.as_of) for target in targets):
            return Standing.COUNTED
        if any(target.is_built(row, self.as_of) for target in targets):
            return Standing.AWAITING
        return Standing.NOT_BUILT
