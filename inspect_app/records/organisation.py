"""The organisation tree: city, districts and industries, street unions, and the sites themselves."""

import datetime as dt
import enum

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.types import Base


class NodeKind(enum.StrEnum):
    CITY = "city"
    DISTRICT = "district"
    INDUSTRY = "industry"
    STREET = "street"
    STATION = "station"
    HOME = "home"


SITE_KINDS = frozenset({NodeKind.STATION, NodeKind.HOME})

# What may hang below what.
PARENTS: dict[NodeKind, frozenset[NodeKind]] = {
    NodeKind.CITY: frozenset(),
    NodeKind.DISTRICT: frozenset({NodeKind.CITY}),
    NodeKind.INDUSTRY: frozenset({NodeKind.CITY}),
    NodeKind.STREET: frozenset({NodeKind.DISTRICT}),
    NodeKind.STATION: frozenset({NodeKind.STREET}),
    NodeKind.HOME: frozenset({NodeKind.DISTRICT, NodeKind.INDUSTRY, NodeKind.STREET}),
}


class Node(Base):
    """A place in the tree.

    `path` is like "/1/7/93/": who holds a role on a node sees every node whose path starts with its path.
    """

    __tablename__ = "node"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("node.id"), index=True)
    kind: Mapped[NodeKind] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(200), unique=True)
    closed_on: Mapped[dt.date | None]

    parent: Mapped["Node | None"] = relationship(remote_side=[id])
    site: Mapped["Site | None"] = relationship(back_populates="node")

    def covers(self, other: "Node") -> bool:
        """Whether `other` is this node or lies below it."""
        return other.path.startswith(self.path)


class Site(Base):
    """A service station or a workers' home: what is declared, inspected and certified."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("node.id"), unique=True)
    standard_id: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(200), default="")
    telephone: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)

    node: Mapped[Node] = relationship(back_populates="site", lazy="joined")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


Index("ix_node_path_prefix", Node.path, postgresql_ops={"path": "text_pattern_ops"})


def node_by_code(session: Session, code: str) -> Node | None:
    return session.scalar(select(Node).where(Node.code == code))


def the_city(session: Session) -> Node:
    """The root of the tree. Raises NoResultFound before the tree is planted."""
    return session.scalars(select(Node).where(Node.kind == NodeKind.CITY)).one()


def children(session: Session, node: Node) -> list[Node]:
    return list(session.scalars(select(Node).where(Node.parent_id == node.id).order_by(Node.code)))


def ancestor(session: Session, node: Node, *kinds: NodeKind) -> Node | None:
    """The nearest node at or above `node` of one of these kinds."""
    ids = [int(part) for part in node.path.strip("/").split("/")]
    found = {n.id: n for n in session.scalars(select(Node).where(Node.id.in_(ids)))}
    return next((found[i] for i in reversed(ids) if found[i].kind in kinds), None)


def sites_below(session: Session, node: Node, kind: NodeKind | None = None) -> list[Site]:
    """Every site at or below `node`, by code."""
    query = (
        select(Site)
        .join(Site.node)
        .where(Node.path.startswith(node.path, autoescape=True))
        .order_by(Node.code)
    )
    return list(session.scalars(query if kind is None else query.where(Node.kind == kind)))
