"""An open application moves to the edition in force: what counts then, what does not, and what is kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from inspect_app.policy import Library, Verdict, load_library
from inspect_app.records.answers import Answer, AnswerState
from inspect_app.records.applications import Application, Stage
from inspect_app.records.history import history_of, history_of_site
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.records.people import Role
from inspect_app.records.photographs import PhotographRole, photographs_of_inspection
from inspect_app.workflow import (
    answers,
    applications,
    assessing,
    columns,
    differences,
    history,
    inspections,
    moving,
    photographs,
    signatures,
)
from inspect_app.workflow.answers import Given
from inspect_app.workflow.errors import AlreadyDone, Invalid, WrongState
from tests.editions import FIRST, write_next_edition
from tests.workflow import journey
from tests.workflow.town import NOON, Town

SECOND = "2013-11-01"
# An item that the next edition does not have, one that it measures instead, and the reverse.
GONE, MEASURED_NOW, GRADED_NOW = "premises.sign", "duties.1", "premises.independent"
AREA, MISFIT, WITH_MORE = "premises.area", "video.system", "premises.street_front"
NOT_CLOSED = (journey.draft, journey.submitted, journey.endorsed)


@pytest.fixture(scope="session")
def next_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(write_next_edition(tmp_path_factory.mktemp("checklists"), SECOND))


@pytest.fixture
def new_day(town: Town, next_library: Library) -> Callable[[], None]:
    """From now on the next edition is in force."""

    def begin() -> None:
        town.office = replace(town.office, library=next_library)

    return begin


@pytest.fixture
def visit(town: Town) -> Inspection:
    town.person("second", Role.INSPECTOR, town.nodes["east"])
    return journey.visit(town, journey.endorsed(town), "inspector", "second")


@pytest.fixture
def move(town: Town, new_day: Callable[[], None]) -> Callable[[Inspection], None]:
    """The next edition comes into force, and the visit is moved to it."""

    def act(visit: Inspection) -> None:
        new_day()
        moved(town, visit.application)

    return act


def moved(town: Town, application: Application) -> None:
    moving.move(town.as_("city_officer"), application, application.version)


def given(**said: Any) -> Given:
    return Given(**{"revision": str(uuid4()), "base": None, "at": NOON} | said)


def look(town: Town, visit: Inspection, item: str, by: str = "inspector", **said: Any) -> Answer:
    return answers.receive(town.as_(by), visit, item, given(**said))


def gaps(town: Town, visit: Inspection) -> dict[str, list[str]]:
    """What still blocks, by item."""
    found: dict[str, list[str]] = {}
    for gap in inspections.missing(town.office, visit):
        if gap.blocks:
            found.setdefault(str(gap.item_id), []).append(gap.zh)
    return found


# ---- the act ----


@pytest.mark.parametrize("story", NOT_CLOSED)
def test_an_application_moves_before_its_visit(
    story: Callable[[Town], Application], town: Town, new_day: Callable[[], None]
) -> None:
    application = story(town)
    new_day()
    state = application.state
    moved(town, application)
    assert (application.edition.edition, application.state) == (SECOND, state)


def test_a_returned_application_moves_and_is_handed_in_by_the_new_edition(
    town: Town, new_day: Callable[[], None]
) -> None:
    application = journey.submitted(town)
    applications.return_application(town.as_("district"), application, "请补充", application.version)
    new_day()
    moved(town, application)
    with pytest.raises(Invalid) as refused:
        applications.submit(town.as_("station"), application, application.version)
    assert "路口指示牌" in refused.value.text.zh
    assert "统一标识标牌" not in refused.value.text.zh


def test_the_open_visit_goes_along_and_a_cancelled_one_does_not(
    town: Town, new_day: Callable[[], None]
) -> None:
    cancelled = journey.scheduled(town)
    inspections.cancel(town.as_("city_officer"), cancelled, "停电", cancelled.version)
    visit = journey.visit(town, cancelled.application)
    inspections.start(town.as_("inspector"), visit)
    new_day()
    moved(town, visit.application)
    assert visit.edition is visit.application.edition
    assert (visit.edition.edition, visit.state) == (SECOND, InspectionState.UNDER_WAY)
    assert cancelled.edition.edition == FIRST


def test_history_says_from_where_to_where_and_what_differs(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    before = visit.edition.sha256
    move(visit)
    (entry,) = [
        each
        for each in history_of(town.session, "application", visit.application.id)
        if each.act == "edition_moved"
    ]
    assert entry.by is town.people["city_officer"]
    assert entry.detail["from"] == {"edition": FIRST, "sha256": before}
    assert entry.detail["to"] == {"edition": SECOND, "sha256": visit.edition.sha256}
    assert entry.detail["items_removed"] == [GONE]
    assert entry.detail["inspections"] == [visit.id]
    assert history.broken_links(town.session) == []


def test_it_is_refused_where_the_edition_is_in_force_already(town: Town) -> None:
    application = journey.draft(town)
    with pytest.raises(AlreadyDone, match=FIRST):
        moved(town, application)


def test_once_inspected_it_keeps_its_edition(town: Town, new_day: Callable[[], None]) -> None:
    application = journey.inspected(town)
    new_day()
    with pytest.raises(WrongState, match="you cannot move the application to the edition in force"):
        moved(town, application)
    assert application.edition.edition == FIRST


def test_a_recheck_keeps_the_edition_of_what_was_ordered(town: Town, new_day: Callable[[], None]) -> None:
    recheck = journey.visit(town, journey.put_right(town).application)
    new_day()
    with pytest.raises(WrongState, match="A re-check looks at what was ordered"):
        moved(town, recheck.application)
    assert recheck.edition.edition == FIRST


def test_the_inspector_reads_what_differs_from_the_edition_the_visit_began_with(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    assert moving.moved(town.office, visit) is None
    assert moving.differences_of(town.office, visit) is None
    move(visit)
    found, said = moving.moved(town.office, visit), moving.differences_of(town.office, visit)
    assert found is not None
    assert said is not None
    assert (found.edition, found.entry.at) == (SECOND, town.office.at)
    assert (said.old.edition, said.new.edition) == (FIRST, SECOND)


# ---- what counts afterwards ----


def test_a_value_that_does_not_fit_any_more_is_unknown_and_stays_on_record(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    office = town.as_("inspector")
    inspections.record(
        office, visit, MISFIT, facts={"video_software": False}, why="无法联通", note="试通失败"
    )
    move(visit)
    found = assessing.at_stage(town.office, visit.application, Stage.FOUND)
    assert found.items[MISFIT].verdict is Verdict.UNDECIDED
    row = {each.declaration.name: each for each in columns.columns(town.office, visit.application)}
    stated = row["video_software"]
    assert stated.found is not None
    assert (stated.found.value, stated.found_value, stated.declared_value) == (False, None, None)


def test_a_grade_of_what_is_measured_now_is_no_look_nor_the_reverse(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    journey.look_at_all(town, visit)
    assert gaps(town, visit) == {}
    move(visit)
    assert set(gaps(town, visit)) == {"premises.signpost", MEASURED_NOW, GRADED_NOW, AREA}
    assert "不符合，请写明情况" in gaps(town, visit)[AREA][0]
    found = assessing.at_stage(town.office, visit.application, Stage.FOUND)
    assert found.items[MEASURED_NOW].verdict is Verdict.MET
    assert found.items[GRADED_NOW].verdict is Verdict.UNDECIDED


def test_a_note_alone_makes_no_look_of_an_old_grade(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    inspections.record(town.as_("inspector"), visit, MEASURED_NOW, grade=3)
    move(visit)
    found = inspections.record(town.as_("inspector"), visit, MEASURED_NOW, note="宣传栏已更新")
    assert (found.grade, found.checked) == (None, False)
    inspections.record(town.as_("inspector"), visit, MEASURED_NOW, checked=True)
    inspections.record(town.as_("inspector"), visit, GRADED_NOW, grade=4)
    assert not {MEASURED_NOW, GRADED_NOW} & gaps(town, visit).keys()


def test_an_answer_to_an_item_that_is_gone_is_refused_by_its_title(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    move(visit)
    with pytest.raises(Invalid) as refused:
        look(town, visit, GONE, checked=True, facts={"unified_sign": True})
    assert "项目“安装全市统一的标识标牌”不在本次检查的范围内" in refused.value.text.zh
    assert f"本次检查已改用 {SECOND} 版标准" in refused.value.text.zh
    assert f"The visit was moved to edition {SECOND}" in refused.value.text.en


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (MEASURED_NOW, {"grade": "3"}),
        (GRADED_NOW, {"checked": True, "facts": {"independent_office": True}}),
        (WITH_MORE, {"checked": True, "facts": {"street_front": True}}),
        (MISFIT, {"checked": True, "facts": {"video_computers": 1, "video_software": True}}),
    ],
)
def test_what_does_not_fit_any_more_is_refused_alone(
    item: str,
    said: dict[str, Any],
    town: Town,
    visit: Inspection,
    move: Callable[[Inspection], None],
) -> None:
    move(visit)
    with pytest.raises(Invalid, match=f"The visit was moved to edition {SECOND}"):
        look(town, visit, item, **said)
    taken = look(town, visit, "walls.displays", checked=True, facts={"wall_displays": ["duties"]}, why="少")
    assert taken.standing == AnswerState.STANDING


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (GONE, {"checked": True, "facts": {"unified_sign": True}}),
        (MEASURED_NOW, {"grade": "3"}),
        (MISFIT, {"checked": True, "facts": {"video_computers": 1, "video_software": True}}),
        (AREA, {"checked": True, "facts": {"floor_area_m2": 60}}),
    ],
)
def test_an_answer_that_came_before_the_move_is_known_again(
    item: str,
    said: dict[str, Any],
    town: Town,
    visit: Inspection,
    move: Callable[[Inspection], None],
) -> None:
    sent = given(**said)
    first = answers.receive(town.as_("inspector"), visit, item, sent)
    move(visit)
    assert answers.receive(town.as_("inspector"), visit, item, sent) is first
    with pytest.raises(Invalid, match="belongs to another answer"):
        answers.receive(town.as_("inspector"), visit, item, replace(sent, note="另一条"))


def test_a_rival_that_does_not_fit_any_more_holds_nothing_up(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    look(town, visit, MEASURED_NOW, grade="3")
    rival = look(town, visit, MEASURED_NOW, by="second", grade="1")
    look(town, visit, "duties.2", grade="3")
    look(town, visit, "duties.2", by="second", grade="1")
    assert rival.standing == AnswerState.RIVAL
    move(visit)
    assert set(answers.rivals(town.office, visit)) == {"duties.2"}
    with pytest.raises(Invalid, match="does not fit the item"):
        answers.settle(town.as_("inspector"), rival)


def test_a_dispute_about_a_fact_that_is_gone_is_over(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    look(town, visit, GONE, checked=True, facts={"unified_sign": False}, why="没有", note="没有")
    look(town, visit, "premises.area", checked=True, facts={"floor_area_m2": 40}, why="实测", note="小")
    rooms = {"rooms": ["mediation_room"], "floor_area_m2": 55}
    look(town, visit, "rooms.required", by="second", checked=True, facts=rooms, why="另测")
    move(visit)
    journey.look_at_all(town, visit)
    assert set(gaps(town, visit)) == {AREA}


# ---- photographs, signatures, the end ----


def test_photographs_of_an_item_that_is_gone_stay_and_none_is_added(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    office, site = town.as_("inspector"), town.sites["gate"]
    kept = photographs.attach(
        office, site, GONE, journey.picture(1), PhotographRole.INSPECTION, inspection=visit
    )
    move(visit)
    office = town.as_("inspector")
    assert photographs_of_inspection(town.session, visit.id) == [kept]
    with pytest.raises(Invalid, match="is not part of this visit"):
        photographs.attach(
            office, site, GONE, journey.picture(2), PhotographRole.INSPECTION, inspection=visit
        )
    photographs.withdraw(office, kept, "拍错了")
    assert photographs_of_inspection(town.session, visit.id) == []


def test_who_signed_before_the_move_is_asked_again(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    journey.look_at_all(town, visit)
    signed = journey.sign(town, visit)
    assert signatures.standing(town.office, visit) == [(signed, True)]
    move(visit)
    assert signatures.standing(town.office, visit) == [(signed, False)]
    asked = [gap.zh for gap in inspections.missing(town.office, visit) if gap.item_id is None]
    assert "检查员签名后内容有改动，请重新签名" in asked


def test_an_end_under_the_old_edition_is_refused_while_the_new_one_asks_for_more(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    journey.look_at_all(town, visit)
    move(visit)
    with pytest.raises(Invalid) as refused:
        inspections.finish(town.as_("inspector"), visit, "", ended_as=str(uuid4()))
    assert "路口设有指示牌：尚未检查" in refused.value.text.zh
    assert f"本次检查已改用 {SECOND} 版标准" in refused.value.text.zh
    assert visit.state == InspectionState.UNDER_WAY


def test_an_end_that_a_tablet_saw_under_the_old_edition_is_judged_by_the_new_one(
    town: Town, visit: Inspection, move: Callable[[Inspection], None]
) -> None:
    old = visit.edition.sha256
    journey.look_at_all(town, visit)
    move(visit)
    office = town.as_("inspector")
    inspections.record(office, visit, AREA, note="面积不足 80 平方米")
    inspections.record(
        office, visit, MISFIT, facts={"video_computers": 1, "video_software": 1}, why="现场清点"
    )
    journey.look_at_all(town, visit)
    for item in (MEASURED_NOW, "premises.signpost"):
        inspections.record(office, visit, item, checked=True)
    inspections.record(office, visit, GRADED_NOW, grade=4)
    seen = differences.Seen("0.1.0", old, {AREA: "met"}, "certify", "93.6", town.office.at)
    inspections.finish(office, visit, "完毕", ended_as=str(uuid4()), seen=seen)
    frozen = assessing.frozen_at_end(visit)
    assert frozen is not None
    assert frozen.edition.edition == SECOND
    assert frozen.result["items"][AREA]["verdict"] == "not_met"
    (entry,) = [
        e for e in history_of_site(town.session, town.sites["gate"].id) if e.act == "verdicts_differed"
    ]
    assert entry.detail["tablet"]["standard"] == old
    assert entry.detail["here"]["standard"] == visit.edition.sha256
    assert entry.detail["items"][AREA] == {"tablet": "met", "here": "not_met"}


def test_a_later_day_changes_nothing_by_itself(town: Town, new_day: Callable[[], None]) -> None:
    visit = journey.scheduled(town)
    new_day()
    assert moving.differences(town.as_("city_officer", NOON + dt.timedelta(days=1)), visit.application)
    journey.finish(town, visit)
    assert visit.edition.edition == FIRST
