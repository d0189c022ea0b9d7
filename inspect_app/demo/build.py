"""Builds the demonstration city: plants the tree, then lets every site live its plan in the order of days."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from inspect_app.demo.city import City, plant_city
from inspect_app.demo.lives import Life
from inspect_app.demo.plans import plan_all
from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records.database import begin_writing
from inspect_app.workflow import people
from inspect_app.workflow.office import BEIJING, Office

SEED = 2013
FOUNDED = dt.date(2013, 1, 25)
FIRST_STATEMENT = dt.date(2013, 3, 4)
DEMO_DATE = dt.date(2013, 11, 20)
PASSWORD = "yanshi-2013"  # noqa: S105 - printed on the screen for visitors of the demonstration
DEMO_NOTE = "演示数据，不具效力"
BATCH = 200


def build_demo(
    session: Session,
    library: Library,
    store: FolderStore,
    password_hash: str,
    verify_url: str,
    tell: Callable[[str], None] = lambda text: None,
) -> City:
    """Fill an empty database with the city as it stands on the morning of DEMO_DATE.

    The same seed gives the same city. `password_hash` is that of PASSWORD; `tell` hears how far it has come.
    """
    rng = random.Random(SEED)  # noqa: S311 - variety, not secrecy
    begin_writing(session)
    chief = people.first_person(session, "guanli", "管理员", "guanli@demo.invalid", password_hash)
    at = dt.datetime.combine(FOUNDED, dt.time(9), BEIJING)
    office = Office(session, library, store, chief, at, verify_url, DEMO_NOTE)
    city = plant_city(office, password_hash, rng)
    session.commit()
    tell(f"已建立 {len(city.stations)} 个服务站、{len(city.homes)} 个职工之家")
    for done, _ in enumerate(_live(office, city, rng), start=1):
        if done % BATCH == 0:
            session.commit()
            begin_writing(session)
            tell(f"已办理 {done} 项业务")
    session.commit()
    return city


def _live(office: Office, city: City, rng: random.Random) -> Iterator[str]:
    """Take every step of every life in the order in which they happened."""
    begin_writing(office.session)
    plans = plan_all(city.stations, city.homes, FIRST_STATEMENT, DEMO_DATE, rng)
    lives = [Life(plan, city, random.Random(rng.random())) for plan in plans]  # noqa: S311
    steps = sorted(
        (day, order, number) for number, life in enumerate(lives) for order, day in enumerate(life.plan.days)
    )
    minutes: dict[dt.date, int] = {}
    for day, order, number in steps:
        minutes[day] = minutes.get(day, 0) + 1
        life = lives[number]
        step = life.plan.way.steps[order]
        life.take(step, replace(office, at=_moment(day, minutes[day])))
        yield step


def _moment(day: dt.date, ordinal: int) -> dt.datetime:
    """The ordinal-th act of a day, from half past eight on, some seconds apart."""
    return dt.datetime.combine(day, dt.time(8, 30), BEIJING) + dt.timedelta(seconds=97 * ordinal)
