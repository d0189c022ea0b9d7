"""The city's word on an application: three columns, correction, acceptance, rectification, refusal."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.applications import Application, ApplicationState
from inspect_app.records.people import Role
from inspect_app.records.rectification import open_order
from inspect_app.web.database import db
from inspect_app.workflow import facts
from tests.web.city import SmallCity, office_of
from tests.web.pages import Page
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def officer(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_OFFICER)


@pytest.fixture
def file(small_city: SmallCity) -> str:
    """The address of an application that was inspected and falls short by its floor area."""
    return f"/city/applications/{small_city.applications['inspected']}"


def state_of(app: Flask, application_id: int) -> ApplicationState:
    with app.app_context():
        found = db.session.get(Application, application_id)
        assert found is not None
        return ApplicationState(found.state)


def typed_in(page: Page, name: str) -> str:
    """What a field of the page holds; a text area begins with a line break that browsers leave out."""
    return str(page.fields()[name]).strip()


def test_the_file_shows_declared_found_and_final_with_who_and_why(officer: Visitor, file: str) -> None:
    (row,) = officer.visit(file).tree.xpath("//article[@id='item-premises.area']//tr[@class='differs']")
    name, declared, found, final, _act = [" ".join(cell.text_content().split()) for cell in row]
    assert name == "办公服务用房面积"
    assert declared.startswith("60 平方米 何干事")
    assert found.startswith("45 平方米 张检查")
    assert "实测面积不含楼道" in found
    assert final == "45 平方米"


def test_the_file_can_show_every_item(officer: Visitor, file: str) -> None:
    few, all_items = officer.visit(file), officer.visit(f"{file}?show=all")
    count = "count(//article)"
    assert few.tree.xpath(count) == 2
    assert all_items.tree.xpath(count) > 40


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("inspected", {"accept", "refuse", "rectification"}),
        ("rectification", {"refuse"}),
        ("endorsed", {"schedule"}),
        ("certified", set()),
    ],
)
def test_only_acts_that_are_possible_are_offered(
    officer: Visitor, small_city: SmallCity, state: str, offered: set[str]
) -> None:
    file = f"/city/applications/{small_city.applications[state]}"
    acts = {"accept", "refuse", "rectification", "schedule"}
    links = officer.visit(file).links()
    assert {act for act in acts if f"{file}/{act}" in links} == offered


def test_acceptance_is_refused_by_name_of_the_item_and_keeps_the_note(officer: Visitor, file: str) -> None:
    refused = officer.submit(f"{file}/accept", {"note": "材料齐全"})
    assert isinstance(refused, Page)
    assert "尚不能验收合格：" in refused.text
    assert "（不符合）" in refused.text
    assert typed_in(refused, "note") == "材料齐全"


def test_a_corrected_fact_counts_and_the_application_is_accepted(
    app: Flask, officer: Visitor, small_city: SmallCity, file: str
) -> None:
    officer.press(f"{file}/facts/floor_area_m2", {"floor_area_m2": "55.5", "why": "复测含楼道"})
    assert "55.5 平方米" in officer.visit(f"{file}?show=all").text
    officer.press(f"{file}/accept", {"note": "同意"})
    assert state_of(app, small_city.applications["inspected"]) == ApplicationState.ACCEPTED


def test_a_correction_without_a_reason_is_refused_and_keeps_the_value(officer: Visitor, file: str) -> None:
    refused = officer.submit(f"{file}/facts/floor_area_m2", {"floor_area_m2": "55.5", "why": " "})
    assert isinstance(refused, Page)
    assert "请填写核定理由" in refused.text
    assert typed_in(refused, "floor_area_m2") == "55.5"


def test_a_correction_lists_everything_ever_said_of_the_fact(officer: Visitor, file: str) -> None:
    said = officer.visit(f"{file}/facts/floor_area_m2").text
    assert "站点填报 60 平方米" in said
    assert "检查认定 45 平方米" in said


def test_a_colleagues_correction_is_not_overwritten_unseen(
    app: Flask, officer: Visitor, small_city: SmallCity, file: str
) -> None:
    opened = officer.visit(f"{file}/facts/floor_area_m2")
    with office_of(app, "city_officer") as office:
        application = office.session.get(Application, small_city.applications["inspected"])
        assert application is not None
        facts.correct(office, application, "floor_area_m2", 52, "以房产证为准")
    answer = officer.submit(opened, {"floor_area_m2": "58", "why": "复测"})
    assert isinstance(answer, Page)
    assert "他人已改为：52 平方米" in answer.text
    assert typed_in(answer, "floor_area_m2") == "58"


def test_an_order_names_items_reasons_and_the_day(
    app: Flask, officer: Visitor, small_city: SmallCity, file: str
) -> None:
    opened = officer.visit(f"{file}/rectification")
    assert typed_in(opened, "premises.area") == "现场实测45平方米"
    page = officer.press(opened, {"premises.area": "增加办公面积", "due_on": "2013-12-20"})
    assert "增加办公面积" in page.text
    with app.app_context():
        order = open_order(db.session, small_city.applications["inspected"])
        assert order is not None
        assert str(order.due_on) == "2013-12-20"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"premises.area": " "}, "请填写理由"),
        ({"due_on": "2013-11-20"}, "整改期限须晚于今天"),
        ({"due_on": ""}, "整改期限须晚于今天"),
        ({"due_on": "明天"}, "请按“年-月-日”填写日期"),
        ({"take-premises.area": None}, "请至少选择一个要整改的项目"),
    ],
)
def test_an_order_that_cannot_be_given_keeps_what_was_typed(
    officer: Visitor, file: str, typed: dict[str, str | None], message: str
) -> None:
    refused = officer.submit(f"{file}/rectification", {"note": "逐项整改", **typed})
    assert isinstance(refused, Page)
    assert message in refused.text
    assert typed_in(refused, "note") == "逐项整改"


def test_a_refusal_needs_its_reason(app: Flask, officer: Visitor, small_city: SmallCity, file: str) -> None:
    refused = officer.submit(f"{file}/refuse", {"reason": ""})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    officer.press(refused, {"reason": "面积不足且无法整改"})
    assert state_of(app, small_city.applications["inspected"]) == ApplicationState.REFUSED


def test_a_stale_form_is_refused_once_and_keeps_its_text(
    app: Flask, officer: Visitor, small_city: SmallCity, file: str
) -> None:
    opened = officer.visit(f"{file}/refuse")
    with office_of(app, "city_officer") as office:
        application = office.session.get(Application, small_city.applications["inspected"])
        assert application is not None
        application.reason = "他人的改动"
    stale = officer.submit(opened, {"reason": "无法整改"})
    assert isinstance(stale, Page)
    assert "他人已修改了这条记录" in stale.text
    assert typed_in(stale, "reason") == "无法整改"
    officer.press(stale)
    assert state_of(app, small_city.applications["inspected"]) == ApplicationState.REFUSED


def test_an_act_in_the_wrong_state_says_which_state_it_needs(officer: Visitor, small_city: SmallCity) -> None:
    page = officer.visit(f"/city/applications/{small_city.applications['draft']}/accept", status=409)
    assert "只有在“待市级验收”时才可以" in page.text


def test_the_due_date_of_an_order_is_extended_with_a_reason(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    with app.app_context():
        order = open_order(db.session, small_city.applications["rectification"])
        assert order is not None
        address = f"/city/orders/{order.id}/extend"
    refused = officer.submit(address, {"due_on": "2013-12-01", "reason": "工期延误"})
    assert isinstance(refused, Page)
    assert "新的期限须晚于原期限" in refused.text
    assert "2014年1月10日" in officer.press(refused, {"due_on": "2014-01-10"}).text


def test_the_reviewer_reads_the_file_and_is_offered_no_act(client_as: LogIn, file: str) -> None:
    links = client_as(Role.CITY_REVIEWER).visit(file).links()
    assert not [link for link in links if link.startswith(f"{file}/")]
