"""The small city of tests/web behind a real server, once for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.inspections import inspections_of
from inspect_app.workflow import inspections
from tests.services.serving import serving
from tests.web.city import SmallCity, office_of
from tests.web.conftest import built_city, settings

__all__ = ["built_city"]


@pytest.fixture(scope="session")
def looked_at(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on a copy of the small city that tests do not change; its next visit has begun."""
    folder = tmp_path_factory.mktemp("looked_at")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    app = create_app(settings(folder))
    with office_of(app, "inspector") as office:
        (visit,) = inspections_of(office.session, built_city[1].applications["scheduled"])
        inspections.start(office, visit)
    return app


@pytest.fixture(scope="session")
def address(looked_at: Flask) -> Iterator[str]:
    with serving(looked_at) as address:
        yield address
