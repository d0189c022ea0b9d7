"""Visits: who may go, what is recorded item by item, and when a visit can end."""

import datetime as dt
from typing import Any

import pytest

from inspect_app.records.applications import ApplicationState, Stage, latest_assessment
from inspect_app.records.history import history_of
from inspect_app.records.inspections import InspectionKind, InspectionState, findings_of
from inspect_app.records.people import Role
from inspect_app.workflow import assessing, facts, inspections, people
from inspect_app.workflow.errors import Invalid, NotAllowed, StaleForm, WrongState
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


# ---- the end as a tablet sends it ----


def shown(town: Town, visit: Any, **more: Any) -> inspections.Seen:
    """What a tablet that judges as we do showed at the end."""
    result = assessing.at_stage(town.office, visit.application, Stage.FOUND)
    said = {
        "release": "0.1.0+1a2b3c4d",
        "standard": visit.edition.sha256,
        "verdicts": {item: each.verdict.value for item, each in result.items.items()},
        "outcome": result.outcome.value,
        "score": f"{result.score:.1f}",
        "at": town.office.at + dt.timedelta(minutes=30),
    }
    return inspections.Seen(**said | more)


def ended(town: Town, visit: Any, ended_as: str, seen: inspections.Seen, hours: int = 24) -> None:
    office = town.as_("inspector", town.office.at + dt.timedelta(hours=hours))
    inspections.finish(office, visit, "检查完毕", ended_as=ended_as, seen=seen)


END = "0b9b5a3e-7a55-4a33-9f0b-0a8f2c1d4e5f"


def acts_of(town: Town, visit: Any) -> list[str]:
    return [each.act for each in history_of(town.session, "inspection", visit.id)]


def test_a_visit_has_ended_when_the_inspectors_left_and_counts_from_when_we_heard_of_it(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    ended(town, visit, END, shown(town, visit))
    assert (visit.state, visit.ended_as) == (InspectionState.FINISHED, END)
    assert visit.ended_at == town.office.at + dt.timedelta(minutes=30)
    assert visit.finished_at == town.office.at + dt.timedelta(hours=24)
    assert "verdicts_differed" not in acts_of(town, visit)


def test_the_end_sent_again_changes_nothing_and_another_end_is_refused(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    seen = shown(town, visit)
    ended(town, visit, END, seen)
    entries, version = acts_of(town, visit), visit.version
    ended(town, visit, END, seen, hours=48)
    assert (acts_of(town, visit), visit.version) == (entries, version)
    with pytest.raises(WrongState):
        ended(town, visit, "6f0c8ab0-5a0e-4c5b-8a51-6a6a6a6a6a6a", seen)
    with pytest.raises(Invalid):
        ended(town, visit, "1", seen)


def test_an_end_that_came_too_early_can_be_sent_again(town: Town) -> None:
    visit = journey.scheduled(town)
    inspections.start(town.as_("inspector"), visit)
    seen = shown(town, visit)
    with pytest.raises(Invalid) as refused:
        ended(town, visit, END, seen)
    assert refused.value.field == "findings"
    journey.look_at_all(town, visit)
    ended(town, visit, END, shown(town, visit))
    assert visit.ended_as == END


def test_where_a_tablet_showed_other_verdicts_the_history_keeps_both(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    right = shown(town, visit)
    verdicts = {**right.verdicts, ITEM: "not_met"}
    del verdicts["premises.sign"]
    ended(town, visit, END, shown(town, visit, verdicts=verdicts, outcome="rectify", score="42.50"))
    entry = history_of(town.session, "inspection", visit.id)[-1]
    assert (entry.act, entry.at) == ("verdicts_differed", visit.finished_at)
    assert entry.detail["items"] == {
        ITEM: {"tablet": "not_met", "here": "met"},
        "premises.sign": {"tablet": None, "here": "met"},
    }
    tablet, here = entry.detail["tablet"], entry.detail["here"]
    assert (tablet["outcome"], tablet["score"], tablet["release"]) == ("rectify", "42.5", right.release)
    assert (here["outcome"], here["edition"]) == ("certify", visit.edition.edition)
    assert here["standard"] == tablet["standard"] == visit.edition.sha256


def test_a_tablet_that_judged_by_another_edition_is_told_apart(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    ended(town, visit, END, shown(town, visit, standard="0" * 64))
    entry = history_of(town.session, "inspection", visit.id)[-1]
    assert (entry.act, entry.detail["items"]) == ("verdicts_differed", {})
    assert entry.detail["tablet"]["standard"] == "0" * 64


def test_the_end_by_a_clock_that_is_wrong_lies_between_schedule_and_arrival(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    ended(town, visit, END, shown(town, visit, at=town.office.at - dt.timedelta(days=1)))
    assert visit.ended_at == town.office.at
