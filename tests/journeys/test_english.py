"""Whoever chooses English reads English: every entry of the bar, for every role."""

import re

import pytest
from playwright.sync_api import expect

from inspect_app.records.people import Role
from tests.journeys.conftest import Arrive

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Places are called what they are called.
NAMES = re.compile("北京市总工会|东华门街道工会服务站")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", Role)
def test_the_pages_of_a_role_have_english_headings(logged_in: Arrive, role: Role) -> None:
    person = logged_in(role)
    person.page.get_by_role("button", name="English").click()
    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    bar = person.page.get_by_role("banner")
    entries = bar.locator(".nav-link").all_inner_texts()
    assert entries
    for entry in entries:
        person.go_to(entry)
        expect(bar.locator("[aria-current]")).to_have_text(entry)
        said = (entry, person.main.get_by_role("heading", level=1).inner_text(), person.page.title())
        assert not CHINESE.search(NAMES.sub("", " ".join(said))), said
