"""Every page in English: what it says itself holds no Chinese; what people typed stays as they typed it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from lxml.html import HtmlElement
from sqlalchemy import String, select

from inspect_app.app import create_app
from inspect_app.records.facts import Fact
from inspect_app.records.people import Role
from inspect_app.records.types import Base
from inspect_app.settings import default_checklists
from inspect_app.web.admin.imports import EXAMPLES
from inspect_app.web.database import db
from tests.web.access import path, read_list
from tests.web.city import PASSWORD, SmallCity
from tests.web.conftest import settings
from tests.web.pages import Page
from tests.web.visitor import Visitor

CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uff0a\uff0c-\uffef]+")
# The other language, the name under which authenticator apps list this service, the brackets of numbers.
NAMES = "中文 工会服务站 〔〕"
CLAUSE = re.compile(r"clause: *(.*)")
# Kept on tablets for whoever may come to use them: one page that says everything twice.
IN_BOTH_LANGUAGES = ("/offline",)
READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "data-confirm", "data-sending", "label")


@pytest.fixture(scope="module")
def english_app(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    return create_app(settings(folder))


@pytest.fixture(scope="module")
def data(english_app: Flask) -> str:
    """All that people have typed and the checklists cite: it stays in the language it was written in."""
    with english_app.app_context():
        columns = [each for table in Base.metadata.sorted_tables for each in table.columns]
        texts = [each for each in columns if isinstance(each.type, String)]
        typed = [text for each in texts for text in db.session.scalars(select(each).distinct()) if text]
        stated = [str(value) for value in db.session.scalars(select(Fact.value))]
    checklists = default_checklists().rglob("*.yaml")
    cited = [line for path in checklists for line in CLAUSE.findall(path.read_text("utf-8"))]
    samples = [cell for row in EXAMPLES for cell in row]
    return "\n".join([NAMES, *samples, *cited, *typed, *stated])


def said(page: Page) -> Iterator[str]:
    """What is read or read aloud on the page, piece by piece; what is typed into fields is not said by it."""
    for element in page.tree.iter():
        if not isinstance(element, HtmlElement) or element.tag in ("script", "textarea"):
            continue
        yield from filter(None, [element.text, *(element.get(name) for name in READ_ALOUD)])
        if element.tag == "button" or element.get("type") == "submit":
            yield element.get("value", "")
    yield from filter(None, (element.tail for element in page.tree.iter()))


def addresses(app: Flask, city: SmallCity, role: str) -> Iterator[str]:
    """Every page of the role, or of anyone for "", with the examples and an application in each state."""
    for route in read_list():
        if route.method == "GET" and (role in route.roles if route.who != "anyone" else not role):
            examples = [dict(city.examples)]
            if "<int:application_id>" in route.address:
                examples += [{**examples[0], "application_id": each} for each in city.applications.values()]
            if route.address not in IN_BOTH_LANGUAGES:
                yield from (path(app, route, each) for each in examples)


@pytest.mark.parametrize("role", ["", *Role])
def test_a_page_in_english_says_nothing_in_chinese(
    english_app: Flask, small_city: SmallCity, data: str, role: str
) -> None:
    visitor = Visitor(english_app.test_client())
    if role:
        visitor.log_in(role, PASSWORD)
    visitor.post("/language/en", {"back": "/account"})
    answers = [visitor.client.get(each) for each in addresses(english_app, small_city, role)]
    pages = [Page(each) for each in answers if each.mimetype == "text/html" and not each.location]
    chinese = {page.path: found for page in pages if (found := [*_unexplained(page, data)])}
    assert chinese == {}
    assert {page.tree.get("lang") for page in pages} == {"en"}
    assert len(pages) >= 5


def _unexplained(page: Page, data: str) -> Iterator[str]:
    """Chinese on the page that is neither typed by people nor cited."""
    for text in said(page):
        if any(run not in data for run in CHINESE.findall(text)):
            yield text.strip()
