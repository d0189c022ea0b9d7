"""Loading the file that a tablet saved: every entry goes the way it would have gone over the network."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from flask import render_template
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.exceptions import NotFound

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.policy import FactError, Standard
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import db, reads_only
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.language import Bilingual, say
from inspect_app.web.office import current_office, person, settings
from inspect_app.web.tablet import taking
from inspect_app.web.tablet.bodies import MEGABYTE
from inspect_app.web.tablet.receipt import receipt_of
from inspect_app.web.tablet.refusals import TabletError, refusal_of, refused
from inspect_app.web.tablet.saved_file import SavedEntry, SavedFile, open_saved
from inspect_app.workflow import editions
from inspect_app.workflow.errors import Text, WorkflowError


class LoadForm(FlaskForm):
    file = FileField(_l("检查文件"), [FileRequired(_l("请先选择平板保存的文件。"))])


# What refuses one entry alone.
_REFUSALS = (TabletError, WorkflowError, EvidenceRefused, FactError)


@dataclass(frozen=True)
class Line:
    """What became of one entry: "taken", "there" already, a "rival", or "refused" and why."""

    entry: SavedEntry
    became: str
    why: Bilingual | None = None


@dataclass(frozen=True)
class Loaded:
    """What became of a file, entry by entry."""

    saved: SavedFile
    inspection: Inspection
    standard: Standard
    lines: list[Line]

    def became(self, what: str) -> list[Line]:
        return [line for line in self.lines if line.became == what]

    def title(self, entry: SavedEntry) -> Bilingual | None:
        """The title of the item that an answer or a photograph is about."""
        item_id = entry.of if entry.kind == "answer" else entry.value.get("item")
        item = self.standard.items.get(item_id) if isinstance(item_id, str) else None
        return None if item is None else item.title


@blueprint.route("/load", methods=["GET", "POST"])
@reads_only  # every entry is written in a transaction of its own
@allow(Role.INSPECTOR)
def load() -> str:
    """Take in the file of one visit, and say what became of each entry."""
    form = LoadForm()
    loaded = None
    if form.validate_on_submit():
        try:
            loaded = _load(form.file.data.stream)
        except TabletError as error:
            form.file.errors = [*form.file.errors, say(error.refusal.text)]
    return render_template("inspector/load.html", form=form, loaded=loaded)


def _load(file: BinaryIO) -> Loaded:
    """Raises TabletError when the file as a whole cannot be taken."""
    saved = open_saved(file)
    inspection = _visit(saved)
    before = receipt_of(current_office(), inspection)
    lines = [_take(inspection, saved, entry, before) for entry in saved.entries]
    return Loaded(saved, inspection, editions.standard_of(current_office(), inspection.edition), lines)


def _visit(saved: SavedFile) -> Inspection:
    if saved.person_id != person().id:
        raise refused("other_person", _other_person(saved))
    try:
        return find_own_inspection(saved.visit)
    except NotFound as error:
        raise TabletError(refusal_of(error)) from error


def _other_person(saved: SavedFile) -> Text:
    return Text(
        f"这个文件是{saved.person_name}的检查记录，只能由本人登录后导入；系统没有保存其中的任何记录。",
        f"This file holds the work of {saved.person_name}, who alone can load it. Nothing of it was kept.",
    )


def _take(inspection: Inspection, saved: SavedFile, entry: SavedEntry, before: dict[str, Any]) -> Line:
    if _is_held(entry, before):
        return Line(entry, "there")
    try:
        held = _held(inspection, saved, entry)
    except _REFUSALS as error:
        db.session.rollback()
        return Line(entry, "refused", refusal_of(error).text)
    return Line(entry, "rival" if "rival" in held else "taken")


def _held(inspection: Inspection, saved: SavedFile, entry: SavedEntry) -> taking.Held:
    kind, of, value = entry
    match kind:
        case "answer":
            return taking.take_answer(inspection, of, value)
        case "photograph":
            return taking.take_photograph(inspection, of, value, saved.content(entry, _most_bytes()))
        case "drawing":
            return taking.take_drawing(inspection, of, value)
        case "withdrawal":
            return taking.take_withdrawal(inspection, of, value)
        case "signature":
            return taking.take_signature(inspection, of, value, saved.content(entry, _most_bytes()))
        case _:
            return taking.take_end(inspection, value)


def _is_held(entry: SavedEntry, receipt: dict[str, Any]) -> bool:
    """Whether a receipt lists the entry."""
    kind, of, value = entry
    match kind:
        case "answer":
            held = (*receipt["answers"].values(), *receipt["superseded"], *receipt["rivals"])
            return value.get("revision") in held
        case "photograph" | "signature":
            return receipt[f"{kind}s"].get(of) == value.get("sha256")
        case "drawing":
            drawn = value.get("revision")
            replaced = drawn in receipt["superseded"] or of in receipt["withdrawn"]
            return replaced or receipt["drawings"].get(of) == drawn
        case "withdrawal":
            return of in receipt["withdrawn"]
        case _:
            return receipt["end"] == of


def _most_bytes() -> int:
    return settings().max_upload_mb * MEGABYTE
