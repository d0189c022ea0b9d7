"""What a photograph's page says of its taking."""

from dataclasses import replace

import pytest
from flask import Flask

from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph
from inspect_app.web.captures import camera_moment, clock_is_off, clock_off, position
from tests.web.city import LogIn, SmallCity
from tests.web.tablet.tablets import Tablet, new_id, shapes
from tests.workflow import journey


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (700, "慢约11分钟"),
        (-700, "快约11分钟"),
        (2 * 3600 + 300, "慢约2小时5分"),
        (86_400 * 1.5, "慢约1天12小时"),
        (-400 * 86_400, "快约400天0小时"),
    ],
)
def test_a_clock_that_is_off_is_said_to_be_so(app: Flask, offset: float, said: str) -> None:
    with app.test_request_context():
        assert clock_is_off(Photograph(clock_offset_s=offset))
        assert clock_off(Photograph(clock_offset_s=offset)) == said


@pytest.mark.parametrize("offset", [None, 0, 600, -599.5])
def test_a_clock_that_is_right_needs_no_word(offset: float | None) -> None:
    assert not clock_is_off(Photograph(clock_offset_s=offset))


def test_positions_and_the_cameras_clock_are_written_for_people(app: Flask) -> None:
    with app.test_request_context():
        assert position(39.9163, 116.3972) == "北纬 39.91630°，东经 116.39720°"
        assert position(-1.5, -2) == "南纬 1.50000°，西经 2.00000°"
        assert "2013年11月20日 09:05" in camera_moment("2013-11-20T09:05:59")
        assert "2013年11月20日 09:05" in camera_moment("2013-11-20T01:05:59+00:00")


def test_the_page_of_a_photograph_says_all_that_is_known(
    app: Flask, tablet: Tablet, client_as: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = new_id()
    tablet.photograph(journey.picture(5), taken, clock_offset_s=-86_400, source="album", caption="门厅")
    tablet.put(f"photographs/{taken}/drawing", json={"revision": new_id(), "shapes": shapes()})
    # A demonstration speaks of no clock.
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], demo_date=None))
    district = client_as(Role.DISTRICT)
    page = district.visit(f"/photographs/{taken}")
    assert page.heading == "办公服务用房不少于 50 平方米"
    for said in ("张检查", "从相册选取", "北纬 39.91630°", "误差约 12 米", "快约1天0小时", "门厅"):
        assert said in page.text
    assert page.tree.xpath("//*[@class='drawing']")
    assert page.tree.xpath("//img[contains(@alt, '裂缝')]")
    clean = district.visit(f"/photographs/{taken}?clean=1")
    assert not clean.tree.xpath("//*[@class='drawing']")
    client_as(Role.DISTRICT, own=False).visit(f"/photographs/{taken}", status=404)


def test_the_page_of_a_photograph_without_a_tablet_says_what_it_can(
    client_as: LogIn, small_city: SmallCity
) -> None:
    page = client_as("station").visit(f"/photographs/{small_city.examples['photograph_id']}")
    assert "照片中没有" in page.text
    assert not page.tree.xpath("//nav[@aria-label='照片标注']")


def test_the_file_of_a_site_shows_the_signatures_of_its_visits(
    client_as: LogIn, small_city: SmallCity
) -> None:
    page = client_as(Role.CITY_OFFICER).visit(f"/city/applications/{small_city.examples['application_id']}")
    (strokes,) = page.tree.xpath("//ul[contains(@class, 'signatures')]//img")
    assert strokes.get("alt") == "王站长的签名"
    assert "站点负责人" in page.text
    # Signed before the visit was looked through to its end.
    assert "签名之后记录有变动" in page.text
    answer = client_as(Role.CITY_OFFICER).client.get(strokes.get("src"))
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")
