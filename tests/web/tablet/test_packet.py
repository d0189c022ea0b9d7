"""The packet and the receipt of a visit."""

import json

import brotli
from flask import Flask

from inspect_app.records.people import Role
from tests.web.city import LogIn
from tests.web.tablet.tablets import JUDGED, MEASURED, Tablet, new_id
from tests.workflow import journey


def test_a_packet_is_all_that_is_known_of_a_visit(tablet: Tablet, app: Flask) -> None:
    packet = tablet.packet()
    standard = app.extensions["library"].standard("station-2013")
    assert packet["id"] == tablet.visit
    assert (packet["kind"], packet["state"]) == ("full", "scheduled")
    assert packet["site"]["name"] == "东华门街道scheduled工会服务站"
    assert packet["lead"]["name"] == "张检查"
    assert [each["name"] for each in packet["inspectors"]] == ["张检查"]
    assert packet["standard"] == standard.sha256
    assert packet["items"] == list(standard.items)
    assert packet["declared"]["floor_area_m2"] == 60
    assert packet["facts"] == packet["declared"]
    assert packet["answers"] == {}
    assert packet["receipt"]["answers"] == {}


def test_a_packet_says_what_was_answered_and_the_receipt_lists_it(tablet: Tablet) -> None:
    judged, measured = new_id(), new_id()
    assert tablet.answer(JUDGED, revision=judged, grade="2", note="记录不全").status_code == 200
    found = {"floor_area_m2": 58.5}
    said = {"revision": measured, "grade": None, "facts": found, "why": "实测"}
    assert tablet.answer(MEASURED, **said).status_code == 200
    packet = tablet.packet()
    assert packet["state"] == "under_way"
    answer = packet["answers"][JUDGED]
    assert (answer["revision"], answer["grade"], answer["note"]) == (judged, "2", "记录不全")
    assert (answer["facts"], answer["by"]["name"]) == ({}, "张检查")
    assert packet["answers"][MEASURED]["facts"] == found
    assert packet["answers"][MEASURED]["why"] == "实测"
    assert packet["facts"]["floor_area_m2"] == 58.5
    assert packet["facts"]["judgements"] == {JUDGED: 2}
    assert packet["receipt"]["answers"] == {JUDGED: judged, MEASURED: measured}


def test_what_was_confirmed_as_declared_states_no_fact(tablet: Tablet) -> None:
    tablet.answer(MEASURED, grade=None, facts={"floor_area_m2": 60})
    answer = tablet.packet()["answers"][MEASURED]
    assert (answer["checked"], answer["facts"]) == (True, {})


def test_where_two_found_a_shared_fact_differently_the_packet_says_at_which_items(
    tablet: Tablet, other_tablet: Tablet
) -> None:
    measured, rooms = {"floor_area_m2": 45}, {"floor_area_m2": 52, "rooms": ["mediation_room"]}
    tablet.answer(MEASURED, grade=None, facts=measured, why="实测")
    other_tablet.answer("rooms.required", grade=None, facts=rooms, why="复测")
    (overruled,) = tablet.packet()["overruled"]
    assert overruled["by"]["name"] == "许检查"
    places = (overruled["item"], overruled["fact"], overruled["elsewhere"])
    assert places == (MEASURED, "floor_area_m2", "rooms.required")


def test_a_decimal_that_no_double_holds_travels_as_text_both_ways(tablet: Tablet) -> None:
    area = "58.10000000000000000001"
    sent = {"grade": None, "facts": {"floor_area_m2": area}, "why": "实测"}
    assert tablet.answer(MEASURED, **sent).status_code == 200
    assert tablet.packet()["facts"]["floor_area_m2"] == area


def test_a_packet_is_sent_again_only_when_something_has_changed(tablet: Tablet) -> None:
    client = tablet.visitor.client
    first = client.get(tablet.address, headers={"Accept-Encoding": "br"})
    assert json.loads(brotli.decompress(first.data))["id"] == tablet.visit
    asked = {"If-None-Match": first.headers["ETag"]}
    again = client.get(tablet.address, headers=asked | {"Accept-Encoding": "br"})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(tablet.address, headers=asked).status_code == 304
    tablet.answer(JUDGED)
    assert client.get(tablet.address, headers=asked).status_code == 200


def test_a_packet_names_the_pictures_to_keep(tablet: Tablet) -> None:
    picture, taken = journey.picture(3), new_id()
    assert tablet.photograph(picture, taken).status_code == 200
    packet = tablet.packet()
    (kept,) = packet["photographs"]
    assert (kept["id"], kept["item"], kept["source"], kept["drawing"]) == (taken, MEASURED, "camera", None)
    assert packet["pictures"] == [kept["thumbnail"]]
    assert tablet.visitor.client.get(kept["thumbnail"]).mimetype == "image/jpeg"
    assert tablet.visitor.client.get(kept["display"]).mimetype == "image/jpeg"


def test_a_visit_of_somebody_else_is_not_there(tablet: Tablet, client_as: LogIn) -> None:
    for foreign in (client_as("inspector1"), client_as(Role.INSPECTOR, own=False)):
        answer = foreign.client.get(tablet.address)
        assert (answer.status_code, answer.get_json()["refused"]["code"]) == (404, "not_yours")
        assert foreign.client.get(f"{tablet.address}/receipt").status_code == 404
