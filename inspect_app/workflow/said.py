"""All that is said of one item: checked as it was entered, written to the facts, and put in place."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from inspect_app.policy import FactError, Item, Mode, Standard, from_plain
from inspect_app.records.answers import Answer, AnswerState, answers_to
from inspect_app.records.facts import Column
from inspect_app.records.inspections import Finding, Inspection, InspectionState
from inspect_app.records.types import dump_exact
from inspect_app.workflow import columns, editions, entered, history
from inspect_app.workflow.errors import Invalid, Text
from inspect_app.workflow.office import Office
from inspect_app.workflow.statements import changes, make_statements

GRADES = ("4", "3", "2", "1", "n/a")
_NOTE, _WHY = Text("说明", "note"), Text("与填报不一致的原因", "reason for the difference")
_LONGEST = 2000


def read_grade(item: Item, grade: object) -> str:
    """One of the grades. Raises Invalid("grade"), also for an item that is measured."""
    if item.mode is not Mode.JUDGED:
        raise Invalid(
            "grade", f"“{item.title.zh}”由事实判定，不评分。", f"“{item.title.en}” is measured, not graded."
        )
    if grade not in GRADES:
        raise Invalid("grade", "评分只能是 4、3、2、1 或不适用。", "A grade is 4, 3, 2, 1 or not applicable.")
    return str(grade)


def read_note(note: str) -> str:
    return entered.within("note", _NOTE, note, _LONGEST)


def read_why(why: str) -> str:
    return entered.within("why", _WHY, why, _LONGEST)


def read_facts(standard: Standard, item: Item, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a measured item, normalised, None where one is unknown. Raises Invalid naming the fact.

    Decimals may come as text, as `Standard.to_json()` writes them.
    """
    refuse_facts(item, {} if item.mode is Mode.MEASURED else facts)
    refuse_facts(item, {name: value for name, value in facts.items() if name not in item.facts})
    try:
        return {
            name: None if raw is None else standard.parse_fact(name, from_plain(standard.facts[name], raw))
            for name, raw in facts.items()
        }
    except FactError as error:
        text = error.text()
        raise Invalid(error.place, text.zh, text.en) from error


def refuse_facts(item: Item, facts: Mapping[str, Any]) -> None:
    for name in facts:
        raise Invalid(
            name, f"“{item.title.zh}”不涉及这项内容。", f"“{item.title.en}” does not read the fact {name}."
        )


def newly_found(office: Office, inspection: Inspection, facts: Mapping[str, Any], why: str) -> dict[str, Any]:
    """Of these facts, those that say something else than what counts.

    Raises Invalid naming the fact, or "why" where one differs from what was declared and nobody says why.
    """
    if not facts:
        return {}
    standard = editions.standard_of(office, inspection.edition)
    changed = changes(standard, columns.final(office, inspection.application), facts)
    declared = columns.declared_in(office, inspection.application)
    if any(value != declared.get(name) for name, value in changed.items()):
        entered.text("why", _WHY, why, _LONGEST)
    return changed


def as_kept(content: Mapping[str, Any]) -> dict[str, Any]:
    """An answer's content as the database gives it back, so that two can be compared."""
    kept: dict[str, Any] = json.loads(dump_exact(dict(content)), parse_float=Decimal)
    return kept


def stand(office: Office, found: Finding | None, answer: Answer, facts: Mapping[str, Any]) -> Finding:
    """Make this the answer that counts, and state the facts that it changes; `found` is what stood so far.

    The one before it is superseded; so are open rivals of the same person, and those that say the same.
    """
    inspection, content = answer.inspection, answer.content
    if found is None:
        found = Finding(inspection_id=inspection.id, item_id=answer.item_id)
    else:
        _make_room(office, answer)
    answer.standing = AnswerState.STANDING
    found.answer = answer
    found.grade, found.checked, found.note = content["grade"], content["checked"], content["note"]
    found.by, found.at = answer.by, answer.at
    office.session.add(found)
    if facts:
        who_saw_it = replace(office, by=answer.by, at=answer.at)
        site = inspection.application.site
        make_statements(who_saw_it, site, Column.FOUND, facts, why=content["why"], inspection=inspection)
    _begin_visit(inspection, answer)
    office.session.flush()
    return found


def note(office: Office, act: str, found: Finding, answer: Answer, **detail: Any) -> None:
    """The history's entry about an answer, with all it says."""
    what = {"inspection": answer.inspection_id, "item": answer.item_id, "revision": answer.revision}
    site = answer.inspection.application.site
    history.record(
        office,
        act,
        "finding",
        found.id,
        site=site,
        why=detail.pop("why", answer.content["why"]),
        detail=what | {"at": answer.at.isoformat(), **answer.content} | detail,
    )


def _make_room(office: Office, answer: Answer) -> None:
    beside = answers_to(
        office.session, answer.inspection.id, answer.item_id, AnswerState.STANDING, AnswerState.RIVAL
    )
    for other in beside:
        is_out = other.by_id == answer.by.id or other.content == answer.content
        if other is not answer and (other.standing == AnswerState.STANDING or is_out):
            other.standing = AnswerState.SUPERSEDED
    # The database lets one answer stand: the old one leaves before the new one comes.
    office.session.flush()


def _begin_visit(inspection: Inspection, answer: Answer) -> None:
    if inspection.state == InspectionState.SCHEDULED:
        inspection.state, inspection.started_at = InspectionState.UNDER_WAY, answer.at
