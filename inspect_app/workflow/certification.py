"""Certificates: issued on what was accepted, suspended, reinstated, revoked, replaced yearly."""

import datetime as dt

from inspect_app.documents import sheets
from inspect_app.records.applications import Application, ApplicationState, Stage, latest_assessment
from inspect_app.records.certificates import Certificate, CertificateState, standing_certificate
from inspect_app.records.organisation import NodeKind
from inspect_app.workflow import editions, entered, frozen, history, letters, numbers
from inspect_app.workflow.acting import begin
from inspect_app.workflow.applications import enter, note_act
from inspect_app.workflow.errors import Invalid, Text
from inspect_app.workflow.office import Office

PREFIXES = {NodeKind.STATION: "京工站证字", NodeKind.HOME: "京工家证字"}
SITE_KINDS = {NodeKind.STATION: "station", NodeKind.HOME: "workers_home"}
_STANDING_CHANGED = Text("合格证书的效力已变更", "the standing of the certificate has changed")


def certify(
    office: Office, application: Application, version: int, valid_until: dt.date | None = None
) -> Certificate:
    """A numbered certificate, valid from today; it takes the place of the one that stands.

    `valid_until` is a year later less a day unless given. Raises Invalid("valid_until").
    """
    begin(office, "application", "certify", application, application.site.node, version)
    until = _checked_until(office, valid_until)
    replaced = _replace_standing(office, application)
    certificate = _issued(office, application, until)
    enter(office, application, ApplicationState.CERTIFIED)
    note_act(
        office, application, "certified", number=certificate.number, valid_until=until, replaces=replaced
    )
    return certificate


def suspend(office: Office, certificate: Certificate, reason: str, version: int) -> None:
    """The certificate does not count until it is reinstated."""
    _turn(office, certificate, "suspend", CertificateState.SUSPENDED, reason, version)


def reinstate(office: Office, certificate: Certificate, reason: str, version: int) -> None:
    """The certificate counts again."""
    _turn(office, certificate, "reinstate", CertificateState.VALID, reason, version)


def revoke(office: Office, certificate: Certificate, reason: str, version: int) -> None:
    """The certificate is void for good; the site may apply again."""
    _turn(office, certificate, "revoke", CertificateState.REVOKED, reason, version)


_PAST = {
    "suspend": "certificate_suspended",
    "reinstate": "certificate_reinstated",
    "revoke": "certificate_revoked",
}


def _turn(
    office: Office, certificate: Certificate, act: str, state: CertificateState, reason: str, version: int
) -> None:
    begin(office, "certificate", act, certificate, certificate.site.node, version)
    certificate.reason = entered.reason(reason)
    certificate.state = state
    office.session.flush()
    _note(office, certificate, _PAST[act], why=certificate.reason)
    frozen.approvals_fall(office, certificate.site, _STANDING_CHANGED)


def _checked_until(office: Office, valid_until: dt.date | None) -> dt.date:
    if valid_until is None:
        return a_year_from(office.today)
    if valid_until <= office.today:
        raise Invalid("valid_until", "有效期须晚于今天。", "The certificate must be valid beyond today.")
    return valid_until


def a_year_from(day: dt.date) -> dt.date:
    """The last day of the year that begins on `day`: from 20 November to 19 November."""
    first_of_month = day.replace(year=day.year + 1, day=1)
    return first_of_month + dt.timedelta(days=day.day - 2)


def _replace_standing(office: Office, application: Application) -> str | None:
    standing = standing_certificate(office.session, application.site_id)
    if standing is None:
        return None
    begin(office, "certificate", "replace", standing, application.site.node, None)
    standing.state = CertificateState.REPLACED
    office.session.flush()
    _note(office, standing, "certificate_replaced")
    return standing.number


def _issued(office: Office, application: Application, until: dt.date) -> Certificate:
    kind = NodeKind(application.site.node.kind)
    sheet = _sheet(office, application, numbers.draw(office, PREFIXES[kind]), until)
    certificate = Certificate(
        number=sheet.number,
        site=application.site,
        application=application,
        state=CertificateState.VALID,
        certified_on=sheet.certified_on,
        valid_until=until,
        sheet=sheet.to_content(),
        sheet_sha256=sheet.sha256,
        pdf_sha256=letters.keep_pdf(office, sheet),
    )
    office.session.add(certificate)
    office.session.flush()
    return certificate


def _sheet(office: Office, application: Application, number: str, until: dt.date) -> sheets.Certificate:
    standard = editions.of_application(office, application)
    accepted = latest_assessment(office.session, application.id, Stage.FINAL)
    return sheets.Certificate(
        **letters.head(office, application.site, number),
        site_kind=SITE_KINDS[NodeKind(application.site.node.kind)],
        standard_title=standard.title.zh,
        edition=standard.edition,
        clause=standard.document.zh,
        certified_on=office.today,
        valid_until=until,
        score=None if accepted is None else str(accepted.score),
    )


def _note(office: Office, certificate: Certificate, act: str, *, why: str = "") -> None:
    detail = {"number": certificate.number}
    history.record(office, act, "certificate", certificate.id, site=certificate.site, why=why, detail=detail)
