import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.web.access import public
from tests.web.city import PASSWORD, LogIn
from tests.web.conftest import settings
from tests.web.pages import Page
from tests.web.visitor import Visitor


@pytest.fixture
def unused(app: Flask, tmp_path: Path) -> Flask:
    """An application on the same city that has not answered anybody yet: routes may still be added."""
    return create_app(settings(tmp_path))


def test_a_page_that_is_not_there_says_so(client_as: LogIn) -> None:
    assert client_as("station").visit("/no/such/page", status=404).heading == "找不到这一页"


def test_a_form_without_its_token_is_not_taken(client_as: LogIn) -> None:
    answer = client_as("administrator").client.post("/admin/people/new", data={"name": "某人"})
    assert answer.status_code == 400
    assert Page(answer).heading == "页面停留时间过长"


def test_a_way_that_only_buttons_go_says_so(client_as: LogIn) -> None:
    assert client_as("station").visit("/logout", status=405).heading == "无法这样打开"


def test_an_upload_beyond_the_limit_gets_a_sentence(app: Flask, tmp_path: Path) -> None:
    small = create_app(replace(settings(tmp_path), max_upload_mb=1))
    visitor = Visitor(small.test_client()).log_in("administrator", PASSWORD)
    answer = visitor.submit("/admin/import", {"file": (io.BytesIO(bytes(7 * 1024 * 1024)), "a.csv")})
    assert isinstance(answer, Page)
    assert (answer.status, answer.heading) == (413, "文件太大")


def test_programs_are_answered_in_json(anonymous: Visitor) -> None:
    answer = anonymous.client.get("/account", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.get_json() == {"error": "登录已过期。请重新登录后继续。"}


def test_a_fault_shows_nothing_technical_and_is_logged(
    unused: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @unused.get("/fault")
    @public
    def fault() -> str:
        raise RuntimeError("a secret of the machine")

    page = Visitor(unused.test_client()).visit("/fault", status=500)
    assert page.heading == "系统出错了"
    assert "secret" not in page.source
    assert "a secret of the machine" in caplog.text


def test_a_route_that_declares_nothing_opens_to_nobody(unused: Flask) -> None:
    @unused.get("/forgotten")
    def forgotten() -> str:
        return "open"

    visitor = Visitor(unused.test_client())
    assert visitor.client.get("/forgotten").status_code == 302
    visitor.log_in("administrator", PASSWORD)
    assert visitor.visit("/forgotten", status=403).heading == "您没有此项权限"
