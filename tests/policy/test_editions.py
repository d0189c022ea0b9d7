"""Several editions of a checklist lie beside each other; each day has its own."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from inspect_app.policy import ChecklistError, FactError, load_library
from tests.policy.conftest import CHECKLISTS

OLD = (CHECKLISTS / "station-2013" / "standard.yaml").read_text(encoding="utf-8")
NEW = OLD.replace("edition: 2013-01-24", "edition: 2015-06-01").replace(
    "valid_from: 2013-01-24", "valid_from: 2015-06-01"
).replace("area_min: {number: 50", "area_min: {number: 60")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "station-2013").mkdir()
    (tmp_path / "station-2013" / "standard.yaml").write_text(NEW, encoding="utf-8")
    (tmp_path / "station-2013" / "standard@2013-01-24.yaml").write_text(OLD, encoding="utf-8")
    return tmp_path


def test_the_latest_edition_counts_unless_one_is_named_or_a_day_given(folder: Path) -> None:
    library = load_library(folder)
    facts = {"floor_area_m2": 55}
    found = {
        "latest": library.standard("station-2013"),
        "named": library.standard("station-2013", edition="2013-01-24"),
        "day before": library.standard("station-2013", on=date(2015, 5, 31)),
        "first day": library.standard("station-2013", on=date(2015, 6, 1)),
    }
    verdicts = {name: each.assess(facts).items["premises.area"].verdict.value for name, each in found.items()}
    assert verdicts == {"latest": "not_met", "named": "met", "day before": "met", "first day": "not_met"}
    assert library.standards["station-2013"].edition == "2015-06-01"


def test_an_edition_is_known_by_the_hash_of_its_file(folder: Path) -> None:
    standard = load_library(folder).standard("station-2013", edition="2013-01-24")
    assert standard.sha256 == hashlib.sha256(OLD.encode()).hexdigest()
    assert standard.source_text == OLD


def test_no_edition_is_in_force_before_the_first(folder: Path) -> None:
    with pytest.raises(FactError, match="is not in force yet on 2013-01-23"):
        load_library(folder).standard("station-2013", on=date(2013, 1, 23))


def test_an_unknown_edition_or_standard_is_answered_with_the_nearest(folder: Path) -> None:
    library = load_library(folder)
    with pytest.raises(FactError, match='Perhaps "2013-01-24" was meant'):
        library.standard("station-2013", edition="2013-01-25")
    with pytest.raises(FactError, match='Perhaps "station-2013" was meant'):
        library.standard("station-2012")


def test_two_files_of_the_same_edition_are_refused(folder: Path) -> None:
    (folder / "station-2013" / "standard.yaml").write_text(OLD, encoding="utf-8")
    with pytest.raises(ChecklistError, match="another edition has the same id or the same first day"):
        load_library(folder)


def test_a_file_in_the_folder_of_another_checklist_is_refused(folder: Path) -> None:
    (folder / "station-2013").rename(folder / "station-2014")
    with pytest.raises(ChecklistError, match="is not the name of its folder"):
        load_library(folder)


def test_a_file_named_for_another_edition_is_refused(folder: Path) -> None:
    (folder / "station-2013" / "standard@2013-01-24.yaml").rename(
        folder / "station-2013" / "standard@2012-01-24.yaml"
    )
    with pytest.raises(ChecklistError, match=r"Name it standard@2013-01-24\.yaml"):
        load_library(folder)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChecklistError, match="is not a folder"):
        load_library(tmp_path / "nowhere")
