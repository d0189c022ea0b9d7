"""Applying, returning, endorsing, withdrawing; what must be stated first."""

import pytest

from inspect_app.records.applications import ApplicationState, Stage, latest_assessment
from inspect_app.records.history import history_of
from inspect_app.records.people import Role
from inspect_app.workflow import applications, certification, facts
from inspect_app.workflow.errors import AlreadyDone, EditionChanged, Invalid, NotAllowed, WrongState
from tests.workflow import journey
from tests.workflow.town import Town


def test_a_station_may_submit_what_falls_short_but_not_what_is_unsaid(town: Town) -> None:
    stated = {**journey.MEETS, "floor_area_m2": 30}
    del stated["party_reports"]
    application = journey.draft(town, stated)
    station = town.as_("station")
    with pytest.raises(Invalid) as refused:
        applications.submit(station, application, application.version)
    assert refused.value.field == "facts"
    assert "1 项" in refused.value.text.zh
    facts.state(station, town.sites["gate"], {"party_reports": 2})
    applications.submit(station, application, application.version)
    frozen = latest_assessment(town.session, application.id, Stage.DECLARED)
    assert frozen is not None
    assert frozen.outcome == "rectify"


def test_rooms_need_not_be_stated_where_the_clause_asks_for_none(town: Town) -> None:
    stated = {**journey.MEETS, "floor_area_m2": 30}
    del stated["rooms"]
    application = journey.draft(town, stated)
    assert applications.missing_facts(town.as_("station"), application) == []


def test_hours_that_leave_the_verdict_open_are_asked_for_by_the_entry_of_the_roster(town: Town) -> None:
    unknown = {key: value for key, value in journey.WORKERS[2].items() if key != "city_hours"}
    staff = [*journey.WORKERS[:2], unknown, journey.WORKERS[3]]
    application = journey.draft(town, {**journey.MEETS, "staff": staff})
    (label,) = applications.missing_facts(town.as_("station"), application)
    assert "第3条" in label.zh


def test_one_application_at_a_time(town: Town) -> None:
    journey.draft(town)
    with pytest.raises(AlreadyDone):
        applications.start(town.as_("station"), town.sites["gate"])


def test_after_a_withdrawal_the_site_may_apply_again(town: Town) -> None:
    application = journey.submitted(town)
    station = town.as_("station")
    applications.withdraw(station, application, "材料有误", application.version)
    assert application.closed_at == town.office.at
    assert applications.start(station, town.sites["gate"]).id != application.id


def test_a_return_needs_its_reason_and_the_station_reads_it(town: Town) -> None:
    application = journey.submitted(town)
    district = town.as_("district")
    with pytest.raises(Invalid) as refused:
        applications.return_application(district, application, "  ", application.version)
    assert refused.value.field == "reason"
    applications.return_application(district, application, "请补充照片", application.version)
    assert (application.state, application.reason) == (ApplicationState.RETURNED, "请补充照片")
    assert history_of(town.session, "application", application.id)[-1].why == "请补充照片"


def test_another_district_cannot_review(town: Town) -> None:
    application = journey.submitted(town)
    town.person("west-district", Role.DISTRICT, town.nodes["west"])
    with pytest.raises(NotAllowed):
        applications.endorse(town.as_("west-district"), application, "", application.version)


def test_a_certified_site_is_checked_yearly_by_the_city_and_does_not_apply_again(town: Town) -> None:
    journey.certified(town)
    site = town.sites["gate"]
    with pytest.raises(AlreadyDone):
        applications.start(town.as_("station"), site)
    yearly = applications.start_yearly(town.as_("city_officer"), site)
    with pytest.raises(NotAllowed, match="started by the city"):
        applications.withdraw(town.as_("station"), yearly, "不想复查", yearly.version)
    applications.submit(town.as_("station"), yearly, yearly.version)
    assert yearly.state == ApplicationState.SUBMITTED


def test_there_is_no_yearly_check_without_a_certificate(town: Town) -> None:
    with pytest.raises(WrongState):
        applications.start_yearly(town.as_("city_officer"), town.sites["gate"])


def test_after_a_revocation_the_site_may_apply_again(town: Town) -> None:
    certificate = journey.certified(town)
    certification.revoke(town.as_("city_signatory"), certificate, "撤并", certificate.version)
    assert applications.start(town.as_("station"), town.sites["gate"]).state == ApplicationState.DRAFT


def test_nothing_is_judged_by_an_edition_whose_file_was_changed_since(town: Town) -> None:
    application = journey.draft(town)
    application.edition.sha256 = "0" * 64
    with pytest.raises(EditionChanged, match="station-2013"):
        applications.submit(town.as_("station"), application, application.version)
