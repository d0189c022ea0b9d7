"""Subsidies: three people, frozen inputs, letters, money."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.records.decisions import Decision
from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import facts, people
from tests.web.city import CITY, OWN_SITE, SmallCity, node, office_of, person, site
from tests.web.pages import Page
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def decision(small_city: SmallCity) -> str:
    """The address of a proposed grant."""
    return f"/city/decisions/{small_city.examples['decision_id']}"


def approve(client_as: LogIn, decision: str) -> None:
    client_as(Role.CITY_REVIEWER).press(decision, action="/review")
    client_as(Role.CITY_SIGNATORY).press(decision, action="/sign")


def change_funds(app: Flask, fen: int) -> None:
    with office_of(app, "district") as office:
        facts.state_programme_facts(office, site(OWN_SITE), {"retained_funds_fen": fen}, why="年报更正")


def number_of(app: Flask, small_city: SmallCity) -> str | None:
    with app.app_context():
        found = db.session.get(Decision, small_city.examples["decision_id"])
        assert found is not None
        return found.number


def test_a_grant_goes_through_three_hands_to_a_letter_and_the_ledger(
    app: Flask, client_as: LogIn, small_city: SmallCity, decision: str
) -> None:
    approve(client_as, decision)
    officer = client_as(Role.CITY_OFFICER)
    page = officer.press(decision, action="/issue")
    number = number_of(app, small_city)
    assert page.heading.startswith(str(number))
    (letter,) = [link for link in page.links() if link.endswith(".pdf")]
    assert officer.client.get(letter).data.startswith(b"%PDF")
    paid = officer.press(f"{decision}/pay", {"reference": "银付2013-118", "booked_on": "2013-11-20"})
    assert "银付2013-118" in paid.text
    assert "银付2013-118" in officer.visit("/city/ledger").text
    assert officer.client.get("/city/ledger.xlsx").data.startswith(b"PK")


def test_each_step_of_an_issued_decision_names_who_took_it(client_as: LogIn, decision: str) -> None:
    approve(client_as, decision)
    page = client_as(Role.CITY_OFFICER).press(decision, action="/issue")
    steps = [step.text_content() for step in page.tree.xpath("//ol[contains(@class, 'decision-steps')]/li")]
    names = ["拟办赵经办", "复核钱复核", "签发郑签发", "印发赵经办"]
    assert [step[:5] for step in steps] == names
    assert all("2013年11月20日" in step for step in steps)


def test_a_site_that_was_granted_is_not_said_to_fall_short(
    app: Flask, client_as: LogIn, small_city: SmallCity, decision: str
) -> None:
    approve(client_as, decision)
    officer = client_as(Role.CITY_OFFICER)
    officer.press(decision, action="/issue")
    number = number_of(app, small_city)
    page = officer.visit(f"/city/sites/{small_city.examples['site_id']}/subsidies/exterior-2013")
    assert f"已给予补贴 {number} 20,000 元" in page.text
    assert decision in page.links()
    assert "不符合" not in page.text
    assert "拟办不予补贴" not in page.text


def test_only_the_next_person_is_offered_the_next_step(client_as: LogIn, decision: str) -> None:
    assert "等待市级复核人办理" in client_as(Role.CITY_OFFICER).visit(decision).text
    assert client_as(Role.CITY_REVIEWER).visit(decision).form("/review") is not None


def test_who_proposed_is_told_that_others_review(app: Flask, client_as: LogIn, decision: str) -> None:
    with office_of(app, "administrator") as office:
        people.appoint(office, person("city_officer"), Role.CITY_REVIEWER, node(CITY))
    officer = client_as(Role.CITY_OFFICER)
    assert "您是本决定的拟办人，不能复核" in officer.visit(decision).text
    refused = officer.post(f"{decision}/review", {"version": "1"})
    assert isinstance(refused, Page)
    assert "必须由三名不同的人办理" in refused.text


def test_changed_facts_are_shown_side_by_side_and_block_the_step(
    app: Flask, client_as: LogIn, decision: str
) -> None:
    reviewer = client_as(Role.CITY_REVIEWER)
    opened = reviewer.visit(decision)
    change_funds(app, 40_000_000)
    refused = reviewer.submit(opened, action="/review")
    assert isinstance(refused, Page)
    table = refused.tree.xpath("//div[contains(@class, 'alert-warning')]//tbody/tr")[0].text_content()
    assert "300,000 元" in table
    assert "400,000 元" in table


def test_fallen_approvals_are_proposed_anew(app: Flask, client_as: LogIn, decision: str) -> None:
    approve(client_as, decision)
    change_funds(app, 40_000_000)
    officer = client_as(Role.CITY_OFFICER)
    page = officer.press(decision, action="/refresh")
    assert "已按最新情况重新拟办" in page.text
    approve(client_as, decision)
    assert "已编号印发" in officer.press(decision, action="/issue").text


def test_a_decision_is_sent_back_with_its_reason(client_as: LogIn, decision: str) -> None:
    reviewer = client_as(Role.CITY_REVIEWER)
    refused = reviewer.submit(f"{decision}/send-back", {"reason": " "})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    reviewer.press(refused, {"reason": "缺竣工材料"})
    assert "缺竣工材料" in reviewer.visit(decision).text


def test_a_stale_withdrawal_keeps_its_reason(client_as: LogIn, decision: str) -> None:
    officer = client_as(Role.CITY_OFFICER)
    opened = officer.visit(f"{decision}/withdraw")
    client_as(Role.CITY_REVIEWER).press(decision, action="/review")
    stale = officer.submit(opened, {"reason": "材料有误"})
    assert isinstance(stale, Page)
    assert "他人已修改了这条记录" in stale.text
    assert str(stale.fields()["reason"]).strip() == "材料有误"
    assert "撤回拟办：已办理" in officer.press(stale).text


def test_an_issued_grant_is_corrected_by_a_new_decision(client_as: LogIn, decision: str) -> None:
    approve(client_as, decision)
    officer = client_as(Role.CITY_OFFICER)
    officer.press(decision, action="/issue")
    refused = officer.submit(f"{decision}/correct", {"amount_fen": "一万五", "reason": "工程核减"})
    assert isinstance(refused, Page)
    assert "请填写金额，最多两位小数" in refused.text
    assert refused.fields()["amount_fen"] == "一万五"
    officer.press(refused, {"amount_fen": "15,000.00"})
    page = officer.visit(decision)
    assert "后续决定" in page.text
    assert f"{decision}/correct" not in page.links()


def test_a_step_in_the_wrong_state_is_refused_by_name(client_as: LogIn, decision: str) -> None:
    page = client_as(Role.CITY_OFFICER).visit(f"{decision}/pay", status=409)
    assert "只有在“已印发”时才可以" in page.text


@pytest.mark.parametrize("role", [Role.CITY_REVIEWER, Role.CITY_SIGNATORY])
def test_others_do_not_propose(client_as: LogIn, small_city: SmallCity, role: Role) -> None:
    address = f"/city/sites/{small_city.examples['site_id']}/subsidies/project-funds"
    visitor = client_as(role)
    assert visitor.visit(address).tree.xpath("//main//form[@method='post']") == []
    answer = visitor.client.post(address, data={"csrf_token": visitor.token})
    assert answer.status_code == 403


def test_project_funds_need_an_amount_and_a_reason(
    app: Flask, client_as: LogIn, small_city: SmallCity
) -> None:
    change_funds(app, 9_999_999)
    with office_of(app, "district") as office:
        facts.state_programme_facts(office, site(OWN_SITE), {"district_in_difficulty": True})
    address = f"/city/sites/{small_city.examples['site_id']}/subsidies/project-funds"
    officer = client_as(Role.CITY_OFFICER)
    refused = officer.submit(address, {"amount_fen": "8000.5", "reason": ""})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    assert refused.fields()["amount_fen"] == "8000.5"
    page = officer.press(refused, {"reason": "补充活动经费"})
    assert "8,000.50 元" in page.text


def test_what_is_open_cannot_be_proposed(app: Flask, client_as: LogIn, small_city: SmallCity) -> None:
    with app.app_context():
        undecided = site("DC-CERTIFIED").id
    page = client_as(Role.CITY_OFFICER).visit(f"/city/sites/{undecided}/subsidies/exterior-2013")
    assert "现在不能拟办" in page.text
    assert page.tree.xpath("//main//form[@method='post']") == []


def test_candidates_are_grouped_by_what_the_rules_say(client_as: LogIn, app: Flask) -> None:
    with app.app_context():
        accepted = site("DC-ACCEPTED").id
    page = client_as(Role.CITY_REVIEWER).visit("/city/decisions/candidates/exterior-2013")
    assert f"/city/sites/{accepted}/subsidies/exterior-2013" in page.links()
    assert "待核实" in page.text


def test_the_list_is_filtered(client_as: LogIn, decision: str) -> None:
    officer = client_as(Role.CITY_OFFICER)
    assert decision in officer.visit("/city/decisions?state=proposed&programme=exterior-2013").links()
    assert decision not in officer.visit("/city/decisions?state=issued").links()
    assert "没有符合条件的决定" in officer.visit("/city/decisions?q=没有这个站").text


def test_a_letter_of_another_site_is_not_found(app: Flask, client_as: LogIn, small_city: SmallCity) -> None:
    with app.app_context():
        other = site("XC-S1").id
    answer = client_as(Role.CITY_OFFICER).client.get(
        f"/city/sites/{other}/letters/{small_city.examples['number']}.pdf"
    )
    assert isinstance(answer, TestResponse)
    assert answer.status_code == 404
