"""What the district states of a station: with a reason where it changes, and nobody overwrites another."""

import pytest
from flask import Flask

from inspect_app.records.decisions import Decision
from inspect_app.records.facts import Column, Fact, current_facts, statements
from inspect_app.web.database import db
from inspect_app.workflow import facts
from tests.web import city, stories
from tests.web.city import SmallCity, office
from tests.web.district.conftest import Address
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.workflow import granting

FUNDS = "retained_funds_fen"


@pytest.fixture
def own(small_city: SmallCity) -> str:
    """Where the facts of the own site are stated: 300,000 yuan, completed on 31 October 2013."""
    return f"/district/sites/{small_city.examples['site_id']}/facts"


def current(app: Flask, code: str = city.OWN_SITE) -> dict[str, Fact]:
    with app.app_context():
        return current_facts(db.session, city.site(code).id, Column.DECLARED)


def test_facts_are_stated_for_the_first_time_without_a_reason(
    app: Flask, officer: Visitor, site: Address
) -> None:
    page = officer.press(site("submitted") + "/facts", {FUNDS: "499,999.99"})
    assert "已保存" in page.text
    assert "499,999.99 元" in page.text
    assert current(app, "DC-SUBMITTED")[FUNDS].value == 49_999_999


def test_a_change_needs_a_reason_and_keeps_what_was_typed(app: Flask, officer: Visitor, own: str) -> None:
    page = officer.submit(own, {FUNDS: "420000"})
    assert isinstance(page, Page)
    assert "须写明理由" in page.text
    assert page.fields()[FUNDS] == "420000"
    officer.press(page, {"why": "年度决算核对"})
    stated = current(app)[FUNDS]
    assert (stated.value, stated.why, stated.by.name) == (42_000_000, "年度决算核对", "李审核")


def test_taking_a_fact_back_needs_a_reason_too(app: Flask, officer: Visitor, own: str) -> None:
    assert isinstance(officer.submit(own, {"completed_on": ""}), Page)
    officer.press(own, {"completed_on": "", "why": "尚未完工"})
    assert "completed_on" not in current(app)


def test_who_stated_what_and_when_is_told_with_what_was_said_before(
    app: Flask, officer: Visitor, own: str
) -> None:
    officer.press(own, {FUNDS: "420000", "why": "年度决算核对"})
    text = officer.visit(own).text
    assert "现有内容由李审核于2013年11月20日" in text
    assert "年度决算核对" in text
    assert "以前的填报（1 次）300,000 元" in text


def test_an_amount_that_cannot_be_read_is_refused_and_kept(app: Flask, officer: Visitor, own: str) -> None:
    page = officer.submit(own, {FUNDS: "三十万"})
    assert isinstance(page, Page)
    assert "“三十万”不是金额" in page.text
    assert page.fields()[FUNDS] == "三十万"
    assert current(app)[FUNDS].value == 30_000_000


def test_a_stale_form_is_refused_where_a_colleague_has_changed_the_same_fact(
    app: Flask, officer: Visitor, own: str
) -> None:
    opened = officer.visit(own)
    with app.app_context():
        stated = {FUNDS: 35_000_000}
        facts.state_programme_facts(office(app, "district"), city.site(city.OWN_SITE), stated, "更正")
        db.session.commit()
    page = officer.submit(opened, {FUNDS: "420000", "why": "年度决算核对"})
    assert isinstance(page, Page)
    assert "他人已改为：" in page.text
    assert "350,000 元" in page.text
    assert page.fields()[FUNDS] == "420000"
    officer.press(page)
    with app.app_context():
        made = [each.value for each in statements(db.session, city.site(city.OWN_SITE).id, FUNDS)]
    assert made == [30_000_000, 35_000_000, 42_000_000]


def test_the_page_tells_what_the_programmes_come_to(officer: Visitor, own: str) -> None:
    text = officer.visit(own).text
    assert "经费留成在 50 万元以下" in text
    assert "验收合格" in text


def test_a_programme_that_has_granted_tells_number_and_amount(
    app: Flask, officer: Visitor, small_city: SmallCity, own: str
) -> None:
    with app.app_context():
        decision = db.session.get(Decision, small_city.examples["decision_id"])
        granting.through(stories.town(app, city.OWN_SITE, "station"), decision)
        db.session.commit()
        number = decision.number
    page = officer.visit(own)
    assert f"已给予补贴 补贴决定书 {number} 20,000 元" in page.text
    assert "未享受过本项补贴" not in page.text
    assert [link for link in page.links() if link.endswith(".pdf")]


def test_a_workers_home_has_nothing_to_state(app: Flask, officer: Visitor) -> None:
    with app.app_context():
        home = city.site(city.OWN_HOME).id
    officer.visit(f"/district/sites/{home}/facts", status=404)
    assert f"/district/sites/{home}/facts" not in officer.visit(f"/district/sites/{home}").links()
