"""A small city, made through the workflow: two districts, so that people have an own and a foreign one.

Own are the district DC, its street union DC-J1 and the sites below; foreign is the same in XC. OWN_SITE has
gone the whole way; the other sites of the own street each stand at one point of it, see `stories.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from flask_security import hash_password

from inspect_app.records.database import begin_writing
from inspect_app.records.inspections import Inspection, inspections_of
from inspect_app.records.organisation import Node, NodeKind, Site, node_by_code
from inspect_app.records.people import Person, Role, person_by_username
from inspect_app.web.database import db
from inspect_app.workflow import inspections, moving, organisation, people
from inspect_app.workflow.office import BEIJING, Office
from tests.web.visitor import Visitor

PASSWORD = "correct horse battery"
# The first moment of the day: whatever hour the tests run at, the pages come after what is told.
NOW = dt.datetime(2013, 11, 20, tzinfo=BEIJING)

CITY, OWN, FOREIGN = "BJ", "DC", "XC"
OWN_STREET, OWN_SITE, OWN_HOME, FOREIGN_SITE = "DC-J1", "DC-S1", "DC-H1", "XC-S1"

# User name, name, role, code of the node. User names ending in 2: the same role on the foreign side.
PEOPLE = (
    ("station", "王站长", Role.STATION, OWN_SITE),
    ("station2", "孙站长", Role.STATION, FOREIGN_SITE),
    ("street", "何干事", Role.STATION, OWN_STREET),
    ("home", "丁主席", Role.STATION, OWN_HOME),
    ("district", "李审核", Role.DISTRICT, OWN),
    ("district2", "周审核", Role.DISTRICT, FOREIGN),
    ("inspector", "张检查", Role.INSPECTOR, OWN),
    ("inspector1", "许检查", Role.INSPECTOR, OWN),
    ("inspector2", "吴检查", Role.INSPECTOR, FOREIGN),
    ("city_officer", "赵经办", Role.CITY_OFFICER, CITY),
    ("city_reviewer", "钱复核", Role.CITY_REVIEWER, CITY),
    ("city_signatory", "郑签发", Role.CITY_SIGNATORY, CITY),
    ("administrator", "陈管理", Role.ADMINISTRATOR, CITY),
    ("administrator1", "刘管理", Role.ADMINISTRATOR, OWN),
    ("administrator2", "冯管理", Role.ADMINISTRATOR, FOREIGN),
    # Somebody whom pages about people may change without locking a visitor out.
    ("clerk", "田文书", Role.STATION, OWN_SITE),
)


LogIn = Callable[..., Visitor]


@dataclass(frozen=True)
class SmallCity:
    """Keys of what stands in the city, for addresses and for `db.session.get`.

    `examples`: a value for each parameter that addresses use, {"site_id": 1, …}; all belong to OWN_SITE.
    `applications`: the id of an application in each state it can be in, {"submitted": 3, …}.
    """

    examples: Mapping[str, object]
    applications: Mapping[str, int]


@contextmanager
def office_of(app: Flask, username: str, at: dt.datetime = NOW) -> Iterator[Office]:
    """An office in which the person acts, in an application context of its own; committed at its end."""
    with app.app_context():
        # Tablets may send meanwhile.
        begin_writing(db.session)
        yield office(app, username, at)
        db.session.commit()


def office(app: Flask, username: str, at: dt.datetime = NOW) -> Office:
    """The same in the application context that is there; the caller commits."""
    library, store, verify = (
        app.extensions["library"],
        app.extensions["store"],
        app.extensions["settings"].verify_url,
    )
    return Office(db.session, library, store, person(username), at, verify)


def node(code: str) -> Node:
    found = node_by_code(db.session, code)
    assert found is not None, f"no node has the code {code}"
    return found


def site(code: str) -> Site:
    found = node(code).site
    assert found is not None, f"{code} is no site"
    return found


def person(username: str) -> Person:
    found = person_by_username(db.session, username)
    assert found is not None, f"nobody is called {username}"
    return found


def begin_visit(app: Flask, application_id: int) -> str:
    """The id of the only visit of an application, begun by 张检查."""
    with office_of(app, "inspector") as office:
        (visit,) = inspections_of(office.session, application_id)
        inspections.start(office, visit)
        return visit.id


def give_to(app: Flask, visit_id: str, *usernames: str) -> None:
    """From now on the visit is theirs; the first leads."""
    with office_of(app, "city_officer") as office:
        visit, sent = office.session.get_one(Inspection, visit_id), [person(name) for name in usernames]
        inspections.reassign(office, visit, visit.scheduled_on, sent, sent[0], "换人", visit.version)


def move_over(app: Flask, visit_id: str) -> str:
    """The city's officer moves the visit to the edition in force: answers its digest."""
    with office_of(app, "city_officer") as office:
        application = office.session.get_one(Inspection, visit_id).application
        moving.move(office, application, application.version)
        return application.edition.sha256


def plant(app: Flask) -> None:
    """The tree and the people, in the application's empty database."""
    with app.app_context():
        password = hash_password(PASSWORD)
        people.first_person(db.session, "administrator", "陈管理", "administrator@example.cn", password)
        db.session.commit()
    with office_of(app, "administrator") as office:
        _plant(office)
        for username, name, role, code in PEOPLE:
            if username != "administrator":
                added = people.add_person(office, username, name, f"{username}@example.cn", "", password)
                people.appoint(office, added, role, node(code))


def _plant(office: Office) -> None:
    city = organisation.plant_city(office, CITY, "北京市总工会")
    people.first_administrator(office)
    for code, name, street in ((OWN, "东城区总工会", "东华门街道"), (FOREIGN, "西城区总工会", "什刹海街道")):
        district = organisation.add_node(office, city, NodeKind.DISTRICT, code, name)
        union = organisation.add_node(office, district, NodeKind.STREET, f"{code}-J1", f"{street}总工会")
        station = f"{street}工会服务站"
        organisation.add_site(office, union, NodeKind.STATION, f"{code}-S1", station, "甲1号", "65250000")
    organisation.add_site(office, node(OWN), NodeKind.HOME, OWN_HOME, "东华门大街某公司职工之家")
