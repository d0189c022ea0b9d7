"""A new edition of the standard comes into force while a visit is under way on a tablet."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.policy import Verdict
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Inspection
from inspect_app.settings import default_checklists
from inspect_app.web.database import db
from inspect_app.workflow import assessing, editions
from tests.web import city
from tests.web.city import PASSWORD
from tests.web.tablet.tablets import MEASURED, Tablet
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
