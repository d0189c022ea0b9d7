"""Visits: who may go, what is recorded item by item, and when a visit can end."""

import datetime as dt
from typing import Any

import pytest

from inspect_app.records.applications import ApplicationState, Stage, latest_assessment
from inspect_app.records.inspections import InspectionKind, InspectionState, findings_of
from inspect_app.records.people import Role
from inspect_app.workflow import facts, inspections, people
from inspect_app.workflow.errors import Invalid, NotAllowed, StaleForm
from tests.workflow import journey
from tests.workflow.town import Town

AREA = "floor_area_m2"
ITEM = "premises.area"


def plan(town: Town, on: dt.date, names: list[str], lead: str) -> Any:
    application = journey.endorsed(town)
    sent = [town.people[name] for name in names]
    return inspections.schedule(
        town.as_("city_officer"), application, on, sent, town.people[lead], application.version
    )


@pytest.fixture
def second(town: Town) -> str:
    town.person("second", Role.INSPECTOR, town.nodes["east"])
    return "second"


def test_two_inspectors_go_and_one_leads(town: Town, second: str) -> None:
    visit = plan(town, dt.date(2013, 11, 25), ["inspector", second], second)
    assert {person.username for person in visit.inspectors} == {"inspector", "second"}
    assert visit.lead.username == second
    assert (visit.kind, visit.state) == (InspectionKind.FULL, InspectionState.SCHEDULED)
    assert visit.application.state == ApplicationState.SCHEDULED


@pytest.mark.parametrize(
    ("on", "names", "lead", "field"),
    [
        (dt.date(2013, 11, 19), ["inspector"], "inspector", "on"),
        (dt.date(2013, 11, 20), [], "inspector", "inspectors"),
        (dt.date(2013, 11, 20), ["inspector", "inspector"], "inspector", "inspectors"),
        (dt.date(2013, 11, 20), ["inspector"], "district", "lead"),
        (dt.date(2013, 11, 20), ["district"], "district", "inspectors"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(
    town: Town, on: dt.date, names: list[str], lead: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        plan(town, on, names, lead)
    assert refused.value.field == field


def test_nobody_inspects_the_station_he_works_for(town: Town) -> None:
    town.person("both", Role.INSPECTOR, town.nodes["city"])
    people.appoint(town.office, town.people["both"], Role.STATION, town.sites["gate"].node)
    with pytest.raises(Invalid, match="works at"):
        plan(town, dt.date(2013, 11, 20), ["both"], "both")


def test_an_inspector_of_another_district_is_not_sent(town: Town) -> None:
    town.person("west", Role.INSPECTOR, town.nodes["west"])
    with pytest.raises(Invalid, match="no inspector"):
        plan(town, dt.date(2013, 11, 20), ["west"], "west")


def test_only_those_sent_record_and_finish(town: Town, second: str) -> None:
    visit = journey.scheduled(town)
    with pytest.raises(NotAllowed, match="inspector先生"):
        inspections.record(town.as_(second), visit, ITEM, checked=True)
    with pytest.raises(NotAllowed):
        inspections.start(town.as_(second), visit)


def test_after_a_change_of_inspectors_the_new_one_goes_on(town: Town, second: str) -> None:
    visit = journey.scheduled(town)
    inspections.record(town.as_("inspector"), visit, ITEM, checked=True)
    sent = [town.people[second]]
    office = town.as_("city_officer")
    inspections.reassign(office, visit, office.today, sent, sent[0], "出差", visit.version)
    inspections.record(town.as_(second), visit, "premises.sign", checked=True)
    assert {each.item_id for each in findings_of(town.session, visit.id)} == {ITEM, "premises.sign"}


def test_a_cancelled_visit_puts_the_application_back_where_it_came_from(town: Town) -> None:
    visit = journey.scheduled(town)
    inspections.cancel(town.as_("city_officer"), visit, "停电", visit.version)
    assert visit.application.state == ApplicationState.ENDORSED


def test_a_cancelled_recheck_leaves_the_rectification_reported(town: Town) -> None:
    visit = journey.visit(town, journey.put_right(town).application)
    assert visit.kind == InspectionKind.RECHECK
    inspections.cancel(town.as_("city_officer"), visit, "停电", visit.version)
    assert visit.application.state == ApplicationState.PUT_RIGHT


def test_the_first_record_begins_the_visit(town: Town) -> None:
    visit = journey.scheduled(town)
    inspections.record(town.as_("inspector"), visit, ITEM, checked=True)
    assert (visit.state, visit.started_at) == (InspectionState.UNDER_WAY, town.office.at)


@pytest.mark.parametrize(
    ("item", "entry", "field"),
    [
        ("premises.nothing", {"checked": True}, "item_id"),
        (ITEM, {"grade": "4"}, "grade"),
        ("duties.1", {"grade": "5"}, "grade"),
        ("duties.1", {"facts": {AREA: 50}}, AREA),
        (ITEM, {"facts": {"deputy_count": 1}, "why": "现场"}, "deputy_count"),
        (ITEM, {"facts": {AREA: "large"}, "why": "现场"}, AREA),
        (ITEM, {"facts": {AREA: 45}}, "why"),
    ],
)
def test_a_record_that_cannot_be_taken_is_refused_and_leaves_nothing(
    town: Town, item: str, entry: dict[str, Any], field: str
) -> None:
    visit = journey.scheduled(town)
    with pytest.raises(Invalid) as refused:
        inspections.record(town.as_("inspector"), visit, item, **entry)
    assert refused.value.field == field
    assert findings_of(town.session, visit.id) == []


def test_a_value_as_declared_needs_no_reason(town: Town) -> None:
    visit = journey.scheduled(town)
    inspections.record(town.as_("inspector"), visit, ITEM, facts={AREA: 60})
    assert facts.found(town.office, visit.application)[AREA] == 60


def test_confirming_one_item_does_not_undo_what_another_found_in_the_same_visit(town: Town) -> None:
    visit, office = journey.scheduled(town), town.as_("inspector")
    inspections.record(office, visit, ITEM, facts={AREA: 45}, why="实测")
    inspections.record(office, visit, "rooms.required", checked=True)
    assert facts.found(office, visit.application)[AREA] == 45
    inspections.record(office, visit, ITEM, facts={AREA: 60})
    assert facts.found(office, visit.application)[AREA] == 60


def test_a_later_record_leaves_what_it_does_not_name(town: Town) -> None:
    visit, office = journey.scheduled(town), town.as_("inspector")
    inspections.record(office, visit, "duties.1", grade="n/a", note="本站无此职责")
    found = inspections.record(office, visit, "duties.1", grade=2)
    assert (found.grade, found.note, found.checked) == ("2", "本站无此职责", True)


def test_of_two_who_save_the_same_item_the_second_is_told(town: Town) -> None:
    visit, office = journey.scheduled(town), town.as_("inspector")
    first = inspections.record(office, visit, "duties.1", grade=4, version=0)
    with pytest.raises(StaleForm):
        inspections.record(office, visit, "duties.1", grade=1, version=0)
    assert first.grade == "4"
    inspections.record(office, visit, "duties.1", grade=1, note="复看", version=first.version)
    assert first.grade == "1"


def test_a_visit_cannot_end_while_items_are_not_looked_at(town: Town) -> None:
    visit, office = journey.scheduled(town), town.as_("inspector")
    inspections.start(office, visit)
    everything = len(inspections.items_to_look_at(office, visit))
    inspections.record(office, visit, "duties.1", grade=3)
    with pytest.raises(Invalid, match=f"{everything - 1} things") as refused:
        inspections.finish(office, visit, "", visit.version)
    assert refused.value.field == "findings"


def test_what_is_not_met_must_be_described_and_should_be_photographed(town: Town) -> None:
    visit, office = journey.scheduled(town), town.as_("inspector")
    inspections.record(office, visit, ITEM, facts={AREA: 45}, why="实测")
    inspections.record(office, visit, "duties.2", grade=1)
    journey.look_at_all(town, visit)
    gaps = inspections.missing(office, visit)
    assert [(gap.item_id, gap.blocks) for gap in gaps] == [
        (ITEM, True),
        (ITEM, False),
        ("duties.2", True),
        ("duties.2", False),
        # Nobody has signed: the inspector, and somebody for the station.
        (None, False),
        (None, False),
    ]
    for item in (ITEM, "duties.2"):
        inspections.record(office, visit, item, note="现场情况如照片")
    inspections.finish(office, visit, "", visit.version)
    frozen = latest_assessment(town.session, visit.application.id, Stage.FOUND)
    assert frozen is not None
    assert frozen.outcome == "rectify"


def test_a_recheck_looks_at_the_ordered_items_alone(town: Town) -> None:
    visit, office = journey.visit(town, journey.put_right(town).application), town.as_("inspector")
    assert [item.id for item in inspections.items_to_look_at(office, visit)] == [ITEM]
    with pytest.raises(Invalid):
        inspections.record(office, visit, "premises.sign", checked=True)


def test_confirming_in_a_recheck_takes_the_newly_declared_value(town: Town) -> None:
    order = journey.put_right(town)
    visit, office = journey.visit(town, order.application), town.as_("inspector")
    assert facts.found(office, visit.application)[AREA] == 45
    inspections.record(office, visit, ITEM, checked=True)
    assert facts.found(office, visit.application)[AREA] == 55
    inspections.finish(office, visit, "", visit.version)
    (item,) = order.items
    assert item.checked_verdict == "met"
