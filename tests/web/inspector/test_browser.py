"""The checklist in Chromium: on a tablet with a network and without, without a script, and for everybody."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from inspect_app.records.inspections import Inspection
from inspect_app.records.photographs import photographs_of_inspection
from inspect_app.web.database import db
from inspect_app.workflow import inspections
from tests.services.serving import serving
from tests.web.city import PASSWORD, office_of
from tests.web.inspector.on_tablet import HOLD
from tests.web.inspector.visiting import Visiting
from tests.workflow.journey import picture

PHOTOGRAPH = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=picture(1))
OTHER = FilePayload(name="IMG_2.jpg", mimeType="image/jpeg", buffer=picture(2))
LETTER = FilePayload(name="letter.jpg", mimeType="image/jpeg", buffer=b"This is a letter.")
ALL_SENT = "没有待发送的内容"
# Where it begins on the page, however that is scrolled.
TOP = "(place) => place.getBoundingClientRect().top + scrollY"

# A busy machine is slow, and not wrong.
expect.set_options(timeout=60_000)


# The first digest goes wrong in a way of which nobody has thought; the page is told, and keeps it.
BREAK_ONCE = """() => {
  addEventListener("error", (event) => {
    event.preventDefault();
    window.told = event.error.message;
  });
  crypto.subtle.digest = () => {
    delete crypto.subtle.digest;
    throw new Error("unforeseen");
  };
}"""

# What was typed and is not kept yet.
DRAFTS = """() => Object.fromEntries(
  Object.entries(localStorage).filter(([name]) => name.startsWith("writing/"))
)"""


@pytest.fixture
def address(app: Flask, visiting: Visiting) -> Iterator[str]:
    """Where the checklist of the visit is served."""
    with serving(app) as server:
        yield f"{server}{visiting.address}"


@pytest.fixture
def tablet(address: str, page: Page) -> Page:
    """The inspector's tablet with the checklist open, the help read and nothing left to send."""
    log_in(page, address)
    open_on_tablet(page, address)
    page.get_by_role("button", name="知道了").click()
    expect(status(page)).to_contain_text(ALL_SENT)
    return page


def log_in(page: Page, address: str) -> None:
    page.set_default_timeout(60_000)
    server, _, path = address.partition("/inspections/")
    page.goto(f"{server}/login?next=/inspections/{path}")
    page.locator("main [name=email]").fill("inspector")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main [name=password]").press("Enter")
    expect(page.locator("#board-bar")).to_be_visible()


def open_on_tablet(page: Page, address: str) -> None:
    if page.url != address:
        page.goto(address)
    expect(page.locator('.board[aria-busy="false"]')).to_be_attached()


def wait_until_kept(page: Page) -> None:
    """The worker holds a copy of this page."""
    page.evaluate(
        """async () => {
          const kept = () => caches.match(location.pathname, { ignoreVary: true });
          while (!(await kept())) await new Promise((again) => requestAnimationFrame(again));
        }"""
    )


def card(page: Page, item: str) -> Locator:
    return page.locator(f'[id="item-{item}"]')


def status(page: Page) -> Locator:
    return page.locator("#tablet-status")


def bar(page: Page) -> Locator:
    return page.locator("#board-bar")


def confirm(page: Page, item: str) -> Locator:
    return card(page, item).get_by_role("button", name="与申报一致")


def open_note(page: Page, item: str) -> Locator:
    """The field of an item's note, opened."""
    card(page, item).locator("summary", has_text="说明").click()
    return card(page, item).get_by_role("textbox")


def find_another_floor_area(page: Page) -> Locator:
    """Enter 48.5 square metres, measured on site, and say that it is less than it should be."""
    place = card(page, "premises.area")
    place.get_by_role("link", name="不一致").click()
    expect(place.get_by_label("办公服务用房面积")).to_be_focused()
    page.keyboard.type("48.5")
    expect(place.locator("[data-preview]")).to_contain_text("少 1.5 平方米")
    place.get_by_label("与申报不一致的原因").fill("现场丈量")
    page.keyboard.press("Enter")
    expect(place).to_contain_text("少 1.5 平方米")
    return place


# ---- one touch ----


def test_a_touch_is_drawn_in_place_and_reaches_the_server(tablet: Page, visiting: Visiting) -> None:
    opened, before = tablet.url, card(tablet, "premises.sign").evaluate(TOP)
    confirm(tablet, "premises.sign").click()
    expect(card(tablet, "premises.sign")).to_contain_text("符合")
    expect(bar(tablet)).to_contain_text("已查 1 / 47")
    expect(tablet.locator("#announcement")).to_contain_text("安装全市统一的标识标牌：✓ 符合")
    expect(confirm(tablet, "premises.sign")).to_be_focused()
    expect(tablet.locator("[data-not-begun]")).to_have_text("检查已经开始。")
    assert card(tablet, "premises.sign").evaluate(TOP) == before
    expect(status(tablet)).to_contain_text(ALL_SENT)
    assert tablet.url == opened
    found = visiting.finding("premises.sign")
    assert found is not None
    assert found.checked


def test_touched_again_it_is_taken_back(tablet: Page, visiting: Visiting) -> None:
    good = card(tablet, "duties.1").get_by_role("button", name="优")
    for item, button in (("premises.sign", confirm(tablet, "premises.sign")), ("duties.1", good)):
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(card(tablet, item)).to_contain_text("待查")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    sign, first = visiting.finding("premises.sign"), visiting.finding("duties.1")
    assert sign is not None
    assert first is not None
    assert (sign.checked, first.grade) == (False, None)


def test_a_page_that_is_left_in_the_moment_of_a_touch_loses_nothing(tablet: Page, visiting: Visiting) -> None:
    tablet.evaluate(HOLD)
    good = card(tablet, "duties.2").get_by_role("button", name="良")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(status(tablet)).to_contain_text("待发送：记录 1 项")
    tablet.reload()
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    found = visiting.finding("duties.2")
    assert found is not None
    assert found.grade == "3"


def test_the_second_tap_of_a_double_one_means_nothing(tablet: Page) -> None:
    card(tablet, "duties.1").get_by_role("button", name="优").dblclick()
    expect(bar(tablet)).to_contain_text("已查 1 / 47")


def test_what_differs_is_asked_for_in_place_and_says_what_is_wrong(tablet: Page, visiting: Visiting) -> None:
    place = card(tablet, "premises.area")
    place.get_by_role("link", name="不一致").click()
    area, why = place.get_by_label("办公服务用房面积"), place.get_by_label("与申报不一致的原因")
    expect(why).to_be_hidden()
    area.fill("约五十")
    area.press("Enter")
    expect(place.get_by_role("alert").first).to_contain_text("请填写数字")
    expect(area).to_be_focused()
    area.fill("４８。５ 平方米")
    area.press("Enter")
    expect(place.get_by_role("alert")).to_contain_text("请写明与申报不一致的原因")
    why.fill("现场丈量")
    why.press("Enter")
    expect(place).to_contain_text("少 1.5 平方米")
    expect(place.get_by_role("link", name="修改检查结果")).to_be_focused()
    expect(status(tablet)).to_contain_text(ALL_SENT)
    assert [str(each.value) for each in visiting.found("floor_area_m2")] == ["48.5"]


def test_what_was_typed_and_not_saved_is_there_again_on_a_page_that_was_loaded_anew(tablet: Page) -> None:
    place = card(tablet, "premises.area")
    place.get_by_role("link", name="不一致").click()
    tablet.keyboard.type("48.5")
    place.get_by_label("与申报不一致的原因").fill("现场丈量")
    tablet.reload()
    expect(place).to_contain_text("上次填写的内容还没有保存")
    expect(place.get_by_label("办公服务用房面积")).to_have_value("48.5")
    expect(place.locator("[data-preview]")).to_contain_text("少 1.5 平方米")
    expect(place.get_by_label("与申报不一致的原因")).to_have_value("现场丈量")
    place.get_by_role("link", name="收起").click()
    tablet.reload()
    expect(tablet.locator("html.on-tablet")).to_be_attached()
    expect(place.get_by_role("link", name="不一致")).to_be_visible()
    expect(place.get_by_label("办公服务用房面积")).to_have_count(0)


def test_people_codes_and_months_are_found_in_place(tablet: Page, visiting: Visiting) -> None:
    people = card(tablet, "training.city")
    people.get_by_role("link", name="不一致").click()
    people.get_by_label("第 1 行，市级培训学时").fill("12")
    people.get_by_label("与申报不一致的原因").fill("签到表只有 12 学时")
    people.get_by_role("button", name="保存检查结果").click()
    expect(people).to_contain_text("与申报不一致")
    for item, box in (("equipment.office", "-digital_camera"), ("mechanism.linkage_day", "months-2013-09")):
        place = card(tablet, item)
        place.get_by_role("link", name="不一致").click()
        place.locator(f'label[for$="{box}"]').first.click()
        place.get_by_label("与申报不一致的原因").fill("现场核对")
        place.get_by_role("button", name="保存检查结果").click()
        expect(place).to_contain_text("比申报少")
    expect(card(tablet, "equipment.visitors")).to_contain_text("比申报少：数码相机")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    assert visiting.found("staff")[0].value[0]["city_hours"] == 12


# ---- notes, photographs, filters ----


def test_a_note_survives_other_items_photographs_and_the_end_of_the_page(
    tablet: Page, visiting: Visiting
) -> None:
    place, note = card(tablet, "equipment.office"), open_note(tablet, "equipment.office")
    note.fill("读卡器未通电")
    confirm(tablet, "equipment.visitors").click()
    place.get_by_label("相册").set_input_files(PHOTOGRAPH)
    expect(place.get_by_role("img")).to_have_count(1)
    note.press_sequentially("，站方")
    tablet.reload()
    expect(note).to_have_value("读卡器未通电，站方")
    place.get_by_role("button", name="资料齐全").click()
    expect(note).to_have_value("读卡器未通电，站方资料齐全，记录完整。")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    found = visiting.finding("equipment.office")
    assert found is not None
    assert found.note == "读卡器未通电，站方资料齐全，记录完整。"


def test_a_note_that_was_kept_does_not_come_back_over_what_is_said_later(
    tablet: Page, visiting: Visiting
) -> None:
    note = open_note(tablet, "equipment.office")
    note.press_sequentially("读卡器未通电")
    tablet.reload()
    expect(note).to_have_value("读卡器未通电")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    with office_of(visiting.app, "inspector") as office:
        visit = office.session.get_one(Inspection, visiting.inspection_id)
        inspections.record(office, visit, "equipment.office", note="已通电")
    tablet.reload()
    expect(note).to_have_value("已通电")
    # Longer than typing pauses before it is kept.
    tablet.wait_for_timeout(1500)
    expect(status(tablet)).to_contain_text(ALL_SENT)
    found = visiting.finding("equipment.office")
    assert found is not None
    assert found.note == "已通电"


def test_a_draft_that_a_dying_browser_finds_again_does_not_come_back_over_a_newer_note(
    tablet: Page, visiting: Visiting
) -> None:
    note = open_note(tablet, "equipment.office")
    tablet.evaluate(f"() => {{ addEventListener('input', () => (window.drafts = ({DRAFTS})())); }}")
    note.fill("读卡器未通电")
    note.blur()
    found_again = tablet.evaluate("() => window.drafts")
    assert len(found_again) == 1
    tablet.wait_for_function(f"() => Object.keys(({DRAFTS})()).length === 0")
    note.fill("读卡器未通电，已当场接通")
    note.blur()
    expect(status(tablet)).to_contain_text(ALL_SENT)
    tablet.evaluate("(drafts) => Object.assign(localStorage, drafts)", found_again)
    tablet.reload()
    expect(note).to_have_value("读卡器未通电，已当场接通")
    tablet.wait_for_function(f"() => Object.keys(({DRAFTS})()).length === 0")
    found = visiting.finding("equipment.office")
    assert found is not None
    assert found.note == "读卡器未通电，已当场接通"


def test_of_several_photographs_a_bad_one_is_named_and_holds_up_no_other(
    tablet: Page, visiting: Visiting
) -> None:
    place = card(tablet, "premises.sign")
    place.get_by_label("相册").set_input_files([LETTER, PHOTOGRAPH])
    expect(place.get_by_role("img")).to_have_count(1)
    expect(place.get_by_role("alert")).to_contain_text("letter.jpg")
    expect(status(tablet)).to_contain_text(ALL_SENT)
    with visiting.app.app_context():
        assert len(photographs_of_inspection(db.session, visiting.inspection_id)) == 1


def test_what_nobody_has_thought_of_is_said_of_its_photograph_and_holds_up_no_other(
    tablet: Page, visiting: Visiting
) -> None:
    tablet.evaluate(BREAK_ONCE)
    place = card(tablet, "premises.sign")
    place.get_by_label("相册").set_input_files([PHOTOGRAPH, OTHER])
    expect(place.get_by_role("img")).to_have_count(1)
    expect(place.get_by_role("alert")).to_contain_text("IMG_1.jpg：照片没有保存。")
    assert tablet.evaluate("() => window.told") == "unforeseen"
    expect(status(tablet)).to_contain_text(ALL_SENT)
    with visiting.app.app_context():
        assert len(photographs_of_inspection(db.session, visiting.inspection_id)) == 1


def test_a_filter_leaves_what_was_just_answered_where_it_is(tablet: Page) -> None:
    tablet.get_by_role("link", name=re.compile("待查")).click()
    confirm(tablet, "premises.sign").click()
    expect(tablet.get_by_role("link", name=re.compile("待查"))).to_contain_text("46")
    expect(card(tablet, "premises.sign")).to_be_visible()
    tablet.get_by_role("link", name=re.compile("待查")).click()
    expect(card(tablet, "premises.sign")).to_be_hidden()
    tablet.get_by_role("link", name=re.compile("不符合")).click()
    expect(tablet.get_by_text("没有这样的项目。")).to_be_visible()
    tablet.get_by_role("link", name=re.compile("队伍建设规范化")).click()
    expect(card(tablet, "training.city")).to_be_visible()


# ---- no network, two tabs, no script ----


def test_without_a_network_everything_is_kept_and_sent_later(tablet: Page, visiting: Visiting) -> None:
    wait_until_kept(tablet)
    tablet.context.set_offline(True)
    card(tablet, "duties.1").get_by_role("button", name="差").click()
    find_another_floor_area(tablet)
    expect(status(tablet)).to_contain_text("没有网络")
    expect(status(tablet)).to_contain_text("待发送：记录 2 项")
    tablet.reload()
    expect(card(tablet, "duties.1").get_by_role("button", name="差")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(card(tablet, "premises.area")).to_contain_text("少 1.5 平方米")
    expect(bar(tablet)).to_contain_text("已查 2 / 47")
    assert visiting.finding("duties.1") is None
    tablet.context.set_offline(False)
    expect(status(tablet)).to_contain_text(ALL_SENT)
    found = visiting.finding("duties.1")
    assert found is not None
    assert found.grade == "1"


def test_another_tab_shows_what_was_touched_in_this_one(tablet: Page) -> None:
    other = tablet.context.new_page()
    open_on_tablet(other, tablet.url)
    confirm(tablet, "premises.sign").click()
    expect(card(other, "premises.sign")).to_contain_text("符合")
    expect(bar(other)).to_contain_text("已查 1 / 47")


def test_without_a_script_the_forms_work_one_page_at_a_time(address: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 768})
    page = context.new_page()
    log_in(page, address)
    confirm(page, "premises.sign").click()
    expect(card(page, "premises.sign")).to_contain_text("已保存")
    card(page, "premises.area").get_by_role("link", name="不一致").click()
    card(page, "premises.area").get_by_label("办公服务用房面积").fill("48.5")
    card(page, "premises.area").get_by_label("与申报不一致的原因").fill("现场丈量")
    # A page that is still being built may lose a touch.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(card(page, "premises.area")).to_contain_text("少 1.5 平方米")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("不符合")).click()
    expect(page.locator(".item-card:visible")).to_have_count(1)
    context.close()


# ---- fit for everybody ----


def test_everything_a_finger_aims_at_is_44_px_high(tablet: Page) -> None:
    find_another_floor_area(tablet).get_by_role("link", name="修改检查结果").click()
    aimed_at = "main >> css=button:not([data-enter]), a.btn, summary, label.btn, .board-nav a"
    controls = tablet.locator(aimed_at).and_(tablet.locator(":visible"))
    heights = controls.evaluate_all(
        "all => all.map(each => [each.innerText, each.getBoundingClientRect().height])"
    )
    assert len(heights) > 80
    assert [each for each in heights if each[1] < 44] == []


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tablet: Page, size: tuple[int, int], scheme: str) -> None:
    tablet.set_viewport_size({"width": size[0], "height": size[1]})
    tablet.emulate_media(color_scheme=scheme)
    tablet.reload()
    expect(tablet.locator("html")).to_have_attribute("data-bs-theme", scheme)
    card(tablet, "duties.1").get_by_role("button", name="差").click()
    card(tablet, "duties.2").get_by_role("button", name="优").click()
    find_another_floor_area(tablet).get_by_role("link", name="修改检查结果").click()
    confirm(tablet, "premises.sign").click()
    tablet.locator("summary", has_text="怎样使用").click()
    status(tablet).locator("summary").click()
    expect(status(tablet)).to_contain_text("内容先存在本机")
    found = Axe().run(tablet)
    assert found.violations_count == 0, found.generate_report()


def test_the_colours_chosen_on_the_page_stay(tablet: Page) -> None:
    tablet.get_by_role("button", name="深色显示").click()
    expect(tablet.locator("html")).to_have_attribute("data-bs-theme", "dark")
    tablet.reload()
    expect(tablet.get_by_role("button", name="深色显示")).to_have_attribute("aria-pressed", "true")
