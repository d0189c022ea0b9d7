"""What inspectors see, item by item, and what a visit still lacks before it can end."""

from collections.abc import Mapping
from typing import Any

from inspect_app.policy import Item, Mode
from inspect_app.records.facts import Column, stated_in
from inspect_app.records.inspections import Finding, Inspection, InspectionKind, InspectionState, finding
from inspect_app.records.rectification import open_order
from inspect_app.workflow import columns, editions, entered, history
from inspect_app.workflow.acting import begin
from inspect_app.workflow.errors import Invalid, NotAllowed, StaleForm, Text
from inspect_app.workflow.office import Office
from inspect_app.workflow.statements import changes, make_statements

GRADES = ("4", "3", "2", "1", "n/a")
_NOTE = Text("说明", "note")


def record(
    office: Office,
    inspection: Inspection,
    item_id: str,
    *,
    grade: str | int | None = None,
    checked: bool | None = None,
    note: str | None = None,
    facts: Mapping[str, Any] | None = None,
    why: str = "",
    version: int | None = None,
) -> Finding:
    """What was seen of one item; arguments left out leave what is there.

    `grade` is for judged items; `facts` are values found for a measured one, and `checked` alone confirms it
    as the page shows it. A value that differs from the declared one needs `why`. `version` is the finding's,
    0 where the form was opened before there was one.
    Raises NotAllowed, WrongState, StaleForm; Invalid naming "item_id", "grade", "note", "why" or the fact.
    """
    begin(office, "inspection", "record", inspection, inspection.application.site.node, None)
    require_assigned(office, inspection)
    item = _item(office, inspection, item_id)
    seen = _seen(item, grade, note, checked, bool(facts))
    found = _as_it_stands(office, inspection, item, version)
    stated = _state_found(office, inspection, item, facts, why, confirms=bool(checked))
    if found is None:
        found = Finding(inspection_id=inspection.id, item_id=item.id)
        office.session.add(found)
    for name, value in seen.items():
        setattr(found, name, value)
    found.by, found.at = office.by, office.at
    _begin_visit(office, inspection)
    _note(office, inspection, found, why, stated)
    return found


def items_to_look_at(office: Office, inspection: Inspection) -> list[Item]:
    """The items of the visit in the standard's order: all, or in a re-check those that were ordered."""
    items = editions.standard_of(office, inspection.edition).items
    if inspection.kind == InspectionKind.FULL:
        return list(items.values())
    order = open_order(office.session, inspection.application_id)
    ordered = set() if order is None else {item.item_id for item in order.items}
    return [item for item_id, item in items.items() if item_id in ordered]


def require_assigned(office: Office, inspection: Inspection) -> None:
    """Raises NotAllowed unless the acting person was sent on this visit."""
    if office.by not in inspection.inspectors:
        names = "、".join(person.name for person in inspection.inspectors)
        raise NotAllowed(
            f"本次检查由{names}承担，您不能代为记录。",
            f"This visit is {names}'s: you cannot record for them.",
        )


def _item(office: Office, inspection: Inspection, item_id: str) -> Item:
    for item in items_to_look_at(office, inspection):
        if item.id == item_id:
            return item
    raise Invalid(
        "item_id", f"项目“{item_id}”不在本次检查的范围内。", f"Item {item_id} is not part of this visit."
    )


def _as_it_stands(office: Office, inspection: Inspection, item: Item, version: int | None) -> Finding | None:
    found = finding(office.session, inspection.id, item.id)
    if found is not None:
        office.session.refresh(found)
        if version is not None and version != found.version:
            raise StaleForm
    return found


def _seen(
    item: Item, grade: str | int | None, note: str | None, checked: bool | None, has_facts: bool
) -> dict[str, Any]:
    """The fields of the finding that were given."""
    seen: dict[str, Any] = {}
    if grade is not None:
        seen["grade"] = _grade(item, str(grade))
    if note is not None:
        seen["note"] = entered.within("note", _NOTE, note, 2000)
    if checked is not None or grade is not None or has_facts:
        seen["checked"] = checked is not False
    return seen


def _grade(item: Item, grade: str) -> str:
    if item.mode is not Mode.JUDGED:
        raise Invalid(
            "grade", f"“{item.title.zh}”由事实判定，不评分。", f"“{item.title.en}” is measured, not graded."
        )
    if grade not in GRADES:
        raise Invalid("grade", "评分只能是 4、3、2、1 或不适用。", "A grade is 4, 3, 2, 1 or not applicable.")
    return grade


def _state_found(
    office: Office,
    inspection: Inspection,
    item: Item,
    facts: Mapping[str, Any] | None,
    why: str,
    *,
    confirms: bool,
) -> dict[str, Any]:
    """Write the values found to the found column; answers those that changed."""
    if item.mode is Mode.JUDGED:
        _refuse_facts(item, facts or {})
        return {}
    if facts:
        changed = _newly_found(office, inspection, item, facts, why)
    else:
        changed = _confirmed(office, inspection, item) if confirms else {}
    if changed:
        site = inspection.application.site
        make_statements(office, site, Column.FOUND, changed, why=why.strip(), inspection=inspection)
    return changed


def _newly_found(
    office: Office,
    inspection: Inspection,
    item: Item,
    facts: Mapping[str, Any],
    why: str,
) -> dict[str, Any]:
    _refuse_facts(item, {name: value for name, value in facts.items() if name not in item.facts})
    standard = editions.standard_of(office, inspection.edition)
    changed = changes(standard, columns.final(office, inspection.application), facts)
    declared = columns.declared_in(office, inspection.application)
    if any(value != declared.get(name) for name, value in changed.items()):
        entered.text("why", Text("与填报不一致的原因", "reason for the difference"), why, 2000)
    return changed


def _confirmed(office: Office, inspection: Inspection, item: Item) -> dict[str, Any]:
    """Declared values that take the place of what was found or corrected before this visit."""
    newest = {fact.name: fact for fact in stated_in(office.session, inspection.application_id)}
    earlier = [n for n in item.facts if n in newest and newest[n].inspection_id != inspection.id]
    if not earlier:
        return {}
    declared = columns.declared_in(office, inspection.application)
    counts = columns.final(office, inspection.application)
    return {name: declared.get(name) for name in earlier if counts.get(name) != declared.get(name)}


def _refuse_facts(item: Item, facts: Mapping[str, Any]) -> None:
    for name in facts:
        raise Invalid(
            name, f"“{item.title.zh}”不涉及这项内容。", f"“{item.title.en}” does not read the fact {name}."
        )


def _begin_visit(office: Office, inspection: Inspection) -> None:
    if inspection.state == InspectionState.SCHEDULED:
        inspection.state, inspection.started_at = InspectionState.UNDER_WAY, office.at
    office.session.flush()


def _note(
    office: Office, inspection: Inspection, found: Finding, why: str, stated: Mapping[str, Any]
) -> None:
    detail = {
        "inspection": inspection.id,
        "item": found.item_id,
        "grade": found.grade,
        "checked": found.checked,
        "note": found.note,
        "facts": dict(stated),
    }
    site = inspection.application.site
    history.record(office, "finding_recorded", "finding", found.id, site=site, why=why.strip(), detail=detail)
