"""Rulings: the open questions with what hangs on them, and the city's word."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.people import Role
from inspect_app.workflow import facts
from tests.web.city import OWN_SITE, SmallCity, office_of, site
from tests.web.pages import Page
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]
QUESTION = "/city/rulings/exterior-2013/funds/retained_funds_fen=50000000"


@pytest.fixture
def signatory(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_SIGNATORY)


def on_the_boundary(app: Flask) -> None:
    with office_of(app, "district") as office:
        facts.state_programme_facts(office, site(OWN_SITE), {"retained_funds_fen": 50_000_000})


def test_a_question_says_whom_each_reading_would_help(app: Flask, signatory: Visitor) -> None:
    on_the_boundary(app)
    assert "涉及 1 个站点" in signatory.visit("/city/rulings").text
    page = signatory.visit(QUESTION)
    assert "1 个站点符合" in page.text
    assert "1 个站点不符合" in page.text
    assert "东华门街道工会服务站" in page.text


def test_a_ruling_needs_a_reading_and_a_reason(signatory: Visitor) -> None:
    refused = signatory.submit(QUESTION, {"reason": "从宽掌握"})
    assert isinstance(refused, Page)
    assert "请选择一种读法" in refused.text
    assert str(refused.fields()["reason"]).strip() == "从宽掌握"
    refused = signatory.submit(QUESTION, {"reading": "up_to_500000", "reason": " "})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    assert refused.fields()["reading"] == "up_to_500000"


def test_a_ruling_stands_until_it_is_withdrawn(app: Flask, signatory: Visitor) -> None:
    on_the_boundary(app)
    page = signatory.press(QUESTION, {"reading": "up_to_500000", "reason": "含本数"})
    assert "采用“留成 50 万元以下，由市总工会补贴”" in page.text
    assert QUESTION not in page.links()
    withdrawal = next(link for link in page.links() if link.endswith("/withdraw"))
    refused = signatory.submit(withdrawal, {"why": ""})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    page = signatory.press(refused, {"why": "上级另有规定"})
    assert QUESTION in page.links()
    assert "上级另有规定" in page.text


def test_two_signatories_do_not_rule_on_one_boundary(signatory: Visitor) -> None:
    opened = signatory.visit(QUESTION)
    signatory.press(opened, {"reading": "up_to_500000", "reason": "含本数"})
    refused = signatory.submit(opened, {"reading": "from_500000", "reason": "不含本数"})
    assert isinstance(refused, Page)
    assert "这个边界已有生效的裁定" in refused.text


def test_officers_read_the_question_and_do_not_rule(client_as: LogIn) -> None:
    officer = client_as(Role.CITY_OFFICER)
    assert "裁定由市级签发人作出" in officer.visit(QUESTION).text
    answer = officer.client.post(QUESTION, data={"csrf_token": officer.token, "reading": "from_500000"})
    assert answer.status_code == 403


def test_a_boundary_that_does_not_exist_is_not_found(signatory: Visitor) -> None:
    signatory.visit("/city/rulings/exterior-2013/funds/retained_funds_fen=1", status=404)


def test_the_small_citys_ruling_is_listed_with_its_reason(signatory: Visitor, small_city: SmallCity) -> None:
    page = signatory.visit("/city/rulings")
    assert "按含本数掌握" in page.text
    assert f"/city/rulings/{small_city.examples['ruling_id']}/withdraw" in page.links()
