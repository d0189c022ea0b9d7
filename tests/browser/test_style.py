"""The style sheets are cut down to what pages use; no page must miss what was cut."""

import re
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.web.assets import DIST
from tests.browser.main_pages import PAGES, addresses
from tests.web.city import PASSWORD, SmallCity
from tests.web.visitor import Visitor

BOOTSTRAP = Path("inspect_app/tablet/node_modules/bootstrap/dist/css/bootstrap.min.css")


def selectors(style: Path) -> set[frozenset[str]]:
    """The classes that each selector speaks of together."""
    heads = re.findall(r"([^{}]*)\{", re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL))
    return {frozenset(re.findall(r"\.([a-zA-Z][\w-]*)", each)) for head in heads for each in head.split(",")}


@pytest.fixture(scope="module")
def whole() -> set[frozenset[str]]:
    """Of Bootstrap, and of our own rules."""
    return selectors(BOOTSTRAP) | selectors(next(DIST.glob("style-*.css")))


@pytest.fixture(scope="module")
def cut(whole: set[frozenset[str]]) -> dict[str, set[frozenset[str]]]:
    """What each sheet is without, by its address."""
    return {f"/static/dist/{sheet.name}": whole - selectors(sheet) for sheet in DIST.glob("*.css")}


def test_most_of_bootstrap_is_cut(cut: dict[str, set[frozenset[str]]]) -> None:
    assert len(cut) == 2
    assert min(map(len, cut.values())) > 500


@pytest.mark.parametrize("username", PAGES)
def test_no_page_misses_a_rule_that_was_cut(
    looked_at: Flask,
    built_city: tuple[Path, SmallCity],
    cut: dict[str, set[frozenset[str]]],
    username: str,
) -> None:
    visitor = Visitor(looked_at.test_client())
    if username:
        visitor.log_in(username, PASSWORD)
    for path in addresses(looked_at, built_city[1], username):
        page = visitor.open(visitor.client.get(path)).tree
        used = {name for each in page.xpath("//@class") for name in each.split()}
        (sheet,) = page.xpath("//link[@rel='stylesheet']/@href")
        assert [sorted(together) for together in cut[sheet] if together <= used] == [], path
