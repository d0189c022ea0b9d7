"""Moments that tablets state, whose clocks may be wrong."""

import datetime as dt

import pytest

from inspect_app.workflow import clock
from inspect_app.workflow.errors import Invalid
from tests.workflow import journey
from tests.workflow.town import NOON, Town

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.mark.parametrize("days", [-1, 0, 1, 500])
def test_a_clock_that_is_wrong_by_days_tells_the_right_moment_with_its_offset(days: int) -> None:
    shown = (NOON + days * DAY).astimezone(dt.timezone(8 * HOUR))
    assert clock.corrected(shown, -days * 86400.0) == NOON


@pytest.mark.parametrize(
    ("at", "offset_s"),
    [
        (NOON.replace(tzinfo=None), 0),
        (NOON, float("nan")),
        (NOON, float("inf")),
        (NOON, 1e300),
        (NOON, -1e11),
        (dt.datetime.max.replace(tzinfo=dt.timezone(-HOUR)), 0),
    ],
)
def test_what_no_clock_shows_is_refused(at: dt.datetime, offset_s: float) -> None:
    with pytest.raises(Invalid) as refused:
        clock.corrected(at, offset_s)
    assert refused.value.field == "at"


def test_no_moment_lies_in_the_future_or_before_the_visit_was_scheduled(town: Town) -> None:
    visit = journey.scheduled(town)
    office = town.as_("inspector", NOON + HOUR)
    for at, taken_for in (
        (NOON - DAY, NOON),
        (NOON, NOON),
        (NOON + HOUR / 2, NOON + HOUR / 2),
        (NOON + DAY, NOON + HOUR),
    ):
        assert clock.plausible(office, visit, at) == taken_for
