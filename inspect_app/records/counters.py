"""Running numbers without gaps, drawn inside the transaction that uses them."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from inspect_app.records.types import Base


class Counter(Base):
    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def next_number(session: Session, name: str) -> int:
    """The next number of `name`, counting from 1; given back if the transaction fails."""
    counter = session.scalar(select(Counter).where(Counter.name == name).with_for_update())
    if counter is None:
        counter = Counter(name=name, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last
