"""Every page opens on PostgreSQL: what SQLite lets pass in a query, PostgreSQL may refuse."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web import stories
from tests.web.access import path, read_list
from tests.web.city import PASSWORD, SmallCity
from tests.web.conftest import settings
from tests.web.visitor import Visitor

# The page, the way on, or a refusal by name; an unexpected error is a 500.
ANSWERS = frozenset({200, 302, 409})


@pytest.fixture
def city_on_postgres(database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, SmallCity]]:
    upgrade(database_url)
    app = create_app(replace(settings(tmp_path), database_url=database_url))
    yield app, stories.build(app)
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_every_page_opens_to_each_role_it_is_for(city_on_postgres: tuple[Flask, SmallCity]) -> None:
    app, small_city = city_on_postgres
    visitors = {role: Visitor(app.test_client()).log_in(role, PASSWORD) for role in Role}
    unexpected = []
    for route in read_list():
        if route.method != "GET" or route.who == "anyone":
            continue
        for role in Role:
            if role in route.roles:
                address = path(app, route, dict(small_city.examples))
                answer = visitors[role].client.get(address)
                if answer.status_code not in ANSWERS:
                    unexpected.append(f"{role} {address}: {answer.status}")
    assert unexpected == []
