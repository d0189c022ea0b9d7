"""The packet: what the server knows of one visit, for a tablet to work with where there is no network."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from inspect_app.policy import Item, Mode, Standard
from inspect_app.records.answers import Answer, AnswerState, answers_of
from inspect_app.records.facts import Fact, stated_in
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.records.photographs import Photograph, seen_on
from inspect_app.records.signatures import Signature, signatures_of
from inspect_app.web.tablet.receipt import receipt
from inspect_app.workflow import assessing, columns, editions, inspections, shared_facts
from inspect_app.workflow.answers import fits
from inspect_app.workflow.office import Office


def packet_of(office: Office, inspection: Inspection) -> dict[str, Any]:
    """See docs/synchronisation.md; decimals and days are still to be written by `plain_fact`."""
    session, application = office.session, inspection.application
    standard = editions.standard_of(office, inspection.edition)
    answers = answers_of(session, inspection.id)
    shown = seen_on(session, inspection)
    taken = [each for each in shown if each.inspection_id == inspection.id]
    standing = [each for each in shown if each.withdrawn_at is None]
    signatures = signatures_of(session, inspection.id)
    return {
        **_visit(inspection),
        "standard": standard.sha256,
        "items": [item.id for item in inspections.items_to_look_at(office, inspection)],
        "declared": columns.declared_in(office, application),
        "facts": columns.found(office, application),
        "rulings": [ruling.to_json() for ruling in assessing.rulings(office, standard)],
        "answers": _answers(standard, answers, _stated(office, inspection)),
        "rivals": [_rival(each) for each in answers if _is_rival(standard, each)],
        "overruled": _overruled(office, inspection),
        "photographs": [_photograph(each) for each in taken if each.withdrawn_at is None],
        "signatures": [_signature(each) for each in signatures],
        "pictures": [_address(each, "thumbnail") for each in standing],
        "receipt": receipt(office, inspection, answers, taken, signatures),
    }


def _visit(inspection: Inspection) -> dict[str, Any]:
    site = inspection.application.site
    return {
        "id": inspection.id,
        "site": {"name": site.node.name, "address": site.address, "telephone": site.telephone},
        "kind": inspection.kind,
        "state": inspection.state,
        "scheduled_on": inspection.scheduled_on.isoformat(),
        "version": inspection.version,
        "lead": _person(inspection.lead),
        "inspectors": [_person(each) for each in inspection.inspectors],
    }


def _stated(office: Office, inspection: Inspection) -> dict[str, Fact]:
    """The newest statements of this visit, by fact."""
    stated = stated_in(office.session, inspection.application_id)
    return {fact.name: fact for fact in stated if fact.inspection_id == inspection.id}


def _answers(
    standard: Standard, answers: Sequence[Answer], stated: Mapping[str, Fact]
) -> dict[str, dict[str, Any]]:
    standing = [each for each in answers if each.standing == AnswerState.STANDING]
    return {
        each.item_id: _answer(each, standard.items.get(each.item_id), _facts(standard, each, stated))
        for each in standing
    }


def _facts(standard: Standard, answer: Answer, stated: Mapping[str, Fact]) -> dict[str, Any]:
    """What the visit stated of the facts that an inspector checks for the item; null is unknown.

    What it stated at an item that the edition does not have any more counts for the others that read it.
    """
    item = standard.items.get(answer.item_id)
    names = answer.content["facts"] if item is None else item.facts if item.mode is Mode.MEASURED else ()
    return {
        name: standard.known(name, stated[name].value)
        for name in names
        if name in stated and name in standard.facts
    }


def _answer(answer: Answer, item: Item | None, facts: dict[str, Any]) -> dict[str, Any]:
    content = answer.content
    said = {name: content[name] for name in ("grade", "checked", "note", "why")}
    if item is not None and item.mode is Mode.MEASURED and content["grade"] is not None:
        # It was graded under another edition: nobody has looked at it as it is measured now.
        said |= {"grade": None, "checked": False}
    return {
        "revision": answer.revision,
        **said,
        "facts": facts,
        "by": _person(answer.by),
        "at": answer.at.isoformat(),
    }


def _is_rival(standard: Standard, answer: Answer) -> bool:
    return answer.standing == AnswerState.RIVAL and fits(standard, answer)


def _rival(answer: Answer) -> dict[str, Any]:
    return {
        "item": answer.item_id,
        "revision": answer.revision,
        "by": _person(answer.by),
        "at": answer.at.isoformat(),
    }


def _overruled(office: Office, inspection: Inspection) -> list[dict[str, Any]]:
    return [
        {"item": item_id, "fact": found.name, "by": _person(found.by), "elsewhere": found.elsewhere}
        for item_id, found in shared_facts.overruled(office, inspection).items()
    ]


def _photograph(photograph: Photograph) -> dict[str, Any]:
    drawn = photograph.drawing_revision
    return {
        "id": photograph.id,
        "item": photograph.item_id,
        "sha256": photograph.sha256,
        "by": _person(photograph.by),
        "at": (photograph.taken_at or photograph.at).isoformat(),
        "thumbnail": _address(photograph, "thumbnail"),
        "display": _address(photograph, "display"),
        "source": photograph.source,
        "drawing": {"revision": drawn, "shapes": photograph.drawing} if drawn else None,
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "id": signature.id,
        "role": signature.role,
        "name": signature.name,
        "sha256": signature.sha256,
        "statement": signature.statement_sha256,
        "at": signature.at.isoformat(),
    }


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}


def _address(photograph: Photograph, size: str) -> str:
    return url_for("shared.photograph", photograph_id=photograph.id, size=size)
