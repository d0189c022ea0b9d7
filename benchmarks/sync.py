"""Inspections that tablets send at the same time: how many a second, how long each request waits, memory.

    python benchmarks/sync.py [--inspections N]

An inspection is what a tablet sends of a whole visit to a station: it logs in, fetches the packet and sends
an answer to every item, three photographs of 300 KB, two signatures and the end. One, four and sixteen
tablets do so at once, against Gunicorn with two processes of eight threads, on SQLite and on PostgreSQL (a
server of the run's own that waits for the disk as in earnest). The tablets run on the same machine and take
their part of its processors: what counts are the ratios of one run. Prints a table for each database and
all as one line of JSON.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
from flask import Flask  # noqa: E402
from sqlalchemy import make_url  # noqa: E402

from inspect_app.app import create_app  # noqa: E402
from inspect_app.records.migrate import upgrade  # noqa: E402
from inspect_app.web.database import db  # noqa: E402
from tests.faults.pictures import jpeg  # noqa: E402
from tests.faults.plain_inspection import PlainInspection, Result, result_of  # noqa: E402
from tests.faults.plain_tablet import PlainTablet  # noqa: E402
from tests.faults.server import THREADS, WORKERS, Server  # noqa: E402
from tests.faults.visits import new_visit  # noqa: E402
from tests.services.postgres import DURABLE, throwaway_server  # noqa: E402
from tests.web import city  # noqa: E402
from tests.web.conftest import settings  # noqa: E402

CLIENTS = (1, 4, 16)
PHOTOGRAPHS = 3
# 2048 × 1536 as a tablet sends them: 300 KB.
PICTURE = {"width": 2048, "height": 1536, "quality": 70, "detail": 20}
INSPECTOR, HEAD = "inspector", "何干事"


@dataclass(frozen=True)
class Waited:
    """For one kind of request, in milliseconds."""

    requests: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Level:
    """`memory_mb`: the most that the server's processes held together."""

    database: str
    clients: int
    inspections: int
    seconds: float
    a_second: float
    memory_mb: int
    waited: dict[str, Waited]


def main() -> None:
    parser = argparse.ArgumentParser(description="Inspections a second, latencies and memory.")
    parser.add_argument("--inspections", type=int, default=16, help="for each number of clients, at least")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} before; photographs of {len(jpeg(1, **PICTURE)) // 1024} KB")
    found = []
    with databases() as urls:
        for name, url in urls.items():
            found += measure_on(name, url, options.inspections)
    print(json.dumps([asdict(each) for each in found], ensure_ascii=False))


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """The URLs of two empty databases by the names of their kinds."""
    with tempfile.TemporaryDirectory() as folder, throwaway_server(DURABLE) as postgres:
        maintenance = make_url(postgres).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute("CREATE DATABASE sync TEMPLATE template0")
        on_postgres = make_url(postgres).set(database="sync").render_as_string(hide_password=False)
        yield {"SQLite": f"sqlite:///{folder}/sync.db", "PostgreSQL": on_postgres}


def measure_on(database: str, url: str, inspections: int) -> list[Level]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        chosen = replace(settings(folder), database_url=url)
        upgrade(url)
        app = create_app(chosen)
        city.plant(app)
        levels = []
        for clients in CLIENTS:
            with Server(chosen, folder / "log") as server:
                levels.append(measure(database, app, server, clients, max(clients, inspections)))
        with app.app_context():
            db.engine.dispose()
    print_table(levels)
    return levels


def measure(database: str, app: Flask, server: Server, clients: int, inspections: int) -> Level:
    """So many tablets work off so many visits, each taking the next when it has finished one."""
    visits = [new_visit(app, [INSPECTOR], left=None) for _ in range(inspections)]
    pictures = {visit: [jpeg(f"{visit} {n}", **PICTURE) for n in range(PHOTOGRAPHS)] for visit in visits}
    times: dict[str, list[float]] = defaultdict(list)
    result = expected(app)

    def work_off(visit: str) -> None:
        tablet = PlainTablet(server.address, INSPECTOR, lambda kind, seconds: times[kind].append(seconds))
        inspect(app, tablet, visit, result, pictures[visit])

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work_off, visits))
    seconds = time.perf_counter() - started
    waited = {kind: _waited(found) for kind, found in sorted(times.items())}
    rate = round(inspections / seconds, 2)
    return Level(database, clients, inspections, round(seconds, 1), rate, memory_mb(server), waited)


def inspect(app: Flask, tablet: PlainTablet, visit: str, result: Result, pictures: list[bytes]) -> None:
    """Raises AssertionError when the server refuses anything."""
    tablet.log_in()
    work = PlainInspection(tablet, visit, seed=1)
    standard = app.extensions["library"].standards["station-2013"]
    for item in work.packet["items"]:
        work.answer(standard, item)
    for item, picture in zip(work.packet["items"], pictures, strict=False):
        work.photograph(item, picture)
    work.sign("inspector", "张检查", result)
    work.sign("station_head", HEAD, result)
    work.finish(result)


def expected(app: Flask) -> Result:
    """All visits are alike: what the rules say of one is what they say of all."""
    return result_of(app, new_visit(app, [INSPECTOR], left=()), INSPECTOR)


def memory_mb(server: Server) -> int:
    """The most each process has held, together. What they share counts for each of them."""
    peaks = [_status(pid, "VmHWM") for pid in server.pids]
    return sum(peaks) // 1024


def _status(pid: int, name: str) -> int:
    """Kilobytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)


def _waited(seconds: list[float]) -> Waited:
    found = sorted(1000 * each for each in seconds)
    cuts = statistics.quantiles(found, n=100, method="inclusive") if len(found) > 1 else found * 99
    return Waited(len(found), *(round(cuts[percent - 1], 1) for percent in (50, 95, 99)))


def print_table(levels: list[Level]) -> None:
    one = levels[0]
    print(f"\n{one.database}: Gunicorn with {WORKERS} processes of {THREADS} threads")
    print(f"{'clients':>8}{'inspections/s':>15}{'of 1 client':>13}{'MB':>6}")
    for each in levels:
        ratio = each.a_second / one.a_second
        print(f"{each.clients:>8}{each.a_second:>15.2f}{ratio:>12.2f}×{each.memory_mb:>6}")
    heads = "".join(f"{f'{each.clients}: p50':>10}{'p95':>9}{'p99':>9}" for each in levels)
    print(f"{'milliseconds':<20}{heads}")
    for kind in one.waited:
        found = [each.waited[kind] for each in levels]
        print(f"{kind:<20}" + "".join(f"{each.p50:>10.1f}{each.p95:>9.1f}{each.p99:>9.1f}" for each in found))


if __name__ == "__main__":
    main()
