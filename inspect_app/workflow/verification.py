"""What anybody may learn about a document from the number printed on it; nothing personal."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.documents.sheets import KINDS
from inspect_app.records.certificates import Certificate, CertificateState, certificate_by_number
from inspect_app.records.decisions import Decision, DecisionState, decision_by_number
from inspect_app.workflow import numbers, states
from inspect_app.workflow.decision_letters import issued_on
from inspect_app.workflow.errors import Text

# What each kind of letter is called; the Chinese is the title printed on it.
_LETTERS = {
    "grant_letter": "decision granting a subsidy",
    "project_grant_letter": "decision granting project funds",
    "refusal_letter": "decision refusing a subsidy",
    "correction_letter": "correcting decision",
    "clawback_letter": "decision taking a subsidy back",
    "revocation_letter": "decision revoking a subsidy",
}
_CERTIFICATE = Text("合格证书", "certificate")
_EXPIRED = Text("已过期", "expired")
_IN_FORCE = Text("有效", "in force")
_SUPERSEDED = Text("已被取代，不再有效", "superseded, no longer in force")


@dataclass(frozen=True)
class Verified:
    """A document that was issued under this number, with the names as they stand on the paper.

    `is_in_force` says whether it still holds; `state` says so in words. `amount_fen` is what a decision
    grants (0 for a refusal or a claw-back), None for a certificate.
    """

    kind: Text
    number: str
    site_name: str
    district_name: str
    issued_on: dt.date
    valid_until: dt.date | None
    is_in_force: bool
    state: Text
    amount_fen: int | None
    supersedes: str | None
    superseded_by: str | None
    pdf_sha256: str


def verify(session: Session, entered: str, today: dt.date) -> Verified | None:
    """The document with this number, however it was typed; None when none was issued under it."""
    number = numbers.normalised(entered)
    certificate = certificate_by_number(session, number)
    if certificate is not None:
        return _of_certificate(session, certificate, today)
    decision = decision_by_number(session, number)
    return None if decision is None else _of_decision(session, decision)


def _of_certificate(session: Session, certificate: Certificate, today: dt.date) -> Verified:
    is_valid = certificate.state == CertificateState.VALID
    has_expired = is_valid and certificate.valid_until < today
    return Verified(
        kind=_CERTIFICATE,
        number=certificate.number,
        site_name=certificate.sheet["site_name"],
        district_name=certificate.sheet["district_name"],
        issued_on=certificate.certified_on,
        valid_until=certificate.valid_until,
        is_in_force=is_valid and not has_expired,
        state=_EXPIRED if has_expired else states.STATE_NAMES["certificate"][certificate.state],
        amount_fen=None,
        supersedes=None,
        superseded_by=_later_certificate(session, certificate),
        pdf_sha256=certificate.pdf_sha256,
    )


def _of_decision(session: Session, decision: Decision) -> Verified:
    sheet = decision.sheet or {}
    is_superseded = decision.state == DecisionState.SUPERSEDED
    return Verified(
        kind=Text(KINDS[sheet["kind"]].title, _LETTERS[sheet["kind"]]),
        number=decision.number or "",
        site_name=sheet["site_name"],
        district_name=sheet["district_name"],
        issued_on=issued_on(decision),
        valid_until=None,
        is_in_force=not is_superseded,
        state=_SUPERSEDED if is_superseded else _IN_FORCE,
        amount_fen=decision.amount_fen,
        supersedes=None if decision.supersedes is None else decision.supersedes.number,
        superseded_by=_later_decision(session, decision),
        pdf_sha256=decision.pdf_sha256 or "",
    )


def _later_decision(session: Session, decision: Decision) -> str | None:
    later = select(Decision.number).where(Decision.supersedes_id == decision.id, Decision.number.is_not(None))
    return session.scalar(later)


def _later_certificate(session: Session, certificate: Certificate) -> str | None:
    if certificate.state != CertificateState.REPLACED:
        return None
    later = select(Certificate.number).where(
        Certificate.site_id == certificate.site_id, Certificate.id > certificate.id
    )
    return session.scalars(later.order_by(Certificate.id)).first()
