"""Applications for certification and the assessments frozen on their way."""

import datetime as dt
import enum
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.editions import Edition
from inspect_app.records.organisation import Node, Site
from inspect_app.records.types import Base, ExactJson, Tenths


class ApplicationState(enum.StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ENDORSED = "endorsed"
    SCHEDULED = "scheduled"
    INSPECTED = "inspected"
    RECTIFICATION = "rectification"
    PUT_RIGHT = "put_right"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CERTIFIED = "certified"
    WITHDRAWN = "withdrawn"


class ApplicationKind(enum.StrEnum):
    FIRST = "first"
    YEARLY = "yearly"


class Application(Base):
    """One way of a site from its declaration to certification or refusal; one may be open per site."""

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    kind: Mapped[ApplicationKind] = mapped_column(String(16), default=ApplicationKind.FIRST)
    state: Mapped[ApplicationState] = mapped_column(String(16), default=ApplicationState.DRAFT, index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    started_at: Mapped[dt.datetime]
    state_since: Mapped[dt.datetime]
    submitted_at: Mapped[dt.datetime | None]
    accepted_on: Mapped[dt.date | None]
    closed_at: Mapped[dt.datetime | None]
    # The latest reason a person gave for returning, refusing or withdrawing; the history has them all.
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship(lazy="joined")
    edition: Mapped[Edition] = relationship()
    assessments: Mapped[list["Assessment"]] = relationship(
        back_populates="application", order_by="Assessment.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


class Stage(enum.StrEnum):
    DECLARED = "declared"
    FOUND = "found"
    FINAL = "final"


class Assessment(Base):
    """What the rules said of frozen facts under frozen rulings and a kept edition."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    stage: Mapped[Stage] = mapped_column(String(16))
    facts: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    rulings: Mapped[list[Any]] = mapped_column(ExactJson)
    result: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    outcome: Mapped[str] = mapped_column(String(16))
    score: Mapped[Decimal] = mapped_column(Tenths)
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    application: Mapped[Application] = relationship(back_populates="assessments")
    edition: Mapped[Edition] = relationship()


Index(
    "uq_application_open",
    Application.site_id,
    unique=True,
    sqlite_where=Application.closed_at.is_(None),
    postgresql_where=Application.closed_at.is_(None),
)


def open_application(session: Session, site_id: int) -> Application | None:
    return session.scalar(
        select(Application).where(Application.site_id == site_id, Application.closed_at.is_(None))
    )


def applications_of(session: Session, site_id: int) -> list[Application]:
    """All applications of a site, newest first."""
    return list(
        session.scalars(
            select(Application).where(Application.site_id == site_id).order_by(Application.id.desc())
        )
    )


def applications_below(session: Session, node: Node, *states: ApplicationState) -> list[Application]:
    """Applications of sites at or below `node` in one of `states`, those waiting longest first."""
    query = (
        select(Application)
        .join(Application.site)
        .join(Site.node)
        .where(Node.path.startswith(node.path, autoescape=True), Application.state.in_(states))
        .order_by(Application.state_since, Application.id)
    )
    return list(session.scalars(query))


def latest_assessment(session: Session, application_id: int, stage: Stage) -> Assessment | None:
    query = select(Assessment).where(Assessment.application_id == application_id, Assessment.stage == stage)
    return session.scalars(query.order_by(Assessment.id.desc())).first()


@dataclass(frozen=True)
class Judged:
    """What a frozen assessment came to, without its facts."""

    stage: Stage
    outcome: str
    score: Decimal
    at: dt.datetime


def latest_judged(session: Session, application_ids: Collection[int]) -> dict[int, Judged]:
    """The newest frozen assessment of each application, by application id; those without one are absent."""
    newest = select(func.max(Assessment.id)).where(Assessment.application_id.in_(application_ids))
    query = select(
        Assessment.application_id, Assessment.stage, Assessment.outcome, Assessment.score, Assessment.at
    ).where(Assessment.id.in_(newest.group_by(Assessment.application_id)))
    return {
        key: Judged(Stage(stage), outcome, score, at)
        for key, stage, outcome, score, at in session.execute(query)
    }


def count_frozen(session: Session, application_ids: Collection[int], stage: Stage) -> dict[int, int]:
    """How often each application was frozen at this stage: how often it was submitted, visited, accepted."""
    query = (
        select(Assessment.application_id, func.count())
        .where(Assessment.application_id.in_(application_ids), Assessment.stage == stage)
        .group_by(Assessment.application_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
