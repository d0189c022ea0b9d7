"""What anybody learns from a number: whether the document is in force, and nothing personal."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask

from inspect_app.records.certificates import Certificate
from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import certification
from tests.web.city import PEOPLE, SmallCity, office_of
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def number(small_city: SmallCity) -> str:
    return str(small_city.examples["number"])


def test_a_certificate_in_force_is_confirmed_without_log_in(anonymous: Visitor, number: str) -> None:
    page = anonymous.visit(f"/verify/{quote(number)}")
    assert "有效" in page.text
    assert "东华门街道工会服务站" in page.text


def test_a_number_is_found_however_it_is_typed(anonymous: Visitor, number: str) -> None:
    typed = number.replace("〔", " [").replace("〕", "] ")
    answer = anonymous.client.get("/verify", query_string={"number": typed})
    assert answer.status_code == 302
    assert anonymous.open(answer).heading == "证书和文书查询"
    assert number in anonymous.open(answer).text


@pytest.mark.parametrize("path", ["/login", "/verify"])
def test_whoever_is_not_logged_in_finds_the_way_to_the_check(anonymous: Visitor, path: str) -> None:
    (link,) = anonymous.visit(path).tree.xpath("//footer//a")
    assert link.text_content() == "查验证书或决定书"
    assert anonymous.visit(link.get("href")).heading == "证书和文书查询"


@pytest.mark.parametrize(("turn", "state"), [("suspend", "已暂停"), ("revoke", "已撤销")])
def test_a_certificate_that_does_not_hold_says_so(
    app: Flask, anonymous: Visitor, small_city: SmallCity, number: str, turn: str, state: str
) -> None:
    with office_of(app, "city_signatory") as office:
        certificate = db.session.get(Certificate, small_city.examples["certificate_id"])
        assert certificate is not None
        getattr(certification, turn)(office, certificate, "内部理由", certificate.version)
    page = anonymous.visit(f"/verify/{quote(number)}")
    assert state in page.text
    assert "内部理由" not in page.text


def test_a_superseded_letter_leads_to_the_one_in_force(
    client_as: LogIn, anonymous: Visitor, small_city: SmallCity
) -> None:
    decision = f"/city/decisions/{small_city.examples['decision_id']}"
    officer = client_as(Role.CITY_OFFICER)
    old = _issue(client_as, decision)
    officer.press(f"{decision}/correct", {"amount_fen": "15000", "reason": "核减"})
    later = next(
        link
        for link in officer.visit(decision).links()
        if link.startswith("/city/decisions/") and link != decision
    )
    new = _issue(client_as, later)
    page = anonymous.visit(f"/verify/{quote(old)}")
    assert "已被取代，不再有效" in page.text
    assert f"/verify/{quote(new)}" in page.links()
    assert "15,000 元" in anonymous.visit(f"/verify/{quote(new)}").text


def test_nobody_is_named(anonymous: Visitor, number: str) -> None:
    text = anonymous.visit(f"/verify/{quote(number)}").text
    assert [name for _username, name, _role, _place in PEOPLE if name in text] == []


def test_an_unknown_number_is_answered_kindly(anonymous: Visitor) -> None:
    page = anonymous.visit("/verify/" + quote("京工站证字〔2013〕9999号"), status=404)
    assert "请核对编号" in page.text
    assert page.tree.xpath("//input[@id='number']/@value") == ["京工站证字〔2013〕9999号"]


@pytest.mark.parametrize("address", ["/verify", "/verify/x"])
def test_search_engines_are_told_to_stay_away(anonymous: Visitor, address: str) -> None:
    assert "noindex" in anonymous.client.get(address).headers["X-Robots-Tag"]


def test_the_code_on_the_paper_leads_to_the_page(
    app: Flask, anonymous: Visitor, small_city: SmallCity
) -> None:
    with app.app_context():
        certificate = db.session.get(Certificate, small_city.examples["certificate_id"])
        assert certificate is not None
        printed = certificate.sheet["verify_url"]
    assert "有效" in anonymous.visit("/verify/" + printed.rsplit("/", 1)[-1]).text


def _issue(client_as: LogIn, decision: str) -> str:
    client_as(Role.CITY_REVIEWER).press(decision, action="/review")
    client_as(Role.CITY_SIGNATORY).press(decision, action="/sign")
    return client_as(Role.CITY_OFFICER).press(decision, action="/issue").heading.split()[0]
