import pytest
from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.web.database import db
from tests.web.city import LogIn, SmallCity
from tests.web.inspector.visiting import Visiting, begin, items_shown, words
from tests.web.stories import town
from tests.workflow import journey


@pytest.fixture
def rechecking(app: Flask, small_city: SmallCity, client_as: LogIn) -> Visiting:
    """On site again at the station that reported its floor area put right."""
    with app.app_context():
        application = db.session.get(Application, small_city.applications["put_right"])
        assert application is not None
        journey.visit(town(app, application.site.node.code, "street"), application)
        db.session.commit()
    return begin(app, small_city.applications["put_right"], client_as("inspector"))


def test_a_recheck_asks_for_the_ordered_items_alone(rechecking: Visiting) -> None:
    page = rechecking.page()
    assert items_shown(page) == ["premises.area"]
    assert "复查" in page.text


def test_a_recheck_shows_the_order_the_report_and_the_visit_before(rechecking: Visiting) -> None:
    told = words(rechecking.page(), "premises.area")
    for part in ("整改要求：面积不足", "站点报告：已扩建", "站点照片 1 张", "上次检查", "现场实测45平方米"):
        assert part in told
    assert "申报 55 平方米" in told
    assert "此前认定： 45 平方米" in told


def test_what_was_put_right_is_confirmed_in_one_tap(rechecking: Visiting) -> None:
    page = rechecking.saved("premises.area", confirm=1)
    assert "办公服务用房面积 55 平方米" in words(page, "premises.area")
    assert [fact.value for fact in rechecking.found("floor_area_m2")] == [55]


def test_fields_start_from_what_is_declared_now(rechecking: Visiting) -> None:
    rechecking.saved("premises.area", found=1)
    assert [fact.value for fact in rechecking.found("floor_area_m2")] == [55]
