import time

import pytest
from flask import Flask
from flask_security.proxies import _security
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from tests.web import city
from tests.web.city import PASSWORD
from tests.web.pages import Page
from tests.web.visitor import Visitor


@pytest.fixture
def station(app: Flask) -> Visitor:
    return Visitor(app.test_client()).log_in("station", PASSWORD)


def code_of(key: str, later: int = 0) -> str:
    """What an authenticator app shows for this key now, or so many seconds later."""
    return TOTP(key=key, format="base32").generate(time=int(time.time()) + later).token


def next_code_of(key: str) -> str:
    """The code after the current one, which the clock of a telephone that is fast shows already."""
    return code_of(key, 30)


def set_up(visitor: Visitor) -> str:
    """Set the authenticator up as the pages say; the key that the app keeps."""
    shown = visitor.post("/tf-setup", {"setup": "authenticator"})
    assert isinstance(shown, Page)
    key = shown.tree.xpath("//code")[0].text_content()
    assert visitor.press(shown, {"code": code_of(key)}, "/tf-setup/").path == "/account"
    return str(key)


def first_step(app: Flask) -> tuple[Visitor, Page]:
    visitor = Visitor(app.test_client())
    answer = visitor.submit("/login", {"email": "station", "password": PASSWORD})
    assert isinstance(answer, TestResponse)
    return visitor, visitor.open(answer)


def test_the_set_up_shows_a_code_to_scan(station: Visitor) -> None:
    shown = station.post("/tf-setup", {"setup": "authenticator"})
    assert isinstance(shown, Page)
    assert shown.tree.xpath("//main//img/@src")[0].startswith("data:image/svg+xml;base64,")


def test_a_wrong_code_does_not_finish_the_set_up(app: Flask, station: Visitor) -> None:
    shown = station.post("/tf-setup", {"setup": "authenticator"})
    assert isinstance(shown, Page)
    landed = station.press(shown, {"code": "000000"}, "/tf-setup/")
    assert "动态码不正确" in landed.text
    with app.app_context():
        assert city.person("station").tf_primary_method is None


def test_the_password_alone_no_longer_opens_anything(app: Flask, station: Visitor) -> None:
    set_up(station)
    visitor, page = first_step(app)
    assert page.heading == "请输入动态码"
    assert visitor.client.get("/account").status_code == 302


def test_the_code_completes_the_log_in(app: Flask, station: Visitor) -> None:
    key = set_up(station)
    visitor, page = first_step(app)
    visitor.press(page, {"code": next_code_of(key)}, "/tf-validate")
    assert visitor.visit("/account").heading == "我的账户"


def test_a_code_opens_once(app: Flask, station: Visitor) -> None:
    key = set_up(station)
    visitor, page = first_step(app)
    code = next_code_of(key)
    visitor.press(page, {"code": code}, "/tf-validate")
    for used in (code, code_of(key)):
        other, page = first_step(app)
        refused = other.submit(page, {"code": used}, "/tf-validate")
        assert isinstance(refused, Page)
        assert "已经用过" in refused.text
        assert other.client.get("/account").status_code == 302


def test_guessing_codes_is_slowed_down(app: Flask, station: Visitor) -> None:
    key = set_up(station)
    visitor, page = first_step(app)
    for _ in range(4):
        page = visitor.submit(page, {"code": "000000"}, "/tf-validate")  # type: ignore[assignment]
        assert isinstance(page, Page)
    refused = visitor.submit(page, {"code": next_code_of(key)}, "/tf-validate")
    assert isinstance(refused, Page)
    assert "请稍等片刻再试" in refused.text


def test_a_recovery_code_opens_once(app: Flask, station: Visitor) -> None:
    set_up(station)
    made = station.post("/mf-recovery-codes", {"generate_new_codes": "1"})
    assert isinstance(made, Page)
    codes = [str(code.text) for code in made.tree.xpath("//main//code")]
    assert len(codes) == 5
    visitor, _ = first_step(app)
    visitor.press("/mf-recovery", {"code": codes[0]})
    assert "还有 4 个" in visitor.visit("/account").text
    again, _ = first_step(app)
    refused = again.submit("/mf-recovery", {"code": codes[0]})
    assert isinstance(refused, Page)
    assert "恢复码不正确" in refused.text


def test_guessing_recovery_codes_is_slowed_down(app: Flask, station: Visitor) -> None:
    set_up(station)
    visitor, _ = first_step(app)
    for _ in range(5):
        refused = visitor.submit("/mf-recovery", {"code": "0000-0000-0000"})
    assert isinstance(refused, Page)
    assert "请稍等片刻再试" in refused.text


def test_recovery_codes_and_keys_are_not_readable_in_the_database(app: Flask, station: Visitor) -> None:
    key = set_up(station)
    made = station.post("/mf-recovery-codes", {"generate_new_codes": "1"})
    assert isinstance(made, Page)
    with app.app_context():
        person = city.person("station")
        assert key.replace("-", "") not in (person.tf_totp_secret or "")
        assert all(code not in made.text for code in person.mf_recovery_codes or [])
        assert _security.totp_factory.get_totp_pretty_key(person.tf_totp_secret) == key


def test_the_second_factor_can_be_ended(app: Flask, station: Visitor) -> None:
    set_up(station)
    station.post("/tf-setup", {"setup": "disable"})
    visitor, page = first_step(app)
    assert visitor.client.get("/account").status_code == 200
    assert page.heading != "请输入动态码"
