"""The checklist in every state a tablet can get into: what it says then, and that nothing is lost."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection, finding
from inspect_app.workflow import answers
from inspect_app.workflow.answers import Given
from tests.browser.tablets import Tablet, tablet
from tests.browser.test_without_network import serve_next_release
from tests.faults.network import Network
from tests.services.choosing import choose
from tests.services.serving import serving
from tests.web.city import PASSWORD, SmallCity, begin_visit, give_to, office_of
from tests.web.conftest import settings
from tests.workflow.journey import picture

# An item a test.
FULL, PRIVATE, EXPIRED, REVOKED, OTHER, RELEASE, CLOCK, BROKEN, RIVAL, FORGOTTEN = (
    f"duties.{n}" for n in range(1, 11)
)
GOOD = "优"
# The first leads.
BOTH = ("inspector", "inspector1")
PICTURE = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=picture(1))

FILL = """async () => {
    const opened = await new Promise((answer) => {
        const opening = indexedDB.open("inspect_app");
        opening.onsuccess = () => answer(opening.result);
    });
    const put = (size) => new Promise((answer) => {
        const writing = opened.transaction("bytes", "readwrite", { durability: "strict" });
        const noise = crypto.getRandomValues(new Uint8Array(size));
        writing.objectStore("bytes").put(noise, [0, crypto.randomUUID()]);
        writing.oncomplete = () => answer(true);
        writing.onabort = () => answer(false);
    });
    for (const size of [65536, 4096, 64]) while (await put(size));
    opened.close();
}"""

# What browsers do where cookies are blocked, while the tablet's own store works.
FORGETFUL = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); },
});"""


@pytest.fixture(scope="module")
def app(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """In earnest: a demonstration says nothing of clocks."""
    folder = tmp_path_factory.mktemp("states")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    return create_app(replace(settings(folder), demo_date=None))


@pytest.fixture(scope="module")
def visit(app: Flask, built_city: tuple[Path, SmallCity]) -> str:
    """A visit under way of 张检查, who leads, and 许检查."""
    visit_id = begin_visit(app, built_city[1].applications["scheduled"])
    give_to(app, visit_id, *BOTH)
    return visit_id


@pytest.fixture(scope="module")
def network(app: Flask, visit: str) -> Iterator[Network]:
    with serving(app) as address, Network(int(address.rpartition(":")[2])) as network:
        yield network


@pytest.fixture(scope="module")
def shared(chromium: Browser, network: Network) -> Iterator[Tablet]:
    """The tablet of 张检查, for the tests after which it is as before."""
    with tablet(chromium, network) as made:
        made.make_ready()
        yield made


@pytest.fixture
def inspector(shared: Tablet, visit: str) -> Tablet:
    """With the checklist open and nothing to send."""
    shared.network.be_good()
    open_checklist(shared, visit)
    return shared


@pytest.fixture
def fresh(chromium: Browser, network: Network, visit: str) -> Iterator[Tablet]:
    """A tablet of 张检查 of the test's own, with the checklist open and nothing to send."""
    network.be_good()
    with tablet(chromium, network) as made:
        made.make_ready()
        open_checklist(made, visit)
        yield made


def open_checklist(opened: Tablet, visit: str) -> None:
    opened.page.goto(f"/inspections/{visit}")
    expect(opened.page.locator('.board[aria-busy="false"]')).to_be_attached()
    all_sent(opened.page)


def card(page: Page, item: str) -> Locator:
    return page.locator(f'[id="item-{item}"]')


def grade(page: Page, item: str, name: str = GOOD) -> Locator:
    """The button, touched: the item has this grade on the tablet."""
    button = card(page, item).get_by_role("button", name=name, exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    return button


def status(page: Page) -> Locator:
    return page.locator("#tablet-status")


def all_sent(page: Page) -> None:
    expect(status(page)).to_contain_text("没有待发送的内容")


def on_server(app: Flask, visit: str, item: str) -> str | None:
    """The grade that the server holds."""
    with office_of(app, "inspector") as office:
        found = finding(office.session, visit, item)
        return None if found is None else found.grade


def log_in_on(page: Page, username: str) -> None:
    page.locator("main [name=email]").fill(username)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main [name=password]").press("Enter")


def test_what_a_full_tablet_cannot_keep_is_not_shown_as_kept(
    chromium: Browser, network: Network, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        storage = made.page.context.new_cdp_session(made.page)
        storage.send("Storage.overrideQuotaForOrigin", {"origin": network.address, "quotaSize": 5_000_000})
        made.make_ready()
        open_checklist(made, visit)
        made.page.evaluate(FILL)
        place = card(made.page, FULL)
        place.get_by_role("button", name=GOOD, exact=True).click()
        expect(place.get_by_role("alert")).to_contain_text("平板存储空间已满，本项记录没有保存")
        expect(place).to_contain_text("待查")
        storage.send("Storage.overrideQuotaForOrigin", {"origin": network.address})
        grade(made.page, FULL)
        expect(place.get_by_role("alert")).to_have_count(0)
        all_sent(made.page)


def test_a_tablet_that_was_full_before_keeps_nothing_and_says_so(
    chromium: Browser, network: Network, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        storage = made.page.context.new_cdp_session(made.page)
        storage.send("Storage.overrideQuotaForOrigin", {"origin": network.address, "quotaSize": 1})
        made.log_in("inspector")
        made.page.goto(f"/inspections/{visit}")
        expect(made.page.locator("#notice-nothing-kept")).to_contain_text("也可能存储空间已满")
        card(made.page, FULL).get_by_role("button", name="良", exact=True).click()
        expect(card(made.page, FULL)).to_contain_text("已保存")


def test_where_the_browser_keeps_no_pages_records_are_kept_all_the_same(
    chromium: Browser, network: Network, app: Flask, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        # As in private windows of some browsers.
        made.page.add_init_script("delete Navigator.prototype.serviceWorker;")
        made.log_in("inspector")
        open_checklist(made, visit)
        expect(made.page.locator("#notice-no-pages")).to_contain_text("请不要关闭或刷新")
        network.be_down()
        grade(made.page, PRIVATE)
        expect(status(made.page)).to_contain_text("待发送：记录 1 项")
        network.be_good()
        made.page.evaluate("dispatchEvent(new Event('online'))")
        all_sent(made.page)
    assert on_server(app, visit, PRIVATE) == "4"


def test_a_browser_that_remembers_nothing_small_keeps_what_matters(
    chromium: Browser, network: Network, app: Flask, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        made.page.add_init_script(FORGETFUL)
        made.log_in("inspector")
        open_checklist(made, visit)
        network.be_down()
        place = card(made.page, FORGOTTEN)
        place.locator("summary", has_text="说明").click()
        place.get_by_role("textbox").fill("现场查看")
        place.get_by_role("textbox").blur()
        expect(status(made.page)).to_contain_text("待发送：记录 1 项")
        area = card(made.page, "premises.area")
        area.get_by_role("link", name="不一致").click()
        area.get_by_label("办公服务用房面积").fill("48.5")
        area.get_by_role("link", name=re.compile("收起")).click()
        network.be_good()
        made.page.evaluate("dispatchEvent(new Event('online'))")
        all_sent(made.page)
    with office_of(app, "inspector") as office:
        found = finding(office.session, visit, FORGOTTEN)
        assert found is not None
        assert found.note == "现场查看"


def test_that_the_browser_promises_nothing_is_said_with_what_to_do(inspector: Tablet) -> None:
    assert inspector.page.evaluate("navigator.storage.persisted()") is False
    status(inspector.page).locator("summary").click()
    expect(status(inspector.page)).to_contain_text("浏览器没有承诺长期保存")
    expect(status(inspector.page)).to_contain_text("在当天联网发送")


def test_after_the_session_has_expired_work_goes_on_and_is_sent_after_the_log_in(
    inspector: Tablet, app: Flask, visit: str
) -> None:
    page = inspector.page
    page.context.clear_cookies()
    grade(page, EXPIRED)
    expect(status(page)).to_contain_text("登录已过期，登录后继续发送")
    expect(status(page)).to_contain_text("待发送：记录 1 项")
    status(page).get_by_role("link", name="登录").click()
    log_in_on(page, "inspector")
    page.wait_for_url(f"**/inspections/{visit}")
    all_sent(page)
    expect(status(page).get_by_role("link", name="登录")).to_have_count(0)
    assert on_server(app, visit, EXPIRED) == "4"


def test_of_a_visit_taken_away_everything_stays_and_can_be_handed_over(
    fresh: Tablet, app: Flask, visit: str
) -> None:
    page = fresh.page
    fresh.network.be_down()
    grade(page, REVOKED)
    give_to(app, visit, "inspector1")
    fresh.network.be_good()
    page.reload()
    closed = page.get_by_text("本次检查已改由他人承担或已取消，不能再记录")
    expect(closed).to_be_visible()
    expect(card(page, REVOKED).get_by_role("button", name=GOOD, exact=True)).to_be_hidden()
    # The server would say that it does not know the page.
    page.goto(f"/inspections/{visit}?show=all")
    expect(closed).to_be_visible()
    status(page).locator("summary").click()
    expect(status(page)).to_contain_text("请联系市总工会经办人")
    with page.expect_download() as saved:
        status(page).get_by_role("button", name="保存为文件").click()
    assert saved.value.suggested_filename.endswith(".zip")
    # Given back, it goes on.
    give_to(app, visit, *BOTH)
    page.reload()
    all_sent(page)
    expect(closed).to_be_hidden()
    assert on_server(app, visit, REVOKED) == "4"


def test_another_person_on_the_same_tablet_neither_sees_nor_loses_what_waits(
    fresh: Tablet, app: Flask, visit: str
) -> None:
    page = fresh.page
    fresh.network.be_down()
    grade(page, OTHER)
    page.context.clear_cookies()
    fresh.network.be_good()
    beside = Tablet(page.context.new_page(), fresh.network)
    # Who is no inspector has no tablet of his own: the page stays as it is, and nothing is sent.
    beside.page.goto("/login")
    log_in_on(beside.page, "district")
    log_out = beside.page.get_by_role("button", name="退出")
    expect(log_out).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page)).to_contain_text("现在登录的不是本人或不是检查员，内容留在本机")
    log_out.click()
    expect(beside.page.get_by_role("heading", name="登录")).to_be_visible()
    beside.log_in("inspector1")
    expect(page.locator("#notice-person")).to_contain_text("现在登录的是许检查，本页是张检查的")
    expect(card(page, OTHER)).to_be_hidden()
    open_checklist(beside, visit)
    expect(card(beside.page, OTHER)).to_contain_text("待查")
    expect(beside.page.locator("#notice-others")).to_contain_text("张检查未上传的记录 1 项")
    assert on_server(app, visit, OTHER) is None
    log_out.click()
    beside.log_in("inspector")
    expect(page.locator("#notice-person")).to_have_count(0)
    expect(card(page, OTHER)).to_be_visible()
    all_sent(page)
    assert on_server(app, visit, OTHER) == "4"


def test_a_new_release_takes_away_neither_what_waits_nor_what_is_being_typed(
    fresh: Tablet, app: Flask, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = fresh.page
    fresh.network.be_down()
    grade(page, RELEASE)
    area = card(page, "premises.area")
    area.get_by_role("link", name="不一致").click()
    area.get_by_label("办公服务用房面积").fill("48.5")
    serve_next_release(app, tmp_path, monkeypatch)
    fresh.network.be_good()
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    fresh.let_in("next")
    expect(page.locator("#notice-release")).to_contain_text("新版本已就绪")
    all_sent(page)
    assert on_server(app, visit, RELEASE) == "4"
    expect(area.get_by_label("办公服务用房面积")).to_have_value("48.5")
    area.get_by_role("link", name=re.compile("收起")).click()
    page.get_by_role("button", name="现在刷新").click()
    expect(page.locator("html.on-tablet[data-release=next]")).to_be_attached()
    expect(card(page, RELEASE).get_by_role("button", name=GOOD, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_clock_that_is_a_day_slow_is_named_and_the_times_are_put_right(
    chromium: Browser, network: Network, app: Flask, visit: str
) -> None:
    network.be_good()
    begun = dt.datetime.now(dt.UTC)
    with tablet(chromium, network) as made:
        made.page.clock.install(time=begun - dt.timedelta(days=1))
        made.page.clock.resume()
        made.log_in("inspector")
        open_checklist(made, visit)
        expect(made.page.locator("#notice-clock")).to_contain_text("平板的时钟慢了 24 小时")
        grade(made.page, CLOCK)
        all_sent(made.page)
    with office_of(app, "inspector") as office:
        found = finding(office.session, visit, CLOCK)
        assert found is not None
        assert begun <= found.at <= dt.datetime.now(dt.UTC)


def test_what_the_server_refuses_says_why_where_it_was_done_and_holds_up_nothing(
    inspector: Tablet, app: Flask, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, place = inspector.page, card(inspector.page, BROKEN)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", len(PICTURE["buffer"]))
    inspector.network.be_down()
    choose(place.locator(".from-album"), [PICTURE])
    expect(place.get_by_role("img")).to_have_count(1)
    grade(page, BROKEN)
    inspector.network.be_good()
    page.reload()
    expect(place).to_contain_text("服务器未接收照片：文件太大")
    expect(place.locator("[data-photo]")).to_contain_text("未接收")
    expect(status(page)).to_contain_text("服务器未接收 1 项，点此查看")
    expect(status(page)).not_to_contain_text("待发送")
    assert on_server(app, visit, BROKEN) == "4"
    place.get_by_role("img").click()
    page.get_by_role("dialog").get_by_role("button", name="删除照片").click()
    page.get_by_role("dialog", name="删除这张照片？").get_by_role("button", name="删除", exact=True).click()
    expect(place).not_to_contain_text("服务器未接收")


def test_of_two_answers_both_are_told_and_the_lead_is_led_to_where_he_chooses(
    inspector: Tablet, chromium: Browser, app: Flask, visit: str
) -> None:
    page, place = inspector.page, card(inspector.page, RIVAL)
    inspector.network.be_down()
    grade(page, RIVAL)
    with office_of(app, "inspector1") as office:
        given = Given(str(uuid4()), None, office.at, grade="1", checked=True, note="现场查看")
        answers.receive(office, office.session.get_one(Inspection, visit), RIVAL, given)
    inspector.network.be_good()
    page.reload()
    expect(place).to_contain_text("本项有两份不同的记录，请您作为组长选定")
    with tablet(chromium, inspector.network) as other:
        other.log_in("inspector1")
        open_checklist(other, visit)
        expect(card(other.page, RIVAL)).to_contain_text("本项有两份不同的记录，由组长张检查选定")
    place.get_by_role("link", name="查看两份记录").click()
    page.locator(".rival", has_text="张检查").get_by_role("button").click()
    expect(page.get_by_text("已选定")).to_be_visible()
    expect(place).not_to_contain_text("两份不同的记录")
    all_sent(page)
    assert on_server(app, visit, RIVAL) == "4"
