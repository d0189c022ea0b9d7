"""The register of sites: found, paged, taken home."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from openpyxl import load_workbook

from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import Role
from inspect_app.workflow import organisation
from tests.web.city import FOREIGN, OWN_STREET, node, office_of
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


@pytest.fixture
def reviewer(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_REVIEWER)


def names(visitor: Visitor, query: str) -> list[str]:
    page = visitor.visit(f"/city/sites?{query}")
    return [str(name) for name in page.tree.xpath("//main//tbody//td[1]/a/text()")]


def downloaded(visitor: Visitor, query: str = "") -> list[tuple[object, ...]]:
    content = visitor.client.get(f"/city/sites.xlsx?{query}").data
    return list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True))


def test_sites_are_found_by_text_kind_and_state(reviewer: Visitor) -> None:
    assert names(reviewer, "q=什刹海") == ["什刹海街道工会服务站"]
    assert names(reviewer, "kind=home") == ["东华门大街某公司职工之家"]
    assert names(reviewer, "state=inspected") == ["东华门街道inspected工会服务站"]
    assert "什刹海街道工会服务站" in names(reviewer, "state=none")


def test_sites_are_found_by_district(app: Flask, reviewer: Visitor) -> None:
    with app.app_context():
        foreign = node(FOREIGN).id
    assert names(reviewer, f"district={foreign}") == ["什刹海街道工会服务站"]
    assert [row[1] for row in downloaded(reviewer, f"district={foreign}")] == ["什刹海街道工会服务站"]


def test_filters_nobody_knows_filter_nothing(reviewer: Visitor) -> None:
    assert names(reviewer, "kind=castle&state=happy&district=999999&page=x") == names(reviewer, "")


def test_nothing_found_is_said(reviewer: Visitor) -> None:
    assert "没有符合条件的站点" in reviewer.visit("/city/sites?q=天安门").text


def test_a_page_beyond_the_last_is_the_last(app: Flask, reviewer: Visitor) -> None:
    with office_of(app, "administrator") as office:
        for number in range(60):
            name = f"新建{number:02d}工会服务站"
            organisation.add_site(office, node(OWN_STREET), NodeKind.STATION, f"NEW-{number:02d}", name, "")
    first, last = names(reviewer, "q=新建"), names(reviewer, "q=新建&page=99")
    assert (len(first), len(last)) == (50, 10)
    assert len(downloaded(reviewer, "q=新建")) == 60


def test_the_download_says_where_each_site_stands(reviewer: Visitor) -> None:
    (row,) = downloaded(reviewer, "state=certified&q=CERTIFIED")
    assert row[2:6] == ("服务站", "东城区总工会", "东华门街道总工会", "已发证")
    assert str(row[7]).startswith("京工站证字〔2013〕")
    assert row[8] == "有效"


def test_a_site_that_never_applied_has_a_file(app: Flask, reviewer: Visitor) -> None:
    with app.app_context():
        site = node("XC-S1").site
        assert site is not None
        address = f"/city/sites/{site.id}"
    page = reviewer.visit(address)
    assert "尚未申请" in page.text
    assert "尚有未定事项" in page.text
