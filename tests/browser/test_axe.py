"""Everybody can use the pages: axe finds nothing, in both languages, and nothing is wider than a tablet."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.main_pages import PAGES, addresses
from tests.web.city import PASSWORD, SmallCity

RULES = {"resultTypes": ["violations"]}
TAGS = {"zh": "zh-CN", "en": "en"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("username", PAGES)
def test_the_pages_of_a_person_can_be_used_by_everybody(
    chromium: Browser,
    looked_at: Flask,
    built_city: tuple[Path, SmallCity],
    address: str,
    username: str,
    language: str,
) -> None:
    context = chromium.new_context(viewport={"width": 1024, "height": 768}, base_url=address)
    page = context.new_page()
    _come_in(page, username, language)
    complaints = [
        complaint
        for path in addresses(looked_at, built_city[1], username)
        for complaint in _complaints(page, path, TAGS[language])
    ]
    context.close()
    assert complaints == [], "\n".join(complaints)


def _come_in(page: Page, username: str, language: str) -> None:
    page.goto("/login")
    if language == "en":
        page.get_by_role("button", name="English").click()
    if username:
        page.locator("[name=email]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("main").locator("form button").click()
        page.wait_for_url(lambda url: "/login" not in url)


def _complaints(page: Page, path: str, language: str) -> list[str]:
    """What is wrong with the page, one text a violation."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, f"{path}: {answer.status}"
    assert page.locator("html").get_attribute("lang") == language, f"{path}: another language"
    found = Axe().run(page, options=RULES)
    complaints = [
        f"{path}: {each['id']}: {each['help']}: "
        + "; ".join(f"{node['target']} {node['failureSummary']}" for node in each["nodes"][:3])
        for each in found.response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        complaints.append(f"{path}: wider than the screen")
    return complaints
