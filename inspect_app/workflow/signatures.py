"""Signatures on site: the pen strokes, and the very text they stand under."""

import datetime as dt
import hashlib
import json
from typing import Any

from inspect_app.evidence.signature import read_signature
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Inspection, findings_of
from inspect_app.records.photographs import photographs_of_inspection
from inspect_app.records.signatures import Signature, SignatureRole, signatures_of
from inspect_app.records.types import dump_exact
from inspect_app.workflow import assessing, clock, entered, history
from inspect_app.workflow.acting import begin
from inspect_app.workflow.errors import AlreadyDone, Invalid, Text
from inspect_app.workflow.findings import require_assigned
from inspect_app.workflow.office import Office
from inspect_app.workflow.photographs import require_whole

_NAME = Text("签名人姓名", "name of the signatory")
# Far above the statement of the longest checklist with hundreds of photographs.
_LONGEST_STATEMENT = 200_000


def sign(
    office: Office,
    inspection: Inspection,
    *,
    id: str,
    role: SignatureRole,
    name: str,
    picture: bytes,
    sha256: str,
    statement: str,
    at: dt.datetime,
) -> Signature:
    """Keep a signature with the text that was signed; sent again, it is answered as it is there.

    `picture` is the PNG as it was drawn and `sha256` its digest on the tablet, `at` the moment by our clock.
    Whether the text fits what is held here is no condition: see `standing`.
    Raises SignatureRefused, NotAllowed, WrongState, AlreadyDone where the id is another's, and Invalid naming
    "id", "role", "name", "sha256" or "statement".
    """
    require_whole(picture, sha256)
    drawn = read_signature(picture)
    history.lock(office.session)
    held = office.session.get(Signature, entered.identifier("id", id))
    if held is not None:
        return _as_sent(held, inspection, sha256)
    begin(office, "inspection", "sign", inspection, inspection.application.site.node, None)
    require_assigned(office, inspection)
    signature = Signature(
        id=id,
        inspection=inspection,
        role=_role(role),
        name=entered.text("name", _NAME, name, 64),
        by=office.by,
        sha256=office.store.put(picture),
        display_sha256=office.store.put(drawn.png),
        statement_sha256=office.store.put(_statement_text(inspection, statement)),
        at=clock.plausible(office, inspection, at),
        received_at=office.at,
    )
    office.session.add(signature)
    office.session.flush()
    _note(office, signature)
    return signature


def statement(office: Office, inspection: Inspection) -> str:
    """What a signature of this moment stands under: canonical JSON of all that is held of the visit."""
    outcome, score = _result(office, inspection)
    return dump_exact(
        {
            "answers": {each.item_id: each.revision for each in findings_of(office.session, inspection.id)},
            "edition": inspection.edition.sha256,
            "inspection": inspection.id,
            "outcome": outcome,
            "photographs": {
                each.id: each.sha256 for each in photographs_of_inspection(office.session, inspection.id)
            },
            "score": score,
        }
    )


def standing(office: Office, inspection: Inspection) -> list[tuple[Signature, bool]]:
    """Each person's newest signature, and whether it fits what is held now."""
    newest = {(each.role, each.name): each for each in signatures_of(office.session, inspection.id)}
    if not newest:
        return []
    now = hashlib.sha256(statement(office, inspection).encode()).hexdigest()
    return [(each, each.statement_sha256 == now) for each in newest.values()]


def _result(office: Office, inspection: Inspection) -> tuple[str, str]:
    """Outcome and score, frozen once the visit has ended."""
    frozen = assessing.frozen_at_end(inspection)
    if frozen is not None:
        return frozen.outcome, f"{frozen.score:.1f}"
    live = assessing.at_stage(office, inspection.application, Stage.FOUND)
    return live.outcome, f"{live.score:.1f}"


def _as_sent(held: Signature, inspection: Inspection, sha256: str) -> Signature:
    if (held.inspection_id, held.sha256) != (inspection.id, sha256):
        raise AlreadyDone("这个编号已用于另一个签名，请重新签名。", "This id belongs to another signature.")
    return held


def _role(role: str) -> SignatureRole:
    try:
        return SignatureRole(role)
    except ValueError as error:
        raise Invalid(
            "role", "签名人只能是检查员或站点负责人。", "Inspectors and the head of the station sign."
        ) from error


def _statement_text(inspection: Inspection, text: str) -> bytes:
    """Raises Invalid("statement") unless it is a statement about this visit."""
    try:
        stated: Any = json.loads(text) if len(text) <= _LONGEST_STATEMENT else None
        if isinstance(stated, dict) and stated.get("inspection") == inspection.id:
            return text.encode()
    except (ValueError, RecursionError):
        pass
    raise Invalid(
        "statement",
        "签名内容与本次检查不符，请重新签名。",
        "What was signed is not of this visit. Please sign again.",
    )


def _note(office: Office, signature: Signature) -> None:
    detail = {
        "role": signature.role,
        "name": signature.name,
        "sha256": signature.sha256,
        "statement": signature.statement_sha256,
        "at": signature.at.isoformat(),
    }
    inspection = signature.inspection
    site = inspection.application.site
    history.record(office, "inspection_signed", "inspection", inspection.id, site=site, detail=detail)
