"""How far the district has come toward the plan on a day, station by station, beside the whole city."""

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.people import Role
from inspect_app.web.access import allow
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.plan import OwnPlan
from inspect_app.web.downloads import excel
from inspect_app.web.progress_page import chosen_day, progress_workbook


@blueprint.get("/progress")
@allow(Role.DISTRICT)
def progress() -> str:
    chosen = chosen_day()
    return render_template("district/progress.html", chosen=chosen, own=OwnPlan(chosen.day))


@blueprint.get("/progress.xlsx")
@allow(Role.DISTRICT)
def progress_workbook_file() -> Response:
    own = OwnPlan(chosen_day().day)
    name = _("本区建设进度 %(day)s", day=own.as_of.isoformat())
    return excel(progress_workbook(own.page, with_city=False), name)
