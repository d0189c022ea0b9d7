"""Server time of the ten most used pages on the demonstration city: median and 95th percentile.

    python benchmarks/pages.py [--folder DEMO] [--requests N]

Without --folder the city is made anew in a temporary folder (about a minute). Pages are asked for through the
test client, so nothing of the network is measured; everybody has logged in before. Beside the time stand the
CPU time, which a busy machine hardly inflates, the SQL statements a request and the size of the page.
Prints a table and the same as one line of JSON. The aim is 80 ms at the 95th percentile.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from lxml import html  # noqa: E402
from sqlalchemy import event, select  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from inspect_app.app import create_app  # noqa: E402
from inspect_app.demo.build import PASSWORD  # noqa: E402
from inspect_app.records.applications import Application, ApplicationState  # noqa: E402
from inspect_app.records.inspections import Inspection, InspectionState  # noqa: E402
from inspect_app.records.organisation import Node  # noqa: E402
from inspect_app.records.people import Person, Role  # noqa: E402
from inspect_app.serving import demo_settings, make_demo  # noqa: E402
from inspect_app.settings import Settings  # noqa: E402
from inspect_app.web.database import db  # noqa: E402

AIM_MS = 80
WARM_UP = 3
CITY_OFFICER = "jingban"


@dataclass(frozen=True)
class Page:
    name: str
    username: str
    path: str


@dataclass(frozen=True)
class Measured:
    """Times in milliseconds."""

    name: str
    median: float
    p95: float
    cpu_median: float
    cpu_p95: float
    statements: int
    kilobytes: int


def main() -> None:
    options = _options()
    with _demo(options.folder) as app:
        with app.app_context():
            pages = chosen_pages(db.session)
        load = os.getloadavg()[0]
        found = [measure(app, page, options.requests) for page in pages]
    print(f"{options.requests} requests a page; load {load:.1f} before, {os.getloadavg()[0]:.1f} after")
    _print_table(found)
    print(json.dumps([asdict(each) for each in found], ensure_ascii=False))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Server time of the ten most used pages.")
    parser.add_argument("--folder", type=Path, help="a demonstration made before, such as instance/demo")
    parser.add_argument("--requests", type=int, default=60)
    return parser.parse_args()


@contextmanager
def _demo(folder: Path | None) -> Iterator[Flask]:
    """The application on the demonstration in `folder`, else on one made for this run."""
    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory() as temporary:
        if folder is None:
            folder = Path(temporary) / "demo"
            make_demo(settings, lambda text: print(text, file=sys.stderr), folder)
        yield create_app(demo_settings(settings, folder))


def chosen_pages(session: Session) -> list[Page]:
    """What each kind of user opens most, on a site with much to show."""
    draft = _application(session, ApplicationState.DRAFT)
    waiting = _application(session, ApplicationState.SUBMITTED)
    inspected = _application(session, ApplicationState.INSPECTED)
    visit = _visit(session)
    clerk, officer = _holder(session, draft, Role.STATION), _holder(session, waiting, Role.DISTRICT)
    inspector = visit.lead.username
    return [
        Page("station: overview", clerk, f"/station/{draft.site_id}"),
        Page("station: facts", clerk, f"/station/{draft.site_id}/facts/premises"),
        Page("inspector: today", inspector, "/inspections"),
        Page("inspector: checklist", inspector, f"/inspections/{visit.id}"),
        Page("district: queue", officer, "/district/"),
        Page("district: review", officer, f"/district/applications/{waiting.id}"),
        Page("city: queue", CITY_OFFICER, "/city/queue"),
        Page("city: all sites", CITY_OFFICER, "/city/sites"),
        Page("city: file of an application", CITY_OFFICER, f"/city/applications/{inspected.id}"),
        Page("city: progress", CITY_OFFICER, "/city/progress"),
    ]


def _application(session: Session, state: ApplicationState) -> Application:
    """The newest in that state of a station."""
    query = select(Application).where(Application.state == state).order_by(Application.id.desc())
    for found in session.scalars(query):
        if found.site.node.kind == "station":
            return found
    raise SystemExit(f"the demonstration has no application that is {state}")


def _visit(session: Session) -> Inspection:
    """A visit that is under way, else one that is to come."""
    states = (InspectionState.UNDER_WAY, InspectionState.SCHEDULED)
    for state in states:
        found = session.scalars(select(Inspection).where(Inspection.state == state)).first()
        if found is not None:
            return found
    raise SystemExit("the demonstration has no visit to come")


def _holder(session: Session, application: Application, role: Role) -> str:
    """Somebody with that role for the application's site."""
    node: Node = application.site.node
    people = session.scalars(select(Person).order_by(Person.id))
    return next(person.username for person in people if person.holds(role, node))


def measure(app: Flask, page: Page, requests: int) -> Measured:
    """Ask for the page again and again. Exits with the reason when it does not come."""
    client = app.test_client()
    _log_in(client, page.username)
    for _ in range(WARM_UP):
        size = _ask(client, page)
    walls, cpus = [], []
    for _ in range(requests):
        wall, cpu = perf_counter(), process_time()
        _ask(client, page)
        walls.append(1000 * (perf_counter() - wall))
        cpus.append(1000 * (process_time() - cpu))
    return Measured(
        page.name,
        *_middle_and_tail(walls),
        *_middle_and_tail(cpus),
        _statements(app, client, page),
        size // 1024,
    )


def _middle_and_tail(times: list[float]) -> tuple[float, float]:
    return round(statistics.median(times), 1), round(statistics.quantiles(times, n=20)[-1], 1)


def _log_in(client: FlaskClient, username: str) -> None:
    form = html.document_fromstring(client.get("/login").text)
    (token,) = form.xpath("//main//input[@name='csrf_token']/@value")
    answer = client.post("/login", data={"email": username, "password": PASSWORD, "csrf_token": token})
    if answer.status_code != 302:
        raise SystemExit(f"{username} cannot log in: the demonstration was made with another password salt")


def _ask(client: FlaskClient, page: Page) -> int:
    """The size of the page."""
    answer = client.get(page.path)
    if answer.status_code != 200:
        raise SystemExit(f"{page.path} as {page.username}: {answer.status}")
    return len(answer.data)


def _statements(app: Flask, client: FlaskClient, page: Page) -> int:
    said: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(*arguments: object) -> None:
        said.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", count)
    _ask(client, page)
    event.remove(engine, "before_cursor_execute", count)
    return len(said)


def _print_table(found: list[Measured]) -> None:
    print(f"{'page':<28}{'median':>9}{'p95':>9}{'CPU median':>12}{'CPU p95':>9}{'SQL':>6}{'KB':>6}")
    for each in found:
        mark = "" if each.p95 < AIM_MS else f"  over {AIM_MS} ms"
        times = f"{each.median:>9.1f}{each.p95:>9.1f}{each.cpu_median:>12.1f}{each.cpu_p95:>9.1f}"
        print(f"{each.name:<28}{times}{each.statements:>6}{each.kilobytes:>6}{mark}")


if __name__ == "__main__":
    main()
