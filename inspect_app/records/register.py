"""The register of sites: one line a site, with where its latest application and its certificate stand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from inspect_app.records.applications import Application, ApplicationState
from inspect_app.records.certificates import Certificate, CertificateState
from inspect_app.records.organisation import Node, NodeKind, Site

NEVER_APPLIED = "none"
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class SiteLine:
    """`application_…` speak of the latest application, `certificate_…` of the latest certificate, if any."""

    site_id: int
    code: str
    name: str
    kind: NodeKind
    path: str
    parent_name: str
    closed_on: dt.date | None
    application_id: int | None
    application_state: ApplicationState | None
    state_since: dt.datetime | None
    certificate_id: int | None
    certificate_number: str | None
    certificate_state: CertificateState | None
    valid_until: dt.date | None


@dataclass(frozen=True)
class Wanted:
    """What to look for; "" is all. `state` is that of the latest application or NEVER_APPLIED, `text` part of
    the name or code.
    """

    kind: str = ""
    state: str = ""
    text: str = ""


_PARENT = aliased(Node)
_COLUMNS = (
    Site.id,
    Node.code,
    Node.name,
    Node.kind,
    Node.path,
    _PARENT.name,
    Node.closed_on,
    Application.id,
    Application.state,
    Application.state_since,
    Certificate.id,
    Certificate.number,
    Certificate.state,
    Certificate.valid_until,
)


def site_lines(
    session: Session,
    nodes: Sequence[Node],
    wanted: Wanted = Wanted(),
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[SiteLine]:
    """Sites at or below one of `nodes`, by code; one query however many there are."""
    query = _wanted(_joined(select(*_COLUMNS)), nodes, wanted).order_by(Node.code)
    return [SiteLine(*row) for row in session.execute(query.limit(limit).offset(offset))]


def count_by_state(session: Session, nodes: Sequence[Node], wanted: Wanted = Wanted()) -> dict[str, int]:
    """How many sites stand in each state of their latest application; those without one as NEVER_APPLIED."""
    state = func.coalesce(Application.state, NEVER_APPLIED)
    query = _wanted(_joined(select(state, func.count(Site.id))), nodes, wanted).group_by(state)
    return {str(name): count for name, count in session.execute(query)}


def _joined(query: Query) -> Query:
    newest_application = _newest(Application)
    newest_certificate = _newest(Certificate)
    return (
        query.select_from(Site)
        .join(Site.node)
        .join(_PARENT, Node.parent_id == _PARENT.id)
        .outerjoin(newest_application, newest_application.c.site_id == Site.id)
        .outerjoin(Application, Application.id == newest_application.c.id)
        .outerjoin(newest_certificate, newest_certificate.c.site_id == Site.id)
        .outerjoin(Certificate, Certificate.id == newest_certificate.c.id)
    )


def _newest(model: type[Application] | type[Certificate]) -> Any:
    """The newest row of each site."""
    return select(model.site_id, func.max(model.id).label("id")).group_by(model.site_id).subquery()


def _wanted(query: Query, nodes: Sequence[Node], wanted: Wanted) -> Query:
    query = query.where(or_(*(Node.path.startswith(node.path, autoescape=True) for node in nodes)))
    if wanted.kind:
        query = query.where(Node.kind == wanted.kind)
    if wanted.state == NEVER_APPLIED:
        query = query.where(Application.id.is_(None))
    elif wanted.state:
        query = query.where(Application.state == wanted.state)
    if wanted.text:
        query = query.where(
            Node.name.icontains(wanted.text, autoescape=True)
            | Node.code.icontains(wanted.text, autoescape=True)
        )
    return query
