from flask import Flask

from inspect_app.records.history import HistoryEntry
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web import city
from tests.web.city import PASSWORD, LogIn
from tests.web.pages import Page
from tests.web.visitor import Visitor

NEW = "a password of her own"
ADDED = {"name": "林新人", "username": "lin.xinren", "email": "lin@example.cn", "telephone": "13800000000"}


def address(app: Flask, username: str) -> str:
    with app.app_context():
        return f"/admin/people/{city.person(username).id}"


def test_a_new_person_gets_a_role_a_link_and_in(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    page = administrator.press("/admin/people/new", ADDED)
    assert page.heading == "林新人"
    with app.app_context():
        street = city.node(city.OWN_STREET).id
    offered = administrator.visit(f"{page.path}/appoint?role=station&q=东华门街道总工会")
    page = administrator.press(offered, {"role": "station", "node": str(street)}, "/appoint")
    assert "站点工作人员 东华门街道总工会" in page.text
    shown = administrator.submit(page, {}, "/password-link")
    assert isinstance(shown, Page)
    link = shown.tree.xpath("//textarea")[0].text_content().strip().removeprefix("http://127.0.0.1:8000")
    new = Visitor(app.test_client())
    new.press(link, {"password": NEW, "password_confirm": NEW})
    new.log_in("lin.xinren", NEW)
    assert "林新人" in new.visit("/account").text


def test_a_password_link_makes_the_old_password_void(app: Flask, client_as: LogIn) -> None:
    clerk = Visitor(app.test_client()).log_in("clerk", PASSWORD)
    shown = client_as(Role.ADMINISTRATOR).submit(address(app, "clerk"), {}, "/password-link")
    assert isinstance(shown, Page)
    assert clerk.client.get("/account").status_code == 302
    refused = clerk.submit("/login", {"email": "clerk", "password": PASSWORD})
    assert isinstance(refused, Page)


def test_what_was_typed_stays_when_a_name_is_taken(client_as: LogIn) -> None:
    page = client_as(Role.ADMINISTRATOR).submit("/admin/people/new", ADDED | {"username": "station"})
    assert isinstance(page, Page)
    assert "用户名 station 已被使用" in page.text
    assert page.fields()["name"] == "林新人"


def test_a_correction_is_saved_with_history(app: Flask, client_as: LogIn) -> None:
    page = client_as(Role.ADMINISTRATOR).visit(address(app, "clerk"))
    action = page.path
    forms = [f for f in page.tree.xpath("//main//form") if f.get("action") == action]
    assert len(forms) == 1
    client = client_as(Role.ADMINISTRATOR)
    client.post(action, {"name": "田文书", "email": "tian@example.cn", "telephone": "65250001"})
    with app.app_context():
        clerk = city.person("clerk")
        assert (clerk.email, clerk.telephone) == ("tian@example.cn", "65250001")
        newest = db.session.query(HistoryEntry).order_by(HistoryEntry.id.desc()).first()
        assert newest is not None
        assert newest.act == "person_changed"


def test_deactivating_asks_for_a_reason_and_can_be_undone(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    page = address(app, "clerk")
    refused = administrator.submit(page, {"why": ""}, "/deactivate")
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    administrator.press(page, {"why": "调离"}, "/deactivate")
    listed = administrator.visit("/admin/people?state=inactive")
    assert "田文书" in listed.text
    back = administrator.press(page, {}, "/reactivate")
    assert "已恢复" in back.text
    Visitor(app.test_client()).log_in("clerk", PASSWORD)


def test_the_citys_last_administrator_cannot_be_shut_out(app: Flask, client_as: LogIn) -> None:
    refused = client_as(Role.ADMINISTRATOR).submit(
        address(app, "administrator"), {"why": "试试"}, "/deactivate"
    )
    assert isinstance(refused, Page)
    assert "最后一名系统管理员" in refused.text


def test_a_role_is_ended_with_a_reason(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    with app.app_context():
        appointment = city.person("clerk").appointments[0].id
    page = administrator.press(f"/admin/appointments/{appointment}/end", {"why": "分工调整"})
    assert "任职已结束" in page.text
    assert "以前的岗位（1）" in page.text


def test_the_picker_offers_only_places_that_fit(client_as: LogIn, app: Flask) -> None:
    page = client_as(Role.ADMINISTRATOR).visit(f"{address(app, 'clerk')}/appoint?role=district")
    assert "东城区总工会" in page.text
    assert "工会服务站" not in page.text.split("二、选单位")[1]


def test_a_districts_administrator_sees_and_appoints_only_there(app: Flask, client_as: LogIn) -> None:
    administrator = Visitor(app.test_client()).log_in("administrator1", PASSWORD)
    listed = administrator.visit("/admin/people").text
    assert "李审核" in listed
    assert "周审核" not in listed
    offered = administrator.visit(f"{address(app, 'clerk')}/appoint?role=district").text
    assert "东城区总工会" in offered
    assert "西城区总工会" not in offered
    with app.app_context():
        foreign = city.node(city.FOREIGN).id
    answer = administrator.post(f"{address(app, 'clerk')}/appoint", {"role": "district", "node": foreign})
    assert answer.status == 404 if isinstance(answer, Page) else answer.status_code == 404


def test_people_are_found_by_any_part_of_what_is_known(client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    for text in ("王站长", "STATION@example", "站长"):
        assert "王站长" in administrator.visit(f"/admin/people?q={text}").text
    assert "没有符合条件的人员" in administrator.visit("/admin/people?q=100%25").text


def test_a_lost_phone_is_helped_with_a_reason(app: Flask, client_as: LogIn) -> None:
    with app.app_context():
        clerk = city.person("clerk")
        clerk.tf_primary_method, clerk.tf_totp_secret = "authenticator", "kept"
        db.session.commit()
    page = client_as(Role.ADMINISTRATOR).press(address(app, "clerk"), {"why": "手机丢失"}, "/second-factor")
    assert "第二步验证已取消" in page.text
    Visitor(app.test_client()).log_in("clerk", PASSWORD)
