"""What the database itself holds to: of an item one answer stands."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from inspect_app.records import migrate

ANSWER = text(
    "INSERT INTO answer (revision, inspection_id, item_id, content, by_id, at, received_at, standing)"
    " VALUES (:revision, 'v', :item, '{}', 1, '2013-11-20 00:00:00', '2013-11-20 00:00:00', :standing)"
)


def test_of_an_item_one_answer_stands_beside_any_number_of_others(database_url: str) -> None:
    migrate.upgrade(database_url)
    engine = create_engine(database_url)
    kept = [("a", "x", "standing"), ("b", "x", "rival"), ("c", "x", "rival"), ("d", "y", "standing")]
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        for revision, item, standing in kept:
            connection.execute(ANSWER, {"revision": revision, "item": item, "standing": standing})
        with pytest.raises(IntegrityError):
            connection.execute(ANSWER, {"revision": "e", "item": "x", "standing": "standing"})
    engine.dispose()
