import re

import pytest
from flask import Flask

from inspect_app.records.people import Role
from tests.web import city
from tests.web.city import PASSWORD, LogIn
from tests.web.pages import Page
from tests.web.visitor import Visitor

# What Flask-Security's pages may say in Latin letters on a Chinese page.
LATIN = {"English", "CSV", "Excel", "xlsx", "Microsoft", "Authenticator", "PIN"}


def test_pages_are_chinese_unless_asked_otherwise(anonymous: Visitor) -> None:
    page = anonymous.visit("/login")
    assert page.tree.get("lang") == "zh-CN"
    assert page.heading == "登录"


def test_a_language_stays_with_the_browser(anonymous: Visitor) -> None:
    anonymous.post(
        "/language/en", {"back": "/login", "csrf_token": anonymous.visit("/login").fields()["csrf_token"]}
    )
    assert anonymous.visit("/login").tree.get("lang") == "en"


def test_a_language_stays_with_the_person(app: Flask, client_as: LogIn) -> None:
    client_as(Role.STATION).post("/language/en", {"back": "/account"})
    elsewhere = Visitor(app.test_client()).log_in("station", PASSWORD)
    assert elsewhere.visit("/account").tree.get("lang") == "en"


def test_the_next_person_at_the_same_computer_gets_the_own_language(app: Flask, client_as: LogIn) -> None:
    client_as(Role.DISTRICT).post("/language/zh", {"back": "/account"})
    shared = client_as(Role.STATION)
    shared.post("/language/en", {"back": "/account"})
    shared.post("/logout")
    shared.log_in("district", PASSWORD)
    assert shared.visit("/account").tree.get("lang") == "zh-CN"


def test_a_language_nobody_speaks_changes_nothing(app: Flask, client_as: LogIn) -> None:
    client_as(Role.STATION).post("/language/tlh", {"back": "/account"})
    with app.app_context():
        assert city.person("station").locale is None


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "\\evil"])
def test_the_language_switch_leads_to_no_other_site(anonymous: Visitor, back: str) -> None:
    token = anonymous.visit("/login").fields()["csrf_token"]
    answer = anonymous.post("/language/en", {"back": back, "csrf_token": token})
    assert not isinstance(answer, Page)
    assert answer.location == "/"


@pytest.mark.parametrize("path", ["/account", "/change", "/tf-setup", "/mf-recovery-codes", "/wan-register"])
def test_a_chinese_page_about_logging_in_has_no_english_on_it(client_as: LogIn, path: str) -> None:
    page = client_as(Role.STATION).visit(path)
    said = page.text.replace("station@example.cn", "").replace("station", "")
    assert set(re.findall(r"[A-Za-z]{3,}", said)) <= LATIN


def test_refusals_about_passwords_are_chinese(client_as: LogIn) -> None:
    page = client_as(Role.STATION).submit(
        "/change", {"password": "x", "new_password": "y", "new_password_confirm": "z"}
    )
    assert isinstance(page, Page)
    assert set(re.findall(r"[A-Za-z]{3,}", page.text)) <= LATIN
