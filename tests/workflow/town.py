"""A small city made through the workflow, with one person for each role, for the tests of acts."""

import datetime as dt
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.records.people import Person, Role
from inspect_app.workflow import organisation, people
from inspect_app.workflow.office import Office

NOON = dt.datetime(2013, 11, 20, 4, tzinfo=dt.UTC)


@dataclass
class Town:
    """A city with two districts, an industry, a street union and a station; people by user name."""

    office: Office
    nodes: dict[str, Node] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        return self.office.session

    def as_(self, username: str, at: dt.datetime | None = None) -> Office:
        """The office with somebody else acting."""
        return replace(self.office, by=self.people[username], at=at or self.office.at)

    def person(self, username: str, role: Role | None = None, node: Node | None = None) -> Person:
        """Enter a person and appoint him, by the city's administrator."""
        entered = people.add_person(
            self.office, username, f"{username}先生", f"{username}@example.cn", "", "x"
        )
        if role and node:
            people.appoint(self.office, entered, role, node)
        self.people[username] = entered
        return entered


def found(session: Session, library: object = None, store: object = None) -> Town:
    """The town with its administrator "root"."""
    root = people.first_person(session, "root", "管理员", "root@example.cn", "x")
    office = Office(
        session=session,
        library=library,
        store=store,
        by=root,
        at=NOON,
        verify_url="https://example.cn/verify/",
    )
    town = Town(office, people={"root": root})
    town.nodes["city"] = organisation.plant_city(office, "11", "北京市总工会")
    people.first_administrator(office)
    return town


def settle(town: Town) -> Town:
    """Districts, a street union and a station; and a person for every role."""
    office, nodes = town.office, town.nodes
    nodes["east"] = organisation.add_node(office, nodes["city"], NodeKind.DISTRICT, "110101", "东城区")
    nodes["west"] = organisation.add_node(office, nodes["city"], NodeKind.DISTRICT, "110102", "西城区")
    nodes["rail"] = organisation.add_node(office, nodes["city"], NodeKind.INDUSTRY, "C01", "铁路产业")
    nodes["gate"] = organisation.add_node(office, nodes["east"], NodeKind.STREET, "110101001", "东华门街道")
    town.sites["gate"] = organisation.add_site(
        office,
        nodes["gate"],
        NodeKind.STATION,
        "110101001-1",
        "东华门街道工会服务站",
        "南河沿大街1号",
        "010-1",
    )
    town.person("station", Role.STATION, town.sites["gate"].node)
    town.person("district", Role.DISTRICT, nodes["east"])
    for role in (Role.INSPECTOR, Role.CITY_OFFICER, Role.CITY_REVIEWER, Role.CITY_SIGNATORY):
        town.person(role.value, role, nodes["city"])
    return town
