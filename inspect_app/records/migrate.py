"""Brings a database to the schema of this release, and back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from inspect_app.records.database import WRITES, configure

MIGRATIONS = Path(__file__).parent / "migrations"
Step = Callable[[Config], None]


def upgrade(url: str, revision: str = "head") -> None:
    """Create what is missing; running it again changes nothing. The whole upgrade is one transaction."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str = "base") -> None:
    """Take migrations back; "base" leaves no table but Alembic's own."""
    _run(url, lambda config: command.downgrade(config, revision))


def needs_migration(url: str) -> bool:
    """Whether the database lacks something this release needs."""
    engine = configure(create_engine(url))
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() != newest()
    finally:
        engine.dispose()


def newest() -> str | None:
    """The revision this release needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _run(url: str, step: Step) -> None:
    engine = configure(create_engine(url))
    try:
        with engine.connect().execution_options(**WRITES) as connection, connection.begin():
            step(_config(connection))
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
