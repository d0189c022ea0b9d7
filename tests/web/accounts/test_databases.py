"""Logging in and looking after people on each kind of database."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.web.database import db
from tests.web import city
from tests.web.city import PASSWORD
from tests.web.conftest import settings
from tests.web.pages import Page
from tests.web.visitor import Visitor


@pytest.fixture
def peopled(database_url: str, tmp_path: Path) -> Flask:
    """The application on the city's tree and people, nothing having happened there yet."""
    upgrade(database_url)
    app = create_app(replace(settings(tmp_path), database_url=database_url))
    city.plant(app)
    return app


def test_failures_are_counted_until_somebody_gets_in(peopled: Flask) -> None:
    visitor = Visitor(peopled.test_client())
    for failures in (1, 2):
        refused = visitor.submit("/login", {"email": "station", "password": "wrong"})
        assert isinstance(refused, Page)
        with peopled.app_context():
            assert city.person("station").failed_logins == failures
            db.engine.dispose()
    visitor.log_in("STATION", PASSWORD)
    assert "站点工作人员" in visitor.visit("/account").text
    with peopled.app_context():
        assert city.person("station").failed_logins == 0
        db.engine.dispose()


def test_administrators_find_people_and_places(peopled: Flask) -> None:
    administrator = Visitor(peopled.test_client()).log_in("administrator1", PASSWORD)
    assert "李审核" in administrator.visit("/admin/people?q=DISTRICT").text
    assert "周审核" not in administrator.visit("/admin/people").text
    page = administrator.open(administrator.client.get("/admin/tree"))
    assert page.heading == "东城区总工会"
    assert "东华门街道总工会" in administrator.visit("/admin/tree?q=dc-j1").text
    with peopled.app_context():
        db.engine.dispose()
