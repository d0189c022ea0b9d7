"""Targets of a plan on a day."""

from datetime import date

import pytest

from inspect_app.policy import Plan, StationProgress, TargetProgress
from inspect_app.policy.targets import Requirement

DAY = date(2013, 11, 20)


def station(name: str, district: str = "东城区", **known: object) -> StationProgress:
    return StationProgress(name, district, **known)  # type: ignore[arg-type]


def target(phases: Plan, stations: list[StationProgress], name: str, as_of: date) -> TargetProgress:
    return next(each for each in phases.progress(stations, as_of).targets if each.target.id == name)


@pytest.mark.parametrize(("stations", "required"), [(0, 0), (7, 3), (10, 3), (20, 6), (1, 1), (349, 105)])
def test_thirty_per_cent_is_rounded_up_exactly(stations: int, required: int) -> None:
    assert Requirement(count=None, percent=30, funds_from_fen=None).of(stations) == required


def test_every_district_has_its_own_targets_in_the_order_of_first_sight(phases: Plan) -> None:
    stations = [station("一", "通州区"), station("二", "东城区"), station("三", "通州区")]
    found = [(each.target.id, each.scope) for each in phases.progress(stations, DAY).targets]
    assert found == [
        ("city.first_50", "city"),
        ("city.2013", "city"),
        ("city.2014", "city"),
        ("city.2015", "city"),
        ("district.2013_share", "通州区"),
        ("district.2013_share", "东城区"),
        ("district.2013_funded", "通州区"),
        ("district.2013_funded", "东城区"),
    ]


def test_unknown_funds_are_listed_and_neither_required_nor_counted(phases: Plan) -> None:
    stations = [
        station("一", retained_funds_fen=50_000_000, completed_on=DAY),
        station("二", completed_on=DAY, accepted_on=DAY),
    ]
    found = target(phases, stations, "district.2013_funded", DAY)
    assert (found.required, found.counted, found.awaiting, found.gap) == (1, 0, 1, 1)
    assert (found.unknown, found.remaining) == (("二",), ("一",))
    assert target(phases, stations, "district.2013_share", DAY).unknown == ()


def test_the_rate_is_what_each_calendar_month_left_has_to_bring(phases: Plan) -> None:
    found = target(phases, [], "city.2013", DAY)
    assert found.to_json()["rate_per_month"] == 50.0
    assert target(phases, [], "city.first_50", DAY).rate_per_month is None


def test_who_is_at_risk_is_measured_by_the_pace_so_far(phases: Plan) -> None:
    done = [station(str(number), completed_on=DAY, accepted_on=DAY) for number in range(90)]
    assert target(phases, done, "city.2013", DAY).at_risk
    more = [station(f"x{number}", completed_on=DAY) for number in range(9)]
    assert not target(phases, done + more, "city.2013", DAY).at_risk
    assert not target(phases, done, "city.first_50", DAY).at_risk


def test_accepted_without_completion_does_not_count(phases: Plan) -> None:
    assert target(phases, [station("一", accepted_on=DAY)], "city.2015", DAY).counted == 0
