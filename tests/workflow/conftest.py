"""A small city in a database of the test's own, with the real checklists and a real evidence store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library, load_library
from inspect_app.records import migrate
from inspect_app.records.database import begin_writing, configure
from tests.workflow.town import Town, found, settle

CHECKLISTS = Path(__file__).parents[2] / "checklists"


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(CHECKLISTS)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of this release; tests copy it, which is faster than migrating again."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def session(migrated_file: Path, tmp_path: Path) -> Iterator[Session]:
    """A unit of work that writes, on a fresh SQLite file."""
    file = shutil.copy(migrated_file, tmp_path / "city.sqlite")
    engine = configure(create_engine(f"sqlite:///{file}"))
    with Session(engine) as session:
        begin_writing(session)
        yield session
    engine.dispose()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "evidence")


@pytest.fixture
def town(session: Session, library: Library, store: FolderStore) -> Town:
    """A city with two districts, an industry and a station; a person for every role; see `town.py`."""
    return settle(found(session, library, store))
