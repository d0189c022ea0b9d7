"""The small city on a server that can be killed, behind a network that can fail."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.web.database import db
from tests.faults.network import Network
from tests.faults.server import Server
from tests.web.city import SmallCity
from tests.web.conftest import built_city, settings

__all__ = ["built_city"]


@pytest.fixture(scope="module")
def app(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on the same database and evidence as the server: for making visits and looking."""
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    app = create_app(settings(folder))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def server(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log"
    with Server(app.extensions["settings"], log) as server:
        yield server


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    with Network(server.port) as network:
        yield network
