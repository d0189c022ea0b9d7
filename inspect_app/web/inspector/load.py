"""Loading the file that a tablet saved: every entry goes the way it would have gone over the network."""

from collections.abc import Container
from typing import Any, BinaryIO

from flask import abort, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.policy import FactError
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import db, reads_only, write
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.language import say
from inspect_app.web.office import current_office, person, settings
from inspect_app.web.tablet import taking
from inspect_app.web.tablet.bodies import MEGABYTE, writable
from inspect_app.web.tablet.receipt import receipt_of
from inspect_app.web.tablet.refusals import TabletError, refusal_of, refused
from inspect_app.web.tablet.saved_file import SavedEntry, SavedFile, open_saved
from inspect_app.workflow import loading, moving
from inspect_app.workflow.errors import Text, WorkflowError
from inspect_app.workflow.loading import Line


class LoadForm(FlaskForm):
    file = FileField(_l("检查文件"), [FileRequired(_l("请先选择平板保存的文件。"))])


# Of what somebody says was signed by whom.
LONGEST_NAME = 50
# What refuses one entry alone.
_REFUSALS = (TabletError, WorkflowError, EvidenceRefused, FactError)


@blueprint.route("/load", methods=["GET", "POST"])
@reads_only  # every entry is written in a transaction of its own
@allow(Role.INSPECTOR)
def load() -> Response | str:
    """Take in the file of one visit; what became of it has a page that stays."""
    form = LoadForm()
    if form.validate_on_submit():
        try:
            return redirect(_load(form.file.data.stream))
        except TabletError as error:
            form.file.errors = [*form.file.errors, say(error.refusal.text)]
    return render_template("inspector/load.html", form=form)


@blueprint.get("/<inspection_id>/loaded/<int:loaded_id>")
@allow(Role.INSPECTOR)
def loaded(inspection_id: str, loaded_id: int) -> str:
    """What became of each entry of a file."""
    inspection = find_own_inspection(inspection_id)
    found = loading.find(db.session, inspection, loaded_id)
    if found is None:
        abort(404)
    items = moving.items_of(current_office(), inspection)
    return render_template("inspector/loaded.html", loaded=found, inspection=inspection, items=items)


def _load(file: BinaryIO) -> str:
    """Where it says what became of the file. Raises TabletError when it cannot be taken as a whole."""
    saved = open_saved(file)
    inspection = _visit(saved)
    before = receipt_of(current_office(), inspection)
    items = moving.items_of(current_office(), inspection)
    lines = [_line(entry, items, *_take(inspection, saved, entry, before)) for entry in saved.entries]
    kept = write(lambda: loading.record(current_office(), inspection, saved.saved_at, lines))
    return url_for(".loaded", inspection_id=inspection.id, loaded_id=kept.id)


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


def _take(
    inspection: Inspection, saved: SavedFile, entry: SavedEntry, before: dict[str, Any]
) -> tuple[str, Text | None]:
    """What became of an entry, as `Line.became` says it, and why where it is refused."""
    if _is_held(entry, before):
        return "there", None
    try:
        held = _held(inspection, saved, entry)
    except _REFUSALS as error:
        db.session.rollback()
        why = refusal_of(error).text
        return "refused", Text(writable(why.zh), writable(why.en))
    return "rival" if "rival" in held else "taken", None


def _line(entry: SavedEntry, items: Container[str], became: str, why: Text | None) -> Line:
    """An answer and a photograph are of an item, a signature is somebody's."""
    item_id = entry.of if entry.kind == "answer" else entry.value.get("item")
    known = item_id if isinstance(item_id, str) and item_id in items else None
    name = entry.value.get("name")
    shown = writable(name[:LONGEST_NAME]) if isinstance(name, str) else ""
    return Line(entry.kind, known, shown, became, why)


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
            return (of, value.get("sha256")) in receipt[f"{kind}s"].items()
        case "drawing":
            drawn = value.get("revision")
            replaced = drawn in receipt["superseded"] or of in receipt["withdrawn"]
            return replaced or (of, drawn) in receipt["drawings"].items()
        case "withdrawal":
            return of in receipt["withdrawn"]
        case _:
            return receipt["end"] == of


def _most_bytes() -> int:
    return settings().max_upload_mb * MEGABYTE
