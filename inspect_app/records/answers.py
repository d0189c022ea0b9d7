"""All that was ever said of the items of a visit: what stands, what it replaced, and what is beside it."""

import datetime as dt
import enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.people import Person
from inspect_app.records.types import Base, ExactJson

if TYPE_CHECKING:
    from inspect_app.records.inspections import Inspection


class AnswerState(enum.StrEnum):
    # What the finding and the facts of the visit say.
    STANDING = "standing"
    # Something newer took its place, or had done so before it arrived.
    SUPERSEDED = "superseded"
    # Given without knowing what stands, and different: the lead of the visit has to choose.
    RIVAL = "rival"
    # The lead chose another one.
    NOT_CHOSEN = "not_chosen"


class Answer(Base):
    """One answer, whole: `content` is {"grade", "checked", "note", "facts": {name: value or null}, "why"}.

    The revision is a UUID, as a rule made by a device. `base` is the revision its giver had before him, null
    where there was none. Nothing but the state ever changes; none is deleted.
    """

    __tablename__ = "answer"

    revision: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"))
    item_id: Mapped[str] = mapped_column(String(64))
    base: Mapped[str | None] = mapped_column(String(36))
    content: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # When it was given on the device, by the server's clock, and when it arrived.
    at: Mapped[dt.datetime]
    received_at: Mapped[dt.datetime]
    standing: Mapped[AnswerState] = mapped_column(String(16))
    # When and by whom the choice between this answer and its rivals was made.
    settled_at: Mapped[dt.datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    inspection: Mapped["Inspection"] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined")
    settled_by: Mapped[Person | None] = relationship(foreign_keys=settled_by_id)


Index("ix_answer_item", Answer.inspection_id, Answer.item_id)
Index(
    "uq_answer_standing",
    Answer.inspection_id,
    Answer.item_id,
    unique=True,
    sqlite_where=text("standing = 'standing'"),
    postgresql_where=text("standing = 'standing'"),
)


def answers_of(session: Session, inspection_id: str, *states: AnswerState) -> list[Answer]:
    """The answers of a visit in the given states, all where none is named, in the order they were given."""
    query = select(Answer).where(Answer.inspection_id == inspection_id)
    if states:
        query = query.where(Answer.standing.in_(states))
    return list(session.scalars(query.order_by(Answer.at, Answer.received_at, Answer.revision)))


def answers_to(session: Session, inspection_id: str, item_id: str, *states: AnswerState) -> list[Answer]:
    """The answers to one item of a visit in the given states, in the order they were given.

    They are read anew: who asks is about to decide by their states.
    """
    query = select(Answer).where(
        Answer.inspection_id == inspection_id, Answer.item_id == item_id, Answer.standing.in_(states)
    )
    in_order = query.order_by(Answer.at, Answer.received_at, Answer.revision)
    return list(session.scalars(in_order.execution_options(populate_existing=True)))
