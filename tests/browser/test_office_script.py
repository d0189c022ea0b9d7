"""What office pages do by script, on a page that is nothing but a form."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page, Route

from inspect_app.web.assets import DIST

NAMES = json.loads((DIST / "manifest.json").read_text())
SCRIPTS = "".join(
    f'<script type="module" src="/dist/{NAMES[name]}"></script>' for name in ("common.js", "office.js")
)
ADDRESS = "http://office.invalid/"
FORM = """
<!doctype html><html lang="zh-CN"><title>签发</title>{scripts}
<form method="post" data-guard-unsaved="{state}">
  <label>意见 <input name="note"></label>
  <button>保存</button> <button data-confirm="确定签发？">签发</button>
</form></html>
"""


class Office:
    """A page with a guarded form; remembers what the browser asked and what was sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answer = True
        self.asked: list[tuple[str, str]] = []
        self.sent: list[str] = []
        page.on("dialog", self._answer)
        page.route(ADDRESS, self._serve)
        page.route(f"{ADDRESS}dist/*", _serve_script)

    def open(self, state: str = "") -> None:
        self.state = state
        self.page.goto(ADDRESS)

    def _answer(self, dialog: Dialog) -> None:
        self.asked.append((dialog.type, dialog.message))
        (dialog.accept if self.answer else dialog.dismiss)()

    def _serve(self, route: Route) -> None:
        if route.request.method == "POST":
            self.sent.append(route.request.post_data or "")
        body = FORM.format(scripts=SCRIPTS, state=self.state)
        route.fulfill(body=body, content_type="text/html; charset=utf-8")


def _serve_script(route: Route) -> None:
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    route.fulfill(body=(DIST / name).read_text(), content_type="text/javascript; charset=utf-8")


@pytest.fixture
def office(page: Page) -> Office:
    return Office(page)


def leave(office: Office) -> None:
    office.page.goto("about:blank")


def test_an_act_is_asked_about_and_sent_after_yes(office: Office) -> None:
    office.open()
    with office.page.expect_navigation():
        office.page.get_by_role("button", name="签发").click()
    assert office.asked == [("confirm", "确定签发？")]
    assert office.sent == ["note="]


def test_an_act_is_not_sent_after_no_and_the_text_stays_guarded(office: Office) -> None:
    office.open()
    office.answer = False
    office.page.get_by_label("意见").fill("同意")
    office.page.get_by_role("button", name="签发").click()
    assert office.sent == []
    assert office.page.get_by_label("意见").input_value() == "同意"
    office.answer = True
    leave(office)
    assert [kind for kind, _ in office.asked] == ["confirm", "beforeunload"]


def test_leaving_with_unsent_text_is_asked_about(office: Office) -> None:
    office.open()
    office.page.get_by_label("意见").fill("同意")
    leave(office)
    assert [kind for kind, _ in office.asked] == ["beforeunload"]


def test_a_form_that_came_back_with_errors_is_guarded_from_the_start(office: Office) -> None:
    office.open(state="changed")
    office.page.get_by_label("意见").click()
    leave(office)
    assert [kind for kind, _ in office.asked] == ["beforeunload"]


def test_leaving_without_changes_is_not_asked_about(office: Office) -> None:
    office.open()
    office.page.get_by_label("意见").click()
    leave(office)
    assert office.asked == []


def test_saving_sends_the_text_without_a_question(office: Office) -> None:
    office.open()
    office.page.get_by_label("意见").fill("ok")
    with office.page.expect_navigation():
        office.page.get_by_role("button", name="保存").click()
    assert office.asked == []
    assert office.sent == ["note=ok"]
