import pytest
from flask import Flask

from tests.web.city import LogIn, SmallCity
from tests.web.inspector.visiting import Visiting, begin


@pytest.fixture
def visiting(app: Flask, small_city: SmallCity, client_as: LogIn) -> Visiting:
    """The inspector 张检查, logged in and on site at the station whose visit was scheduled for today."""
    return begin(app, small_city.applications["scheduled"], client_as("inspector"))
