from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.web.database import db
from inspect_app.workflow import applications
from tests.web.city import SmallCity, office_of
from tests.web.pages import Page
from tests.web.station.conftest import Address
from tests.web.visitor import Visitor

REASON = "楼层平面图与填报面积不符，\n请补充房屋证明照片。"


def test_a_complete_application_is_checked_and_handed_in(clerk: Visitor, at: Address) -> None:
    page = clerk.visit(at("draft", "/application"))
    assert "内容已填齐，可以提交" in page.text
    assert "已提交区级审核" in clerk.press(page, action="submit").source


def test_what_is_missing_is_named_and_handing_in_is_refused(clerk: Visitor, at: Address) -> None:
    opened = clerk.visit(at("draft", "/application"))
    clerk.press(at("draft", "/facts/premises"), {"floor_area_m2": "", "street_front": "unknown"})
    assert "还不能提交：有 2 项内容没有填报" in clerk.visit(at("draft", "/application")).text
    page = clerk.submit(opened, action="submit")
    assert isinstance(page, Page)
    assert "还有 2 项内容没有填报，不能提交：临街设置、办公服务用房面积" in page.text
    assert clerk.visit(at("draft")).tree.xpath("//h2[@id='next-step']")[0].text_content() == "继续填报"


def test_what_is_not_met_comes_first_and_does_not_stand_in_the_way(clerk: Visitor, at: Address) -> None:
    clerk.press(at("draft", "/facts/premises"), {"floor_area_m2": "40"})
    page = clerk.visit(at("draft", "/application"))
    assert "有 1 项不符合标准" in page.text
    first = page.tree.xpath("//details")[0]
    assert first.get("open") is not None
    assert "办公服务用房不少于 50 平方米" in first.text_content()
    clerk.press(page, action="submit")


def test_a_page_opened_before_the_application_changed_hands_nothing_in(clerk: Visitor, at: Address) -> None:
    opened = clerk.visit(at("draft", "/application"))
    clerk.press(opened, action="submit")
    page = clerk.submit(opened, action="submit")
    assert isinstance(page, Page)
    assert "没有保存" in page.text


def test_a_returned_application_shows_the_reasons_and_is_handed_in_again(
    clerk: Visitor, at: Address, app: Flask, small_city: SmallCity
) -> None:
    with office_of(app, "district") as office:
        returned = db.session.get(Application, small_city.applications["submitted"])
        assert returned is not None
        applications.return_application(office, returned, REASON, returned.version)
    for path in ("", "/application"):
        assert "楼层平面图与填报面积不符" in clerk.visit(at("submitted", path)).text
    clerk.press(at("submitted", "/facts/premises"), {"floor_area_m2": "55"})
    assert "已提交区级审核" in clerk.press(at("submitted", "/application"), action="submit").source


def test_withdrawing_needs_a_reason_and_keeps_what_was_stated(clerk: Visitor, at: Address) -> None:
    page = clerk.submit(at("submitted", "/application/withdraw"), {"reason": " "})
    assert isinstance(page, Page)
    assert "请填写理由" in page.text
    after = clerk.press(page, {"reason": "面积有误，更正后重报"})
    assert "申请已撤回" in after.source
    assert clerk.visit(at("submitted", "/facts/premises")).fields()["floor_area_m2"] == "60"


def test_what_the_district_has_endorsed_cannot_be_withdrawn(clerk: Visitor, at: Address) -> None:
    page = clerk.submit(at("endorsed", "/application/withdraw"), {"reason": "想改"})
    assert isinstance(page, Page)
    assert "当前状态为“待安排检查”，不能撤回申请" in page.text
    assert str(page.fields()["reason"]).strip() == "想改"


def test_a_certified_site_has_nothing_to_apply_for(clerk: Visitor, at: Address) -> None:
    page = clerk.post(at("certified", "/application/start"))
    assert isinstance(page, Page)
    assert "已有合格证书，无需再次申请" in page.text
    for act in ("submit", "withdraw"):
        answer = clerk.post(at("certified", f"/application/{act}"))
        assert not isinstance(answer, Page)
        assert clerk.open(answer).path == at("certified", "/application")
