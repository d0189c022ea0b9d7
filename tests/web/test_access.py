"""Every route × every role × own and foreign node, against tests/web/access_list.txt."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.app import create_app
from inspect_app.records.people import CITY_ROLES, Role
from tests.web.access import EVERYWHERE, Route, parameters, path, read_list, routes_of
from tests.web.city import PASSWORD, SmallCity
from tests.web.conftest import settings
from tests.web.visitor import Visitor

# What an allowed person may get: the page, the way on, or a refusal of what was sent.
ALLOWED = frozenset({200, 302, 303, 304, 400, 409, 422})


class Doors:
    """The application on a small city, and one logged-in visitor a role and side, all kept for the module."""

    def __init__(self, app: Flask, small_city: SmallCity) -> None:
        self.app = app
        self.examples = dict(small_city.examples)
        self._visitors: dict[str, Visitor] = {}
        self._tokens: dict[str, str] = {}

    def knock(self, route: Route, username: str) -> TestResponse:
        """Open the route with the example objects; a POST carries a valid CSRF token and nothing else."""
        address = path(self.app, route, self.examples)
        visitor = self._visitor(username)
        if route.method == "GET":
            return visitor.client.get(address)
        return visitor.client.open(address, method=route.method, data={"csrf_token": self._tokens[username]})

    def _visitor(self, username: str) -> Visitor:
        if username not in self._visitors:
            visitor = Visitor(self.app.test_client())
            self._visitors[username] = visitor.log_in(username, PASSWORD) if username else visitor
            self._tokens[username] = visitor.token
        return self._visitors[username]


@pytest.fixture(scope="module")
def doors(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Doors:
    folder = tmp_path_factory.mktemp("doors")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    return Doors(create_app(settings(folder)), built_city[1])


def test_the_list_names_every_route_and_what_it_declares(app: Flask) -> None:
    listed, routes = set(read_list()), set(routes_of(app))
    missing = "\n".join(str(route) for route in sorted(routes - listed, key=str))
    stale = "\n".join(str(route) for route in sorted(listed - routes, key=str))
    assert not missing, (
        f"add to tests/web/access_list.txt:\n{missing}\nand take out, if they stand there:\n{stale}"
    )
    assert not stale, f"take out of tests/web/access_list.txt, no route is or declares this:\n{stale}"


@pytest.mark.parametrize("route", read_list(), ids=lambda route: f"{route.method} {route.address}")
def test_a_route_opens_to_whom_the_list_says(doors: Doors, route: Route) -> None:
    if route.who == "anyone":
        _assert_allowed(doors, route, "")
        return
    _assert_sent_to_log_in(doors, route)
    for role in Role:
        if role in route.roles:
            _assert_allowed(doors, route, role)
            _assert_foreign(doors, route, role)
        else:
            _assert_status(doors, route, role, 403)


def _assert_allowed(doors: Doors, route: Route, username: str) -> None:
    answer = doors.knock(route, username)
    said = f"{route}: {username or 'anonymous'} gets {answer.status}"
    assert answer.status_code in ALLOWED, f"{said} instead of one of {sorted(ALLOWED)}"
    if username:
        assert "/login" not in (answer.location or ""), f"{said}, to the log-in page"


def _assert_foreign(doors: Doors, route: Route, role: Role) -> None:
    """With the role elsewhere one does not learn that the object exists; pages without one open."""
    if role in CITY_ROLES:
        return
    if parameters(doors.app, route) - EVERYWHERE:
        _assert_status(doors, route, f"{role}2", 404)
    else:
        _assert_allowed(doors, route, f"{role}2")


def _assert_status(doors: Doors, route: Route, username: str, status: int) -> None:
    answer = doors.knock(route, username)
    assert answer.status_code == status, f"{route}: {username} gets {answer.status} instead of {status}"


def _assert_sent_to_log_in(doors: Doors, route: Route) -> None:
    answer = doors.knock(route, "")
    if route.address.startswith("/tablet/"):
        assert answer.status_code == 401, f"{route}: anonymous gets {answer.status} instead of 401"
        return
    assert answer.status_code == 302, f"{route}: anonymous gets {answer.status} instead of 302"
    assert answer.location.startswith("/login"), f"{route}: anonymous is sent to {answer.location}"
