"""Answers of tablets: in whatever order and how often they come, nothing is doubled and nothing is lost."""

import datetime as dt
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from inspect_app.records.answers import Answer, AnswerState, answers_of
from inspect_app.records.facts import Column, statements
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Finding, Inspection, InspectionState, finding
from inspect_app.records.people import Role
from inspect_app.workflow import answers, facts, history, inspections, people
from inspect_app.workflow.answers import Given
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, StaleForm, WrongState
from tests.workflow import journey
from tests.workflow.town import Town

AREA, ITEM, ROOMS, JUDGED = "floor_area_m2", "premises.area", "rooms.required", "duties.1"
SOME_ID = "6f0c8ab0-5a0e-4c5b-8a51-6a6a6a6a6a6a"


@pytest.fixture
def visit(town: Town) -> Inspection:
    """A visit of the lead "inspector" and of "second"."""
    town.person("second", Role.INSPECTOR, town.nodes["east"])
    return journey.visit(town, journey.endorsed(town), "inspector", "second")


class Tablet:
    """One person's tablet, whose answers are a minute apart."""

    def __init__(self, town: Town, visit: Inspection, username: str) -> None:
        self.town, self.visit, self.username = town, visit, username
        self.minutes = count(1)

    def gives(self, base: Answer | None = None, **said: Any) -> Given:
        """An answer that is not sent yet."""
        at = self.town.office.at + dt.timedelta(minutes=next(self.minutes))
        given = {"revision": str(uuid4()), "base": base and base.revision, "at": at} | said
        return Given(**given)

    def sends(self, item: str, given: Given, hours: int = 1) -> Answer:
        """Send it so many hours after noon."""
        office = self.town.as_(self.username, self.town.office.at + dt.timedelta(hours=hours))
        return answers.receive(office, self.visit, item, given)

    def says(self, item: str, base: Answer | None = None, **said: Any) -> Answer:
        return self.sends(item, self.gives(base, **said))


@pytest.fixture
def lead(town: Town, visit: Inspection) -> Tablet:
    return Tablet(town, visit, "inspector")


@pytest.fixture
def second(town: Town, visit: Inspection) -> Tablet:
    return Tablet(town, visit, "second")


def stands(visit: Inspection, item: str, tablet: Tablet) -> Finding:
    found = finding(tablet.town.session, visit.id, item)
    assert found is not None
    return found


def found_area(town: Town, visit: Inspection) -> Any:
    return facts.found(town.office, visit.application).get(AREA)


def states(visit: Inspection, town: Town) -> dict[str, AnswerState]:
    return {each.revision: each.standing for each in answers_of(town.session, visit.id)}


def test_the_first_answer_stands_and_begins_the_visit(town: Town, visit: Inspection, lead: Tablet) -> None:
    answer = lead.says(JUDGED, grade="3", note="台账不全")
    found = stands(visit, JUDGED, lead)
    assert answer.standing == AnswerState.STANDING
    assert (found.grade, found.checked, found.note, found.revision) == (
        "3",
        True,
        "台账不全",
        answer.revision,
    )
    assert (visit.state, visit.started_at) == (InspectionState.UNDER_WAY, answer.at)
    (entry,) = history_of(town.session, "finding", found.id)
    assert (entry.act, entry.at) == ("finding_recorded", town.office.at + dt.timedelta(hours=1))
    assert entry.detail["revision"] == answer.revision


def test_facts_follow_the_answer_with_who_saw_it_and_when(
    town: Town, visit: Inspection, second: Tablet
) -> None:
    answer = second.says(ITEM, checked=True, facts={AREA: 45}, why="实测")
    (stated,) = (each for each in statements(town.session, town.sites["gate"].id, AREA) if each.inspection_id)
    assert (stated.column, stated.value, stated.why) == (Column.FOUND, 45, "实测")
    assert (stated.by.username, stated.at) == ("second", answer.at)


def test_sending_again_changes_nothing(town: Town, visit: Inspection, lead: Tablet) -> None:
    given = lead.gives(checked=True, facts={AREA: 45}, why="实测")
    first = lead.sends(ITEM, given)
    version, entries = stands(visit, ITEM, lead).version, len(history_of(town.session, "finding", 1))
    for _ in range(3):
        assert lead.sends(ITEM, given, hours=2) is first
    assert stands(visit, ITEM, lead).version == version
    assert len(history_of(town.session, "finding", 1)) == entries
    assert len(statements(town.session, town.sites["gate"].id, AREA)) == 2


def test_a_late_duplicate_answers_what_became_of_it(town: Town, visit: Inspection, lead: Tablet) -> None:
    given = lead.gives(grade="3")
    first = lead.sends(JUDGED, given)
    newer = lead.says(JUDGED, first, grade="2")
    assert lead.sends(JUDGED, given).standing == AnswerState.SUPERSEDED
    assert stands(visit, JUDGED, lead).revision == newer.revision


def test_a_revision_that_says_something_else_is_refused(lead: Tablet) -> None:
    first = lead.says(JUDGED, grade="3")
    for item, said in ((JUDGED, {"grade": "4"}), ("duties.2", {"grade": "3"})):
        with pytest.raises(Invalid) as refused:
            lead.says(item, revision=first.revision, **said)
        assert refused.value.field == "revision"


def test_sending_again_is_answered_after_the_end_and_after_the_visit_was_given_away(
    town: Town, visit: Inspection, lead: Tablet
) -> None:
    given = lead.gives(grade="3")
    lead.sends(JUDGED, given)
    journey.finish(town, visit)
    assert lead.sends(JUDGED, given).standing == AnswerState.STANDING
    with pytest.raises(WrongState):
        lead.says(JUDGED, grade="4")


def test_who_was_sent_elsewhere_can_add_nothing_new(town: Town, visit: Inspection, second: Tablet) -> None:
    given = second.gives(grade="3")
    second.sends(JUDGED, given)
    officer, inspector = town.as_("city_officer"), town.people["inspector"]
    inspections.reassign(officer, visit, officer.today, [inspector], inspector, "出差", visit.version)
    assert second.sends(JUDGED, given).standing == AnswerState.STANDING
    with pytest.raises(NotAllowed):
        second.says("duties.2", grade="4")


def test_who_is_no_inspector_any_more_can_add_nothing_new(
    town: Town, visit: Inspection, second: Tablet
) -> None:
    (appointment,) = town.people["second"].appointments
    people.end_appointment(town.office, appointment, "调离")
    with pytest.raises(NotAllowed):
        second.says(JUDGED, grade="4")


def test_two_inspectors_merge_by_item(town: Town, visit: Inspection, lead: Tablet, second: Tablet) -> None:
    lead.says(JUDGED, grade="3")
    second.says("duties.2", grade="4")
    assert answers.rivals(town.office, visit) == {}
    assert {stands(visit, item, lead).grade for item in (JUDGED, "duties.2")} == {"3", "4"}


def test_an_answer_based_on_what_stands_replaces_it(visit: Inspection, lead: Tablet, second: Tablet) -> None:
    first = lead.says(JUDGED, grade="3")
    assert second.says(JUDGED, first, grade="4").standing == AnswerState.STANDING
    assert (first.standing, stands(visit, JUDGED, lead).by.username) == (AnswerState.SUPERSEDED, "second")


def test_an_answer_given_without_knowing_what_stands_is_kept_beside_it(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    first = lead.says(JUDGED, grade="3")
    rival = second.says(JUDGED, grade="1", note="无台账")
    assert rival.standing == AnswerState.RIVAL
    assert stands(visit, JUDGED, lead).grade == "3"
    choice = answers.rivals(town.office, visit)[JUDGED]
    assert (choice.standing, choice.rivals) == (first, [rival])
    acts = [each.act for each in history_of(town.session, "finding", stands(visit, JUDGED, lead).id)]
    assert acts == ["finding_recorded", "rival_kept"]


def test_a_rival_states_no_facts(town: Town, visit: Inspection, lead: Tablet, second: Tablet) -> None:
    lead.says(ITEM, checked=True, facts={AREA: 45}, why="实测")
    second.says(ITEM, checked=True, facts={AREA: 55}, why="目测")
    assert found_area(town, visit) == 45


def test_two_who_say_the_same_are_no_rivals(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    lead.says(ITEM, checked=True, facts={AREA: Decimal("45.0")}, why="实测")
    assert second.says(ITEM, checked=True, facts={AREA: 45}, why="实测").standing == AnswerState.SUPERSEDED
    assert answers.rivals(town.office, visit) == {}


def test_a_rival_is_none_any_more_once_what_stands_says_the_same(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    first = lead.says(JUDGED, grade="3")
    rival = second.says(JUDGED, grade="1")
    lead.says(JUDGED, first, grade="1")
    assert rival.standing == AnswerState.SUPERSEDED


def test_whoever_comes_round_to_what_stands_is_no_rival_any_more(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    lead.says(JUDGED, grade="3")
    rival = second.says(JUDGED, grade="1")
    second.says(JUDGED, grade="3")
    assert rival.standing == AnswerState.SUPERSEDED


def test_who_changes_his_mind_before_the_reply_arrives_is_not_his_own_rival(
    visit: Inspection, lead: Tablet
) -> None:
    lead.says(JUDGED, grade="3")
    newer = lead.says(JUDGED, grade="2")
    assert (newer.standing, stands(visit, JUDGED, lead).grade) == (AnswerState.STANDING, "2")


def test_what_somebody_said_earlier_arrives_too_late_to_count(visit: Inspection, lead: Tablet) -> None:
    older, newer = lead.gives(grade="2"), lead.gives(grade="3")
    lead.sends(JUDGED, newer)
    assert lead.sends(JUDGED, older).standing == AnswerState.SUPERSEDED
    assert stands(visit, JUDGED, lead).grade == "3"


def test_of_one_persons_rivals_the_newest_is_left_in_whatever_order_they_come(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    lead.says(JUDGED, grade="3")
    first, newest, older = second.gives(grade="1"), second.gives(grade="n/a"), second.gives(grade="2")
    older = Given(**vars(older) | {"at": first.at})
    for given in (first, newest, older):
        second.sends(JUDGED, given)
    assert [each.content["grade"] for each in answers.rivals(town.office, visit)[JUDGED].rivals] == ["n/a"]


def test_page_and_tablet_merge_by_the_same_rule(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    page = inspections.record(town.as_("inspector"), visit, JUDGED, grade=4)
    assert page.answer.content == {"grade": "4", "checked": True, "note": "", "facts": {}, "why": ""}
    assert second.says(JUDGED, grade="1").standing == AnswerState.RIVAL
    known = second.says(JUDGED, page.answer, grade="2")
    assert known.standing == AnswerState.STANDING
    assert answers.rivals(town.office, visit) == {}
    with pytest.raises(StaleForm):
        inspections.record(town.as_("inspector"), visit, JUDGED, grade=3, version=1)


def test_an_answer_from_a_page_names_the_facts_that_were_on_it(town: Town, visit: Inspection) -> None:
    office = town.as_("inspector")
    found = inspections.record(office, visit, ITEM, checked=True)
    assert found.answer.content["facts"] == {AREA: 60}
    found = inspections.record(office, visit, ITEM, facts={AREA: Decimal("45.5")}, why="实测")
    assert (found.answer.content["facts"], found.answer.content["why"]) == ({AREA: Decimal("45.5")}, "实测")
    found = inspections.record(office, visit, ITEM, note="小")
    assert found.answer.content["facts"] == {AREA: Decimal("45.5")}
    assert (found.answer.content["note"], found.answer.content["why"]) == ("小", "实测")


def test_a_tablets_answer_is_whole_and_clears_what_it_does_not_name(visit: Inspection, lead: Tablet) -> None:
    first = lead.says(JUDGED, grade="3", note="好")
    lead.says(JUDGED, first)
    found = stands(visit, JUDGED, lead)
    assert (found.grade, found.checked, found.note) == (None, False, "")


def test_decimals_may_come_as_text(town: Town, visit: Inspection, lead: Tablet) -> None:
    exact = "45.12345678901234567890"
    lead.says(ITEM, checked=True, facts={AREA: exact}, why="实测")
    assert found_area(town, visit) == Decimal(exact)
    staff = [dict(each, city_hours="23.5") for each in journey.WORKERS]
    lead.says("training.city", checked=True, facts={"staff": staff}, why="核对证书")
    assert facts.found(town.office, visit.application)["staff"][0]["city_hours"] == Decimal("23.5")


def test_a_fact_may_be_found_unknown(town: Town, visit: Inspection, lead: Tablet) -> None:
    lead.says(ITEM, checked=True, facts={AREA: None}, why="无法测量")
    assert found_area(town, visit) is None


@pytest.mark.parametrize(
    ("item", "said", "field"),
    [
        (JUDGED, {"revision": "1"}, "revision"),
        (JUDGED, {"revision": SOME_ID.upper()}, "revision"),
        ("premises.nothing", {"grade": "3"}, "item_id"),
        (JUDGED, {"grade": "5"}, "grade"),
        (JUDGED, {"grade": 3.5}, "grade"),
        (ITEM, {"grade": "3"}, "grade"),
        (JUDGED, {"note": "字" * 2001}, "note"),
        (JUDGED, {"note": "\x00"}, "note"),
        (JUDGED, {"note": "\ud800"}, "note"),
        (JUDGED, {"why": "字" * 2001}, "why"),
        (JUDGED, {"facts": {AREA: 60}}, AREA),
        (ITEM, {"checked": True}, AREA),
        (ITEM, {"checked": True, "facts": {}}, AREA),
        (ITEM, {"facts": {AREA: 60, "deputy_count": 0}}, "deputy_count"),
        (ITEM, {"facts": {AREA: "large"}, "why": "实测"}, AREA),
        (ITEM, {"facts": {AREA: "NaN"}, "why": "实测"}, AREA),
        (ITEM, {"facts": {AREA: True}, "why": "实测"}, AREA),
        (ITEM, {"facts": {AREA: -1}, "why": "实测"}, AREA),
        (ITEM, {"facts": {AREA: 45}}, "why"),
        (ITEM, {"facts": {AREA: 45}, "why": " "}, "why"),
        (ROOMS, {"facts": {AREA: 60, "rooms": ["ballroom"]}, "why": "实测"}, "rooms[0]"),
        ("deputy", {"facts": {}}, "item_id"),
        ("training.city", {"facts": {"staff": "四人"}, "why": "核对"}, "staff"),
        ("training.city", {"facts": {"staff": [7]}, "why": "核对"}, "staff[0]"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field_and_leaves_nothing(
    town: Town, visit: Inspection, lead: Tablet, item: str, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        lead.says(item, **said)
    assert refused.value.field == field
    assert answers_of(town.session, visit.id) == []
    assert visit.state == InspectionState.SCHEDULED


def test_a_base_is_a_revision(town: Town, visit: Inspection, lead: Tablet) -> None:
    given = Given(revision=SOME_ID, base="yesterday", at=town.office.at, grade="3")
    with pytest.raises(Invalid) as refused:
        lead.sends(JUDGED, given)
    assert refused.value.field == "base"


def test_a_rival_must_be_valid_as_well(lead: Tablet, second: Tablet) -> None:
    lead.says(ITEM, checked=True, facts={AREA: 60})
    with pytest.raises(Invalid):
        second.says(ITEM, checked=True, facts={AREA: 45})


@pytest.mark.parametrize("days", [-1, 1, -400, 400])
def test_a_moment_is_never_in_the_future_and_never_before_the_visit_was_scheduled(
    town: Town, visit: Inspection, lead: Tablet, days: int
) -> None:
    answer = lead.says(JUDGED, grade="3", at=town.office.at + dt.timedelta(days=days))
    received = town.office.at + dt.timedelta(hours=1)
    assert answer.at == (received if days > 0 else town.office.at)
    assert answer.received_at == received


# ---- the choice of the lead ----


@pytest.fixture
def disputed(lead: Tablet, second: Tablet) -> tuple[Answer, Answer]:
    """Of the area: 45 by the lead, which stands, and 55 by the second."""
    return (
        lead.says(ITEM, checked=True, facts={AREA: 45}, why="实测", note="不足"),
        second.says(ITEM, checked=True, facts={AREA: 55}, why="含走廊"),
    )


def test_the_lead_chooses_the_rival_and_the_facts_follow(
    town: Town, visit: Inspection, lead: Tablet, disputed: tuple[Answer, Answer]
) -> None:
    first, rival = disputed
    at = town.office.at + dt.timedelta(hours=2)
    found = answers.settle(town.as_("inspector", at), rival, "走廊计入面积")
    assert (found.revision, found.by.username, found.note) == (rival.revision, "second", "")
    assert found_area(town, visit) == 55
    assert (first.standing, rival.standing) == (AnswerState.NOT_CHOSEN, AnswerState.STANDING)
    assert {(each.settled_at, each.settled_by.username) for each in disputed if each.settled_by} == {
        (at, "inspector")
    }
    assert answers.rivals(town.office, visit) == {}
    entry = history_of(town.session, "finding", found.id)[-1]
    assert (entry.act, entry.why, entry.at) == ("answer_chosen", "走廊计入面积", at)
    assert entry.detail["not_chosen"] == [first.revision]


def test_the_lead_may_leave_what_stands(
    town: Town, visit: Inspection, disputed: tuple[Answer, Answer]
) -> None:
    first, rival = disputed
    answers.settle(town.as_("inspector"), first)
    assert found_area(town, visit) == 45
    assert (first.standing, rival.standing) == (AnswerState.STANDING, AnswerState.NOT_CHOSEN)


def test_only_the_lead_chooses(town: Town, disputed: tuple[Answer, Answer]) -> None:
    for username in ("second", "city_officer"):
        with pytest.raises(NotAllowed):
            answers.settle(town.as_(username), disputed[1])


def test_the_choice_is_made_once_and_among_open_answers(
    town: Town, lead: Tablet, disputed: tuple[Answer, Answer]
) -> None:
    lone = lead.says(JUDGED, grade="3")
    answers.settle(town.as_("inspector"), disputed[1])
    for answer in (*disputed, lone):
        with pytest.raises(AlreadyDone):
            answers.settle(town.as_("inspector"), answer)


def test_nothing_is_chosen_over_an_answer_that_was_not_on_the_page(
    town: Town, second: Tablet, disputed: tuple[Answer, Answer]
) -> None:
    seen = [each.revision for each in disputed]
    second.says(ITEM, checked=True, facts={AREA: 52}, why="复测")
    with pytest.raises(StaleForm):
        answers.settle(town.as_("inspector"), disputed[0], seen=seen)


def test_an_answer_based_on_the_one_that_was_not_chosen_is_a_rival_again(
    town: Town, second: Tablet, disputed: tuple[Answer, Answer]
) -> None:
    answers.settle(town.as_("inspector"), disputed[0])
    again = second.says(ITEM, disputed[1], checked=True, facts={AREA: 55}, why="含走廊", note="再议")
    assert again.standing == AnswerState.RIVAL


def test_the_visit_cannot_end_while_rivals_are_open(
    town: Town, visit: Inspection, disputed: tuple[Answer, Answer]
) -> None:
    journey.look_at_all(town, visit)
    with pytest.raises(Invalid, match="two records differ"):
        inspections.finish(town.as_("inspector"), visit, "")
    answers.settle(town.as_("inspector"), disputed[0])
    inspections.finish(town.as_("inspector"), visit, "")
    with pytest.raises(WrongState):
        answers.settle(town.as_("inspector"), disputed[1])
    assert history.broken_links(town.session) == []


# ---- facts that several items read ----


def test_who_confirms_another_item_does_not_undo_what_was_found_of_a_shared_fact(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    rooms = {AREA: 60, "rooms": ["mediation_room"]}
    found, confirmed = (
        lead.gives(checked=True, facts={AREA: 45}, why="实测"),
        second.gives(checked=True, facts=rooms),
    )
    lead.sends(ITEM, found)
    second.sends(ROOMS, confirmed)
    assert found_area(town, visit) == 45
    assert [gap.item_id for gap in inspections.missing(town.office, visit) if gap.item_id == ROOMS] == []


def test_what_was_found_of_a_shared_fact_counts_over_an_earlier_confirmation(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    second.says(ROOMS, checked=True, facts={AREA: 60, "rooms": ["mediation_room"]})
    lead.says(ITEM, checked=True, facts={AREA: 45}, why="实测")
    assert found_area(town, visit) == 45


def test_the_same_persons_later_word_on_a_shared_fact_counts_in_whatever_order_it_comes(
    town: Town, visit: Inspection, lead: Tablet
) -> None:
    measured = lead.gives(checked=True, facts={AREA: 45}, why="实测")
    corrected = lead.gives(checked=True, facts={AREA: 52, "rooms": ["mediation_room"]}, why="复测")
    lead.sends(ROOMS, corrected)
    lead.sends(ITEM, measured)
    assert found_area(town, visit) == 52
    assert not [gap for gap in inspections.missing(town.office, visit) if "recorded" in gap.en]


def test_where_two_found_a_shared_fact_differently_one_has_to_look_again(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    first = lead.says(ITEM, checked=True, facts={AREA: 45}, why="实测")
    second.says(ROOMS, checked=True, facts={AREA: 52, "rooms": ["mediation_room"]}, why="复测")
    assert found_area(town, visit) == 52
    (gap,) = (gap for gap in inspections.missing(town.office, visit) if "second先生" in gap.en)
    assert (gap.item_id, gap.blocks) == (ITEM, True)
    lead.says(ITEM, first, checked=True, facts={AREA: 52}, why="复测")
    assert not [gap for gap in inspections.missing(town.office, visit) if "second先生" in gap.en]


def test_who_mends_his_own_finding_of_a_shared_fact_is_believed(
    town: Town, visit: Inspection, lead: Tablet, second: Tablet
) -> None:
    first = lead.says(ITEM, checked=True, facts={AREA: 45}, why="实测")
    second.says(ROOMS, checked=True, facts={AREA: 45, "rooms": ["mediation_room"]})
    lead.says(ITEM, first, checked=True, facts={AREA: 60})
    assert found_area(town, visit) == 60
