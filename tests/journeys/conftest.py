"""A founded city behind a real server, and people who come to it with browsers of their own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.web.database import db
from tests.journeys.someone import Someone
from tests.services.serving import serving
from tests.web import city
from tests.web.conftest import settings

# A busy machine is slow, and not wrong.
expect.set_options(timeout=30_000)

Arrive = Callable[[str], Someone]


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on 20 November 2013, with the tree and the people of tests/web/city.py alone."""
    upgrade(database_url)
    app = create_app(replace(settings(tmp_path), database_url=database_url))
    city.plant(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def anybody(chromium: Browser, address: str) -> Iterator[Callable[[], Someone]]:
    """`anybody()` opens a browser in which nobody has logged in."""
    arrived: list[Someone] = []

    def arrive() -> Someone:
        arrived.append(Someone(chromium, address))
        return arrived[-1]

    yield arrive
    for each in arrived:
        each.leave()


@pytest.fixture
def logged_in(anybody: Callable[[], Someone]) -> Arrive:
    """`logged_in("station")` has come in through the log-in page."""

    def arrive(username: str) -> Someone:
        return anybody().log_in(username)

    return arrive
