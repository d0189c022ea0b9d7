"""Inspections on site: who goes when, and what they found item by item."""

import datetime as dt
import enum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.answers import Answer
from inspect_app.records.applications import Application
from inspect_app.records.editions import Edition
from inspect_app.records.people import Person
from inspect_app.records.types import Base


class InspectionState(enum.StrEnum):
    SCHEDULED = "scheduled"
    UNDER_WAY = "under_way"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class InspectionKind(enum.StrEnum):
    FULL = "full"
    RECHECK = "recheck"


class Inspection(Base):
    """A visit. Its id is a UUID, so that a device can name what it has made before any server knows of it."""

    __tablename__ = "inspection"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[InspectionKind] = mapped_column(String(16))
    state: Mapped[InspectionState] = mapped_column(String(16), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    scheduled_on: Mapped[dt.date] = mapped_column(index=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # When the inspectors began and ended on site; `finished_at` is when the end arrived and the facts were
    # frozen, later than `ended_at` where the tablet had no network.
    started_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    # The id a device gave to the end, so that it is known when it is sent again.
    ended_as: Mapped[str | None] = mapped_column(String(36))
    summary: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    application: Mapped[Application] = relationship(lazy="joined")
    edition: Mapped[Edition] = relationship()
    lead: Mapped[Person] = relationship()
    inspectors: Mapped[list[Person]] = relationship(
        secondary="inspection_inspector", order_by=Person.id, lazy="selectin"
    )
    findings: Mapped[list["Finding"]] = relationship(back_populates="inspection")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


class InspectionInspector(Base):
    """One or two inspectors go together."""

    __tablename__ = "inspection_inspector"

    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Finding(Base):
    """What was seen for one item: a grade where it is judged ("1".."4" or "n/a"), a note, whether looked at.

    It says what the standing answer says. The facts found are statements in the found column of the site's
    facts, bound to the inspection. `at` is when it was seen, on a tablet perhaps long before it was received.
    """

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("inspection_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(64))
    grade: Mapped[str | None] = mapped_column(String(3))
    checked: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    revision: Mapped[str] = mapped_column(ForeignKey("answer.revision"))
    version: Mapped[int] = mapped_column(default=1)

    inspection: Mapped[Inspection] = relationship(back_populates="findings")
    by: Mapped[Person] = relationship(lazy="joined")
    answer: Mapped[Answer] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


def inspections_for(session: Session, person_id: int, *states: InspectionState) -> list[Inspection]:
    """Inspections assigned to a person, by day."""
    query = (
        select(Inspection)
        .join(InspectionInspector)
        .where(InspectionInspector.person_id == person_id, Inspection.state.in_(states))
        .order_by(Inspection.scheduled_on, Inspection.id)
    )
    return list(session.scalars(query).unique())


def inspections_of(session: Session, application_id: int) -> list[Inspection]:
    """All inspections of an application, newest first."""
    query = select(Inspection).where(Inspection.application_id == application_id)
    return list(session.scalars(query.order_by(Inspection.scheduled_on.desc(), Inspection.id)).unique())


def finding(session: Session, inspection_id: str, item_id: str) -> Finding | None:
    return session.scalar(
        select(Finding).where(Finding.inspection_id == inspection_id, Finding.item_id == item_id)
    )


def findings_of(session: Session, inspection_id: str) -> list[Finding]:
    """What a visit has recorded so far, item by item."""
    return list(session.scalars(select(Finding).where(Finding.inspection_id == inspection_id)))


def grades(session: Session, application_id: int) -> dict[str, int | str]:
    """The grades given in the visits of an application, by item: 1 to 4 or "n/a"; the latest visit counts."""
    query = (
        select(Finding)
        .join(Finding.inspection)
        .where(Inspection.application_id == application_id, Finding.grade.is_not(None))
        .order_by(Finding.at, Finding.id)
    )
    found = {each.item_id: str(each.grade) for each in session.scalars(query)}
    return {item: int(grade) if grade.isdigit() else grade for item, grade in found.items()}
