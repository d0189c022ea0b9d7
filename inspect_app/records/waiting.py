"""What waits at the city's desk, as lines of a few columns each."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspect_app.records.applications import Application, Assessment, Stage
from inspect_app.records.certificates import Certificate, CertificateState
from inspect_app.records.organisation import Node, Site
from inspect_app.records.rectification import OrderState, RectificationOrder


@dataclass(frozen=True)
class OverdueOrder:
    order_id: int
    number: str
    due_on: dt.date
    application_id: int
    site_name: str
    path: str


@dataclass(frozen=True)
class EndingCertificate:
    certificate_id: int
    number: str
    valid_until: dt.date
    site_name: str
    path: str


def outcomes(
    session: Session, application_ids: Collection[int], stage: Stage
) -> dict[int, tuple[str, Decimal]]:
    """Outcome and score of the latest assessment frozen at a stage, by application."""
    newest = (
        select(func.max(Assessment.id))
        .where(Assessment.application_id.in_(application_ids), Assessment.stage == stage)
        .group_by(Assessment.application_id)
    )
    query = select(Assessment.application_id, Assessment.outcome, Assessment.score).where(
        Assessment.id.in_(newest)
    )
    return {application_id: (outcome, score) for application_id, outcome, score in session.execute(query)}


def overdue_orders(session: Session, today: dt.date) -> list[OverdueOrder]:
    """Orders whose day has passed and that nobody has reported put right, the oldest first."""
    query = (
        select(
            RectificationOrder.id,
            RectificationOrder.number,
            RectificationOrder.due_on,
            RectificationOrder.application_id,
            Node.name,
            Node.path,
        )
        .join(RectificationOrder.application)
        .join(Application.site)
        .join(Site.node)
        .where(RectificationOrder.state == OrderState.OPEN, RectificationOrder.due_on < today)
        .order_by(RectificationOrder.due_on, RectificationOrder.id)
    )
    return [OverdueOrder(*row) for row in session.execute(query)]


def certificates_ending(session: Session, until: dt.date) -> list[EndingCertificate]:
    """Standing certificates that end by a day and whose sites are not being checked again, soonest first."""
    under_way = select(Application.id).where(
        Application.site_id == Certificate.site_id, Application.closed_at.is_(None)
    )
    query = (
        select(Certificate.id, Certificate.number, Certificate.valid_until, Node.name, Node.path)
        .join(Certificate.site)
        .join(Site.node)
        .where(
            Certificate.state.in_((CertificateState.VALID, CertificateState.SUSPENDED)),
            Certificate.valid_until <= until,
            Node.closed_on.is_(None),
            ~under_way.exists(),
        )
        .order_by(Certificate.valid_until, Certificate.id)
    )
    return [EndingCertificate(*row) for row in session.execute(query)]
