"""What the tablet sends: taken once however often it comes, refused alone with a sentence to read."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.policy import Standard
from inspect_app.records.history import count_entries
from inspect_app.records.inspections import Inspection
from inspect_app.web.database import db
from inspect_app.workflow import inspections, signatures
from tests.web.city import SmallCity, give_to, office_of
from tests.web.tablet.tablets import (
    JUDGED,
    MEASURED,
    Tablet,
    answer,
    answer_all,
    capture,
    code,
    end,
    new_id,
    sha256,
    shapes,
    signature,
    with_file,
)
from tests.workflow import journey

PICTURE, OTHER, STROKES = journey.picture(5), journey.picture(6), journey.strokes()
SIGNED = sha256(STROKES)
Send = Callable[[Tablet, str], TestResponse]
# Each sends one entry under an id; sent again it is the very same.
ENTRIES: dict[str, Send] = {
    "answer": lambda tablet, id: tablet.answer(JUDGED, revision=id),
    "photograph": lambda tablet, id: tablet.photograph(PICTURE, id),
    "signature": lambda tablet, id: tablet.signature(STROKES, id),
}


def written(app: Flask) -> int:
    with app.app_context():
        return count_entries(db.session)


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_sent_again_is_held_and_changes_nothing(tablet: Tablet, app: Flask, kind: str) -> None:
    id, send = new_id(), ENTRIES[kind]
    first = send(tablet, id)
    assert first.status_code == 200, first.get_data(as_text=True)
    before, held = written(app), tablet.receipt()
    again = send(tablet, id)
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    assert written(app) == before
    assert tablet.receipt() | {"at": ""} == held | {"at": ""}


def test_what_is_held_is_named_by_revision_or_digest(tablet: Tablet) -> None:
    revision, taken, signed = new_id(), new_id(), new_id()
    assert tablet.answer(JUDGED, revision=revision).get_json() == {"held": revision}
    assert tablet.photograph(PICTURE, taken).get_json() == {"held": sha256(PICTURE)}
    assert tablet.signature(STROKES, signed).get_json() == {
        "held": SIGNED,
        "fits": False,
    }
    receipt = tablet.receipt()
    assert receipt["answers"] == {JUDGED: revision}
    assert receipt["photographs"] == {taken: sha256(PICTURE)}
    assert receipt["signatures"] == {signed: SIGNED}


def test_a_newer_answer_takes_the_place_of_the_one_it_was_based_on(tablet: Tablet) -> None:
    first, second = new_id(), new_id()
    tablet.answer(JUDGED, revision=first)
    tablet.answer(JUDGED, revision=second, base=first, grade="1", note="未开展")
    receipt = tablet.receipt()
    assert (receipt["answers"], receipt["superseded"]) == ({JUDGED: second}, [first])
    # A reply that was lost: the tablet sends the old one again.
    assert tablet.answer(JUDGED, revision=first).get_json() == {"held": first}
    assert tablet.receipt()["answers"] == {JUDGED: second}


def test_two_answers_to_one_item_are_both_kept(tablet: Tablet, other_tablet: Tablet) -> None:
    first, second = new_id(), new_id()
    assert tablet.answer(JUDGED, revision=first, grade="4").get_json() == {"held": first}
    assert other_tablet.answer(JUDGED, revision=second, grade="1").get_json() == {"rival": second}
    packet = tablet.packet()
    (rival,) = packet["rivals"]
    assert (rival["item"], rival["revision"], rival["by"]["name"]) == (JUDGED, second, "许检查")
    assert packet["receipt"]["rivals"] == [second]
    assert packet["answers"][JUDGED]["grade"] == "4"


def test_a_signature_fits_while_nothing_changes(tablet: Tablet, app: Flask) -> None:
    tablet.answer(JUDGED, revision=new_id())
    with office_of(app, "inspector") as office:
        statement = signatures.statement(office, office.session.get_one(Inspection, tablet.visit))
    signed = new_id()
    assert tablet.signature(STROKES, signed, statement=statement).get_json()["fits"] is True
    tablet.answer("duties.2")
    assert tablet.signature(STROKES, signed, statement=statement).get_json()["fits"] is False
    (kept,) = tablet.packet()["signatures"]
    assert (kept["name"], kept["statement"]) == ("王站长", sha256(statement.encode()))


def test_a_photograph_withdrawn_twice_is_withdrawn_once(tablet: Tablet, app: Flask) -> None:
    taken = new_id()
    tablet.photograph(PICTURE, taken)
    for _ in range(2):
        answer = tablet.put(f"photographs/{taken}/withdrawal", json={"why": "拍糊了"})
        assert (answer.status_code, answer.get_json()) == (200, {"held": taken})
    packet = tablet.packet()
    assert packet["photographs"] == []
    assert packet["receipt"]["withdrawn"] == [taken]
    # The file is held all the same: a reply that was lost does not bring the photograph back.
    assert tablet.photograph(PICTURE, taken).get_json() == {"held": sha256(PICTURE)}
    assert tablet.packet()["photographs"] == []


def test_a_drawing_is_kept_beside_the_picture_and_a_later_one_takes_its_place(tablet: Tablet) -> None:
    taken, first, second = new_id(), new_id(), new_id()
    tablet.photograph(PICTURE, taken)
    address = f"photographs/{taken}/drawing"
    drawn = tablet.put(address, json={"revision": first, "shapes": shapes()})
    assert (drawn.status_code, drawn.get_json()) == (200, {"held": first})
    assert tablet.packet()["photographs"][0]["drawing"] == {"revision": first, "shapes": shapes()}
    tablet.put(address, json={"revision": second, "shapes": shapes()[:1]})
    # The first once more, its reply having been lost.
    assert tablet.put(address, json={"revision": first, "shapes": shapes()}).get_json() == {"held": first}
    assert tablet.packet()["photographs"][0]["drawing"] == {"revision": second, "shapes": shapes()[:1]}
    assert tablet.receipt()["drawings"] == {taken: second}
    assert tablet.receipt()["superseded"] == [first]
    assert tablet.receipt()["photographs"] == {taken: sha256(PICTURE)}


def test_a_visit_ends_once(tablet: Tablet, app: Flask) -> None:
    standard = app.extensions["library"].standard("station-2013")
    answer_all(tablet, standard)
    body = end(tablet.packet())
    first = tablet.put("end", json=body)
    assert (first.status_code, first.get_json()) == (200, {"held": body["id"]})
    before = written(app)
    assert tablet.put("end", json=body).get_json() == {"held": body["id"]}
    assert written(app) == before
    packet = tablet.packet()
    assert (packet["state"], packet["receipt"]["end"]) == ("finished", body["id"])
    assert code(tablet.put("end", json=end(packet))) == (409, "not_under_way")
    assert tablet.fetch("/tablet/visits")["visits"] == []


def test_a_visit_with_something_missing_does_not_end(tablet: Tablet) -> None:
    tablet.answer(JUDGED)
    refused = tablet.put("end", json=end(tablet.packet()))
    assert code(refused) == (422, "findings")
    assert tablet.packet()["state"] == "under_way"


# ---- what is wrong is refused, and nothing of it is kept ----

WRONG_BODIES: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("cut short", json.dumps(answer()).encode()[:-9]),
    ("no JSON", b"revision=1"),
    ("no object", b"[]"),
    ("null", b"null"),
    ("not UTF-8", json.dumps(answer(note="说明"), ensure_ascii=False).encode("gb18030")),
    ("NaN", json.dumps(answer(clock_offset_s=float("nan"))).encode()),
    ("infinity", json.dumps(answer(clock_offset_s=float("inf"))).encode()),
    ("nested without end", b'{"facts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ("a name twice", b'{"note": "a", "note": "b"}'),
    ("too long", json.dumps(answer(note="长" * 2001)).encode()),
    ("far too long", json.dumps(answer(note="x" * 2_000_000)).encode()),
]
WRONG_ANSWERS: list[dict[str, Any]] = [
    {"revision": "1"},
    {"revision": None},
    {"revision": "../../etc/passwd"},
    {"revision": "6F9619FF-8B86-D011-B42D-00CF4FC964FF"},
    {"base": "yesterday's"},
    {"base": 7},
    {"at": "2013-11-20T09:40:00"},
    {"at": "0001-01-01T00:00:00+14:00"},
    {"at": "9999-12-31T23:59:59-14:00"},
    {"at": "yesterday"},
    {"at": 1385000000},
    {"clock_offset_s": "0"},
    {"clock_offset_s": True},
    {"clock_offset_s": 10**400},
    {"clock_offset_s": None},
    {"grade": "5"},
    {"grade": 3},
    {"grade": ["3"]},
    {"checked": "yes"},
    {"checked": 1},
    {"note": None},
    {"note": "a\x00b"},
    {"note": "\ud800"},
    {"why": 1},
    {"facts": []},
    {"facts": None},
    {"facts": {"floor_area_m2": 60}},
    {"facts": {"no_such_fact": 1}},
    {"surprise": 1},
]


@pytest.mark.parametrize("raw", [raw for _, raw in WRONG_BODIES], ids=[name for name, _ in WRONG_BODIES])
def test_a_body_that_cannot_be_read_is_refused(tablet: Tablet, app: Flask, raw: bytes) -> None:
    before = written(app)
    refused = tablet.put(f"answers/{JUDGED}", data=raw, content_type="application/json")
    assert code(refused) == (422, "body")
    assert written(app) == before


@pytest.mark.parametrize("wrong", WRONG_ANSWERS, ids=lambda wrong: str(wrong)[:40])
def test_an_answer_with_something_wrong_in_it_is_refused(tablet: Tablet, wrong: dict[str, Any]) -> None:
    assert code(tablet.answer(JUDGED, **wrong))[0] == 422
    assert tablet.packet()["answers"] == {}


@pytest.mark.parametrize("name", answer())
def test_an_answer_with_something_missing_is_refused(tablet: Tablet, name: str) -> None:
    body = {each: value for each, value in answer().items() if each != name}
    refused = tablet.put(f"answers/{JUDGED}", json=body)
    assert code(refused) == (422, "body")
    assert name in refused.get_json()["refused"]["zh"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"floor_area_m2": "many"},
        {"floor_area_m2": -1},
        {"floor_area_m2": [60]},
        {"floor_area_m2": "1e5"},
        {"floor_area_m2": True},
    ],
    ids=str,
)
def test_a_measured_item_needs_its_facts_to_be_right(tablet: Tablet, facts: dict[str, Any]) -> None:
    assert tablet.answer(MEASURED, grade=None, facts=facts, why="实测").status_code == 422
    assert tablet.packet()["answers"] == {}


def test_what_differs_from_the_declared_needs_a_reason(tablet: Tablet) -> None:
    refused = tablet.answer(MEASURED, grade=None, facts={"floor_area_m2": 45})
    assert code(refused) == (422, "why")


@pytest.mark.parametrize("item", ["no.such.item", "duties.1 ", "x" * 500])
def test_an_item_that_is_not_part_of_the_visit_is_refused(tablet: Tablet, item: str) -> None:
    assert code(tablet.answer(item)) == (422, "item_id")


WRONG_CAPTURES: list[tuple[dict[str, Any], str]] = [
    ({"sha256": "0" * 64}, "sha256"),
    ({"sha256": "abc"}, "body"),
    ({"item": "no.such.item"}, "item_id"),
    ({"item": ""}, "body"),
    ({"source": "scanner"}, "body"),
    ({"position": {}}, "body"),
    ({"position": {"latitude": 91, "longitude": 0, "accuracy_m": 1}}, "body"),
    ({"position": {"latitude": 1, "longitude": 0, "accuracy_m": -1}}, "body"),
    ({"position": [39.9, 116.4]}, "body"),
    ({"caption": "长" * 201}, "body"),
    ({"at": None}, "body"),
]


@pytest.mark.parametrize(("wrong", "why"), WRONG_CAPTURES, ids=lambda value: str(value)[:50])
def test_a_photograph_with_something_wrong_is_refused(
    tablet: Tablet, wrong: dict[str, Any], why: str
) -> None:
    assert code(tablet.photograph(PICTURE, new_id(), **wrong)) == (422, why)
    assert tablet.receipt()["photographs"] == {}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"no picture", "other_format"),
        (b"%PDF-1.7 not a picture at all", "other_format"),
        (PICTURE[: len(PICTURE) // 2], "damaged"),
        (PICTURE[:12], "damaged"),
    ],
    ids=["nothing", "text", "pdf", "half", "head"],
)
def test_a_file_that_is_no_photograph_is_refused(tablet: Tablet, content: bytes, why: str) -> None:
    assert code(tablet.photograph(content, new_id())) == (422, why)
    assert tablet.receipt()["photographs"] == {}


def test_half_a_photograph_is_told_from_a_bad_one_so_that_it_is_sent_again(tablet: Tablet) -> None:
    half = PICTURE[: len(PICTURE) // 2]
    assert code(tablet.photograph(half, new_id(), sha256=sha256(PICTURE))) == (422, "sha256")


def test_a_file_that_is_too_large_is_refused(tablet: Tablet) -> None:
    large = PICTURE + bytes(20 * 1024 * 1024)
    assert code(tablet.photograph(large, new_id())) == (413, "too_large")


def test_a_request_that_is_larger_than_any_may_be_is_refused(tablet: Tablet) -> None:
    refused = tablet.put(
        f"photographs/{new_id()}",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(10**10)},
    )
    assert code(refused) == (413, "too_large")


def test_a_body_without_its_file_or_cut_within_it_is_refused(tablet: Tablet) -> None:
    address = f"photographs/{new_id()}"
    said = {"capture": json.dumps(capture(PICTURE))}
    assert code(tablet.put(address, data=said, content_type="multipart/form-data")) == (422, "no_file")
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    cut = head + PICTURE[:100]
    # The tablet tries these again as long as its own bytes are whole: see tablet/src/offline/round.ts.
    multipart = "multipart/form-data; boundary=x"
    assert code(tablet.put(address, data=cut, content_type=multipart)) == (422, "no_file")
    assert code(tablet.put(address, data=b"x", content_type="image/jpeg")) == (422, "no_file")


def test_a_connection_that_breaks_refuses_nothing(tablet: Tablet) -> None:
    """What did not arrive says nothing of the entry: the tablet tries again."""
    broken = tablet.put(
        f"answers/{JUDGED}",
        data=json.dumps(answer()).encode()[:40],
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": "4000"},
    )
    assert broken.status_code == 400
    assert "refused" not in broken.get_json()


@pytest.mark.parametrize("id", ["1", "not-an-id", "6F9619FF-8B86-D011-B42D-00CF4FC964FF"])
def test_an_id_that_is_none_is_refused(tablet: Tablet, id: str) -> None:
    assert tablet.photograph(PICTURE, id).status_code == 422
    assert tablet.signature(STROKES, id).status_code == 422


def test_an_address_that_no_database_takes_is_that_of_nothing(tablet: Tablet) -> None:
    assert tablet.put("photographs/%00/withdrawal", json={"why": "x"}).status_code == 404
    assert tablet.visitor.client.get("/inspections/%00").status_code == 404


def test_a_photograph_that_nobody_waits_for_is_not_kept(tablet: Tablet, app: Flask) -> None:
    uploads: Path = app.extensions["settings"].uploads
    standard: Standard = app.extensions["library"].standard("station-2013")
    tablet.photograph(PICTURE, new_id())
    kept = set(uploads.rglob("*"))
    assert code(tablet.photograph(OTHER, "no-id")) == (422, "body")
    assert code(tablet.photograph(OTHER, new_id(), item="no.such.item")) == (422, "item_id")
    answer_all(tablet, standard)
    assert tablet.put("end", json=end(tablet.packet())).status_code == 200
    assert code(tablet.photograph(OTHER, new_id())) == (409, "not_under_way")
    assert set(uploads.rglob("*")) == kept


def test_an_id_used_for_something_else_is_refused(tablet: Tablet) -> None:
    id = new_id()
    tablet.photograph(PICTURE, id)
    assert tablet.photograph(journey.picture(6), id).status_code == 422
    assert tablet.receipt()["photographs"] == {id: sha256(PICTURE)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "mayor"},
        {"name": ""},
        {"name": "名" * 65},
        {"statement": ""},
        {"statement": "{}"},
        {"statement": "no statement"},
        {"sha256": "0" * 64},
    ],
    ids=str,
)
def test_a_signature_with_something_wrong_is_refused(tablet: Tablet, wrong: dict[str, Any]) -> None:
    assert tablet.signature(STROKES, new_id(), **wrong).status_code == 422
    assert tablet.receipt()["signatures"] == {}


def test_a_signature_that_is_blank_or_no_picture_is_refused(tablet: Tablet) -> None:
    assert code(tablet.signature(PICTURE, new_id())) == (422, "not_png")
    assert code(tablet.signature(STROKES[:60], new_id()))[0] == 422


def test_a_withdrawal_needs_a_reason_and_a_photograph(tablet: Tablet) -> None:
    taken = new_id()
    assert code(tablet.put(f"photographs/{taken}/withdrawal", json={"why": "x"})) == (422, "photograph")
    tablet.photograph(PICTURE, taken)
    assert code(tablet.put(f"photographs/{taken}/withdrawal", json={"why": " "})) == (422, "why")
    assert tablet.receipt()["withdrawn"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"revision": "1"},
        {"shapes": "arrow"},
        {"shapes": [{"kind": "line", "from": [0, 0], "to": [1, 1]}]},
        {"shapes": [{"kind": "arrow", "from": [0, 0], "to": [1, 1.01]}]},
        {"shapes": [{"kind": "text", "at": [0, 0], "text": "<script>" * 20}]},
        {"shapes": [{"kind": "ring", "centre": [0, 0], "radii": [0.1, 0.1], "style": "x"}]},
        {"shapes": shapes() * 200},
    ],
    ids=lambda wrong: str(wrong)[:60],
)
def test_a_drawing_with_something_wrong_is_refused(tablet: Tablet, wrong: dict[str, Any]) -> None:
    taken = new_id()
    tablet.photograph(PICTURE, taken)
    body = {"revision": new_id(), "shapes": shapes()} | wrong
    assert tablet.put(f"photographs/{taken}/drawing", json=body).status_code == 422
    assert tablet.receipt()["drawings"] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 1},
        {"summary": None},
        {"summary": "长" * 2001},
        {"standard": "station-2013"},
        {"verdicts": {"duties.1": "good"}},
        {"verdicts": []},
        {"outcome": "fine"},
        {"score": 98},
        {"score": "1e999999999"},
        {"score": "98.555"},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_an_end_with_something_wrong_is_refused(tablet: Tablet, wrong: dict[str, Any]) -> None:
    assert code(tablet.put("end", json=end(tablet.packet(), **wrong))) == (422, "body")


def test_one_refusal_holds_up_nothing_else(tablet: Tablet) -> None:
    assert tablet.answer(JUDGED, grade="9").status_code == 422
    assert tablet.answer("duties.2").status_code == 200


# ---- when the visit is over, or no longer one's own ----


def test_after_the_end_what_is_held_is_answered_and_what_is_new_refused(tablet: Tablet, app: Flask) -> None:
    id = new_id()
    tablet.answer(JUDGED, revision=id)
    with office_of(app, "inspector") as office:
        visit = office.session.get_one(Inspection, tablet.visit)
        for item in inspections.items_to_look_at(office, visit):
            if item.id != JUDGED:
                said = {"grade": 3} if item.mode == "judged" else {"checked": True}
                inspections.record(office, visit, item.id, **said)  # type: ignore[arg-type]
        inspections.finish(office, visit, "", visit.version)
    assert tablet.answer(JUDGED, revision=id).get_json() == {"held": id}
    assert code(tablet.answer("duties.2")) == (409, "not_under_way")
    assert code(tablet.photograph(PICTURE, new_id())) == (409, "not_under_way")
    assert code(tablet.signature(STROKES, new_id()))[0] == 409


def test_who_is_no_longer_sent_there_is_told_so(tablet: Tablet, app: Flask) -> None:
    give_to(app, tablet.visit, "inspector1")
    for send in ENTRIES.values():
        assert code(send(tablet, new_id())) == (404, "not_yours")
    assert code(tablet.put(f"photographs/{new_id()}/withdrawal", json={"why": "x"})) == (404, "not_yours")


def test_a_photograph_of_another_visit_cannot_be_withdrawn(tablet: Tablet, small_city: SmallCity) -> None:
    shown = small_city.examples["visit_photograph_id"]
    refused = tablet.put(f"photographs/{shown}/withdrawal", json={"why": "x"})
    assert code(refused) == (422, "photograph")


def test_a_signature_body_is_read_as_strictly(tablet: Tablet) -> None:
    body = with_file("signature", signature(STROKES), STROKES)
    refused = tablet.put(f"signatures/{new_id()}", data=body)
    assert code(refused) == (422, "body")
    assert "statement" in refused.get_json()["refused"]["en"]


def test_the_tablets_clock_is_corrected_and_no_moment_lies_in_the_future(tablet: Tablet) -> None:
    tablet.answer(JUDGED, at="2013-11-25T09:40:00+08:00")
    at = dt.datetime.fromisoformat(tablet.packet()["answers"][JUDGED]["at"])
    assert at <= dt.datetime.fromisoformat(tablet.fetch("/tablet/session")["now"])
