"""Looking up people and places below the nodes that somebody administers."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from inspect_app.records.organisation import Node, NodeKind
from inspect_app.records.people import Appointment, Person

Text = InstrumentedAttribute[str]

# Lists of people say what they hold.
_APPOINTMENTS = selectinload(Person.appointments)


def search_people(
    session: Session, nodes: Sequence[Node], text: str, active: bool, offset: int, limit: int
) -> tuple[list[Person], int]:
    """People who hold a role at or below one of the nodes, or none anywhere, by name; and how many in all.

    `text` is looked for in name, user name, e-mail address and telephone number.
    """
    held = select(Appointment.id).join(Appointment.node)
    current = held.where(Appointment.person_id == Person.id, Appointment.ended_at.is_(None))
    query = select(Person).where(
        Person.active == active,
        or_(exists(current.where(_below(nodes))), ~exists(current)),
        *_holding(text, Person.name, Person.username, Person.email, Person.telephone),
    )
    page = query.order_by(Person.name, Person.id).offset(offset).limit(limit)
    return list(session.scalars(page.options(_APPOINTMENTS))), _count(session, query)


def people_at(session: Session, node: Node) -> list[Person]:
    """Active people who hold a role on this very node, by name."""
    holding = Person.appointments.any((Appointment.node_id == node.id) & Appointment.ended_at.is_(None))
    query = select(Person).where(Person.active, holding).order_by(Person.name)
    return list(session.scalars(query.options(_APPOINTMENTS)))


def search_nodes(
    session: Session, nodes: Sequence[Node], kinds: Collection[NodeKind], text: str, limit: int
) -> tuple[list[Node], int]:
    """Open nodes of these kinds at or below one of `nodes`, by code; and how many in all.

    `text` is looked for in name and code.
    """
    query = select(Node).where(
        Node.kind.in_(kinds), Node.closed_on.is_(None), _below(nodes), *_holding(text, Node.name, Node.code)
    )
    return list(session.scalars(query.order_by(Node.code).limit(limit))), _count(session, query)


def open_below(session: Session, node: Node) -> dict[int, Counter[NodeKind]]:
    """For each child of `node`, by id, how many open nodes of each kind lie below it."""
    child, below, between = aliased(Node), aliased(Node), aliased(Node)
    of_child = (
        select(child.id, below.kind, func.count())
        .select_from(child)
        .where(child.parent_id == node.id, below.closed_on.is_(None))
        .group_by(child.id, below.kind)
    )
    levels = (
        of_child.join(below, below.parent_id == child.id),
        of_child.join(between, between.parent_id == child.id).join(below, below.parent_id == between.id),
    )
    counts: dict[int, Counter[NodeKind]] = {}
    for level in levels:
        for child_id, kind, count in session.execute(level):
            counts.setdefault(child_id, Counter())[NodeKind(kind)] += count
    return counts


def _below(nodes: Sequence[Node]) -> ColumnElement[bool]:
    return or_(false(), *(Node.path.startswith(node.path, autoescape=True) for node in nodes))


def _holding(text: str, *columns: Text) -> list[ColumnElement[bool]]:
    """Conditions that every word of `text` is in one of the columns, small and capital letters alike."""
    return [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in text.split()]


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0
