"""The models and the migrations describe one schema, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from inspect_app.records import migrate
from inspect_app.records.schema import metadata


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def described(index: dict[str, Any]) -> dict[str, Any]:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


def schema_of(engine: Engine) -> dict[str, dict[str, Any]]:
    """Everything the database itself says about its tables, in a form that can be compared."""
    inspector = inspect(engine)
    return {
        table: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)},
            "key": inspector.get_pk_constraint(table),
            "foreign keys": sorted(inspector.get_foreign_keys(table), key=lambda each: str(each["name"])),
            "uniques": sorted(inspector.get_unique_constraints(table), key=lambda each: str(each["name"])),
            "checks": sorted(map(str, inspector.get_check_constraints(table))),
            "indexes": {i["name"]: described(dict(i)) for i in inspector.get_indexes(table)},
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def test_alembic_finds_no_difference_between_models_and_migrations(database_url: str, engine: Engine) -> None:
    migrate.upgrade(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_builds_exactly_what_the_models_would_build(database_url: str, engine: Engine) -> None:
    migrate.upgrade(database_url)
    migrated = schema_of(engine)
    migrate.downgrade(database_url)
    metadata.create_all(engine)
    assert migrated == schema_of(engine)
    assert migrated.keys() == metadata.tables.keys()


def test_up_down_and_up_again_leaves_the_same_schema(database_url: str, engine: Engine) -> None:
    migrate.upgrade(database_url)
    first = schema_of(engine)
    migrate.downgrade(database_url)
    assert schema_of(engine) == {}
    migrate.upgrade(database_url)
    assert schema_of(engine) == first


def test_upgrading_twice_changes_nothing(database_url: str, engine: Engine) -> None:
    migrate.upgrade(database_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO counter (name, last) VALUES ('letters', 7)"))
    migrate.upgrade(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT last FROM counter")) == 7
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrate.newest()
