"""The second migration gives what was found before there were tablets its standing answer."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, Table, create_engine, text
from sqlalchemy.orm import Session

from inspect_app.records import migrate
from inspect_app.records.inspections import Finding

DAY, AT = dt.date(2013, 11, 20), dt.datetime(2013, 11, 20, 4, tzinfo=dt.UTC).replace(tzinfo=None)
VISIT = "6f0c8ab0-5a0e-4c5b-8a51-6a6a6a6a6a6a"
# A finding, and before it all it needs.
ROWS: list[tuple[str, dict[str, Any]]] = [
    (
        "edition",
        {"id": 1, "document_id": "s", "edition": "1", "sha256": "0" * 64, "source": "", "kept_at": AT},
    ),
    ("node", {"id": 1, "kind": "station", "code": "1", "name": "站", "path": "/1/"}),
    (
        "person",
        {
            "id": 1,
            "username": "li",
            "email": "li@example.cn",
            "name": "李",
            "telephone": "",
            "active": True,
            "fs_uniquifier": "1",
            "failed_logins": 0,
        },
    ),
    ("site", {"id": 1, "node_id": 1, "standard_id": "s", "address": "", "telephone": "", "version": 1}),
    (
        "application",
        {
            "id": 1,
            "site_id": 1,
            "kind": "first",
            "state": "inspected",
            "edition_id": 1,
            "started_at": AT,
            "state_since": AT,
            "reason": "",
            "version": 1,
        },
    ),
    (
        "inspection",
        {
            "id": VISIT,
            "application_id": 1,
            "kind": "full",
            "state": "finished",
            "edition_id": 1,
            "scheduled_on": DAY,
            "lead_id": 1,
            "finished_at": AT,
            "summary": "",
            "reason": "",
            "version": 1,
        },
    ),
    (
        "finding",
        {
            "inspection_id": VISIT,
            "item_id": "duties.1",
            "grade": "3",
            "checked": True,
            "note": "台账",
            "by_id": 1,
            "at": AT,
            "version": 1,
        },
    ),
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def test_every_finding_gets_its_answer_and_keeps_what_it_says(database_url: str, engine: Engine) -> None:
    migrate.upgrade(database_url, "0001")
    with engine.begin() as connection:
        for name, row in ROWS:
            connection.execute(Table(name, MetaData(), autoload_with=connection).insert().values(row))
    migrate.upgrade(database_url)
    with Session(engine) as session:
        found = session.query(Finding).one()
        answer = found.answer
        assert answer.content == {"grade": "3", "checked": True, "note": "台账", "facts": {}, "why": ""}
        assert (answer.inspection_id, answer.item_id, answer.standing) == (VISIT, "duties.1", "standing")
        assert (answer.base, answer.by.name, answer.at, answer.received_at) == (
            None,
            "李",
            found.at,
            found.at,
        )
        assert found.inspection.ended_at == found.inspection.finished_at
    migrate.downgrade(database_url, "0001")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT item_id, grade, note FROM finding")).all()
    assert [tuple(row) for row in rows] == [("duties.1", "3", "台账")]
