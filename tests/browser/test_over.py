"""A visit that is over while the tablet still holds something of it: it says so, and loses nothing."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection, inspections_of
from inspect_app.records.photographs import Photograph
from inspect_app.web.database import db
from inspect_app.workflow import inspections
from tests.browser.tablets import Tablet, tablet
from tests.browser.test_states import PICTURE, card, grade, on_server, open_checklist, status
from tests.faults.network import Network
from tests.faults.visits import JUDGED, new_visit, put_away
from tests.services.choosing import choose
from tests.services.serving import serving
from tests.web.city import SmallCity, office_of
from tests.web.conftest import settings

GRADED, PHOTOGRAPHED = JUDGED[:2]


@pytest.fixture(scope="module")
def app(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("over")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    return create_app(settings(folder))


@pytest.fixture(scope="module")
def network(app: Flask) -> Iterator[Network]:
    with serving(app) as address, Network(int(address.rpartition(":")[2])) as network:
        yield network


@pytest.fixture
def inspector(chromium: Browser, network: Network) -> Iterator[Tablet]:
    network.be_good()
    with tablet(chromium, network) as made:
        yield made


def hold_back(inspector: Tablet, visit: str) -> None:
    """A record and a photograph of the visit that cannot be sent."""
    inspector.make_ready()
    open_checklist(inspector, visit)
    inspector.network.be_down()
    grade(inspector.page, GRADED)
    place = card(inspector.page, PHOTOGRAPHED)
    choose(place.locator(".from-album"), [PICTURE])
    expect(place.get_by_role("img")).to_have_count(1)
    expect(status(inspector.page)).to_contain_text("待发送：记录 1 项、照片 1 张")


def saved(page: Page) -> tuple[list[str], list[bytes]]:
    """The kinds of the entries and the files of a visit that is saved to a file."""
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("button", name="保存为文件").first.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        told = json.loads(archive.read("inspection.json"))
        files = [archive.read(name) for name in archive.namelist() if name.startswith("files/")]
    return [entry["kind"] for entry in told["entries"]], files


def drop_all(page: Page) -> None:
    page.get_by_role("button", name="全部放弃").click()
    page.get_by_role("dialog", name="全部放弃？").get_by_role("button", name="全部放弃").click()
    expect(status(page)).not_to_contain_text("服务器未接收")


def test_of_a_cancelled_visit_nothing_is_lost_unsaid(
    inspector: Tablet, app: Flask, built_city: tuple[Path, SmallCity]
) -> None:
    page = inspector.page
    with app.app_context():
        (visit,) = inspections_of(db.session, built_city[1].applications["scheduled"])
    hold_back(inspector, visit.id)
    with office_of(app, "city_officer") as office:
        inspections.cancel(
            office, office.session.get_one(Inspection, visit.id), "站点临时关闭", visit.version
        )
    inspector.network.be_good()
    page.reload()
    expect(page.locator(".board-closed")).to_contain_text("本次检查已取消，不能再记录")
    expect(card(page, GRADED)).to_contain_text("服务器未接收")
    # It is on the list no more; the line at the foot leads to what is left of it.
    page.goto("/inspections")
    expect(page.locator(f'[data-visit="{visit.id}"]')).to_have_count(0)
    status(page).locator("summary").click()
    expect(status(page)).to_contain_text("当前状态为“已取消”，不能记录检查结果")
    status(page).get_by_role("link", name="检查记录").click()
    expect(page.locator(".leaving-answer")).to_contain_text("本次检查已取消")
    expect(page.get_by_role("heading", name="服务器未接收 2 项")).to_be_visible()
    expect(page.get_by_role("button", name="再试一次")).to_have_count(0)
    kinds, files = saved(page)
    assert kinds == ["answer", "photograph"]
    assert len(files) == 1
    drop_all(page)
    expect(page.get_by_role("heading", name="服务器未接收")).to_have_count(0)


def test_of_a_visit_that_a_colleague_has_ended_nothing_is_lost_unsaid(inspector: Tablet, app: Flask) -> None:
    page, visit = inspector.page, new_visit(app, ["inspector1", "inspector"])
    hold_back(inspector, visit)
    put_away(app, visit)
    inspector.network.be_good()
    page.reload()
    expect(page.locator(".board-closed")).to_contain_text("本次检查已经完成，不能再修改")
    page.get_by_role("link", name="完成检查", exact=True).click()
    expect(page.locator(".leaving-answer")).to_contain_text("检查已完成，但这台平板上还有内容没有传到服务器")
    refused = page.locator("section", has=page.get_by_role("heading", name="服务器未接收 2 项"))
    expect(refused).to_contain_text("检查记录：宣传政策法规")
    expect(refused).to_contain_text("照片：掌握区域内职工和单位情况")
    assert saved(page)[0] == ["answer", "photograph"]
    # Nothing of it came in behind the back of who ended the visit.
    assert on_server(app, visit, GRADED) == "3"
    with app.app_context():
        assert db.session.query(Photograph).filter_by(inspection_id=visit).count() == 0
    page.get_by_role("button", name="全部放弃").click()
    page.get_by_role("dialog", name="全部放弃？").get_by_role("button", name="保留").click()
    expect(refused).to_be_visible()
