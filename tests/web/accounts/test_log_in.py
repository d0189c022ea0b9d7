import datetime as dt

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import people
from tests.web import city
from tests.web.city import PASSWORD
from tests.web.pages import Page
from tests.web.visitor import Visitor

WRONG = "not the password"


def attempt(visitor: Visitor, username: str, password: str) -> Page | TestResponse:
    return visitor.submit("/login", {"email": username, "password": password})


def is_logged_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200


@pytest.mark.parametrize("name", ["station", "STATION", " station ", "Station@Example.CN"])
def test_user_name_and_address_both_log_in(anonymous: Visitor, name: str) -> None:
    attempt(anonymous, name, PASSWORD)
    assert is_logged_in(anonymous)


def test_log_in_leads_to_the_page_that_was_asked_for(anonymous: Visitor) -> None:
    answer = anonymous.client.get("/account")
    assert answer.location == "/login?next=/account"
    landed = anonymous.submit(answer.location, {"email": "station", "password": PASSWORD})
    assert isinstance(landed, TestResponse)
    assert landed.location == "/account"


def test_log_in_does_not_lead_to_another_site(anonymous: Visitor) -> None:
    fields = {"email": "station", "password": PASSWORD}
    answer = anonymous.submit("/login?next=//evil.example/", fields)
    assert isinstance(answer, Page)
    assert "不能转到其他网站" in answer.text


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(anonymous: Visitor) -> None:
    wrong = attempt(anonymous, "station", WRONG)
    unknown = attempt(anonymous, "nobody", WRONG)
    assert isinstance(wrong, Page)
    assert isinstance(unknown, Page)
    assert "用户名或密码不正确" in wrong.text
    assert wrong.text == unknown.text


def test_log_in_is_remembered_with_the_person(app: Flask, anonymous: Visitor) -> None:
    attempt(anonymous, "station", WRONG)
    attempt(anonymous, "station", PASSWORD)
    with app.app_context():
        station = city.person("station")
        assert station.failed_logins == 0
        assert station.last_login_at is not None
        assert station.last_login_at.astimezone(city.NOW.tzinfo).date() == city.NOW.date()


def test_after_four_failures_the_right_password_has_to_wait(app: Flask, anonymous: Visitor) -> None:
    for _ in range(4):
        attempt(anonymous, "station", WRONG)
    refused = attempt(anonymous, "station", PASSWORD)
    assert isinstance(refused, Page)
    assert not is_logged_in(anonymous)
    unknown = attempt(anonymous, "nobody", PASSWORD)
    assert isinstance(unknown, Page)
    assert refused.text == unknown.text, "a delay must not tell that the name exists"
    with app.app_context():
        city.person("station").locked_until = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
        db.session.commit()
    attempt(anonymous, "station", PASSWORD)
    assert is_logged_in(anonymous)


def test_attempts_during_the_delay_do_not_make_it_longer(app: Flask, anonymous: Visitor) -> None:
    for _ in range(6):
        attempt(anonymous, "station", WRONG)
    with app.app_context():
        assert city.person("station").failed_logins == 4


def test_a_deactivated_person_is_shut_out_at_once(app: Flask, anonymous: Visitor) -> None:
    anonymous.log_in("clerk", PASSWORD)
    with city.office_of(app, "administrator") as office:
        people.deactivate(office, city.person("clerk"), "调离")
    assert not is_logged_in(anonymous)
    refused = attempt(anonymous, "clerk", PASSWORD)
    assert isinstance(refused, Page)
    assert not is_logged_in(anonymous)


def test_log_out_ends_the_session_and_needs_a_token(app: Flask) -> None:
    visitor = Visitor(app.test_client()).log_in("station", PASSWORD)
    assert visitor.client.post("/logout").status_code == 400
    assert is_logged_in(visitor)
    visitor.post("/logout")
    assert not is_logged_in(visitor)


def test_nobody_is_remembered_beyond_the_session(anonymous: Visitor) -> None:
    anonymous.log_in("station", PASSWORD)
    assert anonymous.client.get_cookie("remember_token") is None


def test_every_role_lands_on_a_page(client_as: city.LogIn) -> None:
    for role in Role:
        visitor = client_as(role)
        assert visitor.open(visitor.client.get("/")).status == 200


@pytest.mark.parametrize("path", ["/tablet/session", "/tablet/visits", "/inspections"])
def test_what_asks_while_somebody_logs_in_does_not_undo_the_log_in(anonymous: Visitor, path: str) -> None:
    """Another page's request, sent before the log-in and answered after it: its cookie would be the last."""
    anonymous.visit("/login")
    assert "Set-Cookie" not in anonymous.client.get(path).headers
