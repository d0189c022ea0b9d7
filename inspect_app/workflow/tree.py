"""How nodes are put into the organisation tree: paths are built from the ids the database gives."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from sqlalchemy import String, cast, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from inspect_app.records.organisation import Node, NodeKind
from inspect_app.workflow.errors import Text

# What a site of each kind is certified against.
STANDARDS = {NodeKind.STATION: "station-2013", NodeKind.HOME: "workers-home-2013"}

KIND_NAMES: dict[NodeKind, Text] = {
    NodeKind.CITY: Text("市", "city"),
    NodeKind.DISTRICT: Text("区县", "district"),
    NodeKind.INDUSTRY: Text("产业", "industry"),
    NodeKind.STREET: Text("街道乡镇工会", "street union"),
    NodeKind.STATION: Text("服务站", "service station"),
    NodeKind.HOME: Text("职工之家", "workers' home"),
}


def plant(session: Session, parent: Node | None, kind: NodeKind, code: str, name: str) -> Node:
    """One node below `parent`; the root has none. Nothing is checked here."""
    node = Node(parent_id=parent.id if parent else None, kind=kind, code=code, name=name, path=_seedling())
    session.add(node)
    session.flush()
    node.path = f"{parent.path if parent else '/'}{node.id}/"
    session.flush()
    return node


def plant_many(session: Session, rows: Iterable[tuple[int, NodeKind, str, str]]) -> dict[str, int]:
    """Nodes of one level at once, each as (parent id, kind, code, name); their ids by code."""
    values: list[dict[str, Any]] = [
        {"parent_id": parent_id, "kind": kind, "code": code, "name": name, "path": _seedling()}
        for parent_id, kind, code, name in rows
    ]
    if not values:
        return {}
    planted = session.execute(insert(Node).returning(Node.code, Node.id), values)
    ids = {row.code: row.id for row in planted}
    _grow(session)
    return ids


def _seedling() -> str:
    """A path for a node that has no id yet: unique, and below nothing."""
    return f"?{uuid4().hex}"


def _grow(session: Session) -> None:
    parent = aliased(Node)
    above = select(parent.path).where(parent.id == Node.parent_id).scalar_subquery()
    session.execute(
        update(Node)
        .where(func.substr(Node.path, 1, 1) == "?")
        .values(path=above + cast(Node.id, String) + "/")
        .execution_options(synchronize_session=False)
    )
