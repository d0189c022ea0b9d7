"""The text of every edition of a checklist that something was judged by."""

import datetime as dt

from sqlalchemy import String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from inspect_app.records.types import Base


class Edition(Base):
    """A standard, plan or programme as it stood when it was used; never changed afterwards."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("document_id", "edition", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String(64))
    edition: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[dt.datetime]


def kept_edition(session: Session, document_id: str, sha256: str) -> Edition | None:
    return session.scalar(select(Edition).where(Edition.document_id == document_id, Edition.sha256 == sha256))
