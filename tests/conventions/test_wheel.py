import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIST = ROOT / "inspect_app/web/static/dist"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel that pip would install."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def tracked(folder: str) -> set[str]:
    """The files of a folder that git holds."""
    listed = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return set(listed.stdout.splitlines())


def test_the_wheel_holds_what_was_built(wheel: set[str]) -> None:
    fonts = "inspect_app/documents/fonts"
    assert {
        f"{fonts}/Noto{family}SC-{weight}.ttf"
        for family in ("Sans", "Serif")
        for weight in ("Regular", "Bold")
    } <= wheel
    assert {f"{fonts}/NotoSansSC-OFL.txt", f"{fonts}/NotoSerifSC-OFL.txt"} <= wheel
    built = {f"inspect_app/web/static/dist/{file.name}" for file in DIST.iterdir()}
    assert {"manifest.json", "sw.js", "sw.js.br"} <= {Path(file).name for file in built}
    assert built <= wheel


def test_the_wheel_holds_every_checklist(wheel: set[str]) -> None:
    assert {f"inspect_app/{name}" for name in tracked("checklists")} <= wheel


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    left_behind = re.compile(r"^inspect_app/tablet/|\.pot?$")
    assert {name for name in tracked("inspect_app") if not left_behind.search(name)} <= wheel


def test_the_wheel_holds_no_sources_of_what_was_built(wheel: set[str]) -> None:
    assert (
        sorted(name for name in wheel if name.startswith(("inspect_app/tablet/", "tools/", "tests/"))) == []
    )
    assert sorted(name for name in wheel if name.endswith((".po", ".ts", ".pyc"))) == []
