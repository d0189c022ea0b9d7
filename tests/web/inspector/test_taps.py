"""How often a finger touches the tablet in a whole inspection: items plus photographs plus ten at most.

Every touch of the page is counted, from the checklist to the ended visit. One touch an item and one a
photograph is the work itself; beyond that a visit in which something differs takes ten:

- what differs: saved, and a phrase for the note that a failed item needs (2);
- the way to the end (1); the inspector signs: asked for, confirmed (2); the head of the station signs:
  asked for, his name touched, confirmed (3); the summary touched (1); the end (1).

Typing is no touch of the page, and neither are the strokes of a signature or what the tablet's own camera
asks for. The help was read and the position allowed in an earlier visit.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.evidence.pictures import encoded, view
from tests.web.inspector.on_tablet import OnTablet, on_tablet
from tests.web.inspector.test_leaving import STROKES
from tests.web.inspector.visiting import Visiting

PICTURE = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=encoded(view(800, 600)))
DIFFERS = "premises.area"
# What a touch of a label or Enter in a form activates besides is no touch.
COUNT = """addEventListener("pointerup", ({ pointerType }) => {
  if (pointerType !== "touch") return;
  sessionStorage.setItem("taps", String(Number(sessionStorage.getItem("taps")) + 1));
}, true)"""


@pytest.fixture
def tablet(visiting: Visiting, chromium: Browser) -> Iterator[OnTablet]:
    """The checklist of a visit of which nothing was looked at yet."""
    with on_tablet(visiting, chromium, has_touch=True) as opened:
        opened.page.add_init_script(COUNT)
        opened.page.evaluate("localStorage.setItem('help-seen', '1')")
        opened.begin(DIFFERS)
        opened.where_is(39.9163, 116.3972)
        yield opened


def test_a_whole_inspection_takes_no_more_taps_than_items_photographs_and_ten(tablet: OnTablet) -> None:
    page = tablet.page
    cards = page.locator(".item-card")
    items = cards.count()
    for card in cards.all():
        if card.get_attribute("data-item") != DIFFERS:
            card.get_by_role("button", name=re.compile("^(优|与申报一致)")).tap()
    find_less(tablet)
    with page.expect_file_chooser() as chosen:
        tablet.card.get_by_text("拍照").tap()
    chosen.value.set_files(PICTURE)
    expect(tablet.card.get_by_role("img")).to_have_count(1)
    page.locator("#board-bar").get_by_role("link", name="完成检查").tap()
    sign(tablet, "我来签名")
    sign(tablet, "请负责人签名", "王站长")
    page.get_by_label("检查小结").tap()
    page.keyboard.type("总体良好")
    page.get_by_role("button", name="完成检查").tap()
    expect(page.get_by_text("可以离开。检查已完成，服务器已全部收到")).to_be_visible()
    assert items == 47
    assert taps(tablet) == items + 1 + 10


def taps(tablet: OnTablet) -> int:
    return int(tablet.page.evaluate("sessionStorage.getItem('taps')"))


def find_less(tablet: OnTablet) -> None:
    """Less floor than declared, with the keyboard's Enter from the figure to the reason."""
    card, keyboard = tablet.card, tablet.page.keyboard
    card.get_by_role("link", name="不一致").tap()
    expect(card.get_by_label("办公服务用房面积")).to_be_focused()
    keyboard.type("48.5")
    keyboard.press("Enter")
    expect(card.get_by_label("与申报不一致的原因")).to_be_focused()
    keyboard.type("现场丈量")
    card.get_by_role("button", name="保存检查结果").tap()
    card.locator(".phrase").first.tap()
    expect(card.get_by_role("textbox")).not_to_have_value("")


def sign(tablet: OnTablet, button: str, name: str = "") -> None:
    tablet.page.get_by_role("button", name=button).tap()
    dialog = tablet.page.get_by_role("dialog")
    if name:
        dialog.get_by_label("站点负责人姓名").tap()
        tablet.page.keyboard.type(name)
    # With a pen: the strokes of a signature are no taps.
    for stroke in STROKES:
        tablet.drag(dialog.locator("canvas"), *stroke)
    dialog.get_by_role("button", name="确认签名").tap()
    expect(dialog).to_have_count(0)
