"""A new edition of the standard comes into force while a visit is under way on a tablet."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.policy import Verdict, load_library
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Inspection
from inspect_app.settings import default_checklists
from inspect_app.web.database import db
from inspect_app.workflow import assessing, editions
from tests.editions import write_next_edition
from tests.web import city
from tests.web.city import PASSWORD
from tests.web.tablet.tablets import JUDGED, MEASURED, Tablet, answer, answer_all, code, end
from tests.web.visitor import Visitor

SIXTY_AS_DECLARED = {"grade": None, "facts": {"floor_area_m2": 60}}


@pytest.fixture
def next_release(app: Flask, tmp_path: Path) -> Flask:
    """The application with an edition in force since today that asks for 80 m² instead of 50."""
    checklists = tmp_path / "checklists"
    shutil.copytree(default_checklists(), checklists)
    folder = checklists / "station-2013"
    text = (folder / "standard.yaml").read_text()
    text = text.replace("2013-01-24", city.NOW.date().isoformat()).replace("number: 50,", "number: 80,", 1)
    (folder / f"standard@{city.NOW.date()}.yaml").write_text(text)
    return create_app(dataclasses.replace(app.extensions["settings"], checklists=checklists))


def test_a_visit_that_was_begun_is_finished_on_its_own_edition(tablet: Tablet, next_release: Flask) -> None:
    begun_on = tablet.packet()["standard"]
    later = Tablet(Visitor(next_release.test_client()).log_in("inspector", PASSWORD), tablet.visit)
    packet = later.packet()
    assert packet["standard"] == begun_on
    assert later.fetch(f"/tablet/standards/{begun_on}")["edition"] == "2013-01-24"
    assert later.answer(MEASURED, **SIXTY_AS_DECLARED).status_code == 200
    with city.office_of(next_release, "inspector") as office:
        inspection = db.session.get_one(Inspection, tablet.visit)
        found = assessing.at_stage(office, inspection.application, Stage.FOUND)
        assert found.items[MEASURED].verdict is Verdict.MET
        assert editions.in_force(office, inspection.application.site).sha256 != begun_on


# ---- a visit that is moved over ----

GONE, NEW, TODAY = "premises.sign", "premises.signpost", str(city.NOW.date())


@pytest.fixture
def moved(app: Flask, tablet: Tablet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The next edition comes into force, and the visit is moved to it."""

    def move() -> None:
        library = load_library(write_next_edition(tmp_path / "checklists", TODAY))
        monkeypatch.setitem(app.extensions, "library", library)
        city.move_over(app, tablet.visit)

    return move


def test_the_next_packet_is_of_the_new_edition(tablet: Tablet, moved: Callable[[], None]) -> None:
    before = tablet.packet()
    for item, facts in ((GONE, {"unified_sign": True}), (MEASURED, {"floor_area_m2": 60})):
        assert tablet.answer(item, grade=None, facts=facts).status_code == 200
    assert tablet.answer(JUDGED).status_code == 200
    moved()
    packet = tablet.packet()
    standard = tablet.fetch(f"/tablet/standards/{packet['standard']}")
    assert (standard["edition"], packet["standard"] == before["standard"]) == (TODAY, False)
    assert set(packet["items"]) - set(before["items"]) == {NEW}
    assert set(before["items"]) - set(packet["items"]) == {GONE}
    assert packet["answers"][MEASURED]["facts"] == {}
    # Held and part of what is signed, and no look at the item as it is now.
    assert packet["answers"][GONE]["revision"] == packet["receipt"]["answers"][GONE]
    assert (packet["answers"][JUDGED]["grade"], packet["answers"][JUDGED]["checked"]) == (None, False)
    assert "judgements" not in packet["facts"]
    assert "unified_sign" not in packet["facts"]
    assert "video_software" not in packet["facts"]


def test_what_was_answered_offline_is_taken_or_refused_item_by_item(
    tablet: Tablet, moved: Callable[[], None]
) -> None:
    moved()
    refused = tablet.answer(GONE, grade=None, facts={"unified_sign": True})
    assert code(refused) == (422, "item_id")
    said = refused.get_json()["refused"]
    assert "安装全市统一的标识标牌" in said["zh"]
    assert f"moved to edition {TODAY}" in said["en"]
    assert code(tablet.answer(JUDGED)) == (422, "grade")
    misfit = {"video_computers": 1, "video_software": True}
    assert code(tablet.answer("video.system", grade=None, facts=misfit)) == (422, "video_software")
    assert tablet.answer(MEASURED, **SIXTY_AS_DECLARED).status_code == 200
    assert list(tablet.receipt()["answers"]) == [MEASURED]


def test_an_answer_whose_reply_was_lost_is_known_again(tablet: Tablet, moved: Callable[[], None]) -> None:
    sent = answer()
    assert tablet.put(f"answers/{JUDGED}", json=sent).status_code == 200
    moved()
    assert tablet.put(f"answers/{JUDGED}", json=sent).get_json() == {"held": sent["revision"]}


def test_an_end_given_offline_under_the_old_edition_is_refused_with_what_is_missing(
    app: Flask, tablet: Tablet, moved: Callable[[], None]
) -> None:
    packet = tablet.packet()
    answer_all(tablet, app.extensions["library"].standard("station-2013"))
    moved()
    refused = tablet.put("end", json=end(packet))
    assert code(refused) == (422, "findings")
    said = refused.get_json()["refused"]["zh"]
    assert "路口设有指示牌：尚未检查" in said
    assert f"本次检查已改用 {TODAY} 版标准" in said
