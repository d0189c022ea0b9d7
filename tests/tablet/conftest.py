"""The tablet's rules, run by Node on the sources as they are."""

import pytest

from inspect_app.policy import Standard, load_library
from tests.tablet.node import ROOT


@pytest.fixture(scope="session")
def standards() -> list[Standard]:
    """The project's own standards, and one that uses every kind of rule and of fact."""
    found = [load_library(folder) for folder in (ROOT / "checklists", ROOT / "tests/tablet/checklists")]
    return [standard for library in found for standard in library.standards.values()]
