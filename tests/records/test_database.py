"""How SQLite is opened: durable, strict, and locked from the start by those who write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from inspect_app.records.database import begin_writing, configure


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = configure(create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 30000),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_durable_and_strict(engine: Engine, setting: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {setting}")) == value


def test_a_unit_that_writes_holds_the_lock_before_it_reads(engine: Engine) -> None:
    with Session(engine) as writer, engine.connect() as other:
        begin_writing(writer)
        other.execute(text("PRAGMA busy_timeout=0"))
        other.rollback()
        other.execute(text("SELECT 1"))
        with pytest.raises(OperationalError, match="locked"):
            other.execute(text("CREATE TABLE t (x)"))


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with Session(engine) as writer, Session(engine) as reader:
        begin_writing(writer)
        writer.execute(text("CREATE TABLE t (x)"))
        assert reader.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
