"""Two clerks press the same button at the same moment, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records import migrate
from inspect_app.records.counters import Counter
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.decisions import Decision, DecisionState
from inspect_app.records.people import Person, Role
from inspect_app.workflow import history, people, subsidy
from inspect_app.workflow.errors import StaleForm, WorkflowError, WrongState
from inspect_app.workflow.office import Office
from tests.workflow import granting
from tests.workflow.town import found, settle


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    migrate.upgrade(database_url)
    engine = configure(create_engine(database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def signed(engine: Engine, library: Library, store: FolderStore) -> tuple[Office, int]:
    """A signed decision in the database, and the office whose person and session each clerk replaces."""
    with Session(engine) as session:
        begin_writing(session)
        town = granting.eligible(settle(found(session, library, store)))
        decision = granting.signed(town)
        session.commit()
        return town.office, decision.id


class Clerk(Thread):
    """Issues a decision in a session of its own; keeps the number or the refusal."""

    def __init__(self, engine: Engine, office: Office, decision_id: int, start: Barrier) -> None:
        super().__init__()
        self._engine, self._office, self._decision_id, self._start = engine, office, decision_id, start
        self.number: str | None = None
        self.refusal: WorkflowError | None = None

    def run(self) -> None:
        with Session(self._engine) as session:
            # SQLite lets one unit of work in at a time; PostgreSQL lets both look at the decision first.
            self._wait_on("sqlite")
            begin_writing(session)
            officer = session.scalars(select(Person).where(Person.username == "city_officer")).one()
            decision = session.get_one(Decision, self._decision_id)
            version = decision.version
            self._wait_on("postgresql")
            try:
                office = replace(self._office, session=session, by=officer)
                self.number = subsidy.issue(office, decision, version).number
                session.commit()
            except WorkflowError as refusal:
                self.refusal = refusal
                session.rollback()

    def _wait_on(self, dialect: str) -> None:
        if self._engine.dialect.name == dialect:
            self._start.wait(timeout=30)


def test_a_decision_issued_twice_at_once_has_one_number_and_one_letter(
    engine: Engine, signed: tuple[Office, int], store: FolderStore
) -> None:
    office, decision_id = signed
    start = Barrier(2)
    clerks = [Clerk(engine, office, decision_id, start) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert [clerk.number for clerk in clerks if clerk.number] == ["京工补字〔2013〕0001号"]
    assert [type(clerk.refusal) for clerk in clerks if clerk.refusal] in ([StaleForm], [WrongState])
    with Session(engine) as session:
        decision = session.get_one(Decision, decision_id)
        assert decision.state == DecisionState.ISSUED
        assert store.get(decision.pdf_sha256 or "").startswith(b"%PDF")
        assert session.get_one(Counter, "京工补字2013").last == 1
        assert session.scalar(select(func.count(Decision.number))) == 1
        assert history.broken_links(session) == []


class Leaver(Thread):
    """An administrator who ends the appointment of another one."""

    def __init__(self, engine: Engine, office: Office, names: tuple[str, str], start: Barrier) -> None:
        super().__init__()
        self._engine, self._office, self._names, self._start = engine, office, names, start
        self.refused = False

    def run(self) -> None:
        with Session(self._engine) as session:
            self._start.wait(timeout=30)
            begin_writing(session)
            actor, other = (
                session.scalars(select(Person).where(Person.username == name)).one() for name in self._names
            )
            (appointment,) = other.current_appointments
            try:
                office = replace(self._office, session=session, by=actor)
                people.end_appointment(office, appointment, "轮岗")
                session.commit()
            except WorkflowError:
                self.refused = True
                session.rollback()


def test_two_administrators_cannot_end_each_other(
    engine: Engine, library: Library, store: FolderStore
) -> None:
    with Session(engine) as session:
        begin_writing(session)
        town = settle(found(session, library, store))
        town.person("second", Role.ADMINISTRATOR, town.nodes["city"])
        session.commit()
    start = Barrier(2)
    leavers = [
        Leaver(engine, town.office, names, start) for names in (("root", "second"), ("second", "root"))
    ]
    for leaver in leavers:
        leaver.start()
    for leaver in leavers:
        leaver.join()
    assert [leaver.refused for leaver in leavers].count(True) == 1
