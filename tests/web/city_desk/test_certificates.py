"""Certificates: issued, suspended, reinstated, revoked, and checked again."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.applications import open_application
from inspect_app.records.certificates import standing_certificate
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web.city import SmallCity, site
from tests.web.pages import Page
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def certificate(small_city: SmallCity) -> str:
    return f"/city/certificates/{small_city.examples['certificate_id']}"


def test_an_accepted_site_is_certified_for_a_year(
    app: Flask, client_as: LogIn, small_city: SmallCity
) -> None:
    address = f"/city/applications/{small_city.applications['accepted']}/certify"
    signatory = client_as(Role.CITY_SIGNATORY)
    page = signatory.visit(address)
    assert page.fields()["valid_until"] == "2014-11-19"
    signatory.press(page)
    with app.app_context():
        issued = standing_certificate(db.session, site("DC-ACCEPTED").id)
        assert issued is not None
        assert str(issued.valid_until) == "2014-11-19"


def test_a_certificate_is_not_issued_for_the_past(client_as: LogIn, small_city: SmallCity) -> None:
    address = f"/city/applications/{small_city.applications['accepted']}/certify"
    refused = client_as(Role.CITY_SIGNATORY).submit(address, {"valid_until": "2013-11-20"})
    assert isinstance(refused, Page)
    assert "有效期须晚于今天" in refused.text
    assert refused.fields()["valid_until"] == "2013-11-20"


def test_a_certificate_is_suspended_and_reinstated_with_reasons(client_as: LogIn, certificate: str) -> None:
    signatory = client_as(Role.CITY_SIGNATORY)
    refused = signatory.submit(f"{certificate}/suspend", {"reason": ""})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    assert "已暂停" in signatory.press(refused, {"reason": "场所改建"}).text
    page = signatory.visit(certificate)
    assert f"{certificate}/suspend" not in page.links()
    assert "有效" in signatory.press(f"{certificate}/reinstate", {"reason": "改建完成"}).text


def test_a_revoked_certificate_stays_revoked(client_as: LogIn, certificate: str) -> None:
    signatory = client_as(Role.CITY_SIGNATORY)
    signatory.press(f"{certificate}/revoke", {"reason": "提供虚假材料"})
    page = signatory.visit(f"{certificate}/reinstate", status=409)
    assert "已撤销" in page.text


def test_the_yearly_check_is_started_once(
    app: Flask, client_as: LogIn, small_city: SmallCity, certificate: str
) -> None:
    officer = client_as(Role.CITY_OFFICER)
    officer.press(f"{certificate}/yearly")
    with app.app_context():
        started = open_application(db.session, int(str(small_city.examples["site_id"])))
        assert started is not None
        assert started.kind == "yearly"
    assert f"{certificate}/yearly" not in officer.visit(certificate).links()
    refused = officer.submit(f"{certificate}/yearly")
    assert isinstance(refused, Page)
    assert "正在办理的申请" in refused.text


def test_officers_and_reviewers_are_not_offered_the_signatorys_acts(
    client_as: LogIn, certificate: str
) -> None:
    links = client_as(Role.CITY_REVIEWER).visit(certificate).links()
    assert not [link for link in links if link.startswith(f"{certificate}/")]
