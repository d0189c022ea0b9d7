"""The demonstration city, built once for all tests here."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from inspect_app.demo.build import DEMO_DATE
from inspect_app.records.applications import Application, ApplicationState
from inspect_app.records.certificates import Certificate, CertificateState
from inspect_app.records.decisions import Decision, DecisionKind, DecisionState
from inspect_app.records.facts import Column, Fact
from inspect_app.records.history import HistoryEntry
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph
from inspect_app.serving import demo_is_ready, demo_logins, demo_settings, make_demo
from inspect_app.settings import Settings, default_checklists
from inspect_app.workflow.acting import ROLE_NAMES
from inspect_app.workflow.history import broken_links

SETTINGS = Settings("sqlite://", Path("uploads"), default_checklists(), "k" * 40, "s" * 40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "demo"
    make_demo(SETTINGS, lambda text: None, folder)
    return folder


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{folder / 'inspect.db'}")
    with Session(engine) as session:
        yield session
    engine.dispose()


def _states(session: Session, model: type[Application | Certificate | Decision | Inspection]) -> Counter[str]:
    return Counter(session.scalars(select(model.state)))


def test_every_sub_district_has_a_station_and_sixty_homes_stand_beside(session: Session) -> None:
    kinds = Counter(session.scalars(select(Node.kind)))
    assert (kinds[NodeKind.DISTRICT], kinds[NodeKind.STATION], kinds[NodeKind.HOME]) == (16, 349, 60)


def test_everything_occurs_in_every_state(session: Session) -> None:
    assert set(_states(session, Application)) == set(ApplicationState)
    assert set(_states(session, Inspection)) >= set(InspectionState) - {InspectionState.CANCELLED}
    assert set(_states(session, Certificate)) >= set(CertificateState) - {CertificateState.REPLACED}
    assert set(_states(session, Decision)) >= set(DecisionState) - {DecisionState.WITHDRAWN}
    assert set(session.scalars(select(Decision.kind))) == set(DecisionKind)


def test_the_history_is_one_unbroken_chain_that_ends_before_the_demonstrations_day(session: Session) -> None:
    assert broken_links(session) == []
    latest = session.scalar(select(func.max(HistoryEntry.at)))
    assert latest is not None
    assert latest < dt.datetime.combine(DEMO_DATE, dt.time(), dt.UTC)


def test_every_photograph_and_letter_lies_in_the_store(session: Session, folder: Path) -> None:
    stored = {path.name for path in (folder / "uploads").rglob("*") if path.is_file()}
    pictures = session.execute(
        select(Photograph.sha256, Photograph.display_sha256, Photograph.thumbnail_sha256)
    ).all()
    letters = {*session.scalars(select(Certificate.pdf_sha256))}
    letters |= {*session.scalars(select(Decision.pdf_sha256).where(Decision.pdf_sha256.is_not(None)))}
    assert len(pictures) > 300
    assert {sha256 for row in pictures for sha256 in row} <= stored
    assert letters <= stored


def test_somebody_of_every_role_is_named_for_a_visitor(folder: Path) -> None:
    logins = demo_logins(folder) or ""
    assert [role for role in Role if ROLE_NAMES[role].zh not in logins] == []


def test_it_can_be_served_until_a_checklist_changes(folder: Path, tmp_path: Path) -> None:
    assert demo_is_ready(SETTINGS, folder)
    checklists = Path(shutil.copytree(default_checklists(), tmp_path / "checklists"))
    with (checklists / "station-2013" / "standard.yaml").open("a", encoding="utf-8") as standard:
        standard.write("# reworded\n")
    assert not demo_is_ready(replace(SETTINGS, checklists=checklists), folder)


def test_the_station_of_the_readmes_walk_has_stated_some_facts_and_not_applied(session: Session) -> None:
    site = session.scalars(select(Site).join(Site.node).where(Node.code == "110101010F")).one()
    stated = session.scalars(select(Fact.name).where(Fact.site_id == site.id, Fact.column == Column.DECLARED))
    funds = select(Fact.value).where(Fact.site_id == site.id, Fact.name == "retained_funds_fen")
    assert set(stated) >= {"full_time_staff", "floor_area_m2", "linkage_partners", "total_spending_fen"}
    assert session.scalars(select(Application).where(Application.site_id == site.id)).all() == []
    assert session.scalars(funds).one() < 50_000_000


def test_a_demonstration_keeps_to_its_own_folder(folder: Path) -> None:
    settings = Settings("postgresql+psycopg://office/db", Path("uploads"), Path(), "k" * 40, "s" * 40)
    own = demo_settings(settings, folder)
    assert own.database_url == f"sqlite:///{folder.resolve() / 'inspect.db'}"
    assert own.uploads == folder.resolve() / "uploads"
    assert own.demo_date == DEMO_DATE
