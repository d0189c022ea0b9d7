"""What every test of a page may ask for: the application on a small city, and people logged in to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.records.people import Role
from inspect_app.settings import Settings, default_checklists
from inspect_app.web.database import db
from tests.web import city, stories
from tests.web.city import PASSWORD, LogIn, SmallCity, give_to
from tests.web.tablet.tablets import Tablet, visit_of
from tests.web.visitor import Visitor


def settings(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'test.db'}",
        uploads=folder / "uploads",
        checklists=default_checklists(),
        secret_key="a secret key for tests, of 32 and more characters",
        password_salt="a password salt for tests, of 32 and more characters",
        demo_date=city.NOW.date(),
    )


@pytest.fixture(scope="session")
def built_city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SmallCity]:
    """The folder of a finished small city, made once a test run and copied for each test."""
    folder = tmp_path_factory.mktemp("city")
    upgrade(settings(folder).database_url)
    app = create_app(settings(folder))
    small_city = stories.build(app)
    with app.app_context():
        db.engine.dispose()
    return folder, small_city


@pytest.fixture
def small_city(built_city: tuple[Path, SmallCity]) -> SmallCity:
    return built_city[1]


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Path]:
    """An application for all tests, and the link by which it finds the city of the test that runs.

    It keeps nothing itself from one request to the next, and to make it takes longer than most tests do.
    """
    link = tmp_path_factory.mktemp("standing") / "city"
    return create_app(settings(link)), link


@pytest.fixture
def app(built_city: tuple[Path, SmallCity], standing: tuple[Flask, Path], tmp_path: Path) -> Iterator[Flask]:
    """The application on the test's own copy of the small city, on 20 November 2013."""
    shutil.copytree(built_city[0], tmp_path, dirs_exist_ok=True)
    app, link = standing
    link.symlink_to(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()
    link.unlink()


@pytest.fixture
def anonymous(app: Flask) -> Visitor:
    """Somebody who has not logged in."""
    return Visitor(app.test_client())


@pytest.fixture
def client_as(app: Flask) -> LogIn:
    """`client_as(Role.STATION)` is logged in with the role on the own side, `own=False` on the foreign one.

    The city's officers have no foreign side. See tests/web/city.py for names and places.
    """

    def log_in(role: Role | str, own: bool = True) -> Visitor:
        return Visitor(app.test_client()).log_in(role if own else f"{role}2", PASSWORD)

    return log_in


@pytest.fixture
def tablet(app: Flask, small_city: SmallCity, client_as: LogIn) -> Tablet:
    """The tablet of the inspector 张检查 at the station whose visit was scheduled for today."""
    return Tablet(client_as(Role.INSPECTOR), visit_of(app, small_city.applications["scheduled"]))


@pytest.fixture
def other_tablet(app: Flask, tablet: Tablet, client_as: LogIn) -> Tablet:
    """The tablet of 许检查, who goes along from now on; 张检查 leads."""
    give_to(app, tablet.visit, "inspector", "inspector1")
    return Tablet(client_as("inspector1"), tablet.visit)
