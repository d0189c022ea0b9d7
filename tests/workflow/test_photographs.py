"""Photographs as evidence: who attaches what to which item, and what is noticed about it."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from inspect_app.evidence.errors import PhotographRefused
from inspect_app.records.history import history_of
from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph, PhotographRole, photographs_of
from inspect_app.workflow import organisation, photographs
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, WrongState
from tests.workflow import journey
from tests.workflow.town import Town

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
