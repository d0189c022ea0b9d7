"""The visits of a stretch of days, as lines: who goes where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.records.applications import Application
from inspect_app.records.inspections import Inspection, InspectionInspector, InspectionKind, InspectionState
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Person

OPEN = (InspectionState.SCHEDULED, InspectionState.UNDER_WAY)


@dataclass(frozen=True)
class VisitLine:
    """`inspectors` are (id, name), the lead first."""

    inspection_id: str
    on: dt.date
    kind: InspectionKind
    state: InspectionState
    application_id: int
    site_name: str
    path: str
    inspectors: tuple[tuple[int, str], ...]


def open_visits(session: Session, until: dt.date) -> list[VisitLine]:
    """Visits that are not finished, up to a day and however late, by day; two queries."""
    query = (
        select(
            Inspection.id,
            Inspection.scheduled_on,
            Inspection.kind,
            Inspection.state,
            Inspection.application_id,
            Inspection.lead_id,
            Node.name,
            Node.path,
        )
        .join(Application, Application.id == Inspection.application_id)
        .join(Application.site)
        .join(Site.node)
        .where(Inspection.state.in_(OPEN), Inspection.scheduled_on <= until)
        .order_by(Inspection.scheduled_on, Node.path)
    )
    rows = session.execute(query).all()
    names = _inspectors(session, (row.id for row in rows))
    return [
        VisitLine(
            row.id,
            row.scheduled_on,
            row.kind,
            row.state,
            row.application_id,
            row.name,
            row.path,
            tuple(sorted(names[row.id], key=lambda each: each[0] != row.lead_id)),
        )
        for row in rows
    ]


def _inspectors(session: Session, ids: Iterable[str]) -> Mapping[str, list[tuple[int, str]]]:
    query = (
        select(InspectionInspector.inspection_id, Person.id, Person.name)
        .join(Person, Person.id == InspectionInspector.person_id)
        .where(InspectionInspector.inspection_id.in_(list(ids)))
        .order_by(Person.id)
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for inspection_id, person_id, name in session.execute(query):
        found[inspection_id].append((person_id, name))
    return found
