"""Certificates, with the frozen sheet each was printed from."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.applications import Application
from inspect_app.records.organisation import Site
from inspect_app.records.types import Base, ExactJson


class CertificateState(enum.StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    # A yearly re-check that passed gave the site a newer one.
    REPLACED = "replaced"


class Certificate(Base):
    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    state: Mapped[CertificateState] = mapped_column(String(16))
    certified_on: Mapped[dt.date]
    valid_until: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(Text, default="")
    sheet: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    sheet_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship()
    application: Mapped[Application] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


_STANDING = Certificate.state.in_([CertificateState.VALID.value, CertificateState.SUSPENDED.value])
Index(
    "uq_certificate_standing",
    Certificate.site_id,
    unique=True,
    sqlite_where=_STANDING,
    postgresql_where=_STANDING,
)


def standing_certificate(session: Session, site_id: int) -> Certificate | None:
    """The site's certificate that is valid or suspended, if any."""
    return session.scalar(
        select(Certificate).where(
            Certificate.site_id == site_id,
            Certificate.state.in_((CertificateState.VALID, CertificateState.SUSPENDED)),
        )
    )


def certificate_by_number(session: Session, number: str) -> Certificate | None:
    return session.scalar(select(Certificate).where(Certificate.number == number))


def certificates_of(session: Session, site_id: int) -> list[Certificate]:
    """Every certificate a site ever had, newest first."""
    query = select(Certificate).where(Certificate.site_id == site_id).order_by(Certificate.id.desc())
    return list(session.scalars(query))
