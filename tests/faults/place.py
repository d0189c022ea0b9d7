"""Everything the runs share, started: a city, its server, and for each inspector a network and a tablet."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.web.database import db
from tests.faults.network import Network
from tests.faults.runs import FIRST, SECOND, Place
from tests.faults.server import Server
from tests.faults.tablets import Tablet
from tests.web import city
from tests.web.conftest import settings


@contextmanager
def open_place(folder: Path, pictures: Path) -> Iterator[Place]:
    """In an empty folder; `pictures` is where those of failed runs go. Afterwards all of it is gone."""
    upgrade(settings(folder).database_url)
    app = create_app(settings(folder))
    city.plant(app)
    with ExitStack() as started:
        server = started.enter_context(Server(settings(folder), folder / "server.log"))
        networks = {name: started.enter_context(Network(server.port)) for name in (FIRST, SECOND)}
        playwright = started.enter_context(sync_playwright())
        tablets = {
            name: Tablet(playwright, folder / name, network.address, name)
            for name, network in networks.items()
        }
        place = Place(app, server, folder, pictures, networks, tablets)
        started.callback(place.close)
        yield place
    with app.app_context():
        db.engine.dispose()
