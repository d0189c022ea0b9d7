"""How far all districts have come on a day."""

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.people import CITY_ROLES
from inspect_app.web.access import allow
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.downloads import excel
from inspect_app.web.progress_page import chosen_day, progress_page, progress_workbook


@blueprint.get("/progress")
@allow(*CITY_ROLES)
def progress() -> str:
    chosen = chosen_day()
    return render_template("city/progress.html", chosen=chosen, page=progress_page(chosen.day))


@blueprint.get("/progress.xlsx")
@allow(*CITY_ROLES)
def progress_excel() -> Response:
    day = chosen_day().day
    return excel(progress_workbook(progress_page(day)), _("建设进度 %(day)s", day=day.isoformat()))
