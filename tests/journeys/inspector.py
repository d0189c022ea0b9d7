"""What the inspectors do on the way."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.facts import fill_in
from tests.journeys.someone import Someone


def open_visit(inspector: Someone, station: str) -> None:
    inspector.go_to("我的检查")
    inspector.follow(station)


def start(inspector: Someone) -> None:
    inspector.press("开始检查")


def card(inspector: Someone, item: str) -> Locator:
    return inspector.main.get_by_role("article", name=item)


def record_what_differs(inspector: Someone, item: str, found: Mapping[str, Any], why: str, note: str) -> None:
    """Record that an item is not as declared, and say what was seen."""
    place = card(inspector, item)
    place.get_by_role("link", name="不一致").click()
    fill_in(place, found)
    place.get_by_label("与申报不一致的原因").fill(why)
    place.get_by_role("button", name="保存检查结果").click()
    expect(place).to_contain_text("不符合，还请写明情况")
    place.get_by_label(f"说明：{item}").fill(note)
    place.get_by_role("button", name="保存说明").click()
    expect(place).to_contain_text("已保存")


def photograph(inspector: Someone, item: str, picture: FilePayload) -> None:
    card(inspector, item).get_by_label(f"相册：{item}").set_input_files(picture)
    expect(card(inspector, item).get_by_role("img", name=f"照片 1：{item}")).to_be_visible()


def reads_camera(inspector: Someone, item: str, *said: str) -> None:
    """Look at the photograph of an item by itself, with what the camera wrote into it, and go back."""
    card(inspector, item).get_by_role("link", name=f"照片 1：{item}").click()
    inspector.reads(*said)
    inspector.follow("返回检查表")


def confirm_the_rest(inspector: Someone) -> None:
    """Every measured item that nobody has looked at is as declared, or as found already at another item."""
    _press_on_each(inspector, re.compile("与申报一致|按检查结果确认"))


def grade_all(inspector: Someone, grade: str) -> None:
    """Every judged item gets the same grade."""
    _press_on_each(inspector, re.compile(f"^{grade}$"))


def _press_on_each(inspector: Someone, button: re.Pattern[str]) -> None:
    """Press the button on every card that has it and waits; each is saved before the next."""
    waiting = inspector.main.locator(".item-card:not(.is-done)")
    waiting = waiting.filter(has=inspector.page.get_by_role("button", name=button))
    expect(waiting.first).to_be_visible()
    for id_ in waiting.evaluate_all("cards => cards.map(card => card.id)"):
        place = inspector.main.locator(f'[id="{id_}"]')
        place.get_by_role("button", name=button).click()
        expect(place).to_have_class(re.compile(r"\bis-done\b"))


def finish(inspector: Someone, summary: str) -> None:
    inspector.follow("核对并完成检查")
    inspector.fill("检查小结", summary)
    inspector.main.get_by_label("检查结果属实。完成后不能再修改。").check()
    inspector.press("完成检查")
    inspector.follow("查看检查记录")
    inspector.reads("检查已于", summary)
