"""The station states its facts, and sees at once what they come to."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.policy import Assessment
from inspect_app.records.people import Role
from inspect_app.web.access import allow
from inspect_app.web.database import perform, reads_only
from inspect_app.web.fields import FactsForm, facts_form
from inspect_app.web.office import current_office
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.web.station.pages import FactPage, RecordVerdicts, record_verdicts
from inspect_app.web.station.roster import RosterGap, roster_gap
from inspect_app.workflow import assessing
from inspect_app.workflow import facts as workflow


@blueprint.get("/<int:site_id>/facts")
@allow(Role.STATION)
def first_facts(site_id: int) -> Response:
    """Where filling in goes on."""
    page = find_desk(site_id).first_unfinished
    return redirect(url_for("station.facts", site_id=site_id, page_id=page.id))


@blueprint.route("/<int:site_id>/facts/<page_id>", methods=["GET", "POST"])
@allow(Role.STATION)
def facts(site_id: int, page_id: str) -> str | Response:
    desk = find_desk(site_id)
    page = desk.page(page_id)
    form = _form(desk, page)
    if form.is_submitted():
        if not form.asks_for_rows_only and form.validate() and save_facts(desk, form):
            return redirect(_onward(desk, page))
        form.catch_up()
    return render_template(
        "station/facts.html", desk=desk, page=page, form=form, live=_live(desk, page, form)
    )


@blueprint.post("/<int:site_id>/facts/<page_id>/live")
@allow(Role.STATION)
@reads_only
def live(site_id: int, page_id: str) -> str:
    """What the entries as they are typed would come to; nothing is saved."""
    desk = find_desk(site_id)
    page = desk.page(page_id)
    return render_template("station/_live.html", page=page, live=_live(desk, page, _form(desk, page)))


@dataclass(frozen=True)
class Live:
    """What the saved facts together with the entries of a form come to."""

    assessment: Assessment
    unreadable: int
    records: list[RecordVerdicts]
    roster_gap: RosterGap | None


def save_facts(desk: Desk, form: FactsForm) -> bool:
    """Declare what was changed; on refusal the reason stands on the form."""
    changed = form.changed_values()
    office = current_office()
    saved = perform(form, lambda: workflow.state(office, desk.site, changed, version=form.version_to_save))
    if saved:
        flash(_("已保存。") if changed else _("没有改动，不需要保存。"), "success")
    return saved


def _form(desk: Desk, page: FactPage) -> FactsForm:
    return facts_form(desk.standard, page.names, desk.values, desk.site.version)


def _live(desk: Desk, page: FactPage, form: FactsForm) -> Live:
    others = {name: value for name, value in desk.values.items() if name not in page.names}
    entered = form.values()
    together = {**others, **entered}
    table = page.table
    records = entered.get(table.name) if table is not None else None
    return Live(
        assessing.assess(current_office(), desk.site, together),
        sum(bool(form.fact(name).process_errors) for name in page.names),
        record_verdicts(desk.standard, table, records) if table is not None and records else [],
        roster_gap(desk.standard, together),
    )


def _onward(desk: Desk, page: FactPage) -> str:
    """The next page when that was asked for, after the last one the check before handing in."""
    if "onward" not in request.form:
        return url_for("station.facts", site_id=desk.site.id, page_id=page.id)
    following = desk.next_page(page)
    if following is None:
        return url_for("station.application", site_id=desk.site.id)
    return url_for("station.facts", site_id=desk.site.id, page_id=following.id)
