"""The plan of the own district, station by station; of the others only numbers."""

import io

from flask import Flask
from openpyxl import load_workbook

from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import facts
from tests.web.city import LogIn, office, site
from tests.web.pages import Page
from tests.web.visitor import Visitor


def stations(page: Page, group: str) -> list[str]:
    tree = page.tree.xpath("//section[@id=$group]//tbody/tr/th/a/text()", group=group)
    return [str(each) for each in tree]


def test_stations_are_told_by_how_far_they_have_come(app: Flask, officer: Visitor) -> None:
    with app.app_context():
        stated = {"completed_on": "2013-11-01", "retained_funds_fen": 60_000_000}
        facts.state_programme_facts(office(app, "district"), site("DC-INSPECTED"), stated)
        db.session.commit()
    page = officer.visit("/district/progress")
    assert stations(page, "counted") == ["东华门街道工会服务站"]
    assert stations(page, "awaiting") == ["东华门街道inspected工会服务站"]
    assert len(stations(page, "not_built")) == 8
    assert "必须完成" in page.text


def test_a_past_day_is_seen_as_it_was(officer: Visitor) -> None:
    page = officer.visit("/district/progress?on=2013-11-19")
    assert stations(page, "counted") == []
    assert stations(page, "awaiting") == ["东华门街道工会服务站"]


def test_a_day_that_is_none_or_has_not_come_is_said(officer: Visitor) -> None:
    assert "不是日期" in officer.visit("/district/progress?on=20131").text
    assert "只能查看今天及以前" in officer.visit("/district/progress?on=2014-01-01").text


def test_targets_stand_beside_those_of_the_whole_city(officer: Visitor) -> None:
    text = officer.visit("/district/progress").text
    assert "东城区总工会" in text
    assert "1 / 3 家" in text
    assert "全市各区合计1 / 4" in text


def test_names_of_foreign_stations_are_not_told(officer: Visitor, client_as: LogIn) -> None:
    assert "什刹海" not in officer.visit("/district/progress").text
    foreign = client_as(Role.DISTRICT, own=False)
    assert "东华门" not in foreign.visit("/district/progress").text
    sheet = load_workbook(io.BytesIO(foreign.client.get("/district/progress.xlsx").data)).worksheets[0]
    cells = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "西城区总工会" in cells
    assert "东华门" not in cells
    assert "东城" not in cells
