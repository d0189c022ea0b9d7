"""Visits: who goes when, and how a visit begins and ends. What is seen item by item is in `findings`."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from inspect_app.records.applications import Application, ApplicationState, Assessment, Stage
from inspect_app.records.inspections import Inspection, InspectionKind, InspectionState
from inspect_app.records.people import Person, Role
from inspect_app.records.rectification import open_order
from inspect_app.workflow import assessing, clock, differences, entered, history, moving
from inspect_app.workflow.acting import as_it_stands, begin
from inspect_app.workflow.applications import enter
from inspect_app.workflow.differences import Seen
from inspect_app.workflow.errors import Invalid, Text
from inspect_app.workflow.findings import items_to_look_at, record, require_assigned
from inspect_app.workflow.gaps import Gap, missing
from inspect_app.workflow.office import Office

__all__ = [
    "Gap",
    "Seen",
    "cancel",
    "finish",
    "items_to_look_at",
    "missing",
    "reassign",
    "record",
    "schedule",
    "start",
]

MOST_INSPECTORS = 2
_SUMMARY = Text("检查小结", "summary")


def schedule(
    office: Office,
    application: Application,
    on: dt.date,
    inspectors: Sequence[Person],
    lead: Person,
    version: int,
    id: str | None = None,
) -> Inspection:
    """One or two inspectors visit on a day; after a rectification they look at the ordered items alone.

    Raises Invalid naming "on", "inspectors" or "lead".
    """
    begin(office, "application", "schedule", application, application.site.node, version)
    _check_visit(office, application, on, inspectors, lead)
    again = application.state == ApplicationState.PUT_RIGHT
    inspection = Inspection(
        id=id or str(uuid4()),
        application=application,
        kind=InspectionKind.RECHECK if again else InspectionKind.FULL,
        state=InspectionState.SCHEDULED,
        edition_id=application.edition_id,
        scheduled_on=on,
        lead=lead,
        inspectors=list(inspectors),
    )
    office.session.add(inspection)
    enter(office, application, ApplicationState.SCHEDULED)
    _note(office, inspection, "inspection_scheduled", **_visit(inspection))
    return inspection


def reassign(
    office: Office,
    inspection: Inspection,
    on: dt.date,
    inspectors: Sequence[Person],
    lead: Person,
    reason: str,
    version: int,
) -> None:
    """Another day or other inspectors; what was recorded so far stays."""
    begin(office, "inspection", "reassign", inspection, inspection.application.site.node, version)
    reason = entered.reason(reason)
    _check_visit(office, inspection.application, on, inspectors, lead)
    before = _visit(inspection)
    inspection.scheduled_on, inspection.lead, inspection.inspectors = on, lead, list(inspectors)
    inspection.reason = reason
    office.session.flush()
    _note(office, inspection, "inspection_reassigned", why=reason, before=before, **_visit(inspection))


def cancel(office: Office, inspection: Inspection, reason: str, version: int) -> None:
    """No visit on that day; the application waits for another date."""
    application = inspection.application
    begin(office, "inspection", "cancel", inspection, application.site.node, version)
    act = "unschedule_recheck" if inspection.kind == InspectionKind.RECHECK else "unschedule"
    move = begin(office, "application", act, application, application.site.node, None)
    inspection.reason = entered.reason(reason)
    inspection.state = InspectionState.CANCELLED
    enter(office, application, ApplicationState(str(move.target)))
    _note(office, inspection, "inspection_cancelled", why=inspection.reason)


def start(office: Office, inspection: Inspection) -> None:
    """The inspectors are on site."""
    begin(office, "inspection", "start", inspection, inspection.application.site.node, None)
    require_assigned(office, inspection)
    inspection.state, inspection.started_at = InspectionState.UNDER_WAY, office.at
    office.session.flush()
    _note(office, inspection, "inspection_started")


def finish(
    office: Office,
    inspection: Inspection,
    summary: str,
    version: int | None = None,
    *,
    ended_as: str | None = None,
    seen: Seen | None = None,
) -> None:
    """Everything was looked at: the found facts are frozen and the city has the word.

    `ended_as` is the id a tablet gave to the end: sent again, it changes nothing. Where `seen`, which is what
    the tablet showed, is not what we come to, the history keeps both.
    Raises Invalid("findings") listing what `missing` still blocks.
    """
    application = inspection.application
    if ended_as is not None and _has_ended_as(office, inspection, ended_as):
        return
    begin(office, "inspection", "finish", inspection, application.site.node, version)
    require_assigned(office, inspection)
    begin(office, "application", "inspect", application, application.site.node, None)
    with moving.explaining(office, inspection):
        _require_complete(office, inspection)
    inspection.summary = entered.within("summary", _SUMMARY, summary, 2000)
    inspection.state, inspection.finished_at = InspectionState.FINISHED, office.at
    inspection.ended_at = office.at if seen is None else clock.plausible(office, inspection, seen.at)
    inspection.ended_as = ended_as
    enter(office, application, ApplicationState.INSPECTED)
    frozen = assessing.freeze(office, application, Stage.FOUND)
    _keep_checked_verdicts(office, inspection, frozen)
    _note(office, inspection, "inspection_finished", outcome=frozen.outcome, score=frozen.score)
    if seen is not None:
        differences.record(office, inspection, seen, frozen)


def _has_ended_as(office: Office, inspection: Inspection, ended_as: str) -> bool:
    as_it_stands(office, inspection, None)
    return entered.identifier("id", ended_as) == inspection.ended_as


def _check_visit(
    office: Office, application: Application, on: dt.date, inspectors: Sequence[Person], lead: Person
) -> None:
    if on < office.today:
        raise Invalid("on", "检查日期不能早于今天。", "The day of the visit cannot lie in the past.")
    if not 1 <= len({person.id for person in inspectors}) == len(inspectors) <= MOST_INSPECTORS:
        raise Invalid(
            "inspectors", "请指定一名或两名不同的检查员。", "Name one inspector, or two different ones."
        )
    if lead not in inspectors:
        raise Invalid("lead", "组长须是检查员之一。", "The lead must be one of the inspectors.")
    for person in inspectors:
        _check_inspector(application, person)


def _check_inspector(application: Application, person: Person) -> None:
    node = application.site.node
    if not person.active or not person.holds(Role.INSPECTOR, node):
        raise Invalid(
            "inspectors",
            f"{person.name}不是“{node.name}”的检查员。",
            f"{person.name} is no inspector for {node.name}.",
        )
    if person.holds(Role.STATION, node):
        raise Invalid(
            "inspectors",
            f"{person.name}是“{node.name}”的工作人员，应当回避，不能检查本单位。",
            f"{person.name} works at {node.name} and may not inspect it.",
        )


def _require_complete(office: Office, inspection: Inspection) -> None:
    blocking = [gap for gap in missing(office, inspection) if gap.blocks]
    if blocking:
        raise Invalid(
            "findings",
            f"还有 {len(blocking)} 处未完成，不能结束检查：{'；'.join(gap.zh for gap in blocking)}。",
            f"{len(blocking)} things are still to be done: {'; '.join(gap.en for gap in blocking)}.",
        )


def _keep_checked_verdicts(office: Office, inspection: Inspection, frozen: Assessment) -> None:
    """What the re-check said of each ordered item stays with the order."""
    order = open_order(office.session, inspection.application_id)
    if inspection.kind == InspectionKind.RECHECK and order is not None:
        for item in order.items:
            item.checked_verdict = frozen.result["items"][item.item_id]["verdict"]


def _visit(inspection: Inspection) -> dict[str, Any]:
    return {
        "on": inspection.scheduled_on.isoformat(),
        "inspectors": [person.id for person in inspection.inspectors],
        "lead": inspection.lead.id,
    }


def _note(office: Office, inspection: Inspection, act: str, *, why: str = "", **detail: Any) -> None:
    site = inspection.application.site
    detail["application"] = inspection.application.id
    history.record(office, act, "inspection", inspection.id, site=site, why=why, detail=detail)
