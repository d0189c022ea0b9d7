"""The inspector's pages without a network: they open, they are the person's own, and they stay right."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection
from inspect_app.records.photographs import PhotographRole
from inspect_app.web import shell
from inspect_app.web.assets import DIST
from inspect_app.workflow import photographs
from tests.browser.tablets import READY, Tablet, tablet
from tests.faults.network import PATIENCE_SECONDS, Moment, Network
from tests.services.serving import serving
from tests.web.city import SmallCity, begin_visit, give_to, office_of
from tests.web.conftest import settings
from tests.workflow.journey import picture

NOT_KEPT = "没有网络，这一页没有存在平板上"
# A name without HTTPS: what a browser calls insecure.
PLAIN = "http://inspect.example"
ALL_IN_ENGLISH = """async () => {
    const name = (await caches.keys()).find((name) => name.startsWith("pages-"));
    const pages = (await (await caches.open(name)).matchAll()).map((page) => page.text());
    return (await Promise.all(pages)).every((html) => html.includes('<html lang="en"'));
}"""

# What browsers do whose settings forbid the data of sites.
KEEP_NOTHING = """
const forbid = () => { throw new DOMException("no", "SecurityError"); };
indexedDB.open = Storage.prototype.getItem = Storage.prototype.setItem = forbid;
"""

DRAWN_BY_ANOTHER = """async (path) => {
    const name = (await caches.keys()).find((name) => name.startsWith("pages-"));
    const cache = await caches.open(name);
    const kept = await cache.match(path, { ignoreVary: true });
    const headers = new Headers(kept.headers);
    headers.set("X-Standard", "another");
    await cache.put(path, new Response(await kept.text(), { headers }));
}"""

FIRST_THUMBNAIL_IS_SEEN = """() => {
    const thumbnail = document.querySelector("img.thumb");
    thumbnail.scrollIntoView();
    return thumbnail.naturalWidth > 0;
}"""


@pytest.fixture(scope="module")
def app(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """In earnest, not as a demonstration, and under a name besides localhost."""
    folder = tmp_path_factory.mktemp("without_network")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    return create_app(replace(settings(folder), demo_date=None, base_url=PLAIN))


@pytest.fixture(scope="module")
def visit(app: Flask, built_city: tuple[Path, SmallCity]) -> str:
    """A visit of 张检查 that is under way, with a photograph."""
    visit_id = begin_visit(app, built_city[1].applications["scheduled"])
    with office_of(app, "inspector") as office:
        visit = office.session.get_one(Inspection, visit_id)
        site, role = visit.application.site, PhotographRole.INSPECTION
        photographs.attach(office, site, "premises.sign", picture(7), role, inspection=visit)
    return visit_id


@pytest.fixture(scope="module")
def network(app: Flask, visit: str) -> Iterator[Network]:
    with serving(app) as address, Network(int(address.rpartition(":")[2])) as network:
        yield network


@pytest.fixture
def inspector(chromium: Browser, network: Network) -> Iterator[Tablet]:
    """The tablet of 张检查, ready to leave."""
    network.be_good()
    with tablet(chromium, network) as made:
        made.make_ready()
        yield made


def test_list_checklist_and_end_open_without_a_network(inspector: Tablet, visit: str) -> None:
    inspector.network.be_down()
    for path, heading in (
        ("/inspections", "我的检查"),
        (f"/inspections/{visit}", "东华门街道scheduled工会服务站"),
        (f"/inspections/{visit}/finish", "可以离开了吗"),
        (f"/inspections/{visit}?show=open", "东华门街道scheduled工会服务站"),
        ("/", "我的检查"),
    ):
        inspector.page.goto(path)
        expect(inspector.page.get_by_role("heading", level=1)).to_contain_text(heading)
        inspector.page.reload()
        expect(inspector.page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_what_is_not_kept_says_so_and_leads_back(inspector: Tablet) -> None:
    inspector.network.be_down()
    inspector.page.goto("/account")
    expect(inspector.page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()
    inspector.page.get_by_role("link", name="我的检查").click()
    expect(inspector.page.get_by_role("heading", name="我的检查")).to_be_visible()


def test_thumbnails_are_there_without_a_network(inspector: Tablet, visit: str) -> None:
    inspector.network.be_down()
    inspector.page.goto(f"/inspections/{visit}")
    # Drawn anew once the tablet has read what it holds: scrolled to again until it is seen.
    inspector.wait_until(FIRST_THUMBNAIL_IS_SEEN)


def test_no_kept_page_holds_a_token(inspector: Tablet, visit: str) -> None:
    kept = inspector.kept("pages-")
    assert set(kept) == {"/inspections", f"/inspections/{visit}", f"/inspections/{visit}/finish"}
    for html in kept.values():
        assert 'name="csrf_token" value=""' in html
        assert "data-kept" in html
    inspector.page.goto("/account")
    token = inspector.page.locator("[name=csrf_token]").first.input_value()
    assert not any(token.partition(".")[0] in html for html in kept.values())


def test_a_kept_page_still_sends_its_forms(inspector: Tablet) -> None:
    inspector.page.reload()
    assert inspector.page.locator("html").get_attribute("data-kept") is not None
    inspector.page.get_by_role("button", name="English").click()
    expect(inspector.page.locator("html")).to_have_attribute("lang", "en")
    inspector.page.get_by_role("button", name="中文").click()
    expect(inspector.page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_form_of_a_kept_page_says_when_there_is_no_network(inspector: Tablet) -> None:
    inspector.page.reload()
    inspector.network.be_down()
    inspector.page.get_by_role("button", name="退出").click()
    expect(inspector.page.get_by_role("alert")).to_contain_text("现在没有网络")


def test_another_language_reaches_every_kept_page(inspector: Tablet, visit: str) -> None:
    inspector.page.get_by_role("button", name="English").click()
    expect(inspector.page.locator("#ready-to-go")).to_contain_text("can be made without a network")
    inspector.wait_until(ALL_IN_ENGLISH)
    inspector.network.be_down()
    inspector.page.goto(f"/inspections/{visit}")
    expect(inspector.page.locator("html")).to_have_attribute("lang", "en")
    inspector.network.be_good()
    inspector.page.get_by_role("button", name="中文").click()
    expect(inspector.page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_an_expired_session_takes_no_kept_page_away(inspector: Tablet, visit: str) -> None:
    inspector.page.context.clear_cookies()
    for path in ("/inspections", f"/inspections/{visit}", "/inspections"):
        with inspector.page.context.expect_event("response", lambda answer: answer.status == 302):
            inspector.page.goto(path)
        expect(inspector.page.locator("html")).to_have_attribute("data-person-name", "张检查")
    inspector.page.goto("/account")
    expect(inspector.page.get_by_role("heading", name="登录")).to_be_visible()
    assert len(inspector.kept("pages-")) == 3


def test_logging_out_leaves_nothing_of_a_person(inspector: Tablet, visit: str) -> None:
    inspector.page.get_by_role("button", name="退出").click()
    expect(inspector.page.get_by_role("heading", name="登录")).to_be_visible()
    assert inspector.kept("pages-") == inspector.kept("pictures-") == {}
    inspector.network.be_down()
    inspector.page.goto(f"/inspections/{visit}")
    expect(inspector.page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()


def test_another_person_sees_the_own_pages_alone(inspector: Tablet, visit: str) -> None:
    inspector.page.context.clear_cookies()
    inspector.log_in("inspector1")
    expect(inspector.page.locator("html")).to_have_attribute("data-person-name", "许检查")
    inspector.wait_for_kept("pages-", 1)
    assert list(inspector.kept("pages-")) == ["/inspections"]
    inspector.network.be_down()
    inspector.page.goto("/inspections")
    expect(inspector.page.locator("html")).to_have_attribute("data-person-name", "许检查")
    inspector.page.goto(f"/inspections/{visit}")
    expect(inspector.page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()


def test_a_visit_that_is_taken_away_leaves_the_tablet(inspector: Tablet, app: Flask, visit: str) -> None:
    give_to(app, visit, "inspector1")
    inspector.page.reload()
    inspector.wait_for_kept("pages-", 1)
    inspector.wait_for_kept("pictures-", 0)
    expect(inspector.page.locator("[data-visit]")).to_have_count(0)
    give_to(app, visit, "inspector")


def test_a_thumbnail_that_got_lost_is_fetched_again_by_itself(chromium: Browser, network: Network) -> None:
    network.be_good()
    lost = threading.Event()

    def lose() -> None:
        lost.set()
        raise ConnectionError

    network.set_trap(Moment.ANSWERED, "GET", "/thumbnail$", lose)
    with tablet(chromium, network) as made:
        made.make_ready()
        assert lost.is_set()


def test_a_worker_that_the_browser_stops_midway_is_asked_again(chromium: Browser, network: Network) -> None:
    network.be_good()
    reached, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        reached.set()
        go_on.wait(PATIENCE_SECONDS)

    network.set_trap(Moment.HALFWAY, "GET", "/finish$", hold)
    with tablet(chromium, network) as made:
        made.log_in("inspector")
        assert reached.wait(PATIENCE_SECONDS)
        made.stop_workers()
        go_on.set()
        expect(made.page.locator("#ready-to-go")).to_contain_text(READY)


def test_a_checklist_of_another_edition_is_not_ready_to_be_taken_along(inspector: Tablet, visit: str) -> None:
    inspector.network.be_down()
    inspector.page.evaluate(DRAWN_BY_ANOTHER, f"/inspections/{visit}")
    inspector.page.reload()
    expect(inspector.page.locator("#ready-to-go")).to_contain_text("还有 1 项检查")
    inspector.network.be_good()
    expect(inspector.page.locator("#ready-to-go")).to_contain_text(READY)


def test_a_new_release_comes_in_while_a_page_of_the_old_one_is_open(
    inspector: Tablet, app: Flask, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, opened = inspector.caches(), inspector.page
    opened.goto(f"/inspections/{visit}")
    serve_next_release(app, tmp_path, monkeypatch)
    beside = opened.context.new_page()
    beside.goto("/inspections")
    inspector.let_in("next")
    expect(opened.locator("#notice-release")).to_contain_text("新版本已就绪")
    inspector.network.be_down()
    beside.goto(f"/inspections/{visit}")
    expect(beside.locator("html")).to_have_attribute("data-release", "next")
    # The page that was open keeps its files, until nobody needs them.
    assert set(old) < set(inspector.caches())
    inspector.network.be_good()
    opened.close()
    inspector.page = beside
    beside.goto("/inspections")
    inspector.wait_until("async (old) => !(await caches.keys()).includes(old)", shell_of(old))


def test_without_https_the_plain_forms_work_and_the_page_says_so(
    chromium: Browser, network: Network, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network, PLAIN, proxy={"server": network.address}) as made:
        made.log_in("inspector")
        expect(made.page.locator("#notice-nothing-kept")).to_contain_text("没有通过安全连接")
        assert made.page.evaluate("isSecureContext") is False
        made.page.goto(f"/inspections/{visit}")
        expect(made.page.locator("#notice-nothing-kept")).to_contain_text("没有网络时请不要填写")
        card = made.page.locator('[id="item-premises.sign"]')
        card.get_by_role("button", name="与申报一致").click()
        expect(card).to_contain_text("已保存")


def test_help_for_the_home_screen_opens_once_and_is_found_again(chromium: Browser, network: Network) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        made.log_in("inspector")
        help_ = made.page.locator("[data-home-screen]")
        help_.get_by_role("button", name="知道了").click()
        made.page.reload()
        expect(help_.get_by_text("添加到主屏幕").first).to_be_hidden()
        help_.locator("summary").click()
        expect(help_.get_by_text("添加到主屏幕").first).to_be_visible()


def test_what_is_not_sent_is_counted_asked_about_and_kept_from_others(inspector: Tablet, visit: str) -> None:
    page = inspector.page
    inspector.network.be_down()
    page.goto(f"/inspections/{visit}")
    page.locator('[id="item-premises.sign"]').get_by_role("button", name="与申报一致").click()
    expect(page.locator("#tablet-status")).to_contain_text("待发送：记录 1 项")
    page.goto("/inspections")
    expect(page.locator("[data-visit]")).to_contain_text("未上传记录 1 项")
    expect(page.locator("[data-visit]")).to_contain_text("已查 1 / 47 项")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="退出").click()
    assert "还有 1 项记录没有上传" in asked[0]
    page.context.clear_cookies()
    inspector.network.be_good()
    inspector.log_in("inspector1")
    expect(page.locator("#notice-others")).to_contain_text("张检查未上传的记录 1 项")
    expect(page.locator("[data-visit]")).to_have_count(0)
    # Who comes back finds it, and it goes to the server.
    page.get_by_role("button", name="退出").click()
    inspector.log_in("inspector")
    expect(page.locator("#notice-others")).to_have_count(0)
    expect(page.locator("#tablet-status")).to_contain_text("没有待发送的内容")


def test_little_room_is_said_in_time(chromium: Browser, network: Network) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        # Chromium always speaks of 10 GB; what others say on a full tablet:
        made.page.add_init_script(
            "navigator.storage.estimate = () => Promise.resolve({ quota: 1e9, usage: 9.5e8 });"
        )
        made.log_in("inspector")
        expect(made.page.locator("#notice-room")).to_contain_text("还能存约 48 MB")


def test_a_browser_that_keeps_nothing_says_so_and_the_plain_forms_work(
    chromium: Browser, network: Network, visit: str
) -> None:
    network.be_good()
    with tablet(chromium, network) as made:
        made.page.add_init_script(KEEP_NOTHING)
        made.log_in("inspector")
        expect(made.page.locator("#notice-nothing-kept")).to_contain_text("不允许在本机保存")
        made.page.goto(f"/inspections/{visit}")
        expect(made.page.locator("#notice-nothing-kept")).to_contain_text("没有网络时请不要填写")
        card = made.page.locator('[id="item-premises.area"]')
        card.get_by_role("button", name="与申报一致").click()
        expect(card).to_contain_text("已保存")
        card.locator("summary", has_text="说明").click()
        card.get_by_role("textbox").fill("实测一致")
        card.get_by_role("button", name="保存说明").click()
        expect(card).to_contain_text("已保存")
        expect(card.get_by_role("textbox")).to_have_value("实测一致")


def test_a_kept_checklist_that_has_lost_its_store_gives_way_to_the_servers(
    inspector: Tablet, visit: str
) -> None:
    page = inspector.page
    page.add_init_script(KEEP_NOTHING)
    inspector.network.be_down()
    page.goto(f"/inspections/{visit}")
    expect(page.locator("#notice-nothing-kept")).to_contain_text("没有网络时请不要填写")
    inspector.network.be_good()
    page.goto(f"/inspections/{visit}")
    card = page.locator('[id="item-premises.independent"]')
    card.get_by_role("button", name="与申报一致").click()
    expect(card).to_contain_text("已保存")


def shell_of(caches: list[str]) -> str:
    return next(name for name in caches if name.startswith("shell-"))


def serve_next_release(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve another release from now on: the same files under another name."""
    worker = (DIST / "sw.js").read_text().replace(app.extensions["release"], "next")
    (folder / "sw.js").write_text(worker)
    monkeypatch.setattr(shell, "DIST", folder)
    monkeypatch.setitem(app.extensions, "release", "next")
