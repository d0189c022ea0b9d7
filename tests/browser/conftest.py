"""The small city of tests/web behind a real server, once for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection
from inspect_app.workflow import answers
from inspect_app.workflow.answers import Given
from tests.services.serving import serving
from tests.web.city import SmallCity, begin_visit, give_to, office_of
from tests.web.conftest import built_city, settings

__all__ = ["built_city"]


@pytest.fixture(scope="session")
def looked_at(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on a copy of the small city that tests do not change.

    Its next visit has begun, and two inspectors have answered one item differently.
    """
    folder = tmp_path_factory.mktemp("looked_at")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    app = create_app(settings(folder))
    _differ(app, begin_visit(app, built_city[1].applications["scheduled"]))
    return app


def _differ(app: Flask, visit_id: str) -> None:
    give_to(app, visit_id, "inspector", "inspector1")
    for username, grade in (("inspector", "4"), ("inspector1", "1")):
        with office_of(app, username) as office:
            given = Given(str(uuid4()), None, office.at, grade=grade, checked=True, note="现场查看")
            answers.receive(office, office.session.get_one(Inspection, visit_id), "duties.10", given)


@pytest.fixture(scope="session")
def address(looked_at: Flask) -> Iterator[str]:
    with serving(looked_at) as address:
        yield address
