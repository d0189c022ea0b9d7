"""The district reviews one application: declared facts, verdicts and evidence side by side, then its word."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_application
from inspect_app.web.database import perform
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.file import ReviewFile
from inspect_app.web.district.forms import ReviewForm
from inspect_app.web.office import current_office
from inspect_app.workflow import applications


@blueprint.route("/applications/<int:application_id>", methods=["GET", "POST"])
@allow(Role.DISTRICT)
def review(application_id: int) -> str | Response:
    found = find_application(application_id)
    file = ReviewFile(found)
    form = ReviewForm(file.standard.items.values(), found.version)
    if form.validate_on_submit() and perform(form, lambda: _act(found, form)):
        flash(_done(found, form), "success")
        return redirect(url_for("district.queue"))
    form.catch_up(found.version)
    return render_template("district/review.html", file=file, form=form)


def _act(found: Application, form: ReviewForm) -> None:
    """What the pressed button says; the remarks go along either way, so that nothing typed is lost."""
    act = applications.endorse if form.endorse.data else applications.return_application
    act(current_office(), found, form.opinion, form.version.data or 0)


def _done(found: Application, form: ReviewForm) -> str:
    name = found.site.node.name
    if form.endorse.data:
        return _("“%(name)s”的申请已审核通过，等待市总工会安排检查。", name=name)
    return _("“%(name)s”的申请已退回，站点会看到您写的意见。", name=name)
