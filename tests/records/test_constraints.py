"""The database itself holds what must never be, whoever writes to it."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from inspect_app.records import migrate
from inspect_app.records.applications import Application
from inspect_app.records.database import configure
from inspect_app.records.decisions import Decision, DecisionKind, DecisionState
from inspect_app.records.editions import Edition
from inspect_app.records.facts import Column, Fact
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.records.people import Appointment, Person, Role
from inspect_app.records.rulings import RulingRecord

AT = dt.datetime(2013, 11, 20, tzinfo=dt.UTC)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    migrate.upgrade(database_url)
    engine = configure(create_engine(database_url))
    with Session(engine) as session:
        session.add_all(
            [
                Node(id=1, kind=NodeKind.CITY, code="11", name="市", path="/1/"),
                Site(id=1, node_id=1, standard_id="station-2013"),
                Edition(id=1, document_id="d", edition="e", sha256="0" * 64, source="", kept_at=AT),
                *(
                    Person(id=n, username=f"p{n}", email=f"p{n}@x.cn", name="人", fs_uniquifier=f"u{n}")
                    for n in (1, 2, 3)
                ),
            ]
        )
        session.flush()
        yield session
    engine.dispose()


def application(**values: Any) -> Application:
    return Application(site_id=1, edition_id=1, started_at=AT, state_since=AT, **values)


def fact(**values: Any) -> Fact:
    return Fact(site_id=1, name="floor_area_m2", column=Column.DECLARED, value=1, by_id=1, at=AT, **values)


def ruling(**values: Any) -> RulingRecord:
    given = {"document_id": "d", "item_id": "i", "boundary": "b", "reading": "r", "reason": "因"}
    return RulingRecord(**given, by_id=1, at=AT, **values)


def appointment(**values: Any) -> Appointment:
    return Appointment(person_id=1, role=Role.STATION, node_id=1, started_at=AT, **values)


def decision(**values: Any) -> Decision:
    given: dict[str, Any] = {
        "programme_id": "exterior-2013",
        "site_id": 1,
        "edition_id": 1,
        "kind": DecisionKind.GRANT,
        "state": DecisionState.PROPOSED,
        "amount_fen": 2_000_000,
        "facts": {},
        "rulings": [],
        "result": {},
        "inputs_sha256": "0" * 64,
        "proposer_id": 1,
        "proposed_at": AT,
    }
    return Decision(**given | values)


@pytest.mark.parametrize(
    ("make", "ended"),
    [
        (application, {"closed_at": AT}),
        (fact, {"current": False}),
        (ruling, {"withdrawn_at": AT}),
        (appointment, {"ended_at": AT}),
        (decision, {"state": DecisionState.ISSUED}),
    ],
    ids=["open application", "current fact", "standing ruling", "current appointment", "pending decision"],
)
def test_there_is_one_at_a_time_and_any_number_that_ended(
    session: Session, make: Callable[..., Any], ended: dict[str, Any]
) -> None:
    session.add_all([make(**ended), make(**ended), make()])
    session.flush()
    session.add(make())
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "values",
    [
        {"reviewer_id": 1},
        {"reviewer_id": 2, "signatory_id": 2},
        {"reviewer_id": 2, "signatory_id": 1},
        {"amount_fen": -1},
    ],
)
def test_one_person_never_takes_two_steps_of_a_decision(session: Session, values: dict[str, Any]) -> None:
    session.add(decision(reviewer_id=2, signatory_id=3, state=DecisionState.ISSUED))
    session.flush()
    session.add(decision(**values))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_record_cannot_point_to_nothing(session: Session) -> None:
    session.add(fact(inspection_id="no such visit"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_fact_taken_back_is_kept_as_unknown(session: Session) -> None:
    taken_back = Fact(site_id=1, name="rooms", column=Column.DECLARED, value=None, by_id=1, at=AT)
    session.add(taken_back)
    session.flush()
    session.refresh(taken_back)
    assert taken_back.value is None
