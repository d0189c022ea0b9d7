import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel that pip would install."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def below(folder: str) -> set[str]:
    """The files in a folder of the checkout, as the wheel has to name them."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_wheel_holds_what_was_built(wheel: set[str]) -> None:
    fonts = "inspect_app/documents/fonts"
    assert {
        f"{fonts}/Noto{family}SC-{weight}.ttf"
        for family in ("Sans", "Serif")
        for weight in ("Regular", "Bold")
    } <= wheel
    assert {f"{fonts}/NotoSansSC-OFL.txt", f"{fonts}/NotoSerifSC-OFL.txt"} <= wheel
    assert "inspect_app/web/static/dist/manifest.json" in wheel
    assert below("inspect_app/web/static/dist") <= wheel
    assert {name for name in below("inspect_app/translations") if name.endswith(".mo")} <= wheel


def test_the_wheel_holds_every_checklist(wheel: set[str]) -> None:
    assert {f"inspect_app/{name}" for name in below("checklists")} <= wheel


def test_the_wheel_holds_templates_and_migrations(wheel: set[str]) -> None:
    shipped = {
        name for name in below("inspect_app") if name.endswith((".html", ".css", ".mako", ".csv", ".py"))
    }
    assert {name for name in shipped if not name.startswith("inspect_app/tablet/")} <= wheel


def test_the_wheel_holds_no_sources_of_what_was_built(wheel: set[str]) -> None:
    assert (
        sorted(name for name in wheel if name.startswith(("inspect_app/tablet/", "tools/", "tests/"))) == []
    )
    assert sorted(name for name in wheel if name.endswith((".po", ".ts", ".pyc"))) == []
