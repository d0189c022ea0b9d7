"""Whether a programme supports a site, condition by condition, and the proposal that follows from it."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.policy.programme import ELIGIBLE, INELIGIBLE
from inspect_app.records.decisions import PENDING, Decision, decisions_of, standing_grants
from inspect_app.records.organisation import NodeKind, Site
from inspect_app.records.people import CITY_ROLES, Role
from inspect_app.web.access import allow, find_site
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import ProposeForm
from inspect_app.web.database import db, perform
from inspect_app.web.office import current_office, library
from inspect_app.workflow import subsidy
from inspect_app.workflow.decision_terms import CITY_ROUTE


@blueprint.get("/sites/<int:site_id>/subsidies/<programme_id>")
@allow(*CITY_ROLES)
def eligibility(site_id: int, programme_id: str) -> str:
    return _page(_find_supported(site_id, programme_id), programme_id, ProposeForm())


@blueprint.post("/sites/<int:site_id>/subsidies/<programme_id>")
@allow(Role.CITY_OFFICER)
def propose(site_id: int, programme_id: str) -> str | Response:
    site, form = _find_supported(site_id, programme_id), ProposeForm()
    proposed: list[Decision] = []
    if form.validate() and perform(form, lambda: proposed.append(_propose(site, programme_id, form))):
        flash(_("已拟办，等待复核。"), "success")
        return redirect(url_for("city.decision", decision_id=proposed[0].id))
    return _page(site, programme_id, form)


def _find_supported(site_id: int, programme_id: str) -> Site:
    """A station and a programme that exists, else 404: the programmes support stations."""
    site = find_site(site_id)
    if site.node.kind != NodeKind.STATION or programme_id not in library().programmes:
        abort(404)
    return site


def _propose(site: Site, programme_id: str, form: ProposeForm) -> Decision:
    amount, reason = form.amount_fen.data, form.reason.data or ""
    return subsidy.propose(current_office(), programme_id, site, amount_fen=amount, reason=reason)


def _page(site: Site, programme_id: str, form: ProposeForm) -> str:
    answer = subsidy.eligibility(current_office(), programme_id, site)
    earlier = [each for each in decisions_of(db.session, site.id) if each.programme_id == programme_id]
    granted = next(iter(standing_grants(db.session, programme_id, site.id)), None)
    return render_template(
        "city/eligibility.html",
        site=site,
        answer=answer,
        form=form,
        earlier=earlier,
        granted=granted,
        pending=next((each for each in earlier if each.state in PENDING), None),
        grants=answer.decision in (ELIGIBLE, CITY_ROUTE),
        refuses=answer.decision == INELIGIBLE and granted is None,
    )
