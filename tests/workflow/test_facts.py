"""Facts in three columns: who may state what, when, and what counts in the end."""

from decimal import Decimal
from typing import Any

import pytest

from inspect_app.records.facts import Column, current_facts, statements
from inspect_app.records.history import history_of_site
from inspect_app.workflow import applications, facts
from inspect_app.workflow.errors import Invalid, NotAllowed, StaleForm, WrongState
from tests.workflow import journey
from tests.workflow.town import Town

AREA = "floor_area_m2"


def row(town: Town, application: Any, name: str) -> facts.FactRow:
    rows = {each.declaration.name: each for each in facts.columns(town.office, application)}
    return rows[name]


def test_a_statement_says_who_when_and_why(town: Town) -> None:
    site = town.sites["gate"]
    facts.state(town.as_("station"), site, {AREA: Decimal("52.50")}, why="重新丈量")
    stated = current_facts(town.session, site.id, Column.DECLARED)[AREA]
    assert (stated.by.username, stated.at, stated.why) == ("station", town.office.at, "重新丈量")
    assert facts.declared(town.office, site) == {AREA: Decimal("52.50")}
    assert history_of_site(town.session, site.id)[0].detail == {AREA: Decimal("52.50")}


def test_only_values_that_changed_become_statements(town: Town) -> None:
    site, station = town.sites["gate"], town.as_("station")
    facts.state(station, site, {AREA: 52, "deputy_count": 0})
    again = facts.state(station, site, {AREA: 53, "deputy_count": 0})
    assert [each.name for each in again] == [AREA]
    assert [each.value for each in statements(town.session, site.id, AREA)] == [52, 53]
    assert facts.state(station, site, {AREA: 53}) == []


def test_a_fact_taken_back_is_unknown_again_and_not_zero(town: Town) -> None:
    site, station = town.sites["gate"], town.as_("station")
    facts.state(station, site, {AREA: 52})
    facts.state(station, site, {AREA: None})
    assert facts.declared(station, site) == {}
    assert [each.value for each in statements(town.session, site.id, AREA)] == [52, None]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({AREA: -1}, AREA),
        ({"flor_area_m2": 52}, "flor_area_m2"),
        ({"equipment": ["telephone", "fax"]}, "equipment[1]"),
        ({"judgements": {"duties.1": 4}}, "judgements"),
    ],
)
def test_a_value_that_cannot_be_taken_is_named_and_nothing_is_stated(
    town: Town, values: dict[str, Any], place: str
) -> None:
    site = town.sites["gate"]
    with pytest.raises(Invalid) as refused:
        facts.state(town.as_("station"), site, {"deputy_count": 1, **values})
    assert refused.value.field == place
    assert facts.declared(town.office, site) == {}


@pytest.mark.parametrize("username", ["district", "inspector", "city_officer", "root"])
def test_nobody_but_the_station_declares(town: Town, username: str) -> None:
    with pytest.raises(NotAllowed):
        facts.state(town.as_(username), town.sites["gate"], {AREA: 52})


def test_what_is_declared_cannot_be_changed_while_it_is_reviewed(town: Town) -> None:
    application = journey.submitted(town)
    site, station = town.sites["gate"], town.as_("station")
    with pytest.raises(WrongState, match="awaiting district review"):
        facts.state(station, site, {AREA: 70})
    applications.return_application(town.as_("district"), application, "面积有误", application.version)
    facts.state(station, site, {AREA: 70})
    assert facts.declared(station, site)[AREA] == 70


def test_during_a_rectification_only_what_the_ordered_items_read_can_be_declared(town: Town) -> None:
    journey.ordered(town)
    site, station = town.sites["gate"], town.as_("station")
    facts.state(station, site, {AREA: 58})
    with pytest.raises(WrongState, match="Deputy"):
        facts.state(station, site, {AREA: 59, "deputy_count": 1})
    assert facts.declared(station, site)[AREA] == 58


def test_a_form_opened_before_another_saved_is_stale(town: Town) -> None:
    site, station = town.sites["gate"], town.as_("station")
    opened = site.version
    facts.state(station, site, {AREA: 52}, version=opened)
    with pytest.raises(StaleForm):
        facts.state(station, site, {AREA: 54}, version=opened)
    assert facts.declared(station, site)[AREA] == 52


def test_the_three_columns_keep_what_each_side_said(town: Town) -> None:
    application = journey.fallen_short(town)
    office = town.as_("city_officer")
    facts.correct(office, application, AREA, 51, "按房产证核定", application.version)
    found = row(town, application, AREA)
    assert (found.declared_value, found.found_value, found.final_value) == (60, 45, 51)
    assert found.found is not None
    assert found.found.why == "实测面积不含楼道"
    assert found.final is not None
    assert found.final.by.username == "city_officer"
    confirmed = row(town, application, "member_count")
    assert (confirmed.found, confirmed.final, confirmed.final_value) == (None, None, 1500)


def test_a_correction_needs_a_reason_and_changes_nothing_when_it_counts_already(town: Town) -> None:
    application = journey.fallen_short(town)
    office = town.as_("city_officer")
    with pytest.raises(Invalid) as refused:
        facts.correct(office, application, AREA, 51, " ")
    assert refused.value.field == "why"
    assert facts.correct(office, application, AREA, 45, "核对无误") is None
    assert facts.final(office, application)[AREA] == 45


def test_a_later_visit_has_the_word_over_an_earlier_correction(town: Town) -> None:
    application = journey.fallen_short(town)
    facts.correct(town.as_("city_officer"), application, AREA, 48, "核定")
    order = _order_and_put_right(town, application, 55)
    journey.finish(town, journey.visit(town, order.application))
    found = row(town, application, AREA)
    assert (found.declared_value, found.found_value, found.final_value) == (55, 55, 55)


def test_what_was_declared_in_a_closed_application_stays_when_the_site_declares_anew(town: Town) -> None:
    application = journey.certified(town).application
    later = town.as_("station", town.office.at.replace(day=25))
    facts.state(later, town.sites["gate"], {AREA: 80})
    assert facts.declared(later, town.sites["gate"])[AREA] == 80
    assert facts.declared_in(later, application)[AREA] == 60


def test_the_district_states_what_programmes_ask(town: Town) -> None:
    site, district = town.sites["gate"], town.as_("district")
    facts.state_programme_facts(
        district, site, {"retained_funds_fen": 40_000_000, "completed_on": "2013-09-30"}
    )
    programme = town.office.library.programme("exterior-2013")
    stated = facts.programme_facts(district, site, programme)
    assert stated["retained_funds_fen"] == 40_000_000
    assert stated["completed_on"].isoformat() == "2013-09-30"
    assert facts.declared(district, site) == {}


@pytest.mark.parametrize("name", ["acceptance", "already_granted", AREA])
def test_what_the_records_answer_or_the_station_declares_is_not_for_the_district(
    town: Town, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        facts.state_programme_facts(town.as_("district"), town.sites["gate"], {name: "passed"})
    assert refused.value.field == name


def test_programme_facts_are_not_for_the_station(town: Town) -> None:
    with pytest.raises(NotAllowed):
        facts.state_programme_facts(town.as_("station"), town.sites["gate"], {"retained_funds_fen": 1})


def _order_and_put_right(town: Town, application: Any, area: int) -> Any:
    order = journey.order_area(town, application)
    facts.state(town.as_("station"), town.sites["gate"], {AREA: area})
    journey.show(town, order)
    journey.report(town, order)
    return order
