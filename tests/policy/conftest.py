"""The project's own checklists, and the facts of a complete station."""

from pathlib import Path

import pytest

from inspect_app.policy import Library, Plan, Programme, Standard, load_library
from inspect_app.policy.loading.cases import load_cases

CHECKLISTS = Path(__file__).parents[2] / "checklists"


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(CHECKLISTS)


@pytest.fixture(scope="session")
def station(library: Library) -> Standard:
    return library.standard("station-2013")


@pytest.fixture(scope="session")
def exterior(library: Library) -> Programme:
    return library.programme("exterior-2013")


@pytest.fixture(scope="session")
def phases(library: Library) -> Plan:
    return library.plan("station-phases")


@pytest.fixture
def complete(station: Standard) -> dict[str, object]:
    """The facts of a station that meets everything: those of the first case."""
    first = load_cases(station, CHECKLISTS / station.id / "cases.yaml")[0]
    return dict(first.facts)
