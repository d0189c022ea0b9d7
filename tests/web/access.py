"""The access list, read, and the routes of the application in the same form."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, url_for
from werkzeug.routing import Rule

from inspect_app.records.people import Role
from inspect_app.web.access import ANYONE, MEMBERS, declared_access

LIST = Path(__file__).with_name("access_list.txt")

# Parameters that name no object of a place: a foreign node changes nothing about them.
EVERYWHERE = frozenset(
    {
        "code",
        "kind",
        "moment",
        "number",
        "page_id",
        "plan_id",
        "programme_id",
        "requirement_id",
        "section_id",
        "sha256",
        "size",
        "standard_id",
        "standard_sha256",
        "token",
    }
)
LIBRARIES = ("static", "security.static", "security_static")


@dataclass(frozen=True)
class Route:
    method: str
    address: str
    who: str

    def __str__(self) -> str:
        return f"{self.method:<5} {self.address:<57} {self.who}"

    @property
    def roles(self) -> frozenset[Role]:
        return MEMBERS if self.who == "members" else frozenset(map(Role, self.who.split(",")))


def read_list() -> list[Route]:
    lines = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    return [_parse(line) for line in lines]


def _parse(line: str) -> Route:
    method, rest = line.split(maxsplit=1)
    address, who = rest.rsplit(maxsplit=1)
    return Route(method, address.strip(), who)


def routes_of(app: Flask) -> list[Route]:
    """Every route with what it declares; what Flask-Security brings along counts as listed."""
    listed = {(route.method, route.address): route.who for route in read_list()}
    routes = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in LIBRARIES:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            library = rule.endpoint.startswith("security.")
            who = listed.get((method, rule.rule), "?") if library else _declared(app, rule.endpoint)
            routes.append(Route(method, rule.rule, who))
    return routes


def _declared(app: Flask, endpoint: str) -> str:
    with app.app_context():
        access = declared_access(endpoint)
    if access is None:
        return "NOBODY (declare it: @allow(…), @members or @public)"
    if access == ANYONE or isinstance(access, str):
        return ANYONE
    return "members" if access == MEMBERS else ",".join(role for role in Role if role in access)


def parameters(app: Flask, route: Route) -> frozenset[str]:
    return frozenset(_rule(app, route).arguments)


def _rule(app: Flask, route: Route) -> Rule:
    rules = [r for r in app.url_map.iter_rules() if r.rule == route.address]
    fitting = [r for r in rules if route.method in (r.methods or ())]
    assert len(fitting) == 1, f"{len(fitting)} routes are {route.method} {route.address}"
    return fitting[0]


def path(app: Flask, route: Route, examples: dict[str, object]) -> str:
    """An address that fits the route, made of the small city's examples."""
    rule = _rule(app, route)
    unknown = rule.arguments - set(examples)
    assert not unknown, (
        f"{route.address}: add an example of {sorted(unknown)} to `examples` in tests/web/city.py"
    )
    with app.test_request_context():
        return url_for(rule.endpoint, **{name: examples[name] for name in rule.arguments})
