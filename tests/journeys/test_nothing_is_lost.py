"""What people typed or sent stays, whoever else was faster and whatever else was in the same upload."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from inspect_app.web.database import commit
from tests.evidence.pictures import encoded, view
from tests.journeys import district, station
from tests.journeys.conftest import Arrive
from tests.journeys.facts import fill_in
from tests.web import stories
from tests.web.city import OWN_SITE
from tests.workflow import journey

NAME = "东华门街道工会服务站"
SIGN = "安装全市统一的标识标牌"
MEGABYTE = 1024 * 1024


def test_who_saves_second_keeps_what_was_typed_and_sees_what_the_other_saved(logged_in: Arrive) -> None:
    clerk, colleague = logged_in("station"), logged_in("street")
    for each in (clerk, colleague):
        station.open_part(each, "阵地建设规范化")
    station.state(colleague, {"floor_area_m2": 60, "street_front": True})

    fill_in(clerk.main, {"floor_area_m2": 75})
    clerk.press("保存")
    clerk.is_told("没有保存")
    clerk.reads("他人已改为：60 平方米")
    area = clerk.main.get_by_label("办公服务用房面积", exact=True)
    expect(area).to_have_value("75")

    clerk.press("保存")
    clerk.is_told("已保存。")
    expect(area).to_have_value("75")
    expect(clerk.main.locator("#street_front-yes")).to_be_checked()


def test_an_opinion_on_an_application_that_was_decided_meanwhile_stays_on_the_page(
    app: Flask, logged_in: Arrive
) -> None:
    with app.app_context():
        journey.submitted(stories.town(app, OWN_SITE, "station"))
        commit()
    first, second = logged_in("district"), logged_in("district")
    district.open_review(second, NAME)
    district.endorse(first, NAME)
    second.fill("审核意见", "请补充房屋租赁合同。")
    second.press("退回修改")
    second.is_told("没有保存")
    second.reads("您填写的意见没有提交")
    expect(second.main.get_by_label("审核意见", exact=True)).to_have_value("请补充房屋租赁合同。")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_good_photograph_is_kept_beside_one_too_large_and_one_torn(
    logged_in: Arrive, tmp_path: Path
) -> None:
    clerk = logged_in("station")
    good, torn, large = (tmp_path / name for name in ("门头.jpg", "破损.jpg", "过大.jpg"))
    picture = encoded(view(800, 600))
    good.write_bytes(picture)
    torn.write_bytes(picture[: len(picture) // 2])
    with large.open("wb") as file:
        file.write(picture)
        file.truncate(60 * MEGABYTE)

    place = station.show(clerk, "阵地建设规范化", SIGN, "大门", good, torn, large)
    clerk.is_told("已上传 1 张照片。")
    expect(place.get_by_role("alert")).to_contain_text("以下照片没有上传，其余照片已保存：")
    expect(place.get_by_role("alert")).to_contain_text("破损.jpg：照片")
    expect(place.get_by_role("alert")).to_contain_text("过大.jpg：照片")
    expect(place.get_by_role("img", name="大门")).to_have_count(1)
