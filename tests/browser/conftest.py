"""The small city of tests/web behind a real server, once for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection, inspections_of
from inspect_app.workflow import answers, inspections
from inspect_app.workflow.answers import Given
from tests.services.serving import serving
from tests.web.city import SmallCity, office_of, person
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
    with office_of(app, "inspector") as office:
        (visit,) = inspections_of(office.session, built_city[1].applications["scheduled"])
        inspections.start(office, visit)
        visit_id = visit.id
    _differ(app, visit_id)
    return app


def _differ(app: Flask, visit_id: str) -> None:
    with office_of(app, "city_officer") as office:
        visit = office.session.get_one(Inspection, visit_id)
        both = [person("inspector"), person("inspector1")]
        inspections.reassign(office, visit, office.today, both, both[0], "增派人手", visit.version)
    for username, grade in (("inspector", "4"), ("inspector1", "1")):
        with office_of(app, username) as office:
            given = Given(str(uuid4()), None, office.at, grade=grade, checked=True, note="现场查看")
            answers.receive(office, office.session.get_one(Inspection, visit_id), "duties.10", given)


@pytest.fixture(scope="session")
def address(looked_at: Flask) -> Iterator[str]:
    with serving(looked_at) as address:
        yield address
