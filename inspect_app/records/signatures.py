"""Signatures drawn on site, each bound to the text that was signed."""

import datetime as dt
import enum

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.records.types import Base


class SignatureRole(enum.StrEnum):
    INSPECTOR = "inspector"
    STATION_HEAD = "station_head"


class Signature(Base):
    """One signature under a visit. A later one of the same person takes its place; none is deleted.

    In the evidence store lie the picture as it was drawn (`sha256`), its strokes to show (`display_sha256`)
    and the text that was signed (`statement_sha256`).
    """

    __tablename__ = "signature"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), index=True)
    role: Mapped[SignatureRole] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(64))
    # On whose tablet it was drawn.
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    display_sha256: Mapped[str] = mapped_column(String(64))
    statement_sha256: Mapped[str] = mapped_column(String(64))
    # When it was drawn, by the server's clock, and when it arrived.
    at: Mapped[dt.datetime]
    received_at: Mapped[dt.datetime]

    inspection: Mapped[Inspection] = relationship()
    by: Mapped[Person] = relationship(lazy="joined")


def signatures_of(session: Session, inspection_id: str) -> list[Signature]:
    """All signatures of a visit in the order they were drawn."""
    query = select(Signature).where(Signature.inspection_id == inspection_id)
    return list(session.scalars(query.order_by(Signature.at, Signature.received_at, Signature.id)))
