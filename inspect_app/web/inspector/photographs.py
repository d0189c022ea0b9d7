"""Photographs of a visit: taken at an item, looked at, withdrawn with a reason."""

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph, PhotographRole
from inspect_app.web.access import allow, find_own_inspection, find_photograph
from inspect_app.web.database import perform
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.inspector.board import open_board
from inspect_app.web.inspector.checklist import address, page, saved
from inspect_app.web.inspector.forms import PhotographsForm, WithdrawForm
from inspect_app.web.inspector.visit import open_visit
from inspect_app.web.language import say
from inspect_app.web.office import current_office
from inspect_app.workflow import moving, photographs
from inspect_app.workflow.errors import AlreadyDone


@blueprint.route("/<inspection_id>/items/<visit_item_id>/photographs", methods=["GET", "POST"])
@allow(Role.INSPECTOR)
def attach(inspection_id: str, visit_item_id: str) -> Response | str:
    """Keep what can be kept: a picture that cannot be used is refused by name and holds up no other."""
    inspection = find_own_inspection(inspection_id)
    if open_visit(current_office(), inspection).item(visit_item_id) is None:
        abort(404)
    form = PhotographsForm()
    if not form.is_submitted():
        return redirect(address(inspection, visit_item_id))
    perform(form, lambda: _attach_all(form, inspection, visit_item_id))
    if form.form_errors:
        return page(open_board(current_office(), inspection), visit_item_id, photographs_form=form)
    return saved(inspection, visit_item_id)


@blueprint.get("/<inspection_id>/photographs/<visit_photograph_id>")
@allow(Role.INSPECTOR)
def photograph(inspection_id: str, visit_photograph_id: str) -> str:
    inspection = find_own_inspection(inspection_id)
    return _photograph_page(inspection, _own(inspection, visit_photograph_id), WithdrawForm())


@blueprint.post("/<inspection_id>/photographs/<visit_photograph_id>")
@allow(Role.INSPECTOR)
def withdraw(inspection_id: str, visit_photograph_id: str) -> Response | str:
    inspection = find_own_inspection(inspection_id)
    found, form = _own(inspection, visit_photograph_id), WithdrawForm()
    if form.validate_on_submit() and perform(
        form, lambda: photographs.withdraw(current_office(), found, form.why.data)
    ):
        return redirect(address(inspection, found.item_id, saved=found.item_id))
    return _photograph_page(inspection, found, form)


def _attach_all(form: PhotographsForm, inspection: Inspection, item_id: str) -> None:
    uploads = form.uploads()
    if not uploads:
        form.form_errors.append(_("请先拍照或选择照片。"))
    for upload in uploads:
        try:
            _attach(inspection, item_id, upload)
        except (EvidenceRefused, AlreadyDone) as refusal:
            text = refusal.text if isinstance(refusal, AlreadyDone) else refusal
            form.form_errors.append(_("%(file)s：%(text)s", file=upload.filename, text=say(text)))


def _attach(inspection: Inspection, item_id: str, upload: FileStorage) -> None:
    photographs.attach(
        current_office(),
        inspection.application.site,
        item_id,
        upload.read(),
        PhotographRole.INSPECTION,
        inspection=inspection,
    )


def _own(inspection: Inspection, photograph_id: str) -> Photograph:
    """A photograph that was taken in this visit, else 404."""
    found = find_photograph(photograph_id)
    if found.inspection_id != inspection.id:
        abort(404)
    return found


def _photograph_page(inspection: Inspection, found: Photograph, form: WithdrawForm) -> str:
    visit = open_visit(current_office(), inspection)
    return render_template(
        "inspector/photograph.html",
        visit=visit,
        item=moving.items_of(current_office(), inspection)[found.item_id],
        photograph=found,
        form=form,
        clean="clean" in request.args,
        back=url_for(".checklist", inspection_id=inspection.id, _anchor=f"item-{found.item_id}"),
    )
