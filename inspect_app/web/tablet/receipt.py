"""The receipt: all that the server holds of one visit, by id and revision or SHA-256."""

from collections.abc import Sequence
from typing import Any

from inspect_app.records.answers import Answer, AnswerState, answers_of
from inspect_app.records.history import acts_on
from inspect_app.records.inspections import Inspection
from inspect_app.records.photographs import Photograph, taken_in
from inspect_app.records.signatures import Signature, signatures_of
from inspect_app.workflow.office import Office

# Held, and not what counts: an answer that was replaced, and one that the lead did not choose.
_PAST = (AnswerState.SUPERSEDED, AnswerState.NOT_CHOSEN)


def receipt_of(office: Office, inspection: Inspection) -> dict[str, Any]:
    return receipt(
        office,
        inspection,
        answers_of(office.session, inspection.id),
        taken_in(office.session, inspection.id),
        signatures_of(office.session, inspection.id),
    )


def receipt(
    office: Office,
    inspection: Inspection,
    answers: Sequence[Answer],
    photographs: Sequence[Photograph],
    signatures: Sequence[Signature],
) -> dict[str, Any]:
    """The receipt from everything of the visit, withdrawn photographs included."""
    return {
        "at": office.at.isoformat(),
        "answers": {each.item_id: each.revision for each in _in(answers, AnswerState.STANDING)},
        "superseded": [each.revision for each in _in(answers, *_PAST)] + _drawn_over(office, photographs),
        "rivals": [each.revision for each in _in(answers, AnswerState.RIVAL)],
        "photographs": {each.id: each.sha256 for each in photographs},
        "withdrawn": [each.id for each in photographs if each.withdrawn_at is not None],
        "drawings": {each.id: each.drawing_revision for each in photographs if each.drawing_revision},
        "signatures": {each.id: each.sha256 for each in signatures},
        "end": inspection.ended_as,
    }


def _drawn_over(office: Office, photographs: Sequence[Photograph]) -> list[str]:
    """The revisions of drawings that newer ones have replaced."""
    drawn = {each.id: each.drawing_revision for each in photographs if each.drawing_revision}
    acts = acts_on(office.session, "photograph_drawn", "photograph", drawn) if drawn else []
    return [each.detail["revision"] for each in acts if each.detail["revision"] != drawn[each.subject_id]]


def _in(answers: Sequence[Answer], *states: AnswerState) -> list[Answer]:
    return [each for each in answers if each.standing in states]
