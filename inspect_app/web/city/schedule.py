"""Who goes where and when: visits scheduled, changed and cancelled."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application, ApplicationState
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import the_city
from inspect_app.records.people import Person, Role, people_below
from inspect_app.records.register import Wanted, site_lines
from inspect_app.records.visits import open_visits
from inspect_app.web.access import allow, find_application, find_inspection
from inspect_app.web.city.acts import ActPage, act_page, is_done, require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.calendar import Calendar, calendar, last_day
from inspect_app.web.city.forms import ReasonForm
from inspect_app.web.city.visit_form import VisitForm, visit_form
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.language import day
from inspect_app.web.office import current_office
from inspect_app.workflow import inspections


@blueprint.get("/schedule")
@allow(Role.CITY_OFFICER)
def schedule() -> str:
    city = the_city(db.session)
    waiting = [
        line
        for state in (ApplicationState.PUT_RIGHT, ApplicationState.ENDORSED)
        for line in site_lines(db.session, [city], Wanted(state=state))
    ]
    return render_template("city/schedule.html", waiting=waiting, weeks=_calendar(_inspectors()))


@blueprint.route("/applications/<int:application_id>/schedule", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def schedule_visit(application_id: int) -> str | Response:
    found = find_application(application_id)
    require_possible("application", "schedule", found)
    people = _inspectors_for(found)
    form = visit_form(people, found.version, on=_asked_day())
    if is_done(form, found, lambda: _schedule(found, form, people)):
        flash(
            _("“%(name)s”的检查已安排在%(day)s。", name=found.site.node.name, day=day(form.chosen_day)),
            "success",
        )
        _warn_of_crowding(form, people)
        return redirect(url_for("city.schedule"))
    return _visit_page(found, form, people, None)


@blueprint.route("/inspections/<inspection_id>/reassign", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def reassign(inspection_id: str) -> str | Response:
    """Another day or other people, with the reason."""
    visit = find_inspection(inspection_id)
    require_possible("inspection", "reassign", visit)
    people = _inspectors_for(visit.application)
    form = visit_form(people, visit.version, visit, on=_asked_day())
    if is_done(form, visit, lambda: _reassign(visit, form, people)):
        flash(_("检查安排已调整为%(day)s。", day=day(form.chosen_day)), "success")
        _warn_of_crowding(form, people)
        return redirect(url_for("city.schedule"))
    return _visit_page(visit.application, form, people, visit)


@blueprint.route("/inspections/<inspection_id>/cancel", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def cancel_visit(inspection_id: str) -> str | Response:
    visit = find_inspection(inspection_id)
    require_possible("inspection", "cancel", visit)
    form = ReasonForm(data={"version": visit.version})
    reason, office = form.reason.data or "", current_office()
    if is_done(form, visit, lambda: inspections.cancel(office, visit, reason, form.opened_version)):
        flash(_("检查已取消，申请等待重新安排。"), "success")
        return redirect(url_for("city.schedule"))
    lead = _("原定%(day)s。取消后，申请回到待安排。", day=day(visit.scheduled_on))
    name, back = visit.application.site.node.name, url_for("city.schedule")
    return act_page(form, ActPage(_("取消检查"), name, lead, _("取消检查"), back, "danger"))


def _schedule(found: Application, form: VisitForm, people: list[Person]) -> None:
    chosen, lead = form.team(people)
    inspections.schedule(current_office(), found, form.chosen_day, chosen, lead, form.opened_version)


def _reassign(visit: Inspection, form: VisitForm, people: list[Person]) -> None:
    chosen, lead = form.team(people)
    reason = form.reason.data or ""
    inspections.reassign(current_office(), visit, form.chosen_day, chosen, lead, reason, form.opened_version)


def _visit_page(found: Application, form: VisitForm, people: list[Person], visit: Inspection | None) -> str:
    return render_template(
        "city/visit.html", found=found, form=form, people=people, visit=visit, weeks=_calendar(people)
    )


def _asked_day() -> dt.date | None:
    """The day somebody clicked in the calendar."""
    try:
        return dt.date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None


def _inspectors() -> list[Person]:
    return people_below(db.session, the_city(db.session), Role.INSPECTOR)


def _inspectors_for(found: Application) -> list[Person]:
    """Who may be sent to the site: its inspectors, without those who work there."""
    node = found.site.node
    return [p for p in _inspectors() if p.holds(Role.INSPECTOR, node) and not p.holds(Role.STATION, node)]


def _calendar(people: list[Person]) -> Calendar:
    visits = open_visits(db.session, last_day(today()))
    return calendar(today(), {person.id: person.name for person in people}, visits)


def _warn_of_crowding(form: VisitForm, people: list[Person]) -> None:
    """Two places on one day may be planned on purpose: it is said, and not refused."""
    weeks = _calendar(people)
    for person in form.team(people)[0]:
        visits = weeks.cell(person.id, form.chosen_day).visits
        if len(visits) > 1:
            names = _("、").join(visit.site_name for visit in visits)
            flash(
                _(
                    "请注意：%(name)s当天共有 %(n)s 处检查（%(sites)s）。",
                    name=person.name,
                    n=len(visits),
                    sites=names,
                ),
                "warning",
            )
