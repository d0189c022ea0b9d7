"""Signatures on site: kept byte for byte, bound to the text that was signed."""

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from inspect_app.evidence.errors import SignatureRefused
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Inspection, finding
from inspect_app.records.people import Role
from inspect_app.records.photographs import PhotographRole
from inspect_app.records.signatures import SignatureRole, signatures_of
from inspect_app.workflow import facts, inspections, photographs, signatures
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, WrongState
from tests.workflow import journey
from tests.workflow.town import Town

JUDGED, SIGN = "duties.1", "premises.sign"


@pytest.fixture
def visit(town: Town) -> Inspection:
    visit = journey.scheduled(town)
    inspections.record(town.as_("inspector"), visit, JUDGED, grade=3)
    return visit


def unsigned(town: Town, visit: Inspection) -> list[str]:
    """What is said of the visit as a whole."""
    return [gap.zh for gap in inspections.missing(town.office, visit) if gap.item_id is None]


def test_the_picture_the_strokes_and_the_text_are_kept(town: Town, visit: Inspection) -> None:
    at = town.office.at + dt.timedelta(minutes=5)
    text = signatures.statement(town.office, visit)
    received = town.as_("inspector", at + dt.timedelta(hours=1))
    drawn = journey.strokes()
    kept = signatures.sign(
        received,
        visit,
        id=str(uuid4()),
        role=SignatureRole.STATION_HEAD,
        name=" 王站长 ",
        picture=drawn,
        sha256=hashlib.sha256(drawn).hexdigest(),
        statement=text,
        at=at,
    )
    store = town.office.store
    assert store.get(kept.sha256) == drawn
    assert store.get(kept.display_sha256).startswith(b"\x89PNG")
    assert store.get(kept.statement_sha256).decode() == text
    assert (kept.name, kept.by.username, kept.at, kept.received_at) == (
        "王站长",
        "inspector",
        at,
        received.at,
    )
    entry = history_of(town.session, "inspection", visit.id)[-1]
    assert (entry.act, entry.detail["sha256"]) == ("inspection_signed", kept.sha256)


def test_a_statement_says_all_that_is_held_in_canonical_json(town: Town, visit: Inspection) -> None:
    office, site = town.as_("inspector"), town.sites["gate"]
    shown = photographs.attach(
        office, site, SIGN, journey.picture(), PhotographRole.INSPECTION, inspection=visit
    )
    said = finding(town.session, visit.id, JUDGED)
    assert said is not None
    text = signatures.statement(office, visit)
    stated = json.loads(text)
    assert stated == {
        "answers": {JUDGED: said.revision},
        "edition": visit.edition.sha256,
        "inspection": visit.id,
        "outcome": "incomplete",
        "photographs": {shown.id: shown.sha256},
        "score": stated["score"],
    }
    assert stated["score"].count(".") == 1
    assert text == json.dumps(stated, sort_keys=True, separators=(",", ":"))


def test_a_signature_fits_until_something_changes(town: Town, visit: Inspection) -> None:
    before = town.office.at - dt.timedelta(seconds=1)
    kept = journey.sign(town, visit, at=before)
    assert signatures.standing(town.office, visit) == [(kept, True)]
    inspections.record(town.as_("inspector"), visit, JUDGED, note="补记")
    assert signatures.standing(town.office, visit) == [(kept, False)]
    town.office = replace(town.office, at=town.office.at + dt.timedelta(minutes=1))
    again = journey.sign(town, visit)
    assert signatures.standing(town.office, visit) == [(again, True)]
    assert {kept, again} == set(signatures_of(town.session, visit.id))


def test_a_signature_goes_on_to_fit_after_the_end_and_after_a_later_visit(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    kept = journey.sign(town, visit)
    application = journey.finish(town, visit)
    assert signatures.standing(town.office, visit) == [(kept, True)]
    facts.correct(town.as_("city_officer"), application, "floor_area_m2", 30, "复核", application.version)
    assert signatures.standing(town.office, visit) == [(kept, True)]


def test_what_is_still_to_be_signed_is_said_and_stops_nobody(town: Town) -> None:
    visit = journey.scheduled(town)
    journey.look_at_all(town, visit)
    assert unsigned(town, visit) == ["检查员尚未签名", "站点负责人尚未签名"]
    journey.sign(town, visit)
    assert unsigned(town, visit) == ["站点负责人尚未签名"]
    journey.sign(town, visit, role=SignatureRole.STATION_HEAD, name="王站长")
    assert unsigned(town, visit) == []
    inspections.record(town.as_("inspector"), visit, JUDGED, grade=4)
    assert unsigned(town, visit) == [
        "检查员签名后内容有改动，请重新签名",
        "站点负责人签名后内容有改动，请重新签名",
    ]
    inspections.finish(town.as_("inspector"), visit, "")


def test_sending_again_changes_nothing_even_after_the_end(town: Town, visit: Inspection) -> None:
    kept = journey.sign(town, visit)
    text = town.office.store.get(kept.statement_sha256).decode()
    entries = len(history_of(town.session, "inspection", visit.id))
    assert journey.sign(town, visit, id=kept.id, statement=text) is kept
    assert len(history_of(town.session, "inspection", visit.id)) == entries
    journey.finish(town, visit)
    assert journey.sign(town, visit, id=kept.id, statement=text) is kept
    with pytest.raises(WrongState):
        journey.sign(town, visit)


def test_an_id_belongs_to_one_signature(town: Town, visit: Inspection) -> None:
    kept, other = journey.sign(town, visit), journey.strokes(2)
    with pytest.raises(AlreadyDone):
        journey.sign(town, visit, id=kept.id, picture=other, sha256=hashlib.sha256(other).hexdigest())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"id": "1"}, "id"),
        ({"role": "mayor"}, "role"),
        ({"name": "  "}, "name"),
        ({"name": "字" * 65}, "name"),
        ({"sha256": "0" * 64}, "sha256"),
        ({"picture": journey.strokes()[:-20]}, "sha256"),
        ({"statement": ""}, "statement"),
        ({"statement": "{}"}, "statement"),
        ({"statement": "[" * 100_000}, "statement"),
        ({"statement": '{"inspection":"another"}'}, "statement"),
        ({"statement": '"' + "a" * 200_000 + '"'}, "statement"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(
    town: Town, visit: Inspection, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        journey.sign(town, visit, **said)
    assert refused.value.field == field
    assert signatures_of(town.session, visit.id) == []


def test_what_is_no_drawing_is_refused(town: Town, visit: Inspection) -> None:
    for content in (b"", b"no picture", journey.picture()):
        with pytest.raises(SignatureRefused):
            journey.sign(town, visit, picture=content, sha256=hashlib.sha256(content).hexdigest())


def test_only_those_sent_bring_signatures(town: Town, visit: Inspection) -> None:
    town.person("second", Role.INSPECTOR, town.nodes["east"])
    for username in ("second", "station"):
        with pytest.raises(NotAllowed):
            journey.sign(town, visit, username)


def test_a_clock_that_is_a_day_fast_signs_when_it_arrived(town: Town, visit: Inspection) -> None:
    kept = journey.sign(town, visit, at=town.office.at + dt.timedelta(days=1))
    assert kept.at == town.office.at
