"""The checklist in Chromium: saved in place by the script, and fit for everybody."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.services.serving import serving
from tests.web.city import PASSWORD
from tests.web.inspector.visiting import Visiting
from tests.workflow.journey import picture

PHOTOGRAPH = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=picture(1))
LETTER = FilePayload(name="letter.jpg", mimeType="image/jpeg", buffer=b"This is a letter.")


@pytest.fixture
def served(app: Flask, visiting: Visiting, page: Page) -> Iterator[Page]:
    """The inspector's tablet, showing the checklist of the visit that is under way."""
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    with serving(app) as address:
        page.goto(f"{address}/login?next={visiting.address}")
        page.locator("main [name=email]").fill("inspector")
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main [name=password]").press("Enter")
        expect(page.locator("#board-bar")).to_be_visible()
        yield page


def card(page: Page, item: str) -> Locator:
    return page.locator(f'[id="item-{item}"]')


def test_a_tap_saves_in_place_and_moves_the_counts(served: Page) -> None:
    opened = served.url
    card(served, "premises.sign").get_by_role("button", name="与申报一致").click()
    expect(card(served, "premises.sign")).to_contain_text("已保存")
    expect(served.locator("#board-bar")).to_contain_text("已查 1 / 47")
    expect(served.locator("#announcement")).to_contain_text("安装全市统一的标识标牌")
    assert served.url == opened


def test_what_is_refused_stays_typed_and_can_be_sent_again(served: Page) -> None:
    place = card(served, "premises.area")
    place.get_by_role("link", name="不一致").click()
    place.get_by_label("办公服务用房面积").fill("48.5")
    place.get_by_role("button", name="保存检查结果").click()
    expect(place.get_by_role("alert")).to_contain_text("请填写与填报不一致的原因")
    expect(place.get_by_label("办公服务用房面积")).to_have_value("48.5")
    place.get_by_label("与申报不一致的原因").fill("现场丈量")
    place.get_by_role("button", name="保存检查结果").click()
    expect(place).to_contain_text("少 1.5 平方米")


def test_a_note_that_is_being_typed_survives_other_items_and_photographs(served: Page) -> None:
    place = card(served, "equipment.office")
    place.locator("summary", has_text="说明").click()
    place.get_by_role("textbox").fill("读卡器未通电")
    card(served, "equipment.visitors").get_by_role("button", name="与申报一致").click()
    expect(card(served, "equipment.visitors")).to_contain_text("已保存")
    place.get_by_label("相册").set_input_files(PHOTOGRAPH)
    expect(place.get_by_role("img")).to_have_count(1)
    expect(place.get_by_role("textbox")).to_have_value("读卡器未通电")


def test_photographs_go_one_by_one_and_a_bad_one_is_named(served: Page) -> None:
    place = card(served, "premises.sign")
    place.get_by_label("相册").set_input_files([LETTER, PHOTOGRAPH])
    expect(place.get_by_role("img")).to_have_count(1)
    expect(place.get_by_role("alert")).to_contain_text("letter.jpg")


def test_without_a_network_the_page_says_so_and_keeps_the_photograph(served: Page) -> None:
    place = card(served, "premises.sign")
    served.context.set_offline(True)
    place.get_by_label("相册").set_input_files(PHOTOGRAPH)
    expect(place.get_by_role("alert")).to_contain_text("没有保存：网络不通")
    served.context.set_offline(False)
    place.get_by_role("button", name="重新上传").click()
    expect(place.get_by_role("img")).to_have_count(1)


def test_everything_a_finger_aims_at_is_44_px_high(served: Page) -> None:
    controls = served.locator(".item-card >> css=button, a.btn, summary, label.btn").and_(
        served.locator(":visible")
    )
    heights = {each.text_content(): each.bounding_box() for each in controls.all()[:60]}
    assert {name: box["height"] for name, box in heights.items() if box and box["height"] < 44} == {}


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_axe_finds_nothing(served: Page, size: tuple[int, int]) -> None:
    served.set_viewport_size({"width": size[0], "height": size[1]})
    checklist = re.sub(r"[?#].*", "", served.url)
    day = checklist.rpartition("/")[0]
    card(served, "duties.1").get_by_role("button", name="差").click()
    expect(card(served, "duties.1")).to_contain_text("还请写明情况")
    for address in (day, checklist, f"{checklist}?change=all", f"{checklist}/finish"):
        served.goto(address)
        found = Axe().run(served)
        assert found.violations_count == 0, found.generate_report()
