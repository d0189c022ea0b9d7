"""Photographs on the tablet in Chromium: taken with and without a network, drawn on, taken back."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from PIL.ExifTags import Base
from playwright.sync_api import Browser, Dialog, FilePayload, Locator, Page, expect

from inspect_app.app import create_app
from inspect_app.records.photographs import Photograph, photographs_of_inspection
from inspect_app.web.database import db
from tests.evidence.pictures import corners, decoded, encoded, exif_of, seen_corners, view
from tests.web.city import PASSWORD, SmallCity
from tests.web.conftest import settings
from tests.web.inspector.on_tablet import OnTablet, on_tablet
from tests.web.inspector.visiting import Visiting, begin
from tests.web.visitor import Visitor

LETTER = FilePayload(name="letter.jpg", mimeType="image/jpeg", buffer=b"This is a letter.")
# An item a test.
UNUSED = iter(
    [f"duties.{number}" for number in range(1, 11)]
    + [f"equipment.{what}" for what in ("office", "computers", "visitors", "transport")]
)
# What some phones write; Chromium cannot read it.
HEIC = FilePayload(name="IMG_2.HEIC", mimeType="image/heic", buffer=b"\0\0\0\x18ftypheic")


@pytest.fixture(scope="module")
def on_site(built_city: tuple[Path, SmallCity], tmp_path_factory: pytest.TempPathFactory) -> Visiting:
    """One visit for all tests of this file."""
    folder = tmp_path_factory.mktemp("camera")
    shutil.copytree(built_city[0], folder, dirs_exist_ok=True)
    app = create_app(settings(folder))
    inspector = Visitor(app.test_client()).log_in("inspector", PASSWORD)
    return begin(app, built_city[1].applications["scheduled"], inspector)


@pytest.fixture(scope="module")
def shared_tablet(on_site: Visiting, chromium: Browser) -> Iterator[OnTablet]:
    with on_tablet(on_site, chromium) as opened:
        yield opened


@pytest.fixture
def tablet(shared_tablet: OnTablet) -> OnTablet:
    shared_tablet.begin(next(UNUSED))
    return shared_tablet


@contextmanager
def answering(page: Page) -> Iterator[list[str]]:
    """No to every question of the browser; each is noted."""
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    yield asked
    page.remove_listener("dialog", dismiss)


def jpeg(seed: int = 1, name: str = "IMG_1.jpg") -> FilePayload:
    return FilePayload(name=name, mimeType="image/jpeg", buffer=encoded(view(800, 600, seed)))


def pictures(tablet: OnTablet) -> Locator:
    return tablet.card.get_by_role("img")


def on_server(tablet: OnTablet) -> Photograph:
    """The only one of the item, once the tablet has nothing of it left."""
    expect(tablet.card.locator(".photo-waits")).to_have_count(0)
    tablet.is_sent()
    with tablet.visiting.app.app_context():
        taken = photographs_of_inspection(db.session, tablet.visiting.inspection_id)
        (found,) = [each for each in taken if each.item_id == tablet.item]
        return found


def exactly(*lengths: str) -> list[Decimal]:
    return [Decimal(length) for length in lengths]


def open_first(tablet: OnTablet) -> Locator:
    pictures(tablet).first.click()
    return tablet.page.get_by_role("dialog")


def test_without_a_network_a_photograph_is_kept_and_later_sent_byte_for_byte(tablet: OnTablet) -> None:
    tablet.where_is(39.9163, 116.4103)
    tablet.without_network()
    tablet.take(jpeg())
    expect(pictures(tablet)).to_have_count(1)
    (entry,) = tablet.entries()
    assert entry["sha256"] == hashlib.sha256(jpeg()["buffer"]).hexdigest()
    tablet.with_network()
    kept = on_server(tablet)
    assert (kept.id, kept.sha256, kept.source) == (entry["id"], entry["sha256"], "camera")


def test_the_position_is_of_photographs_taken_there_and_not_of_old_ones(tablet: OnTablet) -> None:
    tablet.where_is(39.9163, 116.4103)
    tablet.without_network()
    tablet.take(jpeg(1))
    expect(pictures(tablet)).to_have_count(1)
    tablet.take(jpeg(2))
    expect(pictures(tablet)).to_have_count(2)
    tablet.take(jpeg(3), source="相册")
    expect(pictures(tablet)).to_have_count(3)
    positions = {entry["source"]: entry["position"] for entry in tablet.entries()}
    assert positions == {
        "camera": {"latitude": 39.9163, "longitude": 116.4103, "accuracy_m": 12},
        "album": None,
    }


def test_who_wants_no_position_is_asked_once_and_photographs_all_the_same(tablet: OnTablet) -> None:
    tablet.without_network()
    tablet.take(jpeg(1))
    question = tablet.page.get_by_role("dialog", name="记下拍照的位置？")
    expect(pictures(tablet)).to_have_count(1)
    question.get_by_role("button", name="不记录位置").click()
    expect(question).to_have_count(0)
    tablet.take(jpeg(2))
    expect(pictures(tablet)).to_have_count(2)
    expect(question).to_have_count(0)
    assert [entry["position"] for entry in tablet.entries()] == [None, None]


def test_a_large_photograph_is_made_smaller_beside_the_page_and_stands_upright(tablet: OnTablet) -> None:
    exif = exif_of({Base.Orientation: 6, Base.Make: "HUAWEI"}, {}, {})
    lying = encoded(corners().rotate(90, expand=True).resize((3000, 4000)), exif=exif)
    tablet.take(FilePayload(name="large.jpg", mimeType="image/jpeg", buffer=lying), source="相册")
    expect(pictures(tablet)).to_have_count(1)
    assert [worker.url.rpartition("/")[2][:6] for worker in tablet.page.workers] == ["shrink"]
    kept = on_server(tablet)
    assert (kept.width, kept.height) == (2048, 1536)
    with tablet.visiting.app.app_context():
        display = tablet.visiting.app.extensions["store"].get(kept.display_sha256)
    assert seen_corners(decoded(display)) == "RGBW"


def test_who_leaves_while_photographs_are_being_kept_waits_for_them(tablet: OnTablet) -> None:
    files = [jpeg(seed, f"{seed}.jpg") for seed in range(20)]
    tablet.take(*files, source="相册")
    tablet.page.get_by_role("link", name="我的检查").first.click()
    tablet.page.wait_for_url("**/inspections")
    tablet.open()
    expect(pictures(tablet)).to_have_count(len(files))


def test_questions_are_answered_at_once_and_asked_once_while_photographs_are_being_kept(
    tablet: OnTablet,
) -> None:
    tablet.without_network()
    tablet.hold_store()
    tablet.take(jpeg(1), jpeg(2), source="相册")
    tablet.take(jpeg(3))
    question = tablet.page.get_by_role("dialog", name="记下拍照的位置？")
    question.get_by_role("button", name="不记录位置").click()
    expect(question).to_have_count(0)
    expect(tablet.card.locator(".sending")).to_contain_text("正在保存照片")
    with answering(tablet.page) as asked:
        tablet.page.get_by_role("button", name="退出").click()
        assert asked == []
        tablet.release_store()
        expect(pictures(tablet)).to_have_count(3)
        tablet.page.wait_for_timeout(500)
    assert len(asked) == 1
    assert "没有上传" in asked[0]


def test_what_cannot_be_used_is_named_and_the_others_are_kept(tablet: OnTablet) -> None:
    tablet.without_network()
    tablet.take(LETTER, jpeg(1), HEIC, jpeg(1, "again.jpg"), source="相册")
    alert = tablet.card.get_by_role("alert")
    expect(alert).to_contain_text("letter.jpg：这个文件不是照片或已损坏")
    expect(alert).to_contain_text("IMG_2.HEIC：本机打不开 HEIC 格式的照片")
    expect(alert).to_contain_text("again.jpg：这个项目已有同一张照片")
    expect(pictures(tablet)).to_have_count(1)


def test_a_full_tablet_says_what_was_not_kept(on_site: Visiting, chromium: Browser) -> None:
    noise = random.Random(1).randbytes(1000 * 800 * 3)  # noqa: S311 - must repeat
    large = encoded(Image.frombytes("RGB", (1000, 800), noise), quality=95)
    # The same picture with something behind its end, eight times.
    files = [FilePayload(name=f"{n}.jpg", mimeType="image/jpeg", buffer=large + bytes([n])) for n in range(8)]
    with on_tablet(on_site, chromium, room=5_000_000) as tablet:
        tablet.item = next(UNUSED)
        tablet.without_network()
        tablet.take(*files, source="相册")
        alert = tablet.card.get_by_role("alert")
        expect(alert).to_contain_text("平板存储空间已满，照片没有保存")
        kept = len(tablet.entries())
        assert 0 < kept < 7
        expect(alert).to_contain_text(f"其余 {7 - kept} 张也没有保存")
        expect(pictures(tablet)).to_have_count(kept)


def test_what_is_drawn_lies_over_the_clean_picture(tablet: OnTablet) -> None:
    tablet.without_network()
    tablet.take(jpeg(), source="相册")
    dialog = open_first(tablet)
    paper = dialog.locator(".drawing")
    dialog.get_by_role("button", name="箭头").click()
    tablet.drag(paper, (0.1, 0.2), (0.5, 0.4))
    dialog.get_by_role("button", name="画圈").click()
    tablet.drag(paper, (0.6, 0.6), (0.8, 0.8))
    tablet.drag(paper, (0.1, 0.6), (0.3, 0.8))
    dialog.get_by_role("button", name="撤销").click()
    dialog.get_by_role("button", name="文字").click()
    dialog.get_by_label("要写的文字").fill("漏水")
    tablet.drag(paper, (0.2, 0.9))
    dialog.get_by_role("button", name="保存标注").click()
    expect(dialog).to_have_count(0)
    tablet.with_network()
    assert on_server(tablet).drawing == [
        {"kind": "arrow", "from": exactly("0.1", "0.15"), "to": exactly("0.5", "0.3")},
        {"kind": "ring", "centre": exactly("0.7", "0.525"), "radii": exactly("0.1", "0.075")},
        {"kind": "text", "at": exactly("0.2", "0.675"), "text": "漏水"},
    ]
    dialog = open_first(tablet)
    expect(dialog.locator("ellipse.drawing-line")).to_be_visible()
    dialog.get_by_role("button", name="看原图").click()
    expect(dialog.locator("ellipse.drawing-line")).to_be_hidden()


def test_one_can_draw_and_write_and_leave_the_dialog_without_a_pointer(tablet: OnTablet) -> None:
    tablet.without_network()
    tablet.take(jpeg(), source="相册")
    dialog = open_first(tablet)
    dialog.get_by_role("button", name="文字").press("Enter")
    tablet.page.keyboard.type("漏水")
    tablet.page.keyboard.press("Enter")
    expect(dialog.locator("text.drawing-line")).to_have_text("漏水")
    dialog.get_by_role("button", name="画圈").press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("用方向键移动")
    ring = dialog.locator("ellipse.drawing-line")
    expect(ring).to_have_attribute("cx", "500")
    tablet.page.keyboard.press("ArrowRight")
    tablet.page.keyboard.press("+")
    expect(ring).to_have_attribute("cx", "520")
    expect(ring).to_have_attribute("rx", "150")
    with tablet.page.expect_event("dialog") as asked:
        tablet.page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    tablet.page.keyboard.press("Escape")
    tablet.page.get_by_role("dialog", name="标注还没有保存").get_by_role("button", name="不保存标注").press(
        "Enter"
    )
    expect(tablet.page.get_by_role("dialog")).to_have_count(0)
    assert [entry["kind"] for entry in tablet.entries()] == ["photograph"]


def test_a_photograph_that_is_only_here_is_deleted_after_a_question(tablet: OnTablet) -> None:
    tablet.without_network()
    tablet.take(jpeg(1), source="相册")
    expect(tablet.page.locator("#tablet-status[data-phase=offline]")).to_be_visible()
    tablet.take(jpeg(2), source="相册")
    expect(pictures(tablet)).to_have_count(2)
    pictures(tablet).last.click()
    tablet.page.get_by_role("dialog").get_by_role("button", name="删除照片").click()
    question = tablet.page.get_by_role("dialog", name="删除这张照片？")
    question.get_by_role("button", name="删除", exact=True).click()
    expect(pictures(tablet)).to_have_count(1)
    (left,) = tablet.entries()
    assert left["sha256"] == hashlib.sha256(jpeg(1)["buffer"]).hexdigest()


def test_a_photograph_on_the_server_is_withdrawn_with_a_reason(tablet: OnTablet) -> None:
    tablet.take(jpeg(), source="相册")
    expect(pictures(tablet)).to_have_count(1)
    kept = on_server(tablet)
    tablet.without_network()
    open_first(tablet).get_by_role("button", name="撤下照片").click()
    tablet.page.get_by_role("button", name="拍错了检查项目").click()
    expect(pictures(tablet)).to_have_count(0)
    tablet.with_network()
    tablet.is_sent()
    with tablet.visiting.app.app_context():
        assert db.session.get_one(Photograph, kept.id).withdrawn_why == "拍错了检查项目"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everybody_can_use_the_dialogs(tablet: OnTablet, colours: str) -> None:
    tablet.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    tablet.without_network()
    tablet.take(jpeg())
    question = tablet.page.get_by_role("dialog", name="记下拍照的位置？")
    expect(question).to_be_visible()
    expect(pictures(tablet)).to_have_count(1)
    assert_axe_finds_nothing(tablet.page)
    question.get_by_role("button", name="不记录位置").click()
    dialog = open_first(tablet)
    dialog.get_by_role("button", name="文字").click()
    assert_nothing_moves(tablet.page)
    assert_axe_finds_nothing(tablet.page)
    low = [button.text_content() for button in dialog.get_by_role("button").all() if height(button) < 44]
    assert low == []


def height(button: Locator) -> float:
    box = button.bounding_box()
    return box["height"] if box else 44


def assert_nothing_moves(page: Page) -> None:
    """What was touched has its new colours at once: half way to them nothing could be read."""
    assert page.evaluate("document.getAnimations().length") == 0


def assert_axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
