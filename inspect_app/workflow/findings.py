"""What inspectors see, item by item, and what a visit still lacks before it can end."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from inspect_app.policy import Item, Mode
from inspect_app.records.answers import Answer
from inspect_app.records.facts import stated_in
from inspect_app.records.inspections import Finding, Inspection, InspectionKind, finding
from inspect_app.records.rectification import open_order
from inspect_app.workflow import columns, editions, moving, said
from inspect_app.workflow.acting import begin
from inspect_app.workflow.errors import Invalid, NotAllowed, StaleForm
from inspect_app.workflow.office import Office


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
    item = item_to_look_at(office, inspection, item_id)
    said_now = _said(item, grade, note, checked, bool(facts))
    before = finding_of(office, inspection, item_id)
    if before is not None and version not in (None, before.version):
        raise StaleForm
    named = said.read_facts(editions.standard_of(office, inspection.edition), item, facts or {})
    if checked and not named and item.mode is Mode.MEASURED:
        named = changed = _confirmed(office, inspection, item)
    else:
        changed = said.newly_found(office, inspection, named, why)
    answer = Answer(
        revision=str(uuid4()),
        inspection=inspection,
        item_id=item.id,
        base=None if before is None else before.revision,
        content=_content(office, inspection, item, before, said_now, named, said.read_why(why)),
        by=office.by,
        at=office.at,
        received_at=office.at,
    )
    found = said.stand(office, before, answer, changed)
    said.note(office, "finding_recorded", found, answer)
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


def item_to_look_at(office: Office, inspection: Inspection, item_id: str) -> Item:
    """Raises Invalid("item_id") unless the visit is to look at it."""
    for item in items_to_look_at(office, inspection):
        if item.id == item_id:
            return item
    earlier = moving.items_of(office, inspection).get(item_id)
    zh, en = (item_id, item_id) if earlier is None else earlier.title
    raise Invalid("item_id", f"项目“{zh}”不在本次检查的范围内。", f"“{en}” is not part of this visit.")


def finding_of(office: Office, inspection: Inspection, item_id: str) -> Finding | None:
    """What stands for the item, read anew: the page's object may be older than the lock."""
    found = finding(office.session, inspection.id, item_id)
    if found is not None:
        office.session.refresh(found)
    return found


def _said(
    item: Item, grade: str | int | None, note: str | None, checked: bool | None, has_facts: bool
) -> dict[str, Any]:
    """Of grade, note and checked those that were given."""
    given: dict[str, Any] = {}
    if grade is not None:
        given["grade"] = said.read_grade(item, str(grade))
    if note is not None:
        given["note"] = said.read_note(note)
    if checked is not None or grade is not None or has_facts:
        given["checked"] = checked is not False
    return given


def _confirmed(office: Office, inspection: Inspection, item: Item) -> dict[str, Any]:
    """Declared values that take the place of what was found or corrected before this visit."""
    newest = {fact.name: fact for fact in stated_in(office.session, inspection.application_id)}
    earlier = [n for n in item.facts if n in newest and newest[n].inspection_id != inspection.id]
    if not earlier:
        return {}
    declared = columns.declared_in(office, inspection.application)
    counts = columns.final(office, inspection.application)
    return {name: declared.get(name) for name in earlier if counts.get(name) != declared.get(name)}


def _content(
    office: Office,
    inspection: Inspection,
    item: Item,
    before: Finding | None,
    given: dict[str, Any],
    named: Mapping[str, Any],
    why: str,
) -> dict[str, Any]:
    """The whole answer: what was given over what stood; facts that were not named are as they count."""
    stood = {"grade": None, "checked": False, "note": "", "why": ""}
    if before is not None:
        stood |= before.answer.content
    if item.mode is Mode.MEASURED and stood["grade"] is not None:
        # It was graded under another edition: that is no look at what is measured now.
        stood |= {"grade": None, "checked": False}
    content = stood | given
    names = item.facts if item.mode is Mode.MEASURED and content["checked"] else ()
    rest = [name for name in names if name not in named]
    counts = columns.found_of(office, inspection.application, rest) if rest else {}
    facts = {name: named[name] if name in named else counts.get(name) for name in names}
    return said.as_kept(content | {"facts": facts, "why": why or content["why"]})
