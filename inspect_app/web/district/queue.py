"""What waits for the district: applications to review, and what it should keep an eye on."""

from flask import render_template

from inspect_app.records.people import Role
from inspect_app.web.access import allow
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.desk import Desk


@blueprint.get("/")
@allow(Role.DISTRICT)
def queue() -> str:
    return render_template("district/queue.html", desk=Desk())
