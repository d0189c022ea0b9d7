"""What is stated comes back from the browser exactly as it was."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.fields.browser import CODES, DECLARED, ROLES, form_over, opened

MONTHS = [f"{year}-{month:02d}" for year in (2012, 2013) for month in range(1, 13)]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
DECIMALS = st.decimals(0, 10**12, allow_nan=False, places=3) | st.integers(0, 10**15)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "street_front": st.booleans(),
        "members": st.integers(0, 10**15),
        "area": DECIMALS,
        "spending": st.integers(0, 10**15),
        "post": st.sampled_from(list(ROLES)),
        "equipment": st.lists(st.sampled_from(list(CODES)), unique=True),
        "months": st.lists(st.sampled_from(MONTHS), unique=True),
        "opened_on": st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)),
        "nickname": WORDS,
        "staff": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "name": WORDS,
                    "role": st.sampled_from(list(ROLES)),
                    "newly_hired": st.booleans(),
                    "hours": DECIMALS,
                },
            ),
            max_size=4,
        ),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=VALUES)
def test_a_form_nobody_touched_says_exactly_what_was_stated(
    application: Flask, values: dict[str, Any]
) -> None:
    sent = opened(application, values)
    with form_over(application, values, sent) as form:
        assert form.validate(), form.errors
        assert form.values() == values
        assert form.changed_values() == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=VALUES)
def test_the_same_entries_on_an_empty_form_state_the_same(application: Flask, values: dict[str, Any]) -> None:
    sent = opened(application, values)
    del sent["opened_values"]
    with form_over(application, {}, sent) as form:
        assert form.validate(), form.errors
        read = form.values()
        assert read.keys() == values.keys()
        assert all(form.fact(name).same(read[name], value) for name, value in values.items())
        assert form.changed_values() == read


@pytest.mark.parametrize("name", DECLARED)
def test_a_blank_form_states_nothing(application: Flask, name: str) -> None:
    with form_over(application, {}, opened(application, {}, [name]), [name]) as form:
        assert form.validate(), form.errors
        assert form.values() == {}


@pytest.mark.parametrize("name", DECLARED)
def test_a_field_that_was_not_on_the_page_keeps_its_value(application: Flask, name: str) -> None:
    values = {name: EXAMPLES[name]}
    sent = opened(application, {}, [])
    sent["other"] = "sent"
    with form_over(application, values, sent, [name]) as form:
        assert form.values() == values
        assert form.changed_values() == {}


EXAMPLES = {
    "street_front": False,
    "members": 0,
    "area": Decimal("49.99"),
    "spending": 50_000_001,
    "post": "deputy",
    "equipment": [],
    "months": ["2013-01"],
    "opened_on": dt.date(2013, 12, 31),
    "nickname": "幸福里",
    "staff": [{}],
}
