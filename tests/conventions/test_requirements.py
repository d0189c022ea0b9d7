import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9._-]+)==\S+")


def pins(file: str) -> dict[str, list[str]]:
    """The lines of each requirement by its name."""
    blocks: dict[str, list[str]] = {}
    for line in (ROOT / file).read_text().splitlines():
        if start := PIN.match(line):
            blocks[start[1]] = lines = []
        if line and not line.lstrip().startswith("#"):
            lines.append(line.strip(" \\"))
    return blocks


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement)[0]).lower()


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_requirement_is_pinned_by_hash(file: str) -> None:
    blocks = pins(file)
    assert blocks
    without = [name for name, lines in blocks.items() if not any("--hash=sha256:" in line for line in lines)]
    assert without == []


@pytest.mark.parametrize("file", [*REQUIREMENTS, "inspect_app/tablet/package-lock.json"])
def test_no_lock_file_names_a_registry(file: str) -> None:
    text = (ROOT / file).read_text()
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", without_funding(text)) == []


def without_funding(text: str) -> str:
    """package-lock.json repeats where the authors of a package ask for money; that is no registry."""
    return re.sub(r'"funding": (?:\{[^}]*\}|\[[^\]]*\])', "", text)


def test_what_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["server"]]
    tools = [
        entry for group in project["dependency-groups"].values() for entry in group if isinstance(entry, str)
    ]
    assert {canonical(entry) for entry in runtime} <= pins("requirements.txt").keys()
    assert {canonical(entry) for entry in [*runtime, *tools]} <= pins("requirements-dev.txt").keys()


def test_every_npm_package_is_pinned_by_digest() -> None:
    packages = json.loads((ROOT / "inspect_app/tablet/package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_both_lock_files_agree_on_versions() -> None:
    runtime, everything = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: lines[0] for name, lines in runtime.items()} == {
        name: everything[name][0] for name in runtime
    }
