"""Rectification orders: what falls short, by when it must be put right, and how the check went."""

import datetime as dt
import enum

from sqlalchemy import ForeignKey, String, Text, and_, select
from sqlalchemy.orm import Mapped, Session, contains_eager, mapped_column, relationship, selectinload

from inspect_app.records.applications import Application
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Person
from inspect_app.records.photographs import Photograph, PhotographRole
from inspect_app.records.types import Base


class OrderState(enum.StrEnum):
    OPEN = "open"
    PUT_RIGHT = "put_right"
    FULFILLED = "fulfilled"
    FAILED = "failed"


class RectificationOrder(Base):
    __tablename__ = "rectification_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"))
    state: Mapped[OrderState] = mapped_column(String(16), index=True)
    due_on: Mapped[dt.date]
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    application: Mapped[Application] = relationship()
    inspection: Mapped[Inspection] = relationship()
    by: Mapped[Person] = relationship()
    items: Mapped[list["RectificationItem"]] = relationship(
        back_populates="order", order_by="RectificationItem.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


class RectificationItem(Base):
    __tablename__ = "rectification_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("rectification_order.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    done_note: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[dt.datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # What the re-check said: a verdict of the policy core.
    checked_verdict: Mapped[str | None] = mapped_column(String(16))

    order: Mapped[RectificationOrder] = relationship(back_populates="items")
    photographs: Mapped[list[Photograph]] = relationship(
        primaryjoin=lambda: and_(
            RectificationItem.id == Photograph.rectification_item_id, Photograph.withdrawn_at.is_(None)
        ),
        viewonly=True,
        order_by=Photograph.at,
    )


def open_order(session: Session, application_id: int) -> RectificationOrder | None:
    """The order that is being put right or checked, if any."""
    query = select(RectificationOrder).where(
        RectificationOrder.application_id == application_id,
        RectificationOrder.state.in_((OrderState.OPEN, OrderState.PUT_RIGHT)),
    )
    return session.scalar(query)


def orders_of(session: Session, application_id: int) -> list[RectificationOrder]:
    query = select(RectificationOrder).where(RectificationOrder.application_id == application_id)
    return list(session.scalars(query.order_by(RectificationOrder.id)))


def open_orders_below(session: Session, node: Node) -> list[RectificationOrder]:
    """Orders not yet fulfilled at sites at or below `node`, the most urgent first; with items and sites."""
    query = (
        select(RectificationOrder)
        .join(RectificationOrder.application)
        .join(Application.site)
        .join(Site.node)
        .where(
            Node.path.startswith(node.path, autoescape=True),
            RectificationOrder.state.in_((OrderState.OPEN, OrderState.PUT_RIGHT)),
        )
        .options(
            contains_eager(RectificationOrder.application)
            .contains_eager(Application.site)
            .contains_eager(Site.node),
            selectinload(RectificationOrder.items),
        )
        .order_by(RectificationOrder.due_on)
    )
    return list(session.scalars(query))


def items_shown_afterwards(session: Session, order_id: int) -> set[int]:
    """Ids of the ordered items that a standing photograph shows put right."""
    query = (
        select(Photograph.rectification_item_id)
        .join(Photograph.rectification_item)
        .where(
            RectificationItem.order_id == order_id,
            Photograph.role == PhotographRole.AFTER,
            Photograph.withdrawn_at.is_(None),
        )
    )
    return {item_id for item_id in session.scalars(query) if item_id is not None}


def overdue_orders(session: Session, node: Node, today: dt.date) -> list[RectificationOrder]:
    """Orders at sites at or below `node` that should have been reported put right before `today`."""
    return [
        order
        for order in open_orders_below(session, node)
        if order.state == OrderState.OPEN and order.due_on < today
    ]
