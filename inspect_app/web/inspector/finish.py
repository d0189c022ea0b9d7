"""The end of a visit: what is still missing, what falls short, and the inspector's word that it is done."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import perform
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.inspector.board import open_board
from inspect_app.web.inspector.forms import FinishForm
from inspect_app.web.office import current_office
from inspect_app.workflow import inspections


@blueprint.route("/<inspection_id>/finish", methods=["GET", "POST"])
@allow(Role.INSPECTOR)
def finish(inspection_id: str) -> Response | str:
    inspection = find_own_inspection(inspection_id)
    form = FinishForm(version=inspection.version)
    if form.validate_on_submit() and perform(form, lambda: _finish(inspection, form)):
        flash(_done(inspection), "success")
        return redirect(url_for(".today"))
    return _page(inspection, form)


def _done(inspection: Inspection) -> Markup:
    """What is said of the finished visit, with the way to its record."""
    name = inspection.application.site.node.name
    record = Markup('<a class="alert-link" href="{}">{}</a>').format(
        url_for(".checklist", inspection_id=inspection.id), _("查看检查记录")
    )
    return Markup("{} {}").format(_("%(site)s：检查已完成，结果已报送市总工会验收。", site=name), record)


def _finish(inspection: Inspection, form: FinishForm) -> None:
    version = int(form.version.data) if str(form.version.data).isdecimal() else 0
    inspections.finish(current_office(), inspection, form.summary.data or "", version)


def _page(inspection: Inspection, form: FinishForm) -> str:
    office = current_office()
    # What the page shows now is what is being finished.
    form.version.data = inspection.version
    gaps = inspections.missing(office, inspection)
    return render_template(
        "inspector/finish.html",
        board=open_board(office, inspection),
        blocking=[gap for gap in gaps if gap.blocks],
        advisable=[gap for gap in gaps if not gap.blocks],
        form=form,
    )
