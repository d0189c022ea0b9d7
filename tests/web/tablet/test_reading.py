"""What the tablet fetches, and how it is told that it may not."""

import json
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.records.people import Role
from tests.web.city import PASSWORD, LogIn, SmallCity
from tests.web.conftest import settings
from tests.web.visitor import Visitor


def said(visitor: Visitor, path: str, status: int = 200, **headers: str) -> dict:  # type: ignore[type-arg]
    answer = visitor.client.get(path, headers=headers)
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.mimetype == "application/json"
    return answer.get_json()


def test_the_session_says_who_is_logged_in_and_gives_a_token(client_as: LogIn) -> None:
    inspector = client_as(Role.INSPECTOR)
    found = said(inspector, "/tablet/session")
    assert found["person"]["name"] == "张检查"
    assert found["now"].startswith("2013-11-20T")
    assert found["demo"] is True
    assert found["photograph_edge_px"] == 2048
    answer = inspector.client.put("/tablet/session", headers={"X-CSRFToken": found["csrf"]})
    assert answer.status_code == 405


def test_what_holds_a_token_is_neither_kept_nor_compressed(client_as: LogIn) -> None:
    answer = client_as(Role.INSPECTOR).client.get("/tablet/session", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in answer.headers


def test_the_size_of_photographs_is_a_setting(app: Flask, tmp_path: Path, small_city: SmallCity) -> None:
    smaller = create_app(replace(settings(tmp_path), photograph_edge_px=1600))
    visitor = Visitor(smaller.test_client()).log_in(Role.INSPECTOR, PASSWORD)
    assert said(visitor, "/tablet/session")["photograph_edge_px"] == 1600


def test_visits_are_those_still_to_be_made_by_the_person(client_as: LogIn) -> None:
    assert len(said(client_as(Role.INSPECTOR), "/tablet/visits")["visits"]) == 1
    assert said(client_as(Role.INSPECTOR, own=False), "/tablet/visits") == {"visits": []}


def test_a_standard_is_found_by_its_digest_and_never_changes(app: Flask, client_as: LogIn) -> None:
    standard = app.extensions["library"].standard("station-2013")
    answer = client_as(Role.INSPECTOR).client.get(
        f"/tablet/standards/{standard.sha256}", headers={"Accept-Encoding": "br"}
    )
    assert json.loads(brotli.decompress(answer.data)) == json.loads(json.dumps(standard.to_json()))
    assert "immutable" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    # Codes are shown in the order of the checklist.
    first = next(name for name, fact in standard.facts.items() if fact.codes)
    codes = json.loads(brotli.decompress(answer.data))["facts"][first]["codes"]
    assert list(codes) == list(standard.facts[first].codes)
    said(client_as(Role.INSPECTOR), f"/tablet/standards/{'0' * 64}", 404)


def test_who_is_no_inspector_is_told_so(client_as: LogIn) -> None:
    assert said(client_as(Role.DISTRICT), "/tablet/session", 403)["error"]["code"] == "no_inspector"


@pytest.mark.parametrize("path", ["/tablet/no-such-request", "/tablet/visits/a/b/c/d"])
def test_a_request_that_is_not_known_refuses_no_entry(client_as: LogIn, path: str) -> None:
    assert said(client_as(Role.INSPECTOR), path, 404)["error"]["code"] == "unknown_request"


def test_what_is_asked_for_another_person_is_not_answered(client_as: LogIn) -> None:
    inspector = client_as(Role.INSPECTOR)
    person = said(inspector, "/tablet/session")["person"]["id"]
    assert said(inspector, "/tablet/visits", **{"X-Person": str(person)})["visits"]
    refused = said(inspector, "/tablet/visits", 401, **{"X-Person": str(person + 1)})
    assert refused["error"]["code"] == "other_person"


@pytest.mark.parametrize("path", ["/tablet/session", "/tablet/visits", "/tablet/visits/some-visit"])
def test_without_a_log_in_the_answer_is_json_and_no_page(anonymous: Visitor, path: str) -> None:
    error = said(anonymous, path, 401)["error"]
    assert error["code"] == "log_in"
    assert "重新登录" in error["zh"]
    assert "Log in again" in error["en"]


def test_writing_without_a_log_in_asks_to_log_in_and_not_for_a_token(anonymous: Visitor) -> None:
    answer = anonymous.client.put("/tablet/visits/some-visit/answers/duties.1", json={})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "log_in")


def test_writing_without_a_token_is_to_be_tried_again(client_as: LogIn) -> None:
    answer = client_as(Role.INSPECTOR).client.put("/tablet/visits/some-visit/answers/duties.1", json={})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "token")
