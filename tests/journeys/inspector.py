"""What the inspectors do on the way."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.facts import fill_in
from tests.journeys.someone import Someone
from tests.services.choosing import choose


def open_visit(inspector: Someone, station: str) -> None:
    """As soon as the tablet has it: the list that it keeps may still show an earlier visit alone."""
    inspector.go_to("我的检查")
    visit = inspector.main.get_by_role("listitem").filter(has_text=station).filter(has_text="可离线使用 ✓")
    visit.get_by_role("link", name=station).click()
    _is_at_work(inspector)


def card(inspector: Someone, item: str) -> Locator:
    return inspector.main.get_by_role("article", name=item)


def record_what_differs(inspector: Someone, item: str, found: Mapping[str, Any], why: str, note: str) -> None:
    """Record that an item is not as declared, and say what was seen."""
    place = card(inspector, item)
    place.get_by_role("link", name="不一致").click()
    fill_in(place, found)
    place.get_by_label("与申报不一致的原因").fill(why)
    place.get_by_role("button", name="保存检查结果").click()
    expect(place).to_contain_text("缺说明")
    place.get_by_label(f"说明：{item}").fill(note)
    expect(place).not_to_contain_text("缺说明")


def photograph(inspector: Someone, item: str, picture: FilePayload) -> None:
    choose(card(inspector, item).locator(".from-album"), [picture])
    expect(card(inspector, item).get_by_role("img", name=f"照片 1：{item}")).to_be_visible()


def reads_camera(inspector: Someone, item: str, *said: str) -> None:
    """Look at the photograph of an item on the server, with what the camera wrote into it, and go back."""
    everything_is_sent(inspector)
    shown = card(inspector, item).locator("[data-photo]")
    expect(shown).not_to_contain_text("待上传")
    photograph_id = (shown.get_attribute("data-photo") or "").split()[0]
    inspector.open(f"{urlsplit(inspector.page.url).path}/photographs/{photograph_id}")
    inspector.reads(*said)
    inspector.follow("返回检查表")
    _is_at_work(inspector)


def everything_is_sent(inspector: Someone) -> None:
    expect(inspector.page.get_by_role("complementary", name="保存与发送")).to_contain_text("没有待发送的内容")


def _is_at_work(inspector: Someone) -> None:
    """The tablet has taken over from the plain forms."""
    expect(inspector.page.locator("html")).to_have_class(re.compile("on-tablet"))


def confirm_the_rest(inspector: Someone) -> None:
    """Every measured item that nobody has looked at is as declared, or as found already at another item."""
    _press_on_each(inspector, re.compile("与申报一致|按检查结果确认"))


def grade_all(inspector: Someone, grade: str) -> None:
    """Every judged item gets the same grade."""
    _press_on_each(inspector, re.compile(f"^{grade}$"))


def _press_on_each(inspector: Someone, button: re.Pattern[str]) -> None:
    """Press the button on every card that has it and waits."""
    waiting = inspector.main.locator(".item-card:not(.is-done)")
    waiting = waiting.filter(has=inspector.page.get_by_role("button", name=button))
    expect(waiting.first).to_be_visible()
    for id_ in waiting.evaluate_all("cards => cards.map(card => card.id)"):
        place = inspector.main.locator(f'[id="{id_}"]')
        place.get_by_role("button", name=button).click()
        expect(place).to_have_class(re.compile(r"\bis-done\b"))


def finish(inspector: Someone, station: str, summary: str) -> None:
    everything_is_sent(inspector)
    inspector.follow("核对并完成检查")
    inspector.fill("检查小结", summary)
    inspector.main.get_by_label("检查结果属实。完成后不能再修改。").check()
    inspector.press("完成检查")
    inspector.reads("服务器已全部收到")
    inspector.follow("返回我的检查")
    inspector.follow(station)
    inspector.reads("检查已于", summary)
