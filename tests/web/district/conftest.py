"""The own district's officer, and the addresses of its applications by the state they stand in."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web.city import LogIn, SmallCity
from tests.web.visitor import Visitor

Address = Callable[[str], str]
StateOf = Callable[[str], tuple[str, str]]


@pytest.fixture
def officer(client_as: LogIn) -> Visitor:
    return client_as(Role.DISTRICT)


@pytest.fixture
def application(small_city: SmallCity) -> Address:
    """`application("submitted")`: where the application in that state is reviewed."""
    return lambda state: f"/district/applications/{small_city.applications[state]}"


@pytest.fixture
def site(app: Flask, small_city: SmallCity) -> Address:
    """`site("submitted")`: the page of the site whose application is in that state."""

    def address(state: str) -> str:
        with app.app_context():
            found = db.session.get_one(Application, small_city.applications[state])
            return f"/district/sites/{found.site_id}"

    return address


@pytest.fixture
def state_of(app: Flask) -> StateOf:
    """State and reason of the application behind an address."""

    def read(address: str) -> tuple[str, str]:
        with app.app_context():
            found = db.session.get_one(Application, int(address.rsplit("/", 1)[1]))
            return found.state, found.reason

    return read
