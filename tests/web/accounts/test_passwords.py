import logging
import re

import pytest
from flask import Flask

from inspect_app.web.database import db
from tests.web import city
from tests.web.city import PASSWORD
from tests.web.pages import Page
from tests.web.visitor import Visitor

NEW = "another long password"


def link_in_log(caplog: pytest.LogCaptureFixture) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/reset/\S+)", caplog.text)
    assert found, caplog.text
    return found.group(1)


def test_without_a_mail_server_the_reset_mail_is_in_the_log(
    anonymous: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        page = anonymous.submit("/reset", {"email": "station"})
    assert isinstance(page, Page)
    assert "station@example.cn" in caplog.text
    assert "您的用户名是 station" in caplog.text
    assert anonymous.visit(link_in_log(caplog)).heading == "设置新密码"


def test_a_reset_link_serves_once(anonymous: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        anonymous.submit("/reset", {"email": "station@example.cn"})
    link = link_in_log(caplog)
    landed = anonymous.press(link, {"password": NEW, "password_confirm": NEW})
    assert "请用新密码登录" in landed.text
    anonymous.log_in("station", NEW)
    anonymous.post("/logout")
    assert "链接无效或已经用过" in anonymous.open(anonymous.client.get(link)).text


def test_asking_for_an_unknown_name_is_answered_alike(
    anonymous: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        unknown = anonymous.submit("/reset", {"email": "nobody"})
        assert "no mail server" not in caplog.text
        known = anonymous.submit("/reset", {"email": "station"})
    assert isinstance(unknown, Page)
    assert isinstance(known, Page)
    assert unknown.text.replace("nobody", "station") == known.text


def test_a_forged_host_is_not_answered(anonymous: Visitor) -> None:
    assert anonymous.client.get("/login", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [("short", "short", "密码至少要有 10 个字符"), (NEW, NEW + "x", "两次输入的密码不一致")],
)
def test_a_new_password_is_refused_with_a_reason(
    client_as: city.LogIn, password: str, again: str, said: str
) -> None:
    fields = {"password": PASSWORD, "new_password": password, "new_password_confirm": again}
    page = client_as("station").submit("/change", fields)
    assert isinstance(page, Page)
    assert said in page.text


def test_changing_the_password_ends_other_sessions(app: Flask) -> None:
    here = Visitor(app.test_client()).log_in("station", PASSWORD)
    there = Visitor(app.test_client()).log_in("station", PASSWORD)
    fields = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
    assert here.press("/change", fields).path == "/account"
    assert there.client.get("/account").status_code == 302


def test_old_log_ins_confirm_the_password_before_they_change_anything(app: Flask) -> None:
    visitor = Visitor(app.test_client()).log_in("station", PASSWORD)
    with visitor.client.session_transaction() as session:
        session["fs_paa"] -= 2 * 3600
    asked = visitor.client.get("/tf-setup")
    assert asked.location.startswith("/confirm-password")
    assert visitor.press(asked.location, {"password": PASSWORD}).path == "/tf-setup"


def test_a_password_is_kept_as_an_argon2_hash(app: Flask) -> None:
    with app.app_context():
        kept = city.person("station").password
        db.session.rollback()
    assert kept is not None
    assert kept.startswith("$argon2id$")
