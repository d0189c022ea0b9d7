"""What differs for a visit that was moved to another edition of the standard."""

from flask import render_template

from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.edition_page import Differences
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.office import current_office
from inspect_app.workflow import moving


@blueprint.get("/<inspection_id>/edition")
@allow(Role.INSPECTOR)
def edition(inspection_id: str) -> str:
    inspection = find_own_inspection(inspection_id)
    comparison = moving.differences_of(current_office(), inspection)
    return render_template(
        "inspector/edition.html",
        inspection=inspection,
        differences=comparison and Differences(comparison, inspection.application),
    )
