"""Many sites at once: a table is uploaded, looked through, and taken over as a whole or not at all."""

import io

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app.documents.workbook import write_workbook
from inspect_app.evidence.errors import StoreError
from inspect_app.records.people import Role
from inspect_app.web.access import allow
from inspect_app.web.admin.blueprint import blueprint
from inspect_app.web.admin.forms import ConfirmForm, ImportForm
from inspect_app.web.database import perform
from inspect_app.web.language import say
from inspect_app.web.office import current_office, store
from inspect_app.workflow import organisation as acts
from inspect_app.workflow.import_table import COLUMNS
from inspect_app.workflow.organisation import ImportPreview

# How many rows and errors the page shows; what it counts are all.
SHOWN_ROWS, SHOWN_ERRORS = 20, 200
EXAMPLES = (
    ("东城区", "东华门街道", "东华门街道工会服务站", "DC-0001", "服务站", "南河沿大街1号", "010-65250000"),
    ("东城区", "", "某某公司职工之家", "DC-H001", "职工之家", "王府井大街2号", ""),
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/import", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def import_sites() -> str | Response:
    """Take a table in. It is kept by its hash: what is confirmed is what was looked through."""
    form = ImportForm()
    if form.validate_on_submit():
        content, filename = form.file.data.read(), form.file.data.filename
        if perform(form, lambda: acts.preview_import(current_office(), content, filename)):
            return redirect(url_for("admin.import_preview", sha256=store().put(content), filename=filename))
    return _upload_page(form)


@blueprint.get("/import/template.xlsx")
@allow(Role.ADMINISTRATOR)
def import_template() -> Response:
    """A table with the columns as they are to be filled in, and two examples."""
    columns = [say(column) for column in COLUMNS.values()]
    table = write_workbook(_("站点"), columns, EXAMPLES)
    return send_file(io.BytesIO(table), EXCEL, as_attachment=True, download_name=_("站点导入模板") + ".xlsx")


@blueprint.route("/import/<sha256>", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def import_preview(sha256: str) -> str | Response:
    """What the table would create, or what is wrong in which row; POST creates it."""
    filename, form, upload = request.args.get("filename", ""), ConfirmForm(), ImportForm(formdata=None)
    content = _kept(sha256)
    seen: list[ImportPreview] = []
    if not perform(upload, lambda: seen.append(acts.preview_import(current_office(), content, filename))):
        return _upload_page(upload)
    (preview,) = seen
    if form.validate_on_submit() and perform(form, lambda: acts.apply_import(current_office(), preview)):
        flash(_("已导入 %(n)s 个站点。", n=len(preview.rows)), "success")
        return redirect(url_for("admin.tree"))
    return _preview_page(form, preview)


def _kept(sha256: str) -> bytes:
    try:
        return store().get(sha256)
    except StoreError:
        abort(404)


def _upload_page(form: FlaskForm) -> str:
    return render_template("admin/import.html", form=form, columns=COLUMNS, examples=EXAMPLES)


def _preview_page(form: FlaskForm, preview: ImportPreview) -> str:
    return render_template(
        "admin/import_preview.html",
        form=form,
        preview=preview,
        columns=COLUMNS,
        rows=preview.rows[:SHOWN_ROWS],
        errors=preview.errors[:SHOWN_ERRORS],
        wrong_lines=len({error.line for error in preview.errors}),
    )
