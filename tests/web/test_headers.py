import dataclasses
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from tests.web.city import LogIn
from tests.web.conftest import settings
from tests.web.visitor import Visitor


def test_pages_allow_no_script_but_our_own_and_no_frame(anonymous: Visitor) -> None:
    policy = anonymous.client.get("/login").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"


@pytest.mark.parametrize("path", ["/login", "/", "/no-such-page", "/account"])
def test_every_answer_carries_the_headers(anonymous: Visitor, path: str) -> None:
    headers = anonymous.client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Content-Security-Policy" in headers


def test_no_proxy_keeps_pages_and_no_browser_those_about_logging_in(client_as: LogIn) -> None:
    visitor = client_as("station")
    assert visitor.client.get("/account").headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in visitor.client.get("/change").headers["Cache-Control"]


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(anonymous: Visitor) -> None:
    cookie = anonymous.client.get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_installation_on_https_keeps_its_session_to_https(app: Flask, tmp_path: Path) -> None:
    secure = dataclasses.replace(
        settings(tmp_path), base_url="https://inspect.example.cn", secure_cookies=True
    )
    answer = create_app(secure).test_client().get("/login", base_url="https://inspect.example.cn")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in app.test_client().get("/login").headers
