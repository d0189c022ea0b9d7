"""The queue tells what waits, what is not met, and what the district still owes; of its own sites alone."""

import datetime as dt

from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.records.rectification import open_order
from inspect_app.web.database import db
from inspect_app.workflow import applications, facts
from tests.web.city import LogIn, SmallCity, office, site
from tests.web.district.conftest import Address
from tests.web.pages import Page
from tests.web.visitor import Visitor


def part(page: Page, name: str) -> str:
    (section,) = page.tree.xpath("//section[@id=$name]", name=name)
    return " ".join(section.text_content().split())


def test_applications_await_review_with_what_they_come_to(officer: Visitor, application: Address) -> None:
    page = officer.visit("/district/")
    assert "东华门街道submitted工会服务站" in part(page, "waiting")
    assert "填报各项均符合" in part(page, "waiting")
    assert application("submitted") in page.links()
    assert application("endorsed") not in page.links()


def test_what_is_not_met_and_how_long_it_has_waited_is_told(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    _state_again(app, small_city, {"outdoor_board": False, "floor_area_m2": 40})
    with app.app_context():
        found = db.session.get_one(Application, small_city.applications["submitted"])
        found.state_since -= dt.timedelta(days=5)
        db.session.commit()
    waiting = part(officer.visit("/district/"), "waiting")
    assert "不符合 2" in waiting
    assert "站外设有宣传栏" in waiting
    assert "5 天" in waiting
    assert "第 2 次提交" in waiting


def test_returned_applications_wait_for_their_stations(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    with app.app_context():
        found = db.session.get_one(Application, small_city.applications["submitted"])
        applications.return_application(office(app, "district"), found, "请核对面积", found.version)
        db.session.commit()
    page = officer.visit("/district/")
    assert "没有等待审核的申请" in part(page, "waiting")
    assert "请核对面积" in part(page, "returned")


def test_rectifications_are_listed_and_overdue_ones_stand_out(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    orders = part(officer.visit("/district/"), "orders")
    assert "东华门街道rectification工会服务站" in orders
    assert "已逾期" not in orders
    with app.app_context():
        order = open_order(db.session, small_city.applications["rectification"])
        assert order is not None
        order.due_on = dt.date(2013, 11, 10)
        db.session.commit()
    assert "已逾期 10 天" in part(officer.visit("/district/"), "orders")


def test_facts_the_district_owes_are_named_until_they_are_stated(app: Flask, officer: Visitor) -> None:
    owed = part(officer.visit("/district/"), "owed")
    assert "东华门街道draft工会服务站" in owed.split("未填经费留成")[1]
    assert "东华门街道draft工会服务站" not in owed.split("未填经费留成")[0]
    assert "东华门街道submitted工会服务站" in owed.split("未填经费留成")[0]
    with app.app_context():
        stated = {"retained_funds_fen": 1_000_000, "completed_on": "2013-10-01"}
        facts.state_programme_facts(office(app, "district"), site("DC-SUBMITTED"), stated)
        db.session.commit()
    assert "东华门街道submitted工会服务站" not in part(officer.visit("/district/"), "owed")


def test_a_foreign_district_sees_nothing_of_it(client_as: LogIn) -> None:
    page = client_as(Role.DISTRICT, own=False).visit("/district/")
    assert "东华门" not in page.text
    assert "没有等待审核的申请" in page.text
    assert "没有进行中的整改" in page.text


def _state_again(app: Flask, small_city: SmallCity, values: dict[str, object]) -> None:
    with app.app_context():
        found = db.session.get_one(Application, small_city.applications["submitted"])
        applications.return_application(office(app, "district"), found, "请核对", found.version)
        facts.state(office(app, "street"), found.site, values)
        applications.submit(office(app, "street"), found, found.version)
        db.session.commit()
