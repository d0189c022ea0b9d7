"""What was done on the tablets of a visit, and whether the server has it: all, once, byte for byte."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

from flask import Flask
from PIL import Image

from inspect_app.evidence.likeness import dhash, distance
from inspect_app.evidence.store import FolderStore
from inspect_app.records.answers import Answer, AnswerState, answers_of
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Inspection, InspectionState, findings_of
from inspect_app.records.photographs import Photograph
from inspect_app.records.signatures import signatures_of
from inspect_app.web.database import db
from inspect_app.workflow import signatures
from tests.web.city import office

# So many of 64 bits may differ in a smaller copy; of other pictures about twenty do.
SAME_PICTURE = 6
SAID = ("grade", "checked", "note", "facts", "why")


@dataclass
class Done:
    """What one tablet did in one visit.

    `answers`: by item, the last one, {"revision", "grade", "checked", "note", "facts", "why"}. `photographs`
    and `signatures`: SHA-256 by id; `items`: of which item a photograph is. `likeness`: what the inspector
    saw, as a hash that a smaller copy keeps. `end`: the id of the visit's end where it was `ended`; None
    where it was over before anybody could read it.
    """

    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    photographs: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    likeness: dict[str, int] = field(default_factory=dict)
    signatures: dict[str, str] = field(default_factory=dict)
    ended: bool = False
    end: str | None = None

    def answer(self, item: str, body: Mapping[str, Any]) -> None:
        self.answers[item] = {name: body[name] for name in ("revision", *SAID)}

    def photograph(self, id: str, item: str, sha256: str, content: bytes) -> None:
        """`content` is what was photographed: what is sent may be a smaller copy."""
        self.photographs[id], self.items[id] = sha256, item
        self.likeness[id] = dhash(Image.open(BytesIO(content)))

    def signature(self, id: str, sha256: str) -> None:
        self.signatures[id] = sha256

    @property
    def counts(self) -> Counter[str]:
        return Counter(
            answers=len(self.answers),
            photographs=len(self.photographs),
            signatures=len(self.signatures),
            ends=int(self.ended),
        )


def wrong_with(app: Flask, visit: str, tablets: Iterable[Done]) -> list[str]:
    """A sentence for everything that is missing, changed or out of nowhere; none: all is well."""
    done = list(tablets)
    with app.app_context():
        inspection = db.session.get(Inspection, visit)
        assert inspection is not None
        found = [*_answers(inspection, done), *_photographs(app, inspection, done)]
        found += [*_signatures(app, inspection, done), *_end(app, inspection, done)]
        db.session.rollback()
        return found


def _answers(inspection: Inspection, done: list[Done]) -> Iterable[str]:
    held = {each.revision: each for each in answers_of(db.session, inspection.id)}
    for tablet in done:
        for item, said in tablet.answers.items():
            yield from _answer(item, said, held.get(said["revision"]))
    standing = Counter(each.item_id for each in held.values() if each.standing == AnswerState.STANDING)
    recorded = {each.item_id: each.revision for each in findings_of(db.session, inspection.id)}
    for item in {item for tablet in done for item in tablet.answers}:
        revisions = [tablet.answers[item]["revision"] for tablet in done if item in tablet.answers]
        if standing[item] != 1:
            yield f"{item}: {standing[item]} answers stand"
        if recorded.get(item) not in revisions:
            yield f"{item}: what counts, {recorded.get(item)}, is the last word of no tablet"
        yield from _dropped(item, [held[each] for each in revisions if each in held], held.values())


def _answer(item: str, said: Mapping[str, Any], held: Answer | None) -> Iterable[str]:
    if held is None:
        yield f"{item}: answer {said['revision']} is lost"
    elif held.item_id != item or any(held.content[name] != said[name] for name in SAID):
        yield f"{item}: {held.content} is held and {dict(said)} was said"


def _dropped(item: str, last_words: Iterable[Answer], held: Collection[Answer]) -> Iterable[str]:
    """A last word gives way only to one that knew it or says the same."""
    bases = {each.base for each in held}
    standing = [
        each.content for each in held if each.item_id == item and each.standing == AnswerState.STANDING
    ]
    for each in last_words:
        stands = each.standing in {AnswerState.STANDING, AnswerState.RIVAL}
        if not stands and each.revision not in bases and each.content not in standing:
            yield f"{item}: answer {each.revision} is {each.standing} and nobody has replaced it"


def _photographs(app: Flask, inspection: Inspection, done: list[Done]) -> Iterable[str]:
    query = db.session.query(Photograph).where(Photograph.inspection_id == inspection.id)
    held = {each.id: each for each in query}
    taken = {id: digest for tablet in done for id, digest in tablet.photographs.items()}
    items = {id: item for tablet in done for id, item in tablet.items.items()}
    likeness = {id: value for tablet in done for id, value in tablet.likeness.items()}
    yield from _files("photograph", taken, {id: each.sha256 for id, each in held.items()}, app)
    for id in taken.keys() & held.keys():
        if held[id].item_id != items[id]:
            yield f"photograph {id} is held for {held[id].item_id} and was taken for {items[id]}"
        if distance(held[id].dhash, likeness[id]) > SAME_PICTURE:
            yield f"photograph {id} shows something else than was taken"


def _signatures(app: Flask, inspection: Inspection, done: list[Done]) -> Iterable[str]:
    drawn = {id: digest for tablet in done for id, digest in tablet.signatures.items()}
    held = {each.id: each.sha256 for each in signatures_of(db.session, inspection.id)}
    yield from _files("signature", drawn, held, app)


def _files(what: str, made: Mapping[str, str], held: Mapping[str, str], app: Flask) -> Iterable[str]:
    for id in made.keys() - held.keys():
        yield f"{what} {id} is lost"
    for id in held.keys() - made.keys():
        yield f"{what} {id} was made on no tablet"
    for id in made.keys() & held.keys():
        if made[id] != held[id]:
            yield f"{what} {id} is held as {held[id]} and was made as {made[id]}"
        elif _digest(app.extensions["store"], held[id]) != made[id]:
            yield f"{what} {id}: the bytes in the store are not {made[id]}"


def _digest(store: FolderStore, digest: str) -> str:
    return sha256(store.get(digest)).hexdigest()


def _end(app: Flask, inspection: Inspection, done: list[Done]) -> Iterable[str]:
    ends = {tablet.end for tablet in done if tablet.ended}
    if ends - {None} and inspection.ended_as not in ends:
        yield f"the visit ended as {inspection.ended_as} and not as {ends}"
    if bool(ends) != (inspection.state == InspectionState.FINISHED):
        yield f"the visit is {inspection.state}"
    lead = office(app, inspection.lead.username)
    if ends and not all(fits for _, fits in signatures.standing(lead, inspection)):
        yield "a signature does not fit what is held"
    if any(entry.act == "verdicts_differed" for entry in history_of(db.session, "inspection", inspection.id)):
        yield "the tablet came to other verdicts than the server"


def rivals(app: Flask, visit: str) -> set[str]:
    """The items of which two answers wait for the lead to choose."""
    with app.app_context():
        return {each.item_id for each in answers_of(db.session, visit, AnswerState.RIVAL)}
