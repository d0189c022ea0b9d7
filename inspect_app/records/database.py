"""How the database is opened: one place for SQLite's settings and for how units of work begin."""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

WRITES = {"writes": True}


def configure(engine: Engine) -> Engine:
    """Make SQLite durable and strict, and let units that write take the lock at their start.

    PostgreSQL needs nothing: there rows that are read to be changed are locked one by one.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def begin_writing(session: Session) -> None:
    """Declare at its start that this unit of work will write."""
    session.connection(execution_options=WRITES)


def _open_sqlite(connection, _record) -> None:  # type: ignore[no-untyped-def]  # a DB-API connection
    connection.isolation_level = None
    for setting in (
        "journal_mode=WAL",
        # NORMAL may lose acknowledged work in a power cut.
        "synchronous=FULL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    # A reader that becomes a writer half-way can fail or overwrite what it did not see.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
