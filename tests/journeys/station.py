"""What the station does on the way."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.facts import fill_in
from tests.journeys.someone import Someone


def tab(station: Someone, name: str) -> None:
    station.page.get_by_role("navigation", name="站点页面").get_by_role("link", name=name).click()


def start(station: Someone) -> None:
    station.press("开始申请")
    station.is_told("申请已建立，请逐项填报。")


def state_all(station: Someone, values: Mapping[str, Any]) -> None:
    """Go through all parts of the form and state everything."""
    tab(station, "填报内容")
    parts = station.page.get_by_role("navigation", name="填报部分").get_by_role("link")
    for number in range(parts.count()):
        parts.nth(number).click()
        expect(parts.nth(number)).to_have_attribute("aria-current", "page")
        # What inspectors judge is not asked of the station.
        if station.main.locator("[data-fact]").count():
            state(station, values)


def state(station: Someone, values: Mapping[str, Any]) -> None:
    """State what the part of the form that is open asks for, and save it."""
    fill_in(station.main, values)
    station.press("保存")
    station.is_told("已保存。")


def open_part(station: Someone, part: str) -> None:
    tab(station, "填报内容")
    link = station.page.get_by_role("navigation", name="填报部分").get_by_role("link", name=part)
    link.click()
    expect(link).to_have_attribute("aria-current", "page")


def show(station: Someone, section: str, item: str, caption: str, *files: FilePayload | Path) -> Locator:
    """Upload photographs for an item; gives the item's part of the page."""
    tab(station, "佐证照片")
    station.page.get_by_role("navigation", name="标准各部分").get_by_role("link", name=section).click()
    station.main.get_by_role("region", name=item).get_by_text("添加照片").click()
    upload(station.main.get_by_role("region", name=item), caption, *files)
    return station.main.get_by_role("region", name=item)


def upload(place: Locator, caption: str, *files: FilePayload | Path) -> None:
    place.get_by_label("从相册选择（可多选）").set_input_files(files)
    place.get_by_label("照片说明（可不填）").fill(caption)
    place.get_by_role("button", name="上传").click()


def submit(station: Someone, button: str = "提交区级审核") -> None:
    tab(station, "申请")
    station.press(button)
    station.is_told("申请已提交区级审核。")


def put_right(
    station: Someone, values: Mapping[str, Any], note: str, before: FilePayload, after: FilePayload
) -> None:
    """Put the one ordered item right and report it."""
    station.go_to("我的站点")
    station.follow("填写整改情况")
    station.reads("还不能报告完成")
    station.follow("填写整改情况")
    for moment, picture in (("整改前照片", before), ("整改后照片", after)):
        place = station.main.get_by_role("region", name=moment)
        upload(place, moment, picture)
        expect(place.get_by_role("img")).to_have_count(1)
    fill_in(station.main, values)
    station.main.get_by_label("整改情况", exact=True).fill(note)
    station.press("保存整改情况")
    station.press("报告整改完成")
    expect(station.main.get_by_role("alert")).to_have_count(0)
    station.reads("等待复查")


def downloads(station: Someone, title: str) -> tuple[str, bytes]:
    """The number and the PDF of the certificate or letter with that title."""
    tab(station, "证书和文件")
    card = station.main.get_by_role("listitem").filter(has_text=title)
    number = re.search(r"\S+〔\d{4}〕\d+号", card.inner_text())
    assert number
    return number[0], station.download(card.get_by_role("link"))
