"""The stations of the small city, each at one point of its way, and the person who works for them all."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.facts import Column, current_facts
from inspect_app.web.database import db
from tests.web.city import LogIn, SmallCity
from tests.web.visitor import Visitor

Address = Callable[..., str]
Declared = Callable[[str], dict[str, object]]


@pytest.fixture
def clerk(client_as: LogIn) -> Visitor:
    """Works for every station of the own street."""
    return client_as("street")


@pytest.fixture
def at(app: Flask, small_city: SmallCity) -> Address:
    """`at("draft", "/facts/premises")`: the address of a page of the station in that state."""

    def address(state: str, path: str = "") -> str:
        with app.app_context():
            application = db.session.get(Application, small_city.applications[state])
            assert application is not None
            return f"/station/{application.site_id}{path}"

    return address


@pytest.fixture
def declared(app: Flask) -> Declared:
    """What the site behind an address declares now."""

    def values(address: str) -> dict[str, object]:
        with app.app_context():
            facts = current_facts(db.session, int(address.split("/")[2]), Column.DECLARED)
            return {name: fact.value for name, fact in facts.items()}

    return values
