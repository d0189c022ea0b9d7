"""People who act at the same moment: nothing is lost, nothing doubled, on SQLite and on PostgreSQL."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records import migrate
from inspect_app.records.answers import AnswerState, answers_of
from inspect_app.records.applications import Application
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.facts import Column, current_facts, statements
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Finding, Inspection, findings_of
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Role, person_by_username
from inspect_app.records.photographs import PhotographRole, PhotographSource, photographs_of_inspection
from inspect_app.records.signatures import SignatureRole, signatures_of
from inspect_app.workflow import (
    answers,
    applications,
    facts,
    history,
    inspections,
    numbers,
    people,
    photographs,
    signatures,
)
from inspect_app.workflow.answers import Given
from inspect_app.workflow.errors import AlreadyDone, StaleForm, WorkflowError
from inspect_app.workflow.office import Office
from inspect_app.workflow.photographs import Capture
from tests.workflow import journey
from tests.workflow.town import NOON, Town, found, settle

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


# ---- tablets that send at the same moment ----

AN_ID = "6f0c8ab0-5a0e-4c5b-8a51-6a6a6a6a6a6a"


def test_the_same_answer_sent_by_many_requests_at_once_is_kept_once(engine: Engine, settled: Office) -> None:
    given = Given(revision=AN_ID, base=None, at=NOON, checked=True, facts={AREA: 45}, why="实测")

    def send(office: Office, number: int) -> None:
        answer = answers.receive(office, the_visit(office.session), "premises.area", given)
        assert answer.standing == AnswerState.STANDING

    assert together(engine, settled, "inspector", 6, send) == []
    with Session(engine) as session:
        visit = the_visit(session)
        (answer,) = answers_of(session, visit.id)
        (found,) = findings_of(session, visit.id)
        assert (found.revision, answer.content["facts"]) == (AN_ID, {AREA: 45})
        assert len(statements(session, session.query(Site).one().id, AREA)) == 2


def test_of_different_answers_sent_at_once_by_one_person_the_newest_stands(
    engine: Engine, settled: Office
) -> None:
    def send(office: Office, number: int) -> None:
        at = NOON + dt.timedelta(seconds=number)
        given = Given(revision=str(uuid4()), base=None, at=at, grade="4321"[number])
        later = replace(office, at=NOON + dt.timedelta(hours=1))
        answers.receive(later, the_visit(office.session), "duties.1", given)

    assert together(engine, settled, "inspector", 4, send) == []
    with Session(engine) as session:
        (found,) = findings_of(session, the_visit(session).id)
        assert found.grade == "1"
        kept = [each.standing for each in answers_of(session, found.inspection_id)]
        assert kept == [AnswerState.SUPERSEDED] * 3 + [AnswerState.STANDING]


def test_of_answers_by_two_inspectors_at_once_one_stands_and_both_are_kept(
    engine: Engine, settled: Office
) -> None:
    with Session(engine) as session:
        begin_writing(session)
        people.add_person(office_in(settled, session, "root"), "second", "第二", "2@example.cn", "", "x")
        second = person_by_username(session, "second")
        assert second is not None
        city = session.query(Node).filter_by(code="11").one()
        people.appoint(office_in(settled, session, "root"), second, Role.INSPECTOR, city)
        visit = the_visit(session)
        visit.inspectors.append(second)
        session.commit()

    def send(office: Office, number: int) -> None:
        by = person_by_username(office.session, ("inspector", "second")[number % 2])
        assert by is not None
        given = Given(revision=str(uuid4()), base=None, at=NOON, grade="41"[number % 2])
        answers.receive(replace(office, by=by), the_visit(office.session), "duties.1", given)

    assert together(engine, settled, "inspector", 4, send) == []
    with Session(engine) as session:
        kept = answers_of(session, the_visit(session).id)
        assert sorted(each.standing for each in kept if each.standing != AnswerState.SUPERSEDED) == [
            AnswerState.RIVAL,
            AnswerState.STANDING,
        ]
        assert len(kept) == 4
        assert history.broken_links(session) == []


def test_a_photograph_a_signature_and_the_end_sent_at_once_are_kept_once(
    engine: Engine, settled: Office
) -> None:
    content, drawn = journey.picture(), journey.strokes()
    with Session(engine) as session:
        begin_writing(session)
        visit = the_visit(session)
        town = Town(office_in(settled, session, "inspector"))
        town.people["inspector"] = town.office.by
        journey.look_at_all(town, visit)
        text = signatures.statement(town.office, visit)
        session.commit()
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(),
        taken_at=NOON,
        source=PhotographSource.ALBUM,
        clock_offset_s=0,
    )

    def send(office: Office, number: int) -> None:
        visit = the_visit(office.session)
        site, role = visit.application.site, PhotographRole.INSPECTION
        photographs.attach(
            office, site, "duties.1", content, role, inspection=visit, id=AN_ID, capture=capture
        )
        signatures.sign(
            office,
            visit,
            id=AN_ID,
            role=SignatureRole.INSPECTOR,
            name=office.by.name,
            picture=drawn,
            sha256=hashlib.sha256(drawn).hexdigest(),
            statement=text,
            at=NOON,
        )
        inspections.finish(office, visit, "", ended_as=AN_ID)

    assert together(engine, settled, "inspector", 5, send) == []
    with Session(engine) as session:
        visit = the_visit(session)
        assert [each.id for each in photographs_of_inspection(session, visit.id)] == [AN_ID]
        assert [each.id for each in signatures_of(session, visit.id)] == [AN_ID]
        acts = [each.act for each in history_of(session, "inspection", visit.id)]
        assert acts.count("inspection_finished") == acts.count("inspection_signed") == 1


def test_of_two_officers_who_correct_the_same_fact_the_second_is_told(
    engine: Engine, settled: Office
) -> None:
    with Session(engine) as session:
        begin_writing(session)
        town = Town(office_in(settled, session, "inspector"))
        town.people["inspector"] = town.office.by
        version = journey.finish(town, the_visit(session)).version
        session.commit()

    def correct(office: Office, number: int) -> None:
        application = office.session.query(Application).one()
        facts.correct(office, application, AREA, 50 + number, "复核", version)

    refusals = together(engine, settled, "city_officer", 3, correct)
    assert [type(refusal) for refusal in refusals] == [StaleForm] * 2
