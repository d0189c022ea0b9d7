"""Certificates: numbered, printed, valid for a year, suspended, revoked, replaced."""

import datetime as dt
from typing import Any

import pytest

from inspect_app.documents.sheets import Certificate as CertificateSheet
from inspect_app.records.certificates import CertificateState, certificates_of, standing_certificate
from inspect_app.records.history import history_of
from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import Role
from inspect_app.workflow import acceptance, applications, certification, organisation
from inspect_app.workflow.errors import Invalid
from tests.workflow import journey
from tests.workflow.town import Town


def act(town: Town, name: str, certificate: Any) -> None:
    getattr(certification, name)(town.as_("city_signatory"), certificate, "理由", certificate.version)


def test_the_sheet_is_frozen_with_its_hash(town: Town) -> None:
    certificate = journey.certified(town)
    sheet = CertificateSheet.from_content(certificate.sheet)
    assert sheet.sha256 == certificate.sheet_sha256
    assert sheet.score == "93.6"
    assert sheet.verify_url.startswith("https://example.cn/verify/%E4%BA%AC")
    assert sheet.demo_note is None


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (dt.date(2013, 11, 20), dt.date(2014, 11, 19)),
        (dt.date(2013, 1, 1), dt.date(2013, 12, 31)),
        (dt.date(2016, 2, 29), dt.date(2017, 2, 28)),
        (dt.date(2015, 3, 1), dt.date(2016, 2, 29)),
    ],
)
def test_a_year_ends_the_day_before_it_began(day: dt.date, last: dt.date) -> None:
    assert certification.a_year_from(day) == last


def test_another_last_day_may_be_chosen_but_not_today(town: Town) -> None:
    application, office = journey.accepted(town), town.as_("city_signatory")
    with pytest.raises(Invalid) as refused:
        certification.certify(office, application, application.version, office.today)
    assert refused.value.field == "valid_until"
    until = dt.date(2015, 12, 31)
    certificate = certification.certify(office, application, application.version, until)
    assert certificate.valid_until == until


def test_suspended_reinstated_and_revoked_each_with_its_reason(town: Town) -> None:
    certificate = journey.certified(town)
    for name, state in (
        ("suspend", CertificateState.SUSPENDED),
        ("reinstate", CertificateState.VALID),
        ("revoke", CertificateState.REVOKED),
    ):
        act(town, name, certificate)
        assert certificate.state == state
    entries = history_of(town.session, "certificate", certificate.id)
    assert [(entry.act, entry.why) for entry in entries] == [
        ("certificate_suspended", "理由"),
        ("certificate_reinstated", "理由"),
        ("certificate_revoked", "理由"),
    ]


def test_nothing_happens_to_a_certificate_without_a_reason(town: Town) -> None:
    certificate = journey.certified(town)
    with pytest.raises(Invalid) as refused:
        certification.suspend(town.as_("city_signatory"), certificate, " ", certificate.version)
    assert refused.value.field == "reason"


def test_a_yearly_check_that_passes_replaces_the_certificate(town: Town) -> None:
    first = journey.certified(town)
    yearly = applications.start_yearly(town.as_("city_officer"), town.sites["gate"])
    applications.submit(town.as_("station"), yearly, yearly.version)
    applications.endorse(town.as_("district"), yearly, "", yearly.version)
    journey.finish(town, journey.visit(town, yearly))
    acceptance.accept(town.as_("city_officer"), yearly, "", yearly.version)
    second = certification.certify(town.as_("city_signatory"), yearly, yearly.version)
    assert first.state == CertificateState.REPLACED
    assert second.number == "京工站证字〔2013〕0002号"
    assert standing_certificate(town.session, town.sites["gate"].id) is second
    assert certificates_of(town.session, town.sites["gate"].id) == [second, first]


def test_homes_have_certificates_numbered_on_their_own(town: Town) -> None:
    home = organisation.add_site(town.office, town.nodes["east"], NodeKind.HOME, "H1", "东城区某公司职工之家")
    town.person("home", Role.STATION, home.node)
    town.sites["station"], town.sites["gate"] = town.sites["gate"], home
    town.people["station"] = town.people["home"]
    certificate = _certified_home(town)
    assert certificate.number == "京工家证字〔2013〕0001号"
    assert certificate.sheet["site_kind"] == "workers_home"
    assert certificate.sheet["standard_title"] == town.office.library.standard("workers-home-2013").title.zh


def _certified_home(town: Town) -> Any:
    standard = town.office.library.standard("workers-home-2013")
    stated = {name: _best(declared) for name, declared in standard.facts.items() if name != "judgements"}
    application = journey.inspected(town, stated)
    acceptance.accept(town.as_("city_officer"), application, "", application.version)
    return certification.certify(town.as_("city_signatory"), application, application.version)


def _best(declared: Any) -> Any:
    return {"bool": True, "int": 1, "codes": list(declared.codes)}[declared.type.value]
