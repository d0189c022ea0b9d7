"""An open application moves to the edition in force, after a look at what differs."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_application
from inspect_app.web.city.acts import is_done, require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import ConfirmForm
from inspect_app.web.edition_page import Differences
from inspect_app.web.office import current_office
from inspect_app.workflow import moving


@blueprint.route("/applications/<int:application_id>/edition", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def move_edition(application_id: int) -> str | Response:
    """What differs, and one button."""
    found = find_application(application_id)
    require_possible("application", "move", found)
    form, office = ConfirmForm(data={"version": found.version}), current_office()
    if is_done(form, found, lambda: moving.move(office, found, form.opened_version)):
        flash(_("“%(name)s”的申请已改用现行标准。", name=found.site.node.name), "success")
        return _to(found)
    comparison = moving.differences(office, found)
    if comparison is None:
        return _to(found)
    return render_template(
        "city/edition.html", found=found, form=form, differences=Differences(comparison, found)
    )


def _to(found: Application) -> Response:
    return redirect(url_for("city.application", application_id=found.id))
