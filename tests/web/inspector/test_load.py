"""Loading the file that a tablet saved: the same result as synchronising, and suspicion of every byte."""

import io
import json
import random
import zipfile
from typing import Any

import pytest
from flask import Flask

from inspect_app.policy import Standard
from inspect_app.web.tablet.refusals import TabletError
from inspect_app.web.tablet.saved_file import open_saved
from tests.web.city import LogIn
from tests.web.pages import Page
from tests.web.tablet.tablets import (
    JUDGED,
    MEASURED,
    Tablet,
    answer,
    answer_all,
    capture,
    end,
    new_id,
    sha256,
    shapes,
    signature,
)
from tests.workflow import journey

PICTURE = journey.picture(5)


@pytest.fixture
def standard(app: Flask) -> Standard:
    found: Standard = app.extensions["library"].standard("station-2013")
    return found


def contents(tablet: Tablet, *entries: dict[str, Any], **said: Any) -> dict[str, Any]:
    person = tablet.fetch("/tablet/session")["person"]
    whole = {"format": 1, "visit": tablet.visit, "person": person, "saved_at": "2013-11-20T10:00:00+08:00"}
    return whole | {"entries": list(entries)} | said


def packed(said: object, files: dict[str, bytes] | None = None, **options: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as archive:
        archive.writestr("inspection.json", json.dumps(said))
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def load(tablet: Tablet, content: bytes) -> Page:
    """The page of what became of the file; the one that asks for a file where it was refused."""
    answer = tablet.visitor.submit(
        "/inspections/load", {"file": (io.BytesIO(content), "检查.zip")}, action="load"
    )
    return answer if isinstance(answer, Page) else tablet.visitor.open(answer)


def everything(tablet: Tablet) -> tuple[bytes, dict[str, str]]:
    """A file with one entry of each kind but the end, and the ids and revisions in it."""
    ids = {name: new_id() for name in ("answer", "photograph", "drawing", "spoilt", "signature")}
    spoilt = journey.picture(6)
    signed = signature(journey.strokes(), statement=json.dumps({"inspection": tablet.visit}))
    said = contents(
        tablet,
        {"kind": "withdrawal", "id": ids["spoilt"], "why": "拍糊了"},
        {"kind": "answer", "item": JUDGED, **answer(revision=ids["answer"])},
        {"kind": "drawing", "id": ids["photograph"], "revision": ids["drawing"], "shapes": shapes()},
        {"kind": "photograph", "id": ids["photograph"], **capture(PICTURE)},
        {"kind": "photograph", "id": ids["spoilt"], **capture(spoilt)},
        {"kind": "signature", "id": ids["signature"], **signed},
    )
    pictures = {ids["photograph"]: PICTURE, ids["spoilt"]: spoilt, ids["signature"]: journey.strokes()}
    return packed(said, {f"files/{name}": content for name, content in pictures.items()}), ids


def test_a_file_is_loaded_with_the_same_result_as_synchronising(tablet: Tablet) -> None:
    content, ids = everything(tablet)
    page = load(tablet, content)
    assert "全部都已在系统中" in page.text
    assert "这次收下 6" in page.text
    receipt = tablet.receipt()
    assert receipt["answers"] == {JUDGED: ids["answer"]}
    assert receipt["photographs"][ids["photograph"]] == sha256(PICTURE)
    assert receipt["drawings"] == {ids["photograph"]: ids["drawing"]}
    assert receipt["withdrawn"] == [ids["spoilt"]]
    assert receipt["signatures"] == {ids["signature"]: sha256(journey.strokes())}


def test_loading_and_synchronising_doubles_nothing(tablet: Tablet) -> None:
    content, ids = everything(tablet)
    tablet.answer(JUDGED, revision=ids["answer"])
    tablet.photograph(PICTURE, ids["photograph"])
    page = load(tablet, content)
    assert "原来就在系统中 2" in page.text
    assert "这次收下 4" in page.text
    before = tablet.receipt()
    assert "原来就在系统中 6" in load(tablet, content).text
    assert tablet.receipt() | {"at": ""} == before | {"at": ""}


def test_the_end_of_a_visit_comes_in_a_file(tablet: Tablet, standard: Standard) -> None:
    answer_all(tablet, standard)
    ended = end(tablet.packet())
    assert "全部都已在系统中" in load(tablet, packed(contents(tablet, {"kind": "end", **ended}))).text
    assert tablet.packet()["receipt"]["end"] == ended["id"]


def test_what_cannot_be_taken_is_named_with_its_reason_and_holds_up_nothing(tablet: Tablet) -> None:
    kept, lost = new_id(), new_id()
    page = load(
        tablet,
        packed(
            contents(
                tablet,
                {"kind": "answer", "item": JUDGED, **answer(grade="9")},
                {"kind": "answer", "item": "duties.2", **answer(revision=kept)},
                {"kind": "answer", "item": MEASURED, **answer(grade=None, facts={"floor_area_m2": 45})},
                {"kind": "photograph", "id": lost, **capture(PICTURE)},
            )
        ),
    )
    assert "有 3 条没有收下" in page.text
    assert "请填写与填报不一致的原因" in page.text
    assert "文件里缺少这张照片或签名" in page.text
    assert tablet.receipt()["answers"] == {"duties.2": kept}


def test_characters_that_no_page_takes_are_told_of_and_hold_up_nothing(tablet: Tablet) -> None:
    half, kept = "\ud842", new_id()
    signed = signature(journey.strokes(), statement="{}", name=f"张{half}")
    page = load(
        tablet,
        packed(
            contents(
                tablet,
                {"kind": "signature", "id": new_id(), **signed},
                {"kind": "answer", "item": JUDGED, **answer(), half: 1},
                {"kind": "answer", "item": MEASURED, **answer(grade=None, facts={half: 1})},
                {"kind": "answer", "item": "duties.2", **answer(revision=kept)},
            )
        ),
    )
    assert "有 3 条没有收下" in page.text
    assert "张\ufffd" in page.text
    assert tablet.receipt()["answers"] == {"duties.2": kept}


def test_what_says_too_little_to_be_held_is_not_taken_for_held(tablet: Tablet) -> None:
    page = load(
        tablet,
        packed(
            contents(
                tablet,
                {"kind": "photograph", "id": new_id(), "item": JUDGED},
                {"kind": "drawing", "id": new_id(), "revision": None, "shapes": []},
            )
        ),
    )
    assert "有 2 条没有收下" in page.text


def test_what_became_of_a_file_can_be_read_again_by_who_is_on_the_visit(
    tablet: Tablet, client_as: LogIn
) -> None:
    content, _ = everything(tablet)
    loaded = tablet.visitor.submit(
        "/inspections/load", {"file": (io.BytesIO(content), "检查.zip")}, action="load"
    )
    assert not isinstance(loaded, Page)
    address = loaded.location
    for _again in range(2):
        page = tablet.visitor.visit(address)
        assert "这次收下 6" in page.text
        assert "照片：办公服务用房不少于 50 平方米" in page.text
        assert "签名：王站长" in page.text
    assert client_as("inspector2").client.get(address).status_code == 404
    other_act = address.rpartition("/")[0] + "/1"
    assert tablet.visitor.client.get(other_act).status_code == 404


def test_a_rival_leads_to_the_choice(tablet: Tablet, other_tablet: Tablet) -> None:
    tablet.answer(JUDGED, grade="4")
    body = {"kind": "answer", "item": JUDGED, **answer(grade="1")}
    page = load(other_tablet, packed(contents(other_tablet, body)))
    assert "待组长选定" in page.text
    assert page.tree.xpath("//a[@href=$there]", there=f"/inspections/{tablet.visit}/rivals")


def test_only_who_saved_a_file_loads_it(tablet: Tablet, other_tablet: Tablet) -> None:
    content, _ = everything(tablet)
    page = load(other_tablet, content)
    assert "这个文件是张检查的检查记录" in page.text
    assert tablet.receipt()["answers"] == {}


def test_a_visit_that_is_no_longer_ones_own_is_refused(tablet: Tablet, client_as: LogIn) -> None:
    foreign = Tablet(client_as("inspector2"), tablet.visit)
    page = load(foreign, packed(contents(foreign, {"kind": "answer", "item": JUDGED, **answer()})))
    assert "已经改由他人承担" in page.text


def with_wrong_size(content: bytes) -> bytes:
    """The archive with the sizes in its directory made smaller than what is packed."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + (10).to_bytes(4, "little") + content[at + 28 :]


WRONG_FILES = {
    "nothing": b"",
    "no archive": b"this is no archive",
    "cut short": packed({"format": 1})[:-30],
    # The end of an archive that holds nothing.
    "without contents": b"PK\x05\x06" + bytes(18),
    "a bomb": packed("x" * (17 * 1024 * 1024), compression=zipfile.ZIP_DEFLATED),
    "a lie about sizes": with_wrong_size(packed({"format": 1, "visit": new_id()})),
    "no object": packed([1, 2]),
    "packed as no tablet does it": packed({"format": 1}, compression=zipfile.ZIP_LZMA),
    "half a character": packed({"format": 1, "\ud842": 1}),
}


def test_a_file_with_any_byte_changed_is_read_or_refused(tablet: Tablet) -> None:
    whole, dice = everything(tablet)[0], random.Random(7)  # noqa: S311 - must repeat
    outcomes = set()
    for _ in range(2000):
        changed = bytearray(whole)
        # Most of what can go wrong stands in the directory, at the end.
        changed[-dice.randint(1, min(len(whole), 700))] = dice.randrange(256)
        try:
            saved = open_saved(io.BytesIO(changed))
            for entry in saved.entries:
                if entry.kind in {"photograph", "signature"}:
                    saved.content(entry, 1_000_000)
            outcomes.add("read")
        except TabletError as error:
            outcomes.add(error.refusal.code)
    assert {"read", "damaged", "no_file"} <= outcomes


@pytest.mark.parametrize("content", WRONG_FILES.values(), ids=list(WRONG_FILES))
def test_a_file_that_no_tablet_saved_is_refused(tablet: Tablet, content: bytes) -> None:
    page = load(tablet, content)
    assert page.status == 200
    assert page.tree.xpath("//*[@id='file-error']")


WRONG_CONTENTS: dict[str, dict[str, Any]] = {
    "another format": {"format": 2},
    "no format": {"format": None},
    "no visit": {"visit": None},
    "a path for a visit": {"visit": "../../etc"},
    "no person": {"person": {"id": "1", "name": "张检查"}},
    "no entries": {"entries": None},
    "an unknown kind": {"entries": [{"kind": "command", "id": "x"}]},
    "an entry without an id": {"entries": [{"kind": "photograph"}]},
    "an entry that is none": {"entries": [7]},
    "too many entries": {"entries": [{"kind": "end", "id": "x"}] * 5001},
    "a surprise": {"surprise": 1},
}


@pytest.mark.parametrize("wrong", WRONG_CONTENTS.values(), ids=list(WRONG_CONTENTS))
def test_contents_that_cannot_be_read_are_refused_with_a_sentence(
    tablet: Tablet, wrong: dict[str, Any]
) -> None:
    page = load(tablet, packed(contents(tablet) | wrong))
    assert page.tree.xpath("//*[@id='file-error']")


@pytest.mark.parametrize(
    "name", ["../files/{}", "/etc/passwd", "files/../{}", "files/{}/x", "FILES/{}"], ids=str
)
def test_bytes_under_any_other_name_are_not_read(tablet: Tablet, name: str) -> None:
    taken = new_id()
    said = contents(tablet, {"kind": "photograph", "id": taken, **capture(PICTURE)})
    page = load(tablet, packed(said, {name.format(taken): PICTURE}))
    assert "文件里缺少这张照片或签名" in page.text


def test_a_photograph_that_unpacks_to_too_much_is_refused_alone(tablet: Tablet) -> None:
    taken, kept = new_id(), new_id()
    bomb = PICTURE + bytes(30 * 1024 * 1024)
    said = contents(
        tablet,
        {"kind": "photograph", "id": taken, **capture(bomb)},
        {"kind": "answer", "item": JUDGED, **answer(revision=kept)},
    )
    page = load(tablet, packed(said, {f"files/{taken}": bomb}, compression=zipfile.ZIP_DEFLATED))
    assert "有 1 条没有收下" in page.text
    assert tablet.receipt()["answers"] == {JUDGED: kept}


def test_a_photograph_that_was_damaged_on_the_way_is_refused(tablet: Tablet) -> None:
    taken = new_id()
    said = contents(tablet, {"kind": "photograph", "id": taken, **capture(PICTURE)})
    page = load(tablet, packed(said, {f"files/{taken}": PICTURE[:-1]}))
    assert "文件里缺少这张照片或签名，或者它太大、已损坏" in page.text


def test_the_list_of_visits_leads_to_loading(tablet: Tablet) -> None:
    page = tablet.visitor.visit("/inspections")
    assert page.tree.xpath("//a[@href='/inspections/load']")


def test_without_a_file_the_page_asks_for_one(tablet: Tablet) -> None:
    answer = tablet.visitor.submit("/inspections/load", {}, action="load")
    assert isinstance(answer, Page)
    assert "请先选择平板保存的文件" in answer.text
