"""No page asks the database more often because the district has more sites."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import organisation
from tests.web.city import OWN_STREET, LogIn, node, office
from tests.web.stories import town
from tests.web.visitor import Visitor
from tests.workflow import journey

MORE = 5


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(app: Flask, officer: Visitor, path: str) -> int:
    with counted(app) as sent:
        officer.visit(path)
    return len(sent)


@pytest.mark.parametrize("path", ["/district/", "/district/sites", "/district/progress"])
def test_the_number_of_statements_does_not_grow_with_the_sites(
    app: Flask, client_as: LogIn, path: str
) -> None:
    officer = client_as(Role.DISTRICT)
    before = statements(app, officer, path)
    _add_submitted_and_ordered(app)
    assert statements(app, officer, path) == before


def _add_submitted_and_ordered(app: Flask) -> None:
    with app.app_context():
        for number in range(MORE):
            code = f"DC-M{number}"
            administrator, street = office(app, "administrator"), node(OWN_STREET)
            organisation.add_site(administrator, street, NodeKind.STATION, code, code, "", "")
            tell = journey.ordered if number % 2 else journey.submitted
            tell(town(app, code, "street"))
        db.session.commit()
