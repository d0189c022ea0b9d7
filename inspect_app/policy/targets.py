"""Targets of a plan, and the stations that count toward them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspect_app.policy.text import Text


@dataclass(frozen=True, slots=True)
class StationProgress:
    """How far one station has come.

    `retained_funds_fen` is None where the funds of its street union are unknown.
    """

    station: str
    district: str
    retained_funds_fen: int | None = None
    completed_on: date | None = None
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many stations a target asks for: a number, or else a share of those it speaks of, rounded up.

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

    def leaves_open(self, station: StationProgress) -> bool:
        """Whether it asks for funds, and nobody knows those of this station."""
        return self.requirement.funds_from_fen is not None and station.retained_funds_fen is None
