"""Photographs and what each of them shows evidence of; the bytes lie in the evidence store."""

import datetime as dt
import enum
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Site
from inspect_app.records.people import Person
from inspect_app.records.types import Base, ExactJson

if TYPE_CHECKING:
    from inspect_app.records.rectification import RectificationItem


class PhotographRole(enum.StrEnum):
    DECLARED = "declared"
    INSPECTION = "inspection"
    BEFORE = "before"
    AFTER = "after"


class PhotographSource(enum.StrEnum):
    CAMERA = "camera"
    ALBUM = "album"


class Photograph(Base):
    """One photograph bound to a site and an item. A photograph is withdrawn with a reason, never deleted."""

    __tablename__ = "photograph"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(64))
    role: Mapped[PhotographRole] = mapped_column(String(16))
    inspection_id: Mapped[str | None] = mapped_column(ForeignKey("inspection.id"), index=True)
    rectification_item_id: Mapped[int | None] = mapped_column(ForeignKey("rectification_item.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    display_sha256: Mapped[str] = mapped_column(String(64))
    thumbnail_sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    caption: Mapped[str] = mapped_column(String(200), default="")
    # As the camera wrote them into the file: evidence beside what people state, never the only source.
    camera_taken_at: Mapped[str | None] = mapped_column(String(32))
    camera_latitude: Mapped[float | None]
    camera_longitude: Mapped[float | None]
    # As the tablet took them down, null without one: the moment by the server's clock, that clock minus the
    # tablet's in seconds, the position in degrees WGS 84 with its radius in metres.
    taken_at: Mapped[dt.datetime | None]
    clock_offset_s: Mapped[float | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    source: Mapped[PhotographSource | None] = mapped_column(String(16))
    # Shapes drawn over it: a layer of its own, the picture stays as it was taken.
    drawing: Mapped[list[dict[str, Any]] | None] = mapped_column(ExactJson)
    drawing_revision: Mapped[str | None] = mapped_column(String(36))
    # 64-bit likeness as a signed integer, and its four 16-bit bands, to find near copies by index.
    dhash: Mapped[int] = mapped_column(BigInteger)
    band0: Mapped[int]
    band1: Mapped[int]
    band2: Mapped[int]
    band3: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")

    site: Mapped[Site] = relationship()
    inspection: Mapped[Inspection | None] = relationship()
    rectification_item: Mapped["RectificationItem | None"] = relationship()
    by: Mapped[Person] = relationship(lazy="joined")


for band in (Photograph.band0, Photograph.band1, Photograph.band2, Photograph.band3):
    Index(f"ix_photograph_{band.key}", band)


def photographs_of(session: Session, site_id: int, *roles: PhotographRole) -> list[Photograph]:
    """Photographs of a site that stand, oldest first."""
    query = select(Photograph).where(Photograph.site_id == site_id, Photograph.withdrawn_at.is_(None))
    if roles:
        query = query.where(Photograph.role.in_(roles))
    return list(session.scalars(query.order_by(Photograph.at, Photograph.id)))


def photographs_of_inspection(session: Session, inspection_id: str) -> list[Photograph]:
    query = select(Photograph).where(
        Photograph.inspection_id == inspection_id, Photograph.withdrawn_at.is_(None)
    )
    return list(session.scalars(query.order_by(Photograph.at, Photograph.id)))


def taken_in(session: Session, inspection_id: str) -> list[Photograph]:
    """Every photograph of a visit, also those withdrawn since, oldest first."""
    query = select(Photograph).where(Photograph.inspection_id == inspection_id)
    return list(session.scalars(query.order_by(Photograph.at, Photograph.id)))


def seen_on(session: Session, inspection: Inspection) -> list[Photograph]:
    """What a visit can show: photographs of its site that stand, and all of its own, oldest first."""
    query = select(Photograph).where(
        Photograph.site_id == inspection.application.site_id,
        Photograph.withdrawn_at.is_(None) | (Photograph.inspection_id == inspection.id),
    )
    return list(session.scalars(query.order_by(Photograph.at, Photograph.id)))


def same_photograph(session: Session, site_id: int, item_id: str, sha256: str) -> Photograph | None:
    """The very same picture, standing at this item of this site."""
    query = select(Photograph).where(
        Photograph.site_id == site_id,
        Photograph.item_id == item_id,
        Photograph.sha256 == sha256,
        Photograph.withdrawn_at.is_(None),
    )
    return session.scalars(query).first()


def photographs_in_bands(
    session: Session, bands: Sequence[Collection[int]], not_of_site_id: int
) -> list[Photograph]:
    """Standing photographs of other sites with one of the given values in one of the four bands."""
    columns = (Photograph.band0, Photograph.band1, Photograph.band2, Photograph.band3)
    near = or_(*(column.in_(values) for column, values in zip(columns, bands, strict=True)))
    query = select(Photograph).where(
        near, Photograph.site_id != not_of_site_id, Photograph.withdrawn_at.is_(None)
    )
    return list(session.scalars(query.order_by(Photograph.at, Photograph.id)))
