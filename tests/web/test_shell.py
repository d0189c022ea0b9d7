"""What a tablet fetches to work without a network."""

import brotli
from flask import Flask

from inspect_app.web.assets import release
from tests.web.city import LogIn, person
from tests.web.inspector.conftest import visiting
from tests.web.inspector.visiting import Visiting
from tests.web.visitor import Visitor

__all__ = ["visiting"]

COPY = {"X-Keep": "1"}


def test_the_worker_serves_the_whole_site_and_is_asked_for_anew(anonymous: Visitor) -> None:
    answer = anonymous.client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = {"If-None-Match": answer.headers["ETag"]}
    assert anonymous.client.get("/sw.js", headers=again).status_code == 304


def test_the_worker_travels_compressed(anonymous: Visitor) -> None:
    plain, encoding = anonymous.client.get("/sw.js"), {"Accept-Encoding": "br"}
    answer = anonymous.client.get("/sw.js", headers=encoding)
    assert brotli.decompress(answer.data) == plain.data
    again = encoding | {"If-None-Match": answer.headers["ETag"]}
    assert anonymous.client.get("/sw.js", headers=again).status_code == 304


def test_the_worker_knows_the_files_and_the_release_that_kept_pages_name(client_as: LogIn) -> None:
    inspector = client_as("inspector")
    worker = inspector.client.get("/sw.js").text
    page = inspector.visit("/inspections").tree
    for file in page.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        assert file in worker
    assert page.get("data-release") in worker


def test_the_sheet_of_the_offices_is_not_kept(client_as: LogIn) -> None:
    inspector = client_as("inspector")
    (sheet,) = inspector.visit("/account").tree.xpath("//link[@rel='stylesheet']/@href")
    assert sheet not in inspector.client.get("/sw.js").text


def test_the_manifest_speaks_the_language_of_the_page_and_its_icons_are_there(client_as: LogIn) -> None:
    inspector = client_as("inspector")
    manifest = inspector.client.get("/manifest.webmanifest").get_json()
    assert (manifest["short_name"], manifest["start_url"]) == ("现场检查", "/inspections")
    assert {inspector.client.get(icon["src"]).mimetype for icon in manifest["icons"]} == {"image/png"}
    inspector.post("/language/en", {"back": "/inspections"})
    assert (
        inspector.client.get("/manifest.webmanifest").get_json()["name"] == "Inspections of service stations"
    )


def test_the_offline_page_speaks_both_languages_and_is_nobodys(client_as: LogIn) -> None:
    page = client_as("inspector").client.get("/offline").text
    assert "没有网络" in page
    assert "No network" in page
    assert "张检查" not in page


def test_only_an_inspectors_pages_start_the_tablet(client_as: LogIn) -> None:
    started = "//script[contains(@src, 'tablet-')] | //link[@rel='manifest']"
    assert len(client_as("inspector").visit("/account").tree.xpath(started)) == 2
    assert client_as("district").visit("/account").tree.xpath(started) == []


def test_a_copy_holds_no_token_and_says_whose_it_is(app: Flask, visiting: Visiting) -> None:
    for path in ("/inspections", visiting.address, f"{visiting.address}/finish"):
        answer = visiting.visitor.client.get(path, headers=COPY)
        page = visiting.visitor.open(answer).tree
        assert set(page.xpath("//input[contains(@name, 'csrf_token')]/@value")) <= {""}
        assert page.get("data-kept") is not None
        assert "Set-Cookie" not in answer.headers
        with app.app_context():
            assert answer.headers["X-Kept-For"] == page.get("data-person") == str(person("inspector").id)
            assert answer.headers["X-Release"] == page.get("data-release") == release()


def test_an_inspectors_pages_travel_compressed_and_others_do_not(client_as: LogIn) -> None:
    inspector, encoding = client_as("inspector").client, {"Accept-Encoding": "br"}
    for asked in (COPY, {}):
        assert inspector.get("/inspections", headers=asked | encoding).headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in inspector.get("/account", headers=encoding).headers


def test_a_message_is_not_spent_on_a_copy(visiting: Visiting) -> None:
    visiting.look_at_all()
    visiting.visitor.post(f"{visiting.address}/finish", {"summary": "无", "sure": "y", **version(visiting)})
    assert "检查已完成" not in visiting.visitor.client.get("/inspections", headers=COPY).text
    assert "检查已完成" in visiting.visitor.client.get("/inspections").text


def test_who_is_not_logged_in_gets_no_copy(anonymous: Visitor) -> None:
    for path in ("/inspections", "/login"):
        assert "X-Kept-For" not in anonymous.client.get(path, headers=COPY).headers


def version(visiting: Visiting) -> dict[str, str]:
    return {"version": str(visiting.page("/finish").fields()["version"])}
