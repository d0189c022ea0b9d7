"""What the scripts of a station's pages do, in Chromium on the application itself."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from tests.services.serving import serving
from tests.web.city import PASSWORD
from tests.web.station.conftest import Address, Declared

Open = Callable[[str], Page]


@pytest.fixture
def open_page(page: Page, app: Flask) -> Iterator[Open]:
    """Opens a page for the person who works for every station of the own street."""
    with serving(app) as address:
        page.goto(f"{address}/login")
        page.locator("main [name=email]").fill("street")
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main [name=password]").press("Enter")
        page.get_by_role("button", name="退出").wait_for()

        def open_(path: str) -> Page:
            page.goto(address + path)
            return page

        yield open_


def test_the_verdict_follows_what_is_typed(open_page: Open, at: Address, declared: Declared) -> None:
    page = open_page(at("draft", "/facts/premises"))
    page.get_by_label("办公服务用房面积", exact=True).fill("４９．９９")
    expect(page.locator("#live-floor_area_m2")).to_contain_text("少 0.01 平方米")
    expect(page.locator("#live-total [data-outcome]")).to_have_text("须整改")
    assert declared(at("draft"))["floor_area_m2"] == 60


def test_none_of_these_and_the_others_exclude_each_other(open_page: Open, at: Address) -> None:
    page = open_page(at("draft", "/facts/premises"))
    rooms = page.locator("#fact-rooms")
    rooms.get_by_label("以上均无").check()
    expect(rooms.get_by_label("劳动争议调解室")).not_to_be_checked()
    rooms.get_by_label("职工书屋").check()
    expect(rooms.get_by_label("以上均无")).not_to_be_checked()


def test_rows_come_and_go_without_a_round_trip(open_page: Open, at: Address, declared: Declared) -> None:
    page = open_page(at("draft", "/facts/staff"))
    page.get_by_role("button", name="增加一行").click()
    page.keyboard.type("赵六")
    page.get_by_label("第 5 行，市级培训学时").fill("10")
    page.get_by_role("button", name="移除第 2 行").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    staff = declared(at("draft"))["staff"]
    assert isinstance(staff, list)
    assert [person["name"] for person in staff] == ["甲", "丙", "丁", "赵六"]


def test_enter_saves_and_removes_nobody(open_page: Open, at: Address, declared: Declared) -> None:
    page = open_page(at("draft", "/facts/staff"))
    page.get_by_label("第 1 行，姓名").fill("甲一")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    staff = declared(at("draft"))["staff"]
    assert isinstance(staff, list)
    assert [person["name"] for person in staff] == ["甲一", "乙", "丙", "丁"]


def test_the_whole_year_is_ticked_at_once(open_page: Open, at: Address) -> None:
    page = open_page(at("draft", "/facts/mechanism"))
    months = page.locator("#fact-months_due")
    months.get_by_role("button", name="全年").last.click()
    expect(months.locator("input[type=checkbox]:checked")).to_have_count(12)


PAGES = [
    ("draft", ""),
    ("draft", "/facts/premises"),
    ("draft", "/facts/staff"),
    ("draft", "/facts/mechanism"),
    ("draft", "/evidence/premises"),
    ("draft", "/application"),
    ("rectification", "/rectification"),
    ("certified", "/letters"),
]


@pytest.mark.parametrize(("state", "path"), PAGES)
def test_pages_can_be_used_by_everybody(open_page: Open, at: Address, state: str, path: str) -> None:
    page = open_page(at(state, path))
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
