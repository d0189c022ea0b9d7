"""The three columns of facts: as declared, as found, as it finally stands."""

import datetime as dt
import enum
from collections.abc import Collection
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.records.types import Base, ExactJson


class Column(enum.StrEnum):
    DECLARED = "declared"
    FOUND = "found"
    FINAL = "final"


class Fact(Base):
    """One statement of one fact. A later statement replaces it as the current one; none is deleted.

    A current row whose value is null says that the fact was taken back and is unknown again.
    """

    __tablename__ = "fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(64))
    column: Mapped[Column] = mapped_column("stated_as", String(16))
    value: Mapped[Any] = mapped_column(ExactJson, nullable=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    why: Mapped[str] = mapped_column(Text, default="")
    # A found value belongs to the visit that found it, a final one to the application it corrects.
    inspection_id: Mapped[str | None] = mapped_column(ForeignKey("inspection.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    current: Mapped[bool] = mapped_column(default=True)

    by: Mapped[Person] = relationship(lazy="joined")


Index("ix_fact_site", Fact.site_id, Fact.name)
Index(
    "uq_fact_current",
    Fact.site_id,
    Fact.column,
    Fact.name,
    unique=True,
    sqlite_where=text("current"),
    postgresql_where=text("current"),
)


def current_facts(session: Session, site_id: int, column: Column) -> dict[str, Fact]:
    """The current statements of one column by fact name, without those taken back."""
    query = select(Fact).where(Fact.site_id == site_id, Fact.column == column, Fact.current)
    return {fact.name: fact for fact in session.scalars(query) if fact.value is not None}


def current_values(
    session: Session, site_ids: Collection[int], column: Column, names: Collection[str] = ()
) -> dict[int, dict[str, Any]]:
    """What one column says of many sites today, as it is stored, by site id and fact name; one query.

    `names` are the facts that are asked for, all when there are none. Facts taken back are absent.
    """
    query = select(Fact.site_id, Fact.name, Fact.value).where(
        Fact.site_id.in_(site_ids), Fact.column == column, Fact.current
    )
    found: dict[int, dict[str, Any]] = {site_id: {} for site_id in site_ids}
    for site_id, name, value in session.execute(query.where(Fact.name.in_(names)) if names else query):
        if value is not None:
            found[site_id][name] = value
    return found


def declared_until(session: Session, site_id: int, until: dt.datetime) -> dict[str, Fact]:
    """What the site had declared at that moment, by fact name, without facts taken back."""
    query = select(Fact).where(Fact.site_id == site_id, Fact.column == Column.DECLARED, Fact.at <= until)
    newest = {fact.name: fact for fact in session.scalars(query.order_by(Fact.id))}
    return {name: fact for name, fact in newest.items() if fact.value is not None}


def stated_in(session: Session, application_id: int) -> list[Fact]:
    """What was found and corrected in the course of an application, oldest first."""
    visits = select(Inspection.id).where(Inspection.application_id == application_id)
    query = select(Fact).where(
        Fact.column.in_((Column.FOUND, Column.FINAL)),
        (Fact.application_id == application_id) | Fact.inspection_id.in_(visits),
    )
    return list(session.scalars(query.order_by(Fact.id)))


def current_fact(session: Session, site_id: int, column: Column, name: str) -> Fact | None:
    query = select(Fact).where(
        Fact.site_id == site_id, Fact.column == column, Fact.name == name, Fact.current
    )
    return session.scalar(query)


def statements(session: Session, site_id: int, name: str) -> list[Fact]:
    """Every statement ever made of a fact, oldest first."""
    return list(
        session.scalars(select(Fact).where(Fact.site_id == site_id, Fact.name == name).order_by(Fact.id))
    )
