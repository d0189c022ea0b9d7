"""`inspect-app checklists`."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project's checklists, to be broken."""
    return Path(shutil.copytree(ROOT / "checklists", tmp_path / "checklists"))


def test_every_checklist_is_listed_with_its_cases(run: Run) -> None:
    done = run("checklists")
    listed = [line.split()[0] for line in done.stdout.decode().splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(listed) == {file.parent.name for file in (ROOT / "checklists").glob("*/cases.yaml")}


def test_a_mistake_is_named_with_file_and_line(run: Run, copy: Path) -> None:
    file = copy / "station-2013" / "standard.yaml"
    text = file.read_text().replace("is_true: street_front", "is_true: street_frond")
    file.write_text(text)
    done = run("--checklists", str(copy), "checklists")
    assert (done.returncode, done.stdout) == (2, b"")
    line = next(
        number for number, text in enumerate(file.read_text().splitlines(), 1) if "street_frond" in text
    )
    assert f"{file}:{line}: " in done.stderr.decode()
    assert 'Perhaps "street_front" was meant' in done.stderr.decode()


def test_a_case_that_does_not_hold_is_named_with_its_sentence(run: Run, copy: Path) -> None:
    file = copy / "exterior-2013" / "cases.yaml"
    file.write_text(file.read_text().replace("amount_fen: 2_000_000", "amount_fen: 1_000_000", 1))
    done = run("--checklists", str(copy), "checklists")
    assert done.returncode == 2
    assert "各项条件都符合的，补贴 2 万元: amount_fen is 2000000, not 1000000" in done.stderr.decode()


def test_a_checklist_without_cases_is_refused(run: Run, copy: Path) -> None:
    (copy / "exterior-2013" / "cases.yaml").unlink()
    done = run("--checklists", str(copy), "checklists")
    assert (done.returncode, "cases.yaml: cannot be read" in done.stderr.decode()) == (2, True)


def test_a_folder_that_is_not_there_is_refused(run: Run) -> None:
    done = run("--checklists", "nowhere", "checklists")
    assert (done.returncode, "nowhere" in done.stderr.decode()) == (2, True)
