"""Roles: given to a person on a place that fits, and ended."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.directory import search_nodes
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_appointment, find_node, find_person, scope_nodes
from inspect_app.web.admin.blueprint import blueprint
from inspect_app.web.admin.forms import AppointmentForm, WhyForm
from inspect_app.web.database import db, perform
from inspect_app.web.language import say
from inspect_app.web.office import current_office
from inspect_app.workflow import people as acts
from inspect_app.workflow.people import PLACES
from inspect_app.workflow.tree import KIND_NAMES

SHOWN = 30


@blueprint.route("/people/<int:person_id>/appoint", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def appoint(person_id: int) -> str | Response:
    """First the role, then a place on which it can be held, among those the administrator administers."""
    found, form = find_person(person_id), AppointmentForm()
    if form.validate_on_submit() and form.role.data and form.node.data:
        role, node = form.role.data, find_node(form.node.data)
        if perform(form, lambda: acts.appoint(current_office(), found, role, node)):
            flash(_("已任命%(name)s。", name=found.name), "success")
            return redirect(url_for("admin.person", person_id=found.id))
    chosen, text = request.args.get("role", ""), request.args.get("q", "").strip()
    role = Role(chosen) if chosen in set(Role) else None
    nodes, total = search_nodes(db.session, scope_nodes(), PLACES[role], text, SHOWN) if role else ([], 0)
    return render_template(
        "admin/appoint.html",
        person=found,
        form=form,
        role=role,
        text=text,
        nodes=nodes,
        total=total,
        roles={each: [say(KIND_NAMES[kind]) for kind in KIND_NAMES if kind in PLACES[each]] for each in Role},
    )


@blueprint.route("/appointments/<int:appointment_id>/end", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def end_appointment(appointment_id: int) -> str | Response:
    found, form = find_appointment(appointment_id), WhyForm()
    if form.validate_on_submit() and perform(
        form, lambda: acts.end_appointment(current_office(), found, form.why.data or "")
    ):
        flash(_("任职已结束。"), "success")
        return redirect(url_for("admin.person", person_id=found.person_id))
    return render_template("admin/end_appointment.html", appointment=found, form=form)
