"""The plan on a day that can be chosen."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from inspect_app.records.people import Role
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def officer(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_OFFICER)


def test_today_is_shown_unless_a_day_is_chosen(officer: Visitor) -> None:
    page = officer.visit("/city/progress")
    assert "截至2013年11月20日" in page.text
    (row,) = page.tree.xpath("//tbody/tr[th='东城区总工会']")
    required, counted = [cell.text_content().strip() for cell in row.xpath("td")[:2]]
    assert (required, counted) == ("3", "1")


def test_a_past_day_knows_nothing_of_later_acceptances(officer: Visitor) -> None:
    page = officer.visit("/city/progress?on=2013-11-19")
    (row,) = page.tree.xpath("//tbody/tr[th='东城区总工会']")
    assert row.xpath("td")[1].text_content().strip() == "0"


@pytest.mark.parametrize(
    ("asked", "message"),
    [("2014-01-01", "只能查看今天及以前的进度"), ("2013-02-30", "“2013-02-30”不是日期")],
)
def test_a_day_that_cannot_be_shown_is_said(officer: Visitor, asked: str, message: str) -> None:
    page = officer.visit(f"/city/progress?on={asked}")
    assert message in page.text
    assert "截至2013年11月20日" in page.text


def test_stations_with_unknown_funds_are_named(officer: Visitor) -> None:
    assert "什刹海街道工会服务站" in officer.visit("/city/progress").text


def test_the_download_has_a_line_a_target_and_scope(officer: Visitor) -> None:
    content = officer.client.get("/city/progress.xlsx?on=2013-11-20").data
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows].count("全市") == 4
    assert [row[0] for row in rows].count("西城区总工会") == 2
