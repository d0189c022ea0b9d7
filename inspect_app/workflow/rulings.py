"""Rulings: the city union chooses how a clause is to be read where it can be read in two ways."""

from inspect_app.policy import Boundary
from inspect_app.records.organisation import the_city
from inspect_app.records.people import Role
from inspect_app.records.rulings import RulingRecord, standing_rulings
from inspect_app.workflow import entered, frozen, history
from inspect_app.workflow.acting import require_role
from inspect_app.workflow.assessing import Ruled
from inspect_app.workflow.errors import AlreadyDone, Invalid, Text
from inspect_app.workflow.office import Office

_RULE = Text("作出裁定", "give a ruling")


def rule(
    office: Office, document_id: str, item_id: str, boundary: str, reading: str, reason: str
) -> RulingRecord:
    """Choose one reading at one boundary of a standard's item or a programme's condition, for the whole city.

    Approvals of decisions under the programme fall. Raises NotAllowed, AlreadyDone while another ruling on
    the boundary stands, Invalid naming "item_id", "boundary", "reading" or "reason".
    """
    _require_ruler(office)
    _check_reading(_boundaries(office, document_id, item_id), boundary, reading)
    reason = entered.reason(reason)
    _require_none_standing(office, document_id, item_id, boundary)
    ruling = RulingRecord(
        document_id=document_id,
        item_id=item_id,
        boundary=boundary,
        reading=reading,
        reason=reason,
        by=office.by,
        at=office.at,
    )
    office.session.add(ruling)
    office.session.flush()
    _note(office, ruling, "ruled", reason)
    return ruling


def withdraw(office: Office, ruling: RulingRecord, why: str) -> None:
    """The ruling no longer holds; what was frozen under it keeps it.

    Raises NotAllowed, AlreadyDone, Invalid without a reason.
    """
    _require_ruler(office)
    office.session.refresh(ruling)
    if ruling.withdrawn_at is not None:
        raise AlreadyDone("这项裁定已经撤回。", "This ruling has been withdrawn already.")
    ruling.withdrawn_why = entered.reason(why, "why")
    ruling.withdrawn_at, ruling.withdrawn_by_id = office.at, office.by.id
    office.session.flush()
    _note(office, ruling, "ruling_withdrawn", ruling.withdrawn_why)


def _require_ruler(office: Office) -> None:
    require_role(office, the_city(office.session), Role.CITY_SIGNATORY, act=_RULE)
    history.lock(office.session)


def _boundaries(office: Office, document_id: str, item_id: str) -> tuple[Boundary, ...]:
    """Where this item can be read in two ways. Raises Invalid where it cannot."""
    library = office.library
    document: Ruled | None = library.standards.get(document_id) or library.programmes.get(document_id)
    boundaries = () if document is None else document.boundaries.get(item_id, ())
    if not boundaries:
        raise Invalid(
            "item_id",
            f"“{document_id}”的项目“{item_id}”没有需要裁定的读法。",
            f"Item {item_id} of {document_id} has no readings to rule on.",
        )
    return boundaries


def _check_reading(boundaries: tuple[Boundary, ...], boundary: str, reading: str) -> None:
    offered = {each.id: [r.id for r in each.readings] for each in boundaries}
    if boundary not in offered:
        raise Invalid(
            "boundary",
            f"没有这个边界；可裁定的有：{'、'.join(offered)}。",
            f"There is no such boundary; choose {' or '.join(offered)}.",
        )
    if reading not in offered[boundary]:
        raise Invalid(
            "reading",
            f"没有这种读法；可选的有：{'、'.join(offered[boundary])}。",
            f"There is no such reading; choose {' or '.join(offered[boundary])}.",
        )


def _require_none_standing(office: Office, document_id: str, item_id: str, boundary: str) -> None:
    standing = standing_rulings(office.session, document_id)
    if any(each.item_id == item_id and each.boundary == boundary for each in standing):
        raise AlreadyDone(
            "这个边界已有生效的裁定；如需改变，请先撤回原裁定。",
            "A ruling on this boundary stands; withdraw it before giving another.",
        )


def _note(office: Office, ruling: RulingRecord, act: str, why: str) -> None:
    detail = {
        "document": ruling.document_id,
        "item": ruling.item_id,
        "boundary": ruling.boundary,
        "reading": ruling.reading,
    }
    history.record(office, act, "ruling", ruling.id, why=why, detail=detail)
    frozen.rulings_changed(office, ruling.document_id)
