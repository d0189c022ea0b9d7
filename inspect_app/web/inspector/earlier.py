"""What is known of an item from before: the last visit, what was ordered, the station's own pictures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.policy import Verdict
from inspect_app.records.applications import applications_of
from inspect_app.records.inspections import (
    Finding,
    Inspection,
    InspectionKind,
    findings_of,
    inspections_of,
)
from inspect_app.records.photographs import Photograph, PhotographRole, photographs_of
from inspect_app.records.rectification import RectificationItem, orders_of
from inspect_app.web.inspector.standing import frozen
from inspect_app.workflow.office import Office

PicturesByItem = defaultdict[str, list[Photograph]]


@dataclass(frozen=True)
class EarlierLook:
    """What the visit before came to for one item."""

    visit: Inspection
    verdict: Verdict | None
    finding: Finding


@dataclass(frozen=True)
class Evidence:
    """Photographs by item: of this visit, by the station (declared or put right), of other visits."""

    own: PicturesByItem
    station: PicturesByItem
    earlier: PicturesByItem


def evidence_of(office: Office, inspection: Inspection) -> Evidence:
    standing = photographs_of(office.session, inspection.application.site_id)
    seen = [each for each in standing if each.role == PhotographRole.INSPECTION]
    return Evidence(
        own=_by_item(each for each in seen if each.inspection_id == inspection.id),
        station=_by_item(each for each in standing if each.role != PhotographRole.INSPECTION),
        earlier=_by_item(each for each in seen if each.inspection_id != inspection.id),
    )


def earlier_looks(office: Office, inspection: Inspection) -> dict[str, EarlierLook]:
    """What the last finished visit to the site before this one found, by item."""
    visit = _visit_before(office, inspection)
    if visit is None:
        return {}
    said = frozen(visit)
    return {
        found.item_id: EarlierLook(visit, said.items[found.item_id].verdict if said else None, found)
        for found in findings_of(office.session, visit.id)
        # What was seen before that visit was moved to an edition without the item counted for nothing.
        if said is None or found.item_id in said.items
    }


def ordered_items(office: Office, inspection: Inspection) -> dict[str, RectificationItem]:
    """In a re-check, what was ordered and how the station says it was put right, by item."""
    if inspection.kind != InspectionKind.RECHECK:
        return {}
    orders = orders_of(office.session, inspection.application_id)
    return {ordered.item_id: ordered for order in orders for ordered in order.items}


def _visit_before(office: Office, inspection: Inspection) -> Inspection | None:
    until = inspection.finished_at or office.at
    for application in applications_of(office.session, inspection.application.site_id):
        visits = [each for each in inspections_of(office.session, application.id) if each is not inspection]
        ended = {each.finished_at: each for each in visits if each.finished_at and each.finished_at <= until}
        if ended:
            return ended[max(ended)]
    return None


def _by_item(photographs: Iterable[Photograph]) -> PicturesByItem:
    found: defaultdict[str, list[Photograph]] = defaultdict(list)
    for photograph in photographs:
        found[photograph.item_id].append(photograph)
    return found
