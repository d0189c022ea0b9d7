"""A tablet works without a network while its visit is moved to another edition, in Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, expect

from inspect_app.policy import load_library
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.workflow import inspections
from tests.editions import write_next_edition
from tests.services.waiting import wait_until
from tests.web import city
from tests.web.inspector.on_tablet import OnTablet, on_tablet
from tests.web.inspector.visiting import Visiting, card, words

TODAY = str(city.NOW.date())
GONE, NEW, MEASURED_NOW, AREA, SAME = (
    "premises.sign",
    "premises.signpost",
    "duties.1",
    "premises.area",
    "equipment.office",
)
IS_KEPT_BY = """async ([path, standard]) => {
  const kept = await (await caches.match(path, { ignoreVary: true }))?.text();
  return kept?.includes(`data-standard="${standard}"`);
}"""


@pytest.fixture
def move(
    app: Flask, visiting: Visiting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    """An edition comes into force today and the visit is moved to it: answers its digest."""

    def act() -> str:
        library = load_library(write_next_edition(tmp_path / "checklists", TODAY))
        monkeypatch.setitem(app.extensions, "library", library)
        return city.move_over(app, visiting.inspection_id)

    return act


@pytest.fixture
def tablet(visiting: Visiting, chromium: Browser) -> Iterator[OnTablet]:
    with on_tablet(visiting, chromium) as opened:
        opened.open()
        opened.page.get_by_role("button", name="知道了").click()
        opened.is_sent()
        yield opened


def item(tablet: OnTablet, name: str) -> Locator:
    return tablet.page.locator(f'[id="item-{name}"]')


def confirm(tablet: OnTablet, name: str) -> Locator:
    return item(tablet, name).get_by_role("button", name="与申报一致")


def test_a_moved_visit_is_gone_on_with_and_ended(
    tablet: OnTablet, visiting: Visiting, move: Callable[[], str]
) -> None:
    page = tablet.page
    tablet.without_network()
    for name in (GONE, AREA, SAME):
        confirm(tablet, name).click()
    item(tablet, MEASURED_NOW).get_by_role("button", name="优").click()
    expect(page.locator("#board-bar")).to_contain_text("已查 4 / 47")
    standard = move()
    tablet.with_network()

    # The page of the old edition shows nothing more, and leads to the new one.
    expect(page.locator("#notice-edition")).to_contain_text("本次检查已改用新版标准")
    page.locator("#notice-edition").get_by_role("button", name="刷新").click()
    expect(item(tablet, NEW)).to_be_visible()
    expect(page.locator('.board[aria-busy="false"]')).to_be_attached()
    expect(item(tablet, GONE)).to_have_count(0)
    expect(page.get_by_text(f"改用 {TODAY} 版标准。", exact=False).first).to_be_visible()
    expect(item(tablet, AREA)).to_contain_text("少 20 平方米")
    expect(confirm(tablet, SAME)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#board-bar")).to_contain_text("已查 2 / 47")
    refusal = "“宣传政策法规”由事实判定，不评分。"
    expect(item(tablet, MEASURED_NOW)).to_contain_text(refusal)
    assert visiting.finding(GONE) is None
    assert visiting.finding(SAME) is not None

    # What was refused is named before the end, also where its card is gone, and can be said anew.
    confirm(tablet, MEASURED_NOW).click()
    expect(item(tablet, MEASURED_NOW)).not_to_contain_text(refusal)
    with city.office_of(visiting.app, "inspector") as office:
        visit = office.session.get_one(Inspection, visiting.inspection_id)
        inspections.record(office, visit, AREA, note="面积不足")
    visiting.look_at_all()
    tablet.open("/finish")
    expect(page.get_by_role("heading", name="服务器未接收 1 项")).to_be_visible()
    expect(page.get_by_text("项目“安装全市统一的标识标牌”不在本次检查的范围内")).to_be_visible()

    # The worker has fetched the checklist anew: it opens by the new edition without a network.
    wait_until(page, IS_KEPT_BY, [visiting.address, standard])
    tablet.without_network()
    tablet.open()
    expect(item(tablet, NEW)).to_be_visible()
    tablet.open("/finish")
    tablet.with_network()
    expect(page.get_by_text("各项都已检查")).to_be_visible()
    page.get_by_label("检查结果属实").check()
    page.get_by_role("button", name="完成检查").click()
    expect(page.get_by_text("检查已完成")).to_be_visible()
    with city.office_of(visiting.app, "inspector") as office:
        ended = office.session.get_one(Inspection, visiting.inspection_id)
        assert (ended.state, ended.edition.sha256) == (InspectionState.FINISHED, standard)


def test_an_open_page_of_the_server_waits_for_the_packet_of_its_edition(
    tablet: OnTablet, move: Callable[[], str]
) -> None:
    move()
    tablet.page.goto(f"{tablet.server}{tablet.visiting.address}?show=all")
    expect(item(tablet, NEW)).to_be_visible()
    expect(tablet.page.locator("html.on-tablet .board[aria-busy=false]")).to_be_attached()
    expect(tablet.page.locator("#notice-edition")).to_have_count(0)


def test_without_a_script_the_checklist_says_that_the_visit_was_moved(
    visiting: Visiting, move: Callable[[], str]
) -> None:
    assert "改用" not in visiting.page().text
    move()
    page = visiting.page()
    assert f"本次检查已于2013年11月20日 00:00改用 {TODAY} 版标准。" in page.text
    assert f"{visiting.address}/edition" in page.links()
    assert "80 平方米" in words(page, AREA)
    assert card(page, NEW) is not None
    told = visiting.visitor.visit(f"{visiting.address}/edition")
    for text in ("路口设有指示牌", "安装全市统一的标识标牌", "办公服务用房面积：不少于 50 平方米"):
        assert text in told.text
