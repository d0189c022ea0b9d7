"""Visits: planned, changed and cancelled; crowded days are said, impossible ones refused."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspect_app.records.inspections import Inspection, InspectionState, inspections_of
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web.city import SmallCity, person
from tests.web.pages import Page
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def officer(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_OFFICER)


@pytest.fixture
def team(app: Flask) -> list[str]:
    """The ids of the two inspectors of the own side."""
    with app.app_context():
        return [str(person(name).id) for name in ("inspector", "inspector1")]


def address(small_city: SmallCity, state: str) -> str:
    return f"/city/applications/{small_city.applications[state]}/schedule"


def visit_of(app: Flask, application_id: int) -> Inspection:
    with app.app_context():
        return inspections_of(db.session, application_id)[0]


def test_one_inspector_goes_alone_and_leads(
    app: Flask, officer: Visitor, small_city: SmallCity, team: list[str]
) -> None:
    page = officer.press(address(small_city, "endorsed"), {"on": "2013-11-25", "inspectors": team[:1]})
    assert "已安排在2013年11月25日" in page.text
    visit = visit_of(app, small_city.applications["endorsed"])
    assert (str(visit.scheduled_on), visit.lead_id) == ("2013-11-25", int(team[0]))


def test_of_two_inspectors_one_leads(
    app: Flask, officer: Visitor, small_city: SmallCity, team: list[str]
) -> None:
    typed = {"on": "2013-11-25", "inspectors": team}
    refused = officer.submit(address(small_city, "endorsed"), typed)
    assert isinstance(refused, Page)
    assert "两名检查员须指定一名组长" in refused.text
    assert refused.fields().getlist("inspectors") == team
    officer.press(refused, {"lead": team[1]})
    assert visit_of(app, small_city.applications["endorsed"]).lead_id == int(team[1])


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "请选择检查日期"),
        ("2013-11-19", "检查日期不能早于今天"),
        ("25日", "请按“年-月-日”填写日期"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_choice_of_people_kept(
    officer: Visitor, small_city: SmallCity, team: list[str], day: str, message: str
) -> None:
    refused = officer.submit(address(small_city, "endorsed"), {"on": day, "inspectors": team[:1]})
    assert isinstance(refused, Page)
    assert message in refused.text
    assert refused.fields().getlist("inspectors") == team[:1]


def test_a_visit_needs_somebody(officer: Visitor, small_city: SmallCity) -> None:
    refused = officer.submit(address(small_city, "endorsed"), {"on": "2013-11-25"})
    assert isinstance(refused, Page)
    assert "请选择一名或两名检查员" in refused.text


def test_a_lead_who_does_not_go_is_refused(officer: Visitor, small_city: SmallCity, team: list[str]) -> None:
    typed = {"on": "2013-11-25", "inspectors": team[:1], "lead": team[1]}
    refused = officer.submit(address(small_city, "endorsed"), typed)
    assert isinstance(refused, Page)
    assert "组长须是检查员之一" in refused.text


def test_only_inspectors_of_the_site_are_offered(app: Flask, officer: Visitor, small_city: SmallCity) -> None:
    text = officer.visit(address(small_city, "endorsed")).text
    assert "张检查" in text
    assert "吴检查" not in text


def test_two_places_on_one_day_are_said_and_not_refused(
    officer: Visitor, small_city: SmallCity, team: list[str]
) -> None:
    officer.press(address(small_city, "endorsed"), {"on": "2013-11-25", "inspectors": team[:1]})
    page = officer.press(address(small_city, "put_right"), {"on": "2013-11-25", "inspectors": team[:1]})
    assert "张检查当天共有 2 处检查" in page.text


def test_a_clicked_day_is_filled_in(officer: Visitor, small_city: SmallCity) -> None:
    page = officer.visit(f"{address(small_city, 'endorsed')}?on=2013-11-27")
    assert page.fields()["on"] == "2013-11-27"


def test_a_visit_is_changed_with_a_reason(app: Flask, officer: Visitor, small_city: SmallCity) -> None:
    visit = visit_of(app, small_city.applications["scheduled"])
    refused = officer.submit(f"/city/inspections/{visit.id}/reassign", {"on": "2013-11-28"})
    assert isinstance(refused, Page)
    assert "请填写理由" in refused.text
    officer.press(refused, {"reason": "站点当日停电"})
    assert str(visit_of(app, small_city.applications["scheduled"]).scheduled_on) == "2013-11-28"


def test_a_cancelled_visit_puts_the_application_back(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    visit = visit_of(app, small_city.applications["scheduled"])
    page = officer.press(f"/city/inspections/{visit.id}/cancel", {"reason": "检查员因病"})
    assert "申请等待重新安排" in page.text
    assert visit_of(app, small_city.applications["scheduled"]).state == InspectionState.CANCELLED


def test_the_calendar_shows_who_goes_where(officer: Visitor) -> None:
    page = officer.visit("/city/schedule")
    (cell,) = page.tree.xpath("//table//tr[th='张检查']/td[a]")
    assert "东华门街道scheduled" in cell.text_content()
