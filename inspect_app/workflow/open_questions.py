"""Where a clause can be read in two ways and nobody has ruled: which sites wait for the city's word."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspect_app.policy import Boundary, Item, ItemResult, Programme, Ruling, Standard, Verdict
from inspect_app.records.applications import Application
from inspect_app.records.facts import Column, Fact
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.records.rulings import standing_rulings
from inspect_app.workflow import assessing
from inspect_app.workflow.office import Office

Document = Standard | Programme
# Facts by site and name.
Known = Mapping[int, dict[str, Any]]


@dataclass(frozen=True)
class Touched:
    """A site that waits for a ruling, and what each reading (by id) comes to for it."""

    site_id: int
    name: str
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True)
class Question:
    """A boundary, and the sites whose facts lie on it while its readings disagree."""

    document: Document
    item: Item
    boundary: Boundary
    sites: tuple[Touched, ...]

    def effect(self, reading: str) -> dict[Verdict, int]:
        """How many of the sites each verdict would fall to by this reading."""
        return dict(Counter(site.verdicts[reading] for site in self.sites if reading in site.verdicts))


@dataclass(frozen=True)
class _Place:
    site_id: int
    name: str
    kind: NodeKind
    standard_id: str


def find_boundary(office: Office, document_id: str, item_id: str, boundary_id: str) -> Question | None:
    """One boundary of a standard or programme with the sites it touches; None when there is no such one."""
    found = [
        (document, item, boundary)
        for document, item, boundary in _boundaries(office)
        if (document.id, item.id, boundary.id) == (document_id, item_id, boundary_id)
    ]
    return next(iter(_with_sites(office, found)), None)


def open_questions(office: Office) -> list[Question]:
    """Every boundary nobody has ruled on, those that touch most sites first; few queries for all sites."""
    ruled = {(each.document_id, each.item_id, each.boundary) for each in standing_rulings(office.session)}
    unruled = []
    for document, item, boundary in _boundaries(office):
        if (document.id, item.id, boundary.id) not in ruled:
            unruled.append((document, item, boundary))
    return sorted(_with_sites(office, unruled), key=lambda question: -len(question.sites))


def _boundaries(office: Office) -> list[tuple[Document, Item, Boundary]]:
    documents: list[Document] = [*office.library.standards.values(), *office.library.programmes.values()]
    return [
        (document, _items(document)[item_id], boundary)
        for document in documents
        for item_id, boundaries in document.boundaries.items()
        for boundary in boundaries
    ]


def _items(document: Document) -> Mapping[str, Item]:
    return document.items if isinstance(document, Standard) else document.conditions


def _with_sites(office: Office, found: list[tuple[Document, Item, Boundary]]) -> list[Question]:
    names = {name for _document, item, _boundary in found for name in item.facts}
    known = _facts(office.session, names)
    places = _places(office.session)
    questions = []
    for document, item, boundary in found:
        rulings = assessing.rulings(office, document)
        touched = [
            Touched(place.site_id, place.name, _by_reading(result, boundary))
            for place in places
            if _answers_to(place, document) and _lies_on(known[place.site_id].get(boundary.fact), boundary)
            for result in (_result(document, item, known[place.site_id], rulings),)
            if result.verdict is Verdict.NEEDS_RULING
        ]
        questions.append(Question(document, item, boundary, tuple(touched)))
    return questions


def _by_reading(result: ItemResult, boundary: Boundary) -> dict[str, Verdict]:
    return {each.reading: each.verdict for each in result.readings if each.boundary == boundary.id}


def _answers_to(place: _Place, document: Document) -> bool:
    """Whether the document speaks of this site: its standard, or a programme; they all support stations."""
    if isinstance(document, Standard):
        return place.standard_id == document.id
    return place.kind == NodeKind.STATION


def _lies_on(value: object, boundary: Boundary) -> bool:
    return isinstance(value, int | Decimal) and Decimal(value) == Decimal(boundary.value)


def _result(
    document: Document, item: Item, known: Mapping[str, Any], rulings: Sequence[Ruling]
) -> ItemResult:
    if isinstance(document, Standard):
        # What was stated under another edition may not fit this one.
        stated = {name: document.known(name, known.get(name)) for name in item.facts}
        given = {name: value for name, value in stated.items() if value is not None}
        return document.assess(given, rulings).items[item.id]
    given = {name: document.parse_fact(name, known[name]) for name in item.facts if name in known}
    return document.decide(given, rulings).conditions[item.id]


def _places(session: Session) -> list[_Place]:
    query = (
        select(Site.id, Node.name, Node.kind, Site.standard_id)
        .join(Site.node)
        .where(Node.closed_on.is_(None))
        .order_by(Node.code)
    )
    return [_Place(*row) for row in session.execute(query)]


def _facts(session: Session, names: Collection[str]) -> Known:
    """These facts as they count: as declared, then as found and corrected in the latest application."""
    latest = select(func.max(Application.id)).group_by(Application.site_id)
    of_application = func.coalesce(Fact.application_id, Inspection.application_id)
    is_declared = (Fact.column == Column.DECLARED) & Fact.current
    is_found = (Fact.column != Column.DECLARED) & of_application.in_(latest)
    query = (
        select(Fact.site_id, Fact.name, Fact.value)
        .outerjoin(Inspection, Inspection.id == Fact.inspection_id)
        .where(Fact.name.in_(names), is_declared | is_found)
        .order_by(Fact.column != Column.DECLARED, Fact.id)
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for site_id, name, value in session.execute(query):
        found[site_id][name] = value
    return defaultdict(dict, {site_id: _stated(facts) for site_id, facts in found.items()})


def _stated(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
