"""What the rules say of a site's facts under the standing rulings, live or frozen for good."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from inspect_app.policy import Assessment, Boundary, Ruling, Standard
from inspect_app.records import applications as records
from inspect_app.records.applications import Application, Stage
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Site
from inspect_app.records.rulings import RulingRecord, standing_rulings
from inspect_app.workflow import columns, editions
from inspect_app.workflow.office import Office

_FACTS = {Stage.DECLARED: columns.declared_in, Stage.FOUND: columns.found, Stage.FINAL: columns.final}


class Ruled(Protocol):
    """A standard or a programme: what may hold a clause that can be read in two ways."""

    @property
    def id(self) -> str: ...
    @property
    def boundaries(self) -> Mapping[str, tuple[Boundary, ...]]: ...


def rulings(office: Office, document: Ruled) -> list[Ruling]:
    """The standing rulings on readings that this edition of a document offers."""
    records = standing_rulings(office.session, document.id)
    return [_ruling(record) for record in records if _offers(document, record)]


def assess(office: Office, site: Site, facts: Mapping[str, Any]) -> Assessment:
    """These facts under the standard the site answers to."""
    return _assessed(office, editions.standard_for(office, site), facts)


def live(office: Office, site: Site) -> Assessment:
    """What the declared facts come to today."""
    return assess(office, site, columns.declared(office, site))


def at_stage(office: Office, application: Application, stage: Stage) -> Assessment:
    """What the facts of one column come to, as they stand."""
    return _assessed(office, editions.of_application(office, application), _FACTS[stage](office, application))


def live_each(office: Office, applications: Sequence[Application]) -> dict[int, Assessment]:
    """`live` for the sites of many open applications at once, by application id; few queries for all."""
    facts = columns.declared_in_each(office, applications)
    standards = {each.edition_id: editions.of_application(office, each) for each in applications}
    ruled = {edition_id: rulings(office, standard) for edition_id, standard in standards.items()}
    return {
        each.id: standards[each.edition_id].assess(facts[each.id], ruled[each.edition_id])
        for each in applications
    }


def freeze(office: Office, application: Application, stage: Stage) -> records.Assessment:
    """Keep the facts of one column, the rulings, the edition and the result; they are never changed."""
    facts = _FACTS[stage](office, application)
    standard = editions.of_application(office, application)
    result = _assessed(office, standard, facts)
    frozen = records.Assessment(
        application=application,
        edition_id=application.edition_id,
        stage=stage,
        facts=facts,
        rulings=[ruling.to_json() for ruling in rulings(office, standard)],
        result=result.to_json(),
        outcome=result.outcome,
        score=result.score,
        at=office.at,
        by_id=office.by.id,
    )
    office.session.add(frozen)
    office.session.flush()
    return frozen


def frozen_at_end(inspection: Inspection) -> records.Assessment | None:
    """What was frozen when the visit ended; None while it goes on."""
    return next(
        (
            kept
            for kept in inspection.application.assessments
            if kept.stage == Stage.FOUND and kept.at == inspection.finished_at
        ),
        None,
    )


def _assessed(office: Office, standard: Standard, facts: Mapping[str, Any]) -> Assessment:
    return standard.assess(facts, rulings(office, standard))


def _offers(document: Ruled, record: RulingRecord) -> bool:
    boundaries = document.boundaries.get(record.item_id, ())
    return any(b.id == record.boundary and record.reading in {r.id for r in b.readings} for b in boundaries)


def _ruling(record: RulingRecord) -> Ruling:
    return Ruling(
        item=record.item_id,
        boundary=record.boundary,
        reading=record.reading,
        reason=record.reason,
        by=record.by.name,
        at=record.at,
    )
