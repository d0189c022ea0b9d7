"""People who act at the same moment: nothing is lost, nothing doubled, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records import migrate
from inspect_app.records.applications import Application
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.facts import Column, current_facts, statements
from inspect_app.records.inspections import Finding, Inspection, findings_of
from inspect_app.records.organisation import Site
from inspect_app.records.people import person_by_username
from inspect_app.workflow import applications, facts, history, inspections, numbers
from inspect_app.workflow.errors import AlreadyDone, StaleForm, WorkflowError
from inspect_app.workflow.office import Office
from tests.workflow import journey
from tests.workflow.town import NOON, found, settle

AREA = "floor_area_m2"
Work = Callable[[Office, int], object]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    migrate.upgrade(database_url)
    engine = configure(create_engine(database_url, pool_size=20))
    yield engine
    engine.dispose()


@pytest.fixture
def settled(engine: Engine, library: Library, tmp_path: Path) -> Office:
    """The office of a town that has been committed; its session is not to be used."""
    with Session(engine) as session:
        begin_writing(session)
        town = settle(found(session, library, FolderStore(tmp_path / "evidence")))
        journey.scheduled(town)
        facts.state_programme_facts(town.as_("district"), town.sites["gate"], {"retained_funds_fen": 1})
        session.commit()
        return town.office


def office_in(settled: Office, session: Session, username: str) -> Office:
    by = person_by_username(session, username)
    assert by is not None
    return replace(settled, session=session, by=by, at=NOON)


def together(engine: Engine, settled: Office, username: str, count: int, work: Work) -> list[WorkflowError]:
    """Let `count` people do the work in transactions of their own, all at once; the refusals."""
    start, refusals = Barrier(count), list[WorkflowError]()

    def act(number: int) -> None:
        with Session(engine) as session:
            start.wait()
            begin_writing(session)
            try:
                work(office_in(settled, session, username), number)
                session.commit()
            except WorkflowError as refusal:
                session.rollback()
                refusals.append(refusal)

    threads = [Thread(target=act, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def the_visit(session: Session) -> Inspection:
    return session.query(Inspection).one()


def test_of_those_who_save_the_same_item_one_wins_and_the_others_are_told(
    engine: Engine, settled: Office
) -> None:
    def save(office: Office, number: int) -> Finding:
        visit = the_visit(office.session)
        return inspections.record(office, visit, "duties.1", grade="4321"[number], version=0)

    refusals = together(engine, settled, "inspector", 4, save)
    assert [type(refusal) for refusal in refusals] == [StaleForm] * 3
    with Session(engine) as session:
        (finding,) = findings_of(session, the_visit(session).id)
        assert finding.version == 1


def test_those_who_save_different_items_all_win(engine: Engine, settled: Office) -> None:
    def save(office: Office, number: int) -> Finding:
        return inspections.record(
            office, the_visit(office.session), f"duties.{number + 1}", grade=3, version=0
        )

    assert together(engine, settled, "inspector", 8, save) == []
    with Session(engine) as session:
        assert len(findings_of(session, the_visit(session).id)) == 8
        assert history.broken_links(session) == []


def test_of_those_who_open_the_same_form_of_facts_one_wins(engine: Engine, settled: Office) -> None:
    with Session(engine) as session:
        opened = session.query(Site).one().version

    def state(office: Office, number: int) -> object:
        site = office.session.query(Site).one()
        return facts.state_programme_facts(office, site, {"retained_funds_fen": 100 + number}, version=opened)

    refusals = together(engine, settled, "district", 5, state)
    assert [type(refusal) for refusal in refusals] == [StaleForm] * 4
    with Session(engine) as session:
        site = session.query(Site).one()
        stated = statements(session, site.id, "retained_funds_fen")
        assert len(stated) == 2
        assert current_facts(session, site.id, Column.DECLARED)["retained_funds_fen"].id == stated[-1].id


def test_of_those_who_schedule_the_same_visit_one_wins(engine: Engine, settled: Office) -> None:
    with Session(engine) as session:
        begin_writing(session)
        office = office_in(settled, session, "city_officer")
        visit = the_visit(session)
        inspections.cancel(office, visit, "停电", visit.version)
        version = visit.application.version
        session.commit()

    def plan(office: Office, number: int) -> object:
        application = office.session.query(Application).one()
        lead = person_by_username(office.session, "inspector")
        assert lead is not None
        return inspections.schedule(office, application, office.today, [lead], lead, version)

    refusals = together(engine, settled, "city_officer", 4, plan)
    assert [type(refusal) for refusal in refusals] == [StaleForm] * 3
    with Session(engine) as session:
        assert session.query(Inspection).count() == 2


def test_a_second_application_of_the_same_moment_is_refused(engine: Engine, settled: Office) -> None:
    with Session(engine) as session:
        begin_writing(session)
        visit = the_visit(session)
        visit.application.state, visit.application.closed_at = "withdrawn", NOON
        session.commit()

    def apply(office: Office, number: int) -> object:
        return applications.start(office, office.session.query(Site).one())

    refusals = together(engine, settled, "station", 4, apply)
    assert [type(refusal) for refusal in refusals] == [AlreadyDone] * 3


def test_numbers_have_neither_gaps_nor_doubles(engine: Engine, settled: Office) -> None:
    drawn: list[str] = []

    def draw(office: Office, number: int) -> None:
        history.lock(office.session)
        drawn.append(numbers.draw(office, "京工证字"))

    assert together(engine, settled, "city_officer", 10, draw) == []
    assert sorted(drawn) == [f"京工证字〔2013〕{number:04d}号" for number in range(1, 11)]


def test_what_was_read_before_another_committed_is_read_again_before_the_act(
    engine: Engine, settled: Office
) -> None:
    """A page's object may be older than the lock: the act must not judge by it."""
    with Session(engine) as reader, Session(engine) as writer:
        seen = the_visit(reader)
        version = seen.version
        reader.commit()
        begin_writing(writer)
        office = office_in(settled, writer, "inspector")
        inspections.start(office, the_visit(writer))
        writer.commit()
        office = office_in(settled, reader, "inspector")
        with pytest.raises(StaleForm):
            inspections.finish(office, seen, "", version)
