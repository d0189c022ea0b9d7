"""How far each site has come by the demonstration's day, and which way it went."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspect_app.demo.facts import HOME_FAULTS, MENDABLE
from inspect_app.records.organisation import Site

# Days between a step and the one before it: at least, at most.
GAPS: Mapping[str, tuple[int, int]] = {
    "state": (0, 0),
    "start": (0, 2),
    "submit": (1, 4),
    "withdraw": (2, 5),
    "send_back": (2, 5),
    "resubmit": (2, 6),
    "endorse": (2, 5),
    "schedule": (1, 3),
    "begin": (5, 9),
    "inspect": (0, 0),
    "order": (2, 4),
    "mend": (6, 12),
    "report": (1, 2),
    "accept": (2, 4),
    "refuse": (2, 4),
    "certify": (1, 3),
    "suspend": (20, 30),
    "revoke": (20, 30),
    "propose": (2, 5),
    "review": (1, 2),
    "sign": (1, 2),
    "issue": (0, 1),
    "pay": (3, 6),
    "correct": (8, 12),
    "claw_back": (8, 12),
    "recheck": (15, 25),
}

_SUBMITTED = ("state", "start", "submit")
_RETURNED = (*_SUBMITTED, "send_back")
_ENDORSED = (*_SUBMITTED, "endorse")
_TWICE = (*_RETURNED, "resubmit", "endorse")
_INSPECTED = (*_ENDORSED, "schedule", "begin", "inspect")
_ORDERED = (*_INSPECTED, "order")
_PUT_RIGHT = (*_ORDERED, "mend", "report")
_RECHECKED = (*_PUT_RIGHT, "schedule", "begin", "inspect")
_CERTIFIED = (*_INSPECTED, "accept", "certify")
_MENDED = (*_RECHECKED, "accept", "certify")
_ISSUED = ("propose", "review", "sign", "issue")


@dataclass(frozen=True)
class Way:
    """A sequence of steps, and whether the inspector finds fault on it."""

    name: str
    steps: Sequence[str]
    fault: str = ""


# How many stations have gone each way by the demonstration's day.
STATION_WAYS: Sequence[tuple[int, Way]] = (
    (14, Way("paid", (*_CERTIFIED, *_ISSUED, "pay"))),
    (6, Way("issued", (*_CERTIFIED, *_ISSUED))),
    (4, Way("signed", (*_CERTIFIED, "propose", "review", "sign"))),
    (4, Way("reviewed", (*_CERTIFIED, "propose", "review"))),
    (4, Way("proposed", (*_CERTIFIED, "propose"))),
    (6, Way("certified", _CERTIFIED)),
    (4, Way("refused subsidy", (*_CERTIFIED, *_ISSUED), fault="rich")),
    (9, Way("certified after rectification", _MENDED, fault="mendable")),
    (2, Way("corrected", (*_CERTIFIED, *_ISSUED, "pay", "correct", "review", "sign", "issue"))),
    (1, Way("clawed back", (*_CERTIFIED, *_ISSUED, "pay", "claw_back", "review", "sign", "issue"))),
    (1, Way("suspended", (*_CERTIFIED, "suspend"))),
    (1, Way("revoked", (*_CERTIFIED, "revoke"))),
    (1, Way("being re-checked", (*_CERTIFIED, "recheck", "submit", "endorse", "schedule"))),
    (5, Way("accepted", (*_INSPECTED, "accept"))),
    (3, Way("refused", (*_INSPECTED, "refuse"), fault="premises.area")),
    (7, Way("inspected", _INSPECTED)),
    (4, Way("inspected and short", _INSPECTED, fault="mendable")),
    (9, Way("rectification", _ORDERED, fault="mendable")),
    (5, Way("put right", _PUT_RIGHT, fault="mendable")),
    (3, Way("recheck scheduled", (*_PUT_RIGHT, "schedule"), fault="mendable")),
    (12, Way("scheduled", (*_ENDORSED, "schedule"))),
    (2, Way("under way", (*_ENDORSED, "schedule", "begin"))),
    (10, Way("endorsed", _ENDORSED)),
    (4, Way("endorsed at the second try", _TWICE)),
    (14, Way("submitted", _SUBMITTED)),
    (6, Way("returned", _RETURNED)),
    (2, Way("withdrawn", (*_SUBMITTED, "withdraw"))),
    (12, Way("draft", ("state", "start"))),
    (60, Way("stated", ("state",))),
)

HOME_WAYS: Sequence[tuple[int, Way]] = (
    (9, Way("certified", _CERTIFIED)),
    (4, Way("certified after rectification", _MENDED, fault="mendable")),
    (3, Way("accepted", (*_INSPECTED, "accept"))),
    (3, Way("inspected", _INSPECTED)),
    (3, Way("rectification", _ORDERED, fault="mendable")),
    (2, Way("put right", _PUT_RIGHT, fault="mendable")),
    (4, Way("scheduled", (*_ENDORSED, "schedule"))),
    (4, Way("endorsed", _ENDORSED)),
    (5, Way("submitted", _SUBMITTED)),
    (2, Way("returned", _RETURNED)),
    (4, Way("draft", ("state", "start"))),
)

# Steps after which nothing presses: such sites may have come to rest at any time of the year.
_AT_REST = {"pay", "certify", "refuse", "withdraw", "state", "revoke", "suspend"}


@dataclass(frozen=True)
class Plan:
    """One site's way with the day of each step."""

    site: Site
    way: Way
    days: Sequence[dt.date]
    faults: Sequence[str]
    last: dt.date


def plan_all(
    stations: Sequence[Site], homes: Sequence[Site], first: dt.date, last: dt.date, rng: random.Random
) -> Iterator[Plan]:
    """A plan for every site that has begun; the days lie between `first` and `last`."""
    for sites, ways, faults in (
        (stations, STATION_WAYS, MENDABLE),
        (homes, HOME_WAYS, tuple(HOME_FAULTS)),
    ):
        order = [way for count, way in ways for _ in range(count)]
        # The first station and the first home, whose log-ins are shown, wait for their people to state facts.
        chosen = rng.sample(list(sites[1:]), len(order))
        for site, way in zip(chosen, order, strict=True):
            yield _plan(site, way, faults, first, last, rng)


def _plan(
    site: Site, way: Way, faults: Sequence[str], first: dt.date, last: dt.date, rng: random.Random
) -> Plan:
    gaps = [rng.randint(*GAPS[step]) for step in way.steps]
    length = dt.timedelta(days=sum(gaps))
    latest = last - dt.timedelta(days=rng.randint(1, 9))
    rest = way.steps[-1] in _AT_REST or way.steps[-1] == "issue"
    spare = (latest - length - first).days if rest else 0
    day = latest - length - dt.timedelta(days=rng.randint(0, max(spare, 0)))
    days = [day := day + dt.timedelta(days=gap) for gap in gaps]
    return Plan(site, way, days, _faults(way, faults, rng), last)


def _faults(way: Way, mendable: Sequence[str], rng: random.Random) -> Sequence[str]:
    if way.fault == "mendable":
        return rng.sample(list(mendable), rng.randint(1, 3))
    return [way.fault] if "." in way.fault else []
