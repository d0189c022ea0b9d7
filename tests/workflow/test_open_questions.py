"""Boundaries without a ruling, and the sites that wait for one."""

from inspect_app.policy import Verdict
from inspect_app.workflow import inspections
from inspect_app.workflow.open_questions import Question, find_boundary, open_questions
from tests.workflow import granting, journey
from tests.workflow.town import Town

ON_BOUNDARY = {**journey.MEETS, "member_count": 2000}
STAFF = ("station-2013", "staff.count", "member_count=2000")


def question(town: Town) -> Question:
    found = find_boundary(town.as_("city_officer"), *STAFF)
    assert found is not None
    return found


def test_a_declared_value_on_the_boundary_waits_for_a_ruling(town: Town) -> None:
    journey.draft(town, ON_BOUNDARY)
    asked = question(town)
    assert [site.site_id for site in asked.sites] == [town.sites["gate"].id]
    by_reading = [asked.effect(reading.id) for reading in asked.boundary.readings]
    assert by_reading == [{Verdict.MET: 1}, {Verdict.NOT_MET: 1}]


def test_readings_that_agree_leave_no_question(town: Town) -> None:
    journey.draft(town, {**ON_BOUNDARY, "full_time_staff": 5, "networked_computers": 5})
    assert question(town).sites == ()


def test_a_found_value_takes_the_place_of_the_declared_one(town: Town) -> None:
    visit = journey.scheduled(town, ON_BOUNDARY)
    found = {"member_count": 1999}
    inspections.record(town.as_("inspector"), visit, "staff.count", facts=found, why="名册实有1999人")
    assert question(town).sites == ()


def test_a_ruled_boundary_is_no_open_question(town: Town) -> None:
    office = town.as_("city_officer")
    funds = ("exterior-2013", "funds")
    granting.state(town, retained_funds_fen=granting.BOUNDARY_FEN)
    first = open_questions(office)[0]
    assert (first.document.id, first.item.id, len(first.sites)) == (*funds, 1)
    granting.rule(town)
    assert funds not in [(each.document.id, each.item.id) for each in open_questions(office)]


def test_what_is_no_boundary_is_not_found(town: Town) -> None:
    office = town.as_("city_officer")
    assert find_boundary(office, "station-2013", "staff.count", "member_count=1") is None
