"""The pages of a city that has no sites yet: each says so instead of breaking."""

from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password

from inspect_app.app import create_app
from inspect_app.records.migrate import upgrade
from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import organisation, people
from tests.web.city import CITY, PASSWORD, office_of
from tests.web.conftest import settings
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A city with one person, who holds every role of the city, and nothing else."""
    folder: Path = tmp_path_factory.mktemp("empty")
    upgrade(settings(folder).database_url)
    app = create_app(settings(folder))
    with app.app_context():
        people.first_person(db.session, "alone", "独一人", "alone@example.cn", hash_password(PASSWORD))
        db.session.commit()
    with office_of(app, "alone") as office:
        city = organisation.plant_city(office, CITY, "北京市总工会")
        people.first_administrator(office)
        for role in (Role.CITY_OFFICER, Role.CITY_REVIEWER, Role.CITY_SIGNATORY):
            people.appoint(office, office.by, role, city)
    return app


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/city/queue", "目前没有待办事项"),
        ("/city/schedule", "没有待安排的申请"),
        ("/city/sites", "还没有登记站点"),
        ("/city/decisions", "还没有补贴决定"),
        ("/city/decisions/candidates/exterior-2013", "没有待决定的服务站"),
        ("/city/ledger", "还没有拨付记录"),
        ("/city/rulings", "目前没有裁定"),
        ("/city/progress", "还没有服务站"),
    ],
)
def test_a_page_without_anything_says_so(empty: Flask, address: str, said: str) -> None:
    page = Visitor(empty.test_client()).log_in("alone", PASSWORD).visit(address)
    assert said in page.text


@pytest.mark.parametrize("address", ["/city/sites.xlsx", "/city/ledger.xlsx", "/city/progress.xlsx"])
def test_an_empty_table_is_a_table(empty: Flask, address: str) -> None:
    visitor = Visitor(empty.test_client()).log_in("alone", PASSWORD)
    assert visitor.client.get(address).data.startswith(b"PK")
