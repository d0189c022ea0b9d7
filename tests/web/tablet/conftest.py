import pytest
from flask import Flask

from inspect_app.records.people import Role
from tests.web.city import LogIn, SmallCity
from tests.web.tablet.tablets import Tablet, visit_of


@pytest.fixture
def tablet(app: Flask, small_city: SmallCity, client_as: LogIn) -> Tablet:
    """The tablet of the inspector 张检查 at the station whose visit was scheduled for today."""
    return Tablet(client_as(Role.INSPECTOR), visit_of(app, small_city.applications["scheduled"]))
