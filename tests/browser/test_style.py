"""The style sheet is cut down to what pages use; no page must miss what was cut."""

import re
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.web.assets import DIST
from tests.browser.main_pages import PAGES, addresses
from tests.web.city import PASSWORD, SmallCity
from tests.web.visitor import Visitor

BOOTSTRAP = Path("inspect_app/tablet/node_modules/bootstrap/dist/css/bootstrap.min.css")


def classes(style: Path) -> set[str]:
    """The names that its selectors speak of."""
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", style.read_text())))


@pytest.mark.parametrize("username", PAGES)
def test_every_class_on_a_page_that_bootstrap_styles_is_still_styled(
    looked_at: Flask, built_city: tuple[Path, SmallCity], username: str
) -> None:
    cut = classes(BOOTSTRAP) - classes(next(DIST.glob("style-*.css")))
    visitor = Visitor(looked_at.test_client())
    if username:
        visitor.log_in(username, PASSWORD)
    for path in addresses(looked_at, built_city[1], username):
        used = {name for each in visitor.visit(path).tree.xpath("//@class") for name in each.split()}
        assert used & cut == set(), path
