"""Rulings: which reading of an ambiguous clause the city union has chosen, and why."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from inspect_app.records.people import Person
from inspect_app.records.types import Base


class RulingRecord(Base):
    """A ruling holds for the whole city from the moment it is given until it is withdrawn."""

    __tablename__ = "ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String(64))
    item_id: Mapped[str] = mapped_column(String(64))
    boundary: Mapped[str] = mapped_column(String(64))
    reading: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")

    by: Mapped[Person] = relationship(foreign_keys=by_id)


Index(
    "uq_ruling_standing",
    RulingRecord.document_id,
    RulingRecord.item_id,
    RulingRecord.boundary,
    unique=True,
    sqlite_where=RulingRecord.withdrawn_at.is_(None),
    postgresql_where=RulingRecord.withdrawn_at.is_(None),
)


def standing_rulings(session: Session, document_id: str | None = None) -> list[RulingRecord]:
    """Rulings in force, of one standard or programme or of all."""
    query = select(RulingRecord).where(RulingRecord.withdrawn_at.is_(None)).order_by(RulingRecord.id)
    return list(
        session.scalars(
            query if document_id is None else query.where(RulingRecord.document_id == document_id)
        )
    )


def all_rulings(session: Session) -> list[RulingRecord]:
    """Every ruling ever given, the newest first, with who gave it."""
    query = select(RulingRecord).options(joinedload(RulingRecord.by)).order_by(RulingRecord.id.desc())
    return list(session.scalars(query))
