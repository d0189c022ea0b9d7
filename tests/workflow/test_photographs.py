"""Photographs as evidence: who attaches what to which item, and what is noticed about it."""

import datetime as dt
import hashlib
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from inspect_app.evidence.errors import PhotographRefused
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph, PhotographRole, PhotographSource, photographs_of
from inspect_app.workflow import organisation, photographs
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, WrongState
from inspect_app.workflow.photographs import Capture
from tests.workflow import journey
from tests.workflow.town import NOON, Town

SIGN = "premises.sign"


def attach(town: Town, content: bytes, **more: Any) -> Photograph:
    station, site = town.as_("station"), town.sites["gate"]
    return photographs.attach(station, site, SIGN, content, PhotographRole.DECLARED, **more)


def resaved(content: bytes) -> bytes:
    file = BytesIO()
    Image.open(BytesIO(content)).resize((320, 240)).save(file, "JPEG", quality=60)
    return file.getvalue()


def test_original_display_and_thumbnail_are_kept_by_their_hash(town: Town) -> None:
    content = journey.picture()
    kept = attach(town, content, caption="门头")
    store = town.office.store
    assert store.get(kept.sha256) == content
    assert store.get(kept.display_sha256) != content
    assert store.has(kept.thumbnail_sha256)
    assert (kept.width, kept.height, kept.media_type, kept.size) == (400, 300, "image/jpeg", len(content))
    assert (kept.caption, kept.by.username, kept.at) == ("门头", "station", town.office.at)


def test_what_is_no_photograph_is_refused_and_leaves_nothing(town: Town) -> None:
    with pytest.raises(PhotographRefused) as refused:
        attach(town, b"%PDF-1.7 no picture")
    assert refused.value.code == "other_format"
    assert photographs_of(town.session, town.sites["gate"].id) == []


def test_the_same_picture_is_not_attached_twice_to_an_item(town: Town) -> None:
    first = attach(town, journey.picture())
    with pytest.raises(AlreadyDone):
        attach(town, journey.picture())
    photographs.withdraw(town.as_("station"), first, "拍错了")
    assert attach(town, journey.picture()).id != first.id


def test_sending_again_under_the_same_id_answers_the_photograph_that_is_there(town: Town) -> None:
    first = attach(town, journey.picture(), id="6f0c8ab0-5a0e-4c5b-8a51-6a6a6a6a6a6a")
    assert attach(town, journey.picture(), id=first.id) is first
    assert len(photographs_of(town.session, town.sites["gate"].id)) == 1
    with pytest.raises(AlreadyDone):
        attach(town, journey.picture(2), id=first.id)


def test_a_near_copy_at_another_site_is_noted_and_not_refused(town: Town) -> None:
    home = organisation.add_site(town.office, town.nodes["west"], NodeKind.HOME, "H1", "西城区某公司职工之家")
    town.person("home", Role.STATION, home.node)
    item = next(iter(town.office.library.standard("workers-home-2013").items))
    first = photographs.attach(town.as_("home"), home, item, journey.picture(7), PhotographRole.DECLARED)
    copy, other = attach(town, resaved(journey.picture(7))), attach(town, journey.picture(8))
    assert history_of(town.session, "photograph", copy.id)[0].detail["like"] == [first.id]
    assert history_of(town.session, "photograph", other.id)[0].detail["like"] == []
    assert photographs.near_copies(town.office, first) == [copy]


def test_a_withdrawn_photograph_stays_on_record_with_its_reason(town: Town) -> None:
    kept, station = attach(town, journey.picture()), town.as_("station")
    with pytest.raises(Invalid):
        photographs.withdraw(station, kept, "")
    photographs.withdraw(station, kept, "拍到了无关人员")
    assert photographs_of(town.session, town.sites["gate"].id) == []
    assert (kept.withdrawn_why, kept.withdrawn_at) == ("拍到了无关人员", town.office.at)
    assert town.office.store.has(kept.sha256)
    with pytest.raises(AlreadyDone):
        photographs.withdraw(station, kept, "再撤一次")


def test_a_station_adds_evidence_only_while_nobody_reviews(town: Town) -> None:
    journey.submitted(town)
    with pytest.raises(WrongState):
        attach(town, journey.picture())


@pytest.mark.parametrize("username", ["district", "inspector", "city_officer"])
def test_declared_evidence_is_the_stations(town: Town, username: str) -> None:
    with pytest.raises(NotAllowed):
        photographs.attach(
            town.as_(username), town.sites["gate"], SIGN, journey.picture(), PhotographRole.DECLARED
        )


def test_inspectors_photograph_the_items_of_their_visit(town: Town) -> None:
    visit, site = journey.scheduled(town), town.sites["gate"]
    role, inspector = PhotographRole.INSPECTION, town.as_("inspector")
    kept = photographs.attach(inspector, site, SIGN, journey.picture(), role, inspection=visit)
    assert kept.inspection is visit
    with pytest.raises(Invalid) as refused:
        photographs.attach(inspector, site, "premises.nothing", journey.picture(2), role, inspection=visit)
    assert refused.value.field == "item_id"
    with pytest.raises(NotAllowed):
        photographs.attach(town.as_("station"), site, SIGN, journey.picture(3), role, inspection=visit)
    journey.finish(town, visit)
    with pytest.raises(WrongState):
        photographs.attach(inspector, site, SIGN, journey.picture(4), role, inspection=visit)


@pytest.mark.parametrize("role", [PhotographRole.INSPECTION, PhotographRole.BEFORE, PhotographRole.AFTER])
def test_a_role_needs_what_it_belongs_to(town: Town, role: PhotographRole) -> None:
    with pytest.raises(Invalid) as refused:
        photographs.attach(town.as_("station"), town.sites["gate"], SIGN, journey.picture(), role)
    assert refused.value.field == "role"


# ---- from a tablet ----


@pytest.fixture
def visit(town: Town) -> Inspection:
    return journey.scheduled(town)


def captured(content: bytes, **more: Any) -> Capture:
    said = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "taken_at": NOON + dt.timedelta(minutes=5),
        "source": PhotographSource.CAMERA,
        "clock_offset_s": -86400.5,
        "latitude": 39.915,
        "longitude": 116.404,
        "accuracy_m": 12.5,
    }
    return Capture(**said | more)


def seen(town: Town, visit: Inspection, content: bytes, capture: Capture, **more: Any) -> Photograph:
    office = town.as_("inspector", NOON + dt.timedelta(hours=1))
    role = PhotographRole.INSPECTION
    given = {"inspection": visit, "capture": capture, "id": str(uuid4())} | more
    return photographs.attach(office, town.sites["gate"], SIGN, content, role, **given)


def test_what_the_tablet_took_down_is_kept(town: Town, visit: Inspection) -> None:
    content = journey.picture()
    kept = seen(town, visit, content, captured(content))
    assert (kept.taken_at, kept.at) == (NOON + dt.timedelta(minutes=5), NOON + dt.timedelta(hours=1))
    assert (kept.source, kept.clock_offset_s) == (PhotographSource.CAMERA, -86400.5)
    assert (kept.latitude, kept.longitude, kept.accuracy_m) == (39.915, 116.404, 12.5)


@pytest.mark.parametrize(("days", "taken_at"), [(-2, NOON), (2, NOON + dt.timedelta(hours=1))])
def test_no_photograph_is_taken_before_the_visit_was_scheduled_or_after_it_arrived(
    town: Town, visit: Inspection, days: int, taken_at: dt.datetime
) -> None:
    content = journey.picture()
    capture = captured(content, taken_at=NOON + dt.timedelta(days=days))
    assert seen(town, visit, content, capture).taken_at == taken_at


def test_a_file_that_came_incomplete_is_refused_before_anything_is_kept(
    town: Town, visit: Inspection
) -> None:
    content = journey.picture()
    for sent in (content[:-100], b"", content + b"\x00"):
        with pytest.raises(Invalid, match="sent again") as refused:
            seen(town, visit, sent, captured(content))
        assert refused.value.field == "sha256"
    assert photographs_of(town.session, town.sites["gate"].id) == []


def test_a_photograph_sent_again_is_answered_after_withdrawal_and_after_the_end(
    town: Town, visit: Inspection
) -> None:
    content = journey.picture()
    kept = seen(town, visit, content, captured(content))
    entries = len(history_of(town.session, "photograph", kept.id))
    assert seen(town, visit, content, captured(content), id=kept.id) is kept
    photographs.withdraw(town.as_("inspector"), kept, "拍错了")
    assert seen(town, visit, content, captured(content), id=kept.id) is kept
    journey.finish(town, visit)
    assert seen(town, visit, content, captured(content), id=kept.id) is kept
    assert len(history_of(town.session, "photograph", kept.id)) == entries + 1
    with pytest.raises(WrongState):
        seen(town, visit, journey.picture(2), captured(journey.picture(2)))


def test_an_id_that_no_device_makes_is_refused(town: Town, visit: Inspection) -> None:
    content = journey.picture()
    with pytest.raises(Invalid) as refused:
        seen(town, visit, content, captured(content), id="../1")
    assert refused.value.field == "id"


RING = {"kind": "ring", "centre": [0.5, 0.5], "radii": [0.1, 0.2]}
TEXT = {"kind": "text", "at": [0.1, 0.1], "text": "裂缝"}


def test_a_drawing_lies_over_the_photograph_and_the_newest_counts(town: Town, visit: Inspection) -> None:
    content, office = journey.picture(), town.as_("inspector")
    kept = seen(town, visit, content, captured(content))
    first, second = str(uuid4()), str(uuid4())
    photographs.draw(office, kept, [RING], first)
    photographs.draw(office, kept, [RING, TEXT], second)
    photographs.draw(office, kept, [RING], first)
    assert (kept.drawing, kept.drawing_revision) == ([RING, TEXT], second)
    acts = [each.act for each in history_of(town.session, "photograph", kept.id)]
    assert acts == ["photograph_attached", "photograph_drawn", "photograph_drawn"]
    assert town.office.store.get(kept.sha256) == content
    photographs.draw(office, kept, [], str(uuid4()))
    assert kept.drawing == []


def test_who_may_draw_and_until_when(town: Town, visit: Inspection) -> None:
    content, office, revision = journey.picture(), town.as_("inspector"), str(uuid4())
    kept = seen(town, visit, content, captured(content))
    with pytest.raises(NotAllowed):
        photographs.draw(town.as_("station"), kept, [RING], revision)
    with pytest.raises(Invalid) as refused:
        photographs.draw(office, kept, [RING], "1")
    assert refused.value.field == "revision"
    photographs.draw(office, kept, [RING], revision)
    photographs.withdraw(office, kept, "拍错了")
    with pytest.raises(AlreadyDone):
        photographs.draw(office, kept, [TEXT], str(uuid4()))
    journey.finish(town, visit)
    photographs.draw(office, kept, [RING], revision)
    with pytest.raises(WrongState):
        photographs.draw(office, kept, [TEXT], str(uuid4()))
