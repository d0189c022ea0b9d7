"""Taking one entry of a tablet, from a request or out of a file: read, do the act, commit, say what is held.

Bodies are read before the transaction of the act begins: no writer waits for a slow network. What is raised
is explained by `refusals.refusal_of`.
"""

from typing import Any

from inspect_app.evidence.photograph import Photograph as Picture
from inspect_app.evidence.photograph import read_photograph
from inspect_app.records.answers import AnswerState
from inspect_app.records.inspections import Inspection
from inspect_app.records.photographs import Photograph, PhotographRole
from inspect_app.web.database import db, write
from inspect_app.web.office import current_office, store
from inspect_app.web.tablet import bodies
from inspect_app.web.tablet.refusals import refused
from inspect_app.workflow import answers, history, inspections, photographs, signatures
from inspect_app.workflow.errors import Text

Held = dict[str, Any]


def take_answer(inspection: Inspection, item_id: str, value: Any) -> Held:
    given = bodies.answer(value)

    def act() -> Held:
        answer = answers.receive(current_office(), inspection, item_id, given)
        return {"rival" if answer.standing == AnswerState.RIVAL else "held": answer.revision}

    return write(act)


def take_photograph(inspection: Inspection, photograph_id: str, value: Any, content: bytes) -> Held:
    captured, known_as = bodies.capture(value), bodies.identifier(photograph_id)
    # Before it is read: half a file is no bad photograph, it is to be sent again.
    photographs.require_whole(content, captured.capture.sha256)
    picture = None
    if db.session.get(Photograph, known_as) is None:
        photographs.require_wanted(current_office(), inspection, captured.item)
        picture = _read(content)

    def act() -> Held:
        kept = photographs.attach(
            current_office(),
            inspection.application.site,
            captured.item,
            content,
            PhotographRole.INSPECTION,
            inspection=inspection,
            caption=captured.caption,
            id=known_as,
            capture=captured.capture,
            picture=picture,
        )
        return {"held": kept.sha256}

    return write(act)


def take_drawing(inspection: Inspection, photograph_id: str, value: Any) -> Held:
    drawn = bodies.drawing(value)

    def act() -> Held:
        photographs.draw(current_office(), _own(inspection, photograph_id), drawn.shapes, drawn.revision)
        return {"held": drawn.revision}

    return write(act)


def take_withdrawal(inspection: Inspection, photograph_id: str, value: Any) -> Held:
    why = bodies.withdrawal(value)

    def act() -> Held:
        # Before it is read: the same may have been sent twice, and both be under way.
        history.lock(db.session)
        photograph = _own(inspection, photograph_id)
        if photograph.withdrawn_at is None:
            photographs.withdraw(current_office(), photograph, why)
        return {"held": photograph.id}

    return write(act)


def take_signature(inspection: Inspection, signature_id: str, value: Any, content: bytes) -> Held:
    signed = bodies.signature(value)

    def act() -> Held:
        office = current_office()
        kept = signatures.sign(
            office,
            inspection,
            id=bodies.identifier(signature_id),
            role=signed.role,
            name=signed.name,
            picture=content,
            sha256=signed.sha256,
            statement=signed.statement,
            at=signed.at,
        )
        fits = dict(signatures.standing(office, inspection)).get(kept, False)
        return {"held": kept.sha256, "fits": fits}

    return write(act)


def take_end(inspection: Inspection, value: Any) -> Held:
    ended = bodies.end(value)

    def act() -> Held:
        inspections.finish(
            current_office(),
            inspection,
            ended.summary,
            ended_as=ended.id,
            seen=ended.seen,
        )
        return {"held": ended.id}

    return write(act)


def _read(content: bytes) -> Picture:
    """The picture, with all that is kept of it stored: it takes long, and nobody is to wait for it."""
    picture = read_photograph(content)
    for each in (content, picture.display, picture.thumbnail):
        store().put(each)
    return picture


def _own(inspection: Inspection, photograph_id: str) -> Photograph:
    found = db.session.get(Photograph, photograph_id)
    if found is None or found.inspection_id != inspection.id:
        raise refused(
            "photograph",
            Text(
                "这张照片还没有传到服务器，请稍后再试。",
                "The photograph has not reached the server yet. Try again later.",
            ),
        )
    return found
