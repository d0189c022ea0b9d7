"""A plan: targets by due dates, for the city and for each of its districts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspect_app.policy.dated import Value
from inspect_app.policy.progress import TargetProgress, stand
from inspect_app.policy.targets import StationProgress, Target
from inspect_app.policy.text import Text

CITY = "city"


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
        """Every target on a day, for the city or for each district in the order of first sight."""
        everyone = list(stations)
        by_district: dict[str, list[StationProgress]] = defaultdict(list)
        for station in everyone:
            by_district[station.district].append(station)
        found: list[TargetProgress] = []
        for target in self.targets:
            groups = by_district if target.each_district else {CITY: everyone}
            found += [stand(target, scope, group, as_of, self.valid_from) for scope, group in groups.items()]
        return PlanProgress(self, as_of, tuple(found))
