"""The whole way of a station, and what stands in the records after each step."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records import migrate
from inspect_app.records.applications import ApplicationState, Stage, latest_assessment
from inspect_app.records.certificates import certificate_by_number
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.history import history_of
from inspect_app.workflow import acceptance, certification, history
from tests.workflow import journey
from tests.workflow.town import Town, found, settle


def test_a_station_that_meets_the_standard_is_certified_in_seven_acts(town: Town) -> None:
    certificate = journey.certified(town)
    application = certificate.application
    assert application.state == ApplicationState.CERTIFIED
    assert application.closed_at == town.office.at
    assert application.accepted_on == dt.date(2013, 11, 20)
    acts = [entry.act for entry in history_of(town.session, "application", application.id)]
    assert acts == ["started", "submitted", "endorsed", "accepted", "certified"]
    assert history.broken_links(town.session) == []


def test_each_stage_is_frozen_with_facts_rulings_result_and_edition(town: Town) -> None:
    application = journey.accepted(town)
    outcomes = {}
    for stage in Stage:
        frozen = latest_assessment(town.session, application.id, stage)
        assert frozen is not None
        assert frozen.edition is application.edition
        outcomes[stage] = frozen.outcome, frozen.score
    assert outcomes == {
        Stage.DECLARED: ("incomplete", Decimal("74.3")),
        Stage.FOUND: ("certify", Decimal("93.6")),
        Stage.FINAL: ("certify", Decimal("93.6")),
    }


def test_the_certificate_is_numbered_and_holds_for_a_year(town: Town) -> None:
    certificate = journey.certified(town)
    assert certificate.number == "京工站证字〔2013〕0001号"
    assert certificate.certified_on == dt.date(2013, 11, 20)
    assert certificate.valid_until == dt.date(2014, 11, 19)
    assert certificate.sheet["site_name"] == "东华门街道工会服务站"
    assert town.office.store.get(certificate.pdf_sha256).startswith(b"%PDF")


def test_the_way_through_a_rectification_works_on_both_databases(
    database_url: str, library: Library, tmp_path: Path
) -> None:
    migrate.upgrade(database_url)
    engine = configure(create_engine(database_url))
    with Session(engine) as session:
        begin_writing(session)
        town = settle(found(session, library, FolderStore(tmp_path / "evidence")))
        application = journey.rechecked(town)
        acceptance.accept(town.as_("city_officer"), application, "复查合格", application.version)
        certification.certify(town.as_("city_signatory"), application, application.version)
        session.commit()
    with Session(engine) as session:
        certificate = certificate_by_number(session, "京工站证字〔2013〕0001号")
        assert certificate is not None
        final = latest_assessment(session, certificate.application_id, Stage.FINAL)
        assert final is not None
        assert (final.outcome, final.facts["floor_area_m2"]) == ("certify", 55)
        assert history.broken_links(session) == []
    engine.dispose()
