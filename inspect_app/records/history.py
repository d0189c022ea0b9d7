"""The history of acts: a chain of entries in which each carries the hash of the one before."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.people import Person
from inspect_app.records.types import Base, ExactJson, digest

GENESIS = "0" * 64


class HistoryEntry(Base):
    """One act: who, when, what (in the past tense), of what, and why. Never changed."""

    __tablename__ = "history_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(36))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    why: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    by: Mapped[Person | None] = relationship(lazy="joined")

    def computed_hash(self) -> str:
        """The hash this entry must carry: over its fields and its predecessor's hash."""
        return digest(
            {
                "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
                "by": self.by_id,
                "act": self.act,
                "subject": self.subject,
                "subject_id": self.subject_id,
                "site": self.site_id,
                "why": self.why,
                "detail": self.detail,
                "previous": self.previous_hash,
            }
        )


class ChainHead(Base):
    """The hash of the newest entry. Writers lock this one row, so that the chain never forks."""

    __tablename__ = "chain_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))


Index("ix_history_entry_subject", HistoryEntry.subject, HistoryEntry.subject_id)
Index("ix_history_entry_site", HistoryEntry.site_id, HistoryEntry.id)


def history_of_site(session: Session, site_id: int, limit: int = 200) -> list[HistoryEntry]:
    """The newest entries about a site, newest first."""
    query = (
        select(HistoryEntry)
        .where(HistoryEntry.site_id == site_id)
        .order_by(HistoryEntry.id.desc())
        .limit(limit)
    )
    return list(session.scalars(query))


def latest_entries(session: Session, site_ids: Collection[int]) -> dict[int, HistoryEntry]:
    """The newest entry about each site, by site id; sites without one are absent."""
    newest = select(func.max(HistoryEntry.id)).where(HistoryEntry.site_id.in_(site_ids))
    query = select(HistoryEntry).where(HistoryEntry.id.in_(newest.group_by(HistoryEntry.site_id)))
    return {entry.site_id: entry for entry in session.scalars(query) if entry.site_id is not None}


def history_of(session: Session, subject: str, subject_id: object) -> list[HistoryEntry]:
    """All entries about one subject, oldest first."""
    query = select(HistoryEntry).where(
        HistoryEntry.subject == subject, HistoryEntry.subject_id == str(subject_id)
    )
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def acts_on(session: Session, act: str, subject: str, subject_ids: Collection[str]) -> list[HistoryEntry]:
    """The entries of one kind of act about several subjects, oldest first."""
    query = select(HistoryEntry).where(
        HistoryEntry.subject == subject, HistoryEntry.subject_id.in_(subject_ids), HistoryEntry.act == act
    )
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def first_entry(session: Session, subject: str, subject_id: object) -> HistoryEntry | None:
    """How a subject came to be; None where the history does not know it."""
    query = select(HistoryEntry).where(
        HistoryEntry.subject == subject, HistoryEntry.subject_id == str(subject_id)
    )
    return session.scalar(query.order_by(HistoryEntry.id).limit(1))


def count_entries(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


def newest_hash(session: Session) -> str:
    """The hash that a later copy of the database must still contain."""
    return session.scalar(select(ChainHead.hash)) or GENESIS
