"""Outcome, score and what is open."""

from decimal import Decimal

import pytest

from inspect_app.policy import Obligation, Outcome, Standard
from inspect_app.policy.text import tenths

Facts = dict[str, object]


def test_a_complete_station_may_be_certified_with_all_points(station: Standard, complete: Facts) -> None:
    assessment = station.assess(complete)
    assert (assessment.outcome, assessment.score, assessment.points_open, assessment.open) == (
        Outcome.CERTIFY,
        Decimal("100.0"),
        Decimal("0.0"),
        [],
    )


def test_a_failure_beside_something_open_is_rectify_and_still_lists_what_is_open(
    station: Standard, complete: Facts
) -> None:
    del complete["party_reports"]
    assessment = station.assess(complete | {"street_front": False})
    assert (assessment.outcome, assessment.open) == (Outcome.RECTIFY, ["mechanism.party_reports"])


def test_open_items_are_points_still_open(station: Standard, complete: Facts) -> None:
    del complete["stationmaster_is_vice_chair"]
    assessment = station.assess(complete)
    assert (assessment.outcome, assessment.score, assessment.points_open) == (
        Outcome.INCOMPLETE,
        Decimal("95.0"),
        Decimal("5.0"),
    )
    assert assessment.sections["management"].points == Decimal("15.0")


def test_an_encouraged_item_neither_blocks_nor_earns_nor_is_open(station: Standard, complete: Facts) -> None:
    assert station.items["equipment.transport"].obligation is Obligation.ENCOURAGED
    del complete["equipment"]
    assert "equipment.transport" not in station.assess(complete).open


def test_a_section_with_no_applicable_item_earns_nothing(station: Standard, complete: Facts) -> None:
    grades = complete["judgements"]
    assert isinstance(grades, dict)
    assessment = station.assess(complete | {"judgements": dict.fromkeys(grades, "n/a")})
    assert (assessment.outcome, assessment.score) == (Outcome.CERTIFY, Decimal("80.0"))
    assert assessment.sections["duties"].applicable == 0


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1, 20, "0.1"), (3, 20, "0.2"), (49, 1000, "0.0"), (200, 3, "66.7"), (100, 1, "100.0"), (0, 7, "0.0")],
)
def test_a_score_is_rounded_half_up(numerator: int, denominator: int, expected: str) -> None:
    assert tenths(numerator, denominator) == Decimal(expected)


def test_the_weights_say_that_they_are_the_project_s_own(station: Standard) -> None:
    assert [(section.weight, section.weight_source) for section in station.sections] == [
        (20, "project default")
    ] * 5


def test_every_figure_carries_its_start_its_clause_and_the_day_it_was_checked(station: Standard) -> None:
    area = station.values["area_min"]
    assert (area.value, area.start.isoformat(), area.clause) == (50, "2013-01-24", "二(一)1")
    assert all(each.checked >= each.start for each in station.values.values())
