"""Another edition comes into force: the city reads what differs and moves an open application to it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from lxml.html import HtmlElement

from inspect_app.policy import load_library
from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.editions import write_next_edition
from tests.web import city
from tests.web.city import LogIn, SmallCity
from tests.web.pages import Page
from tests.web.visitor import Visitor

TODAY = str(city.NOW.date())
CHINESE = re.compile("[\u2e80-\u9fff]")


@pytest.fixture(autouse=True)
def _in_force(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library(write_next_edition(tmp_path / "checklists", TODAY))
    monkeypatch.setitem(app.extensions, "library", library)


@pytest.fixture
def officer(client_as: LogIn) -> Visitor:
    return client_as(Role.CITY_OFFICER)


def file_of(small_city: SmallCity, state: str) -> str:
    return f"/city/applications/{small_city.applications[state]}"


@contextmanager
def application(app: Flask, small_city: SmallCity, state: str) -> Iterator[Application]:
    with app.app_context():
        yield db.session.get_one(Application, small_city.applications[state])


@pytest.mark.parametrize("state", ["draft", "submitted", "endorsed", "scheduled"])
def test_the_file_says_that_another_edition_is_in_force_and_leads_to_what_differs(
    state: str, officer: Visitor, small_city: SmallCity
) -> None:
    page = officer.visit(file_of(small_city, state))
    assert f"现行标准是 {TODAY} 版，本申请仍按 2013-01-24 版办理。" in page.text
    assert f"{file_of(small_city, state)}/edition" in page.links()


@pytest.mark.parametrize("state", ["inspected", "rectification", "put_right", "accepted", "certified"])
def test_of_one_that_keeps_its_edition_nothing_is_said(
    state: str, officer: Visitor, small_city: SmallCity
) -> None:
    assert "现行标准是" not in officer.visit(file_of(small_city, state)).text
    refused = officer.visit(f"{file_of(small_city, state)}/edition", status=409)
    assert "不能改用现行标准" in refused.text


def test_others_of_the_city_read_the_line_without_the_way(client_as: LogIn, small_city: SmallCity) -> None:
    page = client_as(Role.CITY_REVIEWER).visit(file_of(small_city, "scheduled"))
    assert "现行标准是" in page.text
    assert f"{file_of(small_city, 'scheduled')}/edition" not in page.links()


def test_what_differs_stands_side_by_side_with_what_is_on_record(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    page = officer.visit(f"{file_of(small_city, 'scheduled')}/edition")
    area = _card(page, "办公服务用房不少于 80 平方米")
    assert ["要求", "办公服务用房面积：不少于 50 平方米", "办公服务用房面积：不少于 80 平方米"] in area
    assert ["二(一)1 已填报"] in area
    assert ["判定方式", "检查员评分", "按事实判定"] in _card(page, "宣传政策法规")
    assert ["分值", "20 分", "21 分"] in _card(page, "阵地建设规范化")
    headings = [" ".join(each.text_content().split()) for each in page.tree.xpath("//h2")]
    assert headings[:3] == ["新增的项目 1 项", "取消的项目 1 项", "改动的项目 6 项"]


def test_one_button_moves_it_over(app: Flask, officer: Visitor, small_city: SmallCity) -> None:
    address = f"{file_of(small_city, 'scheduled')}/edition"
    page = officer.press(address)
    assert "的申请已改用现行标准" in page.text
    assert f"{TODAY} 版" in page.text
    assert "现行标准是" not in page.text
    assert f"由 2013-01-24 版改为 {TODAY} 版" in page.text
    with application(app, small_city, "scheduled") as found:
        assert found.edition.edition == TODAY
    # Who comes again is led to the application.
    assert officer.open(officer.client.get(address)).path == file_of(small_city, "scheduled")


def test_who_opened_the_page_before_a_change_is_told(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    opened = officer.visit(f"{file_of(small_city, 'scheduled')}/edition")
    with city.office_of(app, "city_officer") as office:
        office.session.get_one(Application, small_city.applications["scheduled"]).reason = "x"
    refused = officer.submit(opened)
    assert isinstance(refused, Page)
    assert "他人已修改了这条记录" in refused.text
    with application(app, small_city, "scheduled") as found:
        assert found.edition.edition == "2013-01-24"


def test_the_page_is_complete_in_english(app: Flask, officer: Visitor, small_city: SmallCity) -> None:
    officer.post("/language/en", {"back": "/"})
    page = officer.visit(f"{file_of(small_city, 'scheduled')}/edition")
    area = _card(page, "At least 80 m² of floor area")
    assert ["requirement", "Floor area: at least 50 m²", "Floor area: at least 80 m²"] in area
    told = page.text.replace("东华门街道scheduled工会服务站", "")
    assert set(CHINESE.findall(told)) <= set("一二三四五六七八九")
    moved = officer.press(page)
    assert f"from edition 2013-01-24 to {TODAY}" in moved.text


def test_every_page_of_the_application_opens_after_the_move(
    app: Flask, officer: Visitor, client_as: LogIn, small_city: SmallCity
) -> None:
    officer.press(f"{file_of(small_city, 'scheduled')}/edition")
    officer.visit(f"{file_of(small_city, 'scheduled')}?show=all")
    with application(app, small_city, "scheduled") as found:
        visit, site_id = city.inspections_of(db.session, found.id)[0].id, found.site_id
    inspector = client_as(Role.INSPECTOR)
    for rest in ("", "/finish", "/edition", "/rivals"):
        inspector.visit(f"/inspections/{visit}{rest}")
    client_as(Role.DISTRICT).visit(f"/district/sites/{site_id}")


def _card(page: Page, title: str) -> list[list[str]]:
    """What stands beside the title, and the rows of the table below it, cell by cell."""
    (found,) = page.tree.xpath(
        "//h3[normalize-space()=$title]/ancestor::div[@class='card mb-2']", title=title
    )
    beside = [[_text(each) for each in found.xpath(".//h3/following-sibling::span")]]
    return beside + [[_text(cell) for cell in row] for row in found.xpath(".//tr")]


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
