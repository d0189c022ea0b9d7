"""A plan: targets by due dates, and where they stand on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspect_app.policy.dated import Value
from inspect_app.policy.text import Text, tenths
from inspect_app.policy.verdicts import TargetStatus

CITY = "city"


@dataclass(frozen=True, slots=True)
class StationProgress:
    """How far one station has come. `retained_funds_fen` is None where the funds of its street union are unknown."""

    station: str
    district: str
    retained_funds_fen: int | None = None
    completed_on: date | None = None
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many stations a target asks for: a number, or else a share of the stations it speaks of, rounded up.

    With `funds_from_fen` it speaks only of stations whose street union retains that much or more.
    """

    count: int | None
    percent: int | Decimal
    funds_from_fen: int | None

    def of(self, stations: int) -> int:
        """The number asked for among so many stations."""
        if self.count is not None:
            return self.count
        share = Fraction(self.percent) / 100 * stations
        return -(-share.numerator // share.denominator)


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a plan: for the whole city, or for each district."""

    id: str
    each_district: bool
    due: date
    clause: str
    title: Text
    requirement: Requirement

    def concerns(self, station: StationProgress) -> bool:
        """Whether it speaks of this station; where it asks for funds, one with unknown funds is not meant."""
        least = self.requirement.funds_from_fen
        return least is None or (station.retained_funds_fen or 0) >= least

    def is_built(self, station: StationProgress, as_of: date) -> bool:
        """Whether, seen on that day, the station was built in time."""
        return station.completed_on is not None and station.completed_on <= min(self.due, as_of)

    def is_counted(self, station: StationProgress, as_of: date) -> bool:
        """Whether, seen on that day, the station was built in time and has passed acceptance."""
        accepted = station.accepted_on is not None and station.accepted_on <= as_of
        return accepted and self.is_built(station, as_of)


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """Where one target stands on a day.

    `counted` stations are built by the due date and accepted; `awaiting` are built by then and not accepted yet;
    `gap` is still lacking; `rate_per_month` what each calendar month left has to bring (None when nothing is due any
    more); `unknown` names stations whose funds are unknown; `remaining` those that must still be accepted where every
    station counts; `at_risk` that the pace so far does not reach the target.
    """

    target: Target
    scope: str
    required: int
    counted: int
    awaiting: int
    status: TargetStatus
    gap: int
    rate_per_month: Decimal | None
    at_risk: bool
    unknown: tuple[str, ...]
    remaining: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The target as the command line prints it."""
        rate = self.rate_per_month
        return {
            "id": self.target.id,
            "scope": self.scope,
            "due": self.target.due.isoformat(),
            "required": self.required,
            "counted": self.counted,
            "awaiting": self.awaiting,
            "status": self.status.value,
            "gap": self.gap,
            "rate_per_month": None if rate is None else float(rate),
            "at_risk": self.at_risk,
            "unknown": list(self.unknown),
            "remaining": list(self.remaining),
            "clause": self.target.clause,
            "title": self.target.title._asdict(),
        }


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Where a plan stands on a day."""

    plan: "Plan"
    as_of: date
    targets: tuple[TargetProgress, ...]

    def to_json(self) -> dict[str, object]:
        """The progress as the command line prints it."""
        return {
            "plan": self.plan.id,
            "edition": self.plan.edition,
            "as_of": self.as_of.isoformat(),
            "targets": [target.to_json() for target in self.targets],
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """One edition of a plan."""

    id: str
    edition: str
    valid_from: date
    title: Text
    document: Text
    targets: tuple[Target, ...]
    values: Mapping[str, Value]
    sha256: str
    source_text: str

    def progress(self, stations: Iterable[StationProgress], as_of: date) -> PlanProgress:
        """Every target on a day: those of the city, then each for every district in the order of first sight."""
        everyone = list(stations)
        by_district: dict[str, list[StationProgress]] = defaultdict(list)
        for station in everyone:
            by_district[station.district].append(station)
        found: list[TargetProgress] = []
        for target in self.targets:
            groups = by_district if target.each_district else {CITY: everyone}
            found += [self._stand(target, scope, group, as_of) for scope, group in groups.items()]
        return PlanProgress(self, as_of, tuple(found))

    def _stand(
        self, target: Target, scope: str, stations: list[StationProgress], as_of: date
    ) -> TargetProgress:
        least = target.requirement.funds_from_fen
        meant = [each for each in stations if target.concerns(each)]
        unknown = [each.station for each in stations if least is not None and each.retained_funds_fen is None]
        built = [each for each in meant if target.is_built(each, as_of)]
        counted = [each for each in built if target.is_counted(each, as_of)]
        required = target.requirement.of(len(meant))
        gap, awaiting = max(0, required - len(counted)), len(built) - len(counted)
        status = _status(gap, target.due, as_of)
        done = {id(each) for each in counted}
        return TargetProgress(
            target=target,
            scope=scope,
            required=required,
            counted=len(counted),
            awaiting=awaiting,
            status=status,
            gap=gap,
            rate_per_month=_rate(gap, status, target.due, as_of),
            at_risk=self._at_risk(len(counted), awaiting, required, status, target.due, as_of),
            unknown=tuple(unknown),
            remaining=tuple(each.station for each in meant if id(each) not in done)
            if least is not None
            else (),
        )

    def _at_risk(
        self, counted: int, awaiting: int, required: int, status: TargetStatus, due: date, as_of: date
    ) -> bool:
        """Whether the stations built so far and the pace since the plan began do not reach the target in time."""
        if status is not TargetStatus.IN_PROGRESS:
            return False
        built, passed = counted + awaiting, _months(self.valid_from, as_of)
        if passed <= 0:
            return False
        return built + Fraction(built, passed) * (_months(as_of, due) - 1) < required


def _status(gap: int, due: date, as_of: date) -> TargetStatus:
    if gap == 0:
        return TargetStatus.ACHIEVED
    return TargetStatus.MISSED if as_of > due else TargetStatus.IN_PROGRESS


def _months(first: date, last: date) -> int:
    """The calendar months from one day to another, both months counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _rate(gap: int, status: TargetStatus, due: date, as_of: date) -> Decimal | None:
    if status is not TargetStatus.IN_PROGRESS:
        return None
    return tenths(gap, _months(as_of, due))
