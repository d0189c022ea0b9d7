"""Endorse or return: what was typed is never lost, what is stale or wrong is refused by name."""

import datetime as dt

from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.history import history_of
from inspect_app.records.people import Role
from inspect_app.records.photographs import PhotographRole
from inspect_app.web.database import db
from inspect_app.workflow import applications, facts, photographs
from tests.web.city import NOW, LogIn, SmallCity, office
from tests.web.district.conftest import Address, StateOf
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.workflow.journey import WORKERS, picture

LATER = NOW + dt.timedelta(hours=1)
REMARK = "remark-outdoor.board"


def typed(page: Page, name: str) -> str:
    """What a text area holds; the line break after its tag is not part of it."""
    return str(page.fields()[name]).removeprefix("\n")


def test_every_measured_item_stands_beside_its_fact_and_its_evidence(
    officer: Visitor, application: Address
) -> None:
    page = officer.visit(application("submitted"))
    (item,) = page.tree.xpath("//article[@id='item-premises.area']")
    text = " ".join(item.text_content().split())
    assert "符合" in text
    assert "60 平方米" in text
    assert "没有照片" in text
    (roster,) = page.tree.xpath("//section[@id='table-staff']")
    assert "丁" in roster.text_content()
    assert "24.5 学时" in roster.text_content()


def test_an_endorsement_keeps_the_note_and_the_remarks(
    app: Flask, officer: Visitor, application: Address, small_city: SmallCity, state_of: StateOf
) -> None:
    address = application("submitted")
    fields = {"endorse": "审核通过", "reason": "情况属实。", REMARK: "宣传栏请现场核实"}
    assert "已审核通过" in officer.press(address, fields).text
    assert state_of(address)[0] == "endorsed"
    with app.app_context():
        entry = history_of(db.session, "application", small_city.applications["submitted"])[-1]
    assert entry.why == "情况属实。\n1. 站外设有宣传栏（二(一)4）：宣传栏请现场核实"


def test_a_return_is_composed_of_reason_and_remarks(
    officer: Visitor, application: Address, state_of: StateOf
) -> None:
    address = application("submitted")
    officer.press(address, {"send_back": "退回修改", REMARK: "请补充照片", "reason": " "})
    assert state_of(address) == ("returned", "1. 站外设有宣传栏（二(一)4）：请补充照片")


def test_a_return_without_a_reason_is_refused(
    officer: Visitor, application: Address, state_of: StateOf
) -> None:
    address = application("submitted")
    page = officer.submit(address, {"send_back": "退回修改"})
    assert isinstance(page, Page)
    assert "请填写理由" in page.text
    assert state_of(address)[0] == "submitted"


def test_a_reason_that_is_too_long_is_refused_and_kept(
    officer: Visitor, application: Address, state_of: StateOf
) -> None:
    address = application("submitted")
    page = officer.submit(address, {"send_back": "退回修改", "reason": "长" * 1990, REMARK: "请补充照片"})
    assert isinstance(page, Page)
    assert "不能超过2000个字" in page.text
    assert typed(page, "reason") == "长" * 1990
    assert typed(page, REMARK) == "请补充照片"
    assert state_of(address)[0] == "submitted"


def test_a_form_without_a_pressed_button_does_nothing(
    officer: Visitor, application: Address, state_of: StateOf
) -> None:
    address = application("submitted")
    page = officer.submit(address, {"reason": "情况属实。"})
    assert isinstance(page, Page)
    assert "请选择" in page.text
    assert typed(page, "reason") == "情况属实。"
    assert state_of(address)[0] == "submitted"


def test_a_stale_form_is_refused_keeps_its_text_and_can_be_sent_again(
    app: Flask, officer: Visitor, application: Address, small_city: SmallCity, state_of: StateOf
) -> None:
    address = application("submitted")
    opened = officer.visit(address)
    _return_and_submit_again(app, small_city)
    page = officer.submit(opened, {"send_back": "退回修改", "reason": "面积不符", REMARK: "请补照片"})
    assert isinstance(page, Page)
    assert "他人已修改了这条记录" in page.text
    assert (typed(page, "reason"), typed(page, REMARK)) == ("面积不符", "请补照片")
    officer.press(page, {"send_back": "退回修改"})
    assert state_of(address) == ("returned", "面积不符\n1. 站外设有宣传栏（二(一)4）：请补照片")


def test_what_was_typed_stays_readable_when_somebody_else_has_decided_already(
    officer: Visitor, client_as: LogIn, application: Address
) -> None:
    address = application("submitted")
    opened = officer.visit(address)
    client_as(Role.DISTRICT).press(address, {"endorse": "审核通过"})
    page = officer.submit(opened, {"send_back": "退回修改", "reason": "面积不符", REMARK: "请补照片"})
    assert isinstance(page, Page)
    assert "不能再审核" in page.text
    areas = [area.text_content().strip() for area in page.tree.xpath("//main//textarea")]
    assert areas == ["请补照片", "面积不符"]


def test_an_application_that_is_not_under_review_offers_no_buttons(
    officer: Visitor, application: Address
) -> None:
    page = officer.visit(application("endorsed"))
    assert "不需要审核" in page.text
    assert page.tree.xpath("//input[@type='submit']") == []


def test_an_act_on_an_application_not_under_review_is_refused_by_name(
    officer: Visitor, application: Address, state_of: StateOf
) -> None:
    address = application("draft")
    page = officer.post(address, {**officer.visit(address).fields(), "endorse": "1"})
    assert isinstance(page, Page)
    assert "当前状态为“草稿”，不能审核通过" in page.text
    assert state_of(address)[0] == "draft"


def test_a_foreign_district_finds_nothing(client_as: LogIn, application: Address) -> None:
    client_as(Role.DISTRICT, own=False).visit(application("submitted"), status=404)


def test_after_a_return_the_page_shows_what_has_changed(
    app: Flask, officer: Visitor, application: Address, small_city: SmallCity
) -> None:
    _return_and_submit_again(app, small_city)
    page = officer.visit(application("submitted"))
    assert "第 2 次提交" in page.text
    assert "请核对面积" in page.text
    changed = [str(each) for each in page.tree.xpath("//section[@aria-labelledby='since-return']//a/@href")]
    assert "#item-premises.area" in changed
    assert "#item-outdoor.board" in changed
    assert "#item-premises.sign" not in changed
    (area,) = page.tree.xpath("//article[@id='item-premises.area']")
    assert "45 平方米" in area.text_content()
    assert "退回前：60 平方米" in area.text_content()
    (board,) = page.tree.xpath("//article[@id='item-outdoor.board']")
    assert "退回后新上传" in board.text_content()
    (roster,) = page.tree.xpath("//section[@id='table-staff']")
    assert roster.xpath(".//mark/text()") == ["20 学时"]
    assert "新增" in roster.text_content()
    assert "已移除" in roster.text_content()


def _return_and_submit_again(app: Flask, small_city: SmallCity) -> None:
    with app.app_context():
        found = db.session.get_one(Application, small_city.applications["submitted"])
        applications.return_application(office(app, "district"), found, "请核对面积", found.version)
        station, staff = office(app, "street", LATER), [dict(each) for each in WORKERS]
        staff[0]["city_hours"] = 20
        staff[2]["name"] = "戊"
        facts.state(station, found.site, {"floor_area_m2": 45, "staff": staff})
        photographs.attach(station, found.site, "outdoor.board", picture(9), PhotographRole.DECLARED)
        applications.submit(station, found, found.version)
        db.session.commit()
