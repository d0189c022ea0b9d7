"""The end of a visit on the tablet in Chromium: signed and ended without a network, saved to a file."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, FilePayload, expect

from inspect_app.app import create_app
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.records.photographs import PhotographRole, photographs_of_inspection
from inspect_app.web.tablet.receipt import receipt_of
from inspect_app.workflow import inspections, photographs, signatures
from tests.evidence.pictures import encoded, view
from tests.web.city import PASSWORD, office_of
from tests.web.conftest import settings
from tests.web.inspector.on_tablet import OnTablet, on_tablet
from tests.web.inspector.visiting import Visiting
from tests.web.pages import Page
from tests.web.visitor import Visitor

PICTURE = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=encoded(view(800, 600)))
STROKES = [((0.1, 0.3), (0.2, 0.7), (0.3, 0.3)), ((0.4, 0.3), (0.4, 0.7)), ((0.5, 0.5), (0.7, 0.4))]


@pytest.fixture
def tablet(visiting: Visiting, chromium: Browser) -> Iterator[OnTablet]:
    """Every item was looked at and is on the server; the page “ready to leave?” is open."""
    visiting.look_at_all()
    with on_tablet(visiting, chromium) as opened:
        opened.begin("premises.sign")
        opened.item = "premises.sign"
        opened.open("/finish")
        expect(opened.page.get_by_text("各项都已检查")).to_be_visible()
        yield opened


def sign(tablet: OnTablet, button: str, name: str = "") -> None:
    tablet.page.get_by_role("button", name=button).click()
    dialog = tablet.page.get_by_role("dialog")
    if name:
        dialog.get_by_label("站点负责人姓名").fill(name)
    for stroke in STROKES:
        tablet.drag(dialog.locator("canvas"), *stroke)
    dialog.get_by_role("button", name="确认签名").click()
    expect(dialog).to_have_count(0)


def end(tablet: OnTablet, *, has_signed: bool = False) -> None:
    page = tablet.page
    page.get_by_label("检查小结").fill("总体良好")
    if not has_signed:
        page.get_by_label("检查结果属实").check()
    page.get_by_role("button", name="完成检查").click()


def test_a_visit_is_signed_and_ended_without_a_network(tablet: OnTablet) -> None:
    tablet.without_network()
    sign(tablet, "我来签名")
    sign(tablet, "请负责人签名", "王站长")
    end(tablet, has_signed=True)
    expect(tablet.page.get_by_text("可以离开。检查已在本机完成")).to_be_visible()
    tablet.with_network()
    expect(tablet.page.get_by_text("可以离开。检查已完成，服务器已全部收到")).to_be_visible()
    tablet.page.get_by_role("link", name="查看检查记录").click()
    expect(tablet.page.get_by_text("检查小结：总体良好")).to_be_visible()
    for name in ("张检查", "王站长"):
        expect(tablet.page.get_by_role("img", name=f"{name}的签名")).to_be_visible()
    expect(tablet.page.get_by_text("与现存记录相符")).to_have_count(2)
    with office_of(tablet.visiting.app, "inspector") as office:
        visit = office.session.get_one(Inspection, tablet.visiting.inspection_id)
        assert (visit.state, visit.summary) == (InspectionState.FINISHED, "总体良好")
        given = {each.role: (each.name, fits) for each, fits in signatures.standing(office, visit)}
    assert given == {"inspector": ("张检查", True), "station_head": ("王站长", True)}


def test_the_end_can_be_taken_back_until_it_is_sent(tablet: OnTablet) -> None:
    tablet.without_network()
    end(tablet)
    tablet.page.get_by_role("button", name="继续修改").click()
    expect(tablet.page.get_by_label("检查小结")).to_have_value("总体良好")
    assert tablet.entries() == []


def test_who_signed_before_a_change_is_asked_again(tablet: OnTablet) -> None:
    tablet.without_network()
    sure = tablet.page.get_by_label("检查结果属实")
    expect(sure).to_be_visible()
    sign(tablet, "我来签名")
    expect(tablet.page.get_by_text("✓ 已签名")).to_have_count(1)
    expect(tablet.page.get_by_text("您已签名确认检查结果")).to_be_visible()
    expect(sure).to_be_hidden()
    tablet.open()
    tablet.take(PICTURE, source="相册")
    expect(tablet.card.get_by_role("img")).to_have_count(1)
    tablet.open("/finish")
    expect(tablet.page.get_by_text("签名后内容有改动，请重新签名")).to_be_visible()
    expect(sure).to_be_visible()


def test_an_end_that_is_refused_says_why_and_can_be_taken_back(tablet: OnTablet) -> None:
    tablet.without_network()
    end(tablet)
    with office_of(tablet.visiting.app, "inspector") as office:
        visit = office.session.get_one(Inspection, tablet.visiting.inspection_id)
        inspections.record(office, visit, "duties.1", grade=1, note="")
    tablet.with_network()
    expect(tablet.page.get_by_text("还不能离开：服务器未接受完成检查。")).to_be_visible()
    tablet.page.get_by_role("button", name="继续修改").click()
    expect(tablet.page.get_by_role("heading", name="还有 1 处须完成")).to_be_visible()


def test_an_end_that_waits_for_what_was_refused_says_so(tablet: OnTablet) -> None:
    tablet.open()
    tablet.without_network()
    tablet.take(PICTURE)
    expect(tablet.card.get_by_role("img")).to_have_count(1)
    tablet.open("/finish")
    end(tablet)
    with office_of(tablet.visiting.app, "inspector") as office:
        visit = office.session.get_one(Inspection, tablet.visiting.inspection_id)
        site, role = visit.application.site, PhotographRole.INSPECTION
        photographs.attach(office, site, tablet.item, PICTURE["buffer"], role, inspection=visit)
    tablet.with_network()
    expect(tablet.page.get_by_text("还不能离开：有内容服务器没有接收")).to_be_visible()
    tablet.page.get_by_role("button", name="放弃这一项").click()
    tablet.page.get_by_role("dialog").get_by_role("button", name="放弃").click()
    expect(tablet.page.get_by_text("可以离开。检查已在本机完成")).to_be_visible()
    tablet.page.get_by_role("button", name="立即上传").click()
    expect(tablet.page.get_by_text("可以离开。检查已完成，服务器已全部收到")).to_be_visible()


def test_a_saved_file_comes_to_the_same_as_sending(tablet: OnTablet, tmp_path: Path) -> None:
    tablet.without_network()
    tablet.open()
    tablet.take(PICTURE, source="相册")
    expect(tablet.card.get_by_role("img")).to_have_count(1)
    tablet.open("/finish")
    sign(tablet, "请负责人签名", "王站长")
    end(tablet)
    expect(tablet.page.get_by_text("可以离开。检查已在本机完成")).to_be_visible()
    with tablet.page.expect_download() as download:
        tablet.page.get_by_role("button", name="保存为文件").click()
    assert re.fullmatch(r"检查-东华门街道.+\.zip", download.value.suggested_filename)
    saved = tmp_path / "saved.zip"
    download.value.save_as(saved)
    loading = create_app(settings(copied(tablet, tmp_path / "loading")))
    load(loading, saved)
    tablet.with_network()
    expect(tablet.page.get_by_text("可以离开。检查已完成，服务器已全部收到")).to_be_visible()
    assert held(loading, tablet) == held(tablet.visiting.app, tablet)


def copied(tablet: OnTablet, folder: Path) -> Path:
    """The server's database and files as they are now."""
    shutil.copytree(Path(tablet.visiting.app.extensions["settings"].uploads).parent, folder)
    return folder


def load(app: Flask, saved: Path) -> None:
    inspector = Visitor(app.test_client()).log_in("inspector", PASSWORD)
    answer = inspector.submit("/inspections/load", {"file": (saved.open("rb"), saved.name)}, action="load")
    assert not isinstance(answer, Page), "the file was refused"
    assert "全部都已在系统中" in inspector.open(answer).text


def held(app: Flask, tablet: OnTablet) -> dict[str, object]:
    """All that the server holds of the visit, and the bytes of the files.

    Moments are left out: how far the tablet's clock is off is measured anew at every contact.
    """
    with office_of(app, "inspector") as office:
        visit = office.session.get_one(Inspection, tablet.visiting.inspection_id)
        photographs = photographs_of_inspection(office.session, visit.id)
        signed = signatures.standing(office, visit)
        files = [each.sha256 for each in photographs] + [each.sha256 for each, _ in signed]
        return {
            "receipt": {**receipt_of(office, visit), "at": None},
            "visit": (visit.state, visit.summary, visit.ended_as),
            "photographs": [(p.id, p.sha256, p.source, p.drawing) for p in photographs],
            "signatures": [(s.id, s.role, s.name, s.statement_sha256, fits) for s, fits in signed],
            "files": [app.extensions["store"].get(each) for each in files],
        }
