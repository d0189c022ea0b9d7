"""Where the site stands and what to do next."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from inspect_app.records.history import history_of_site
from inspect_app.records.organisation import Site, sites_below
from inspect_app.records.people import Role
from inspect_app.web.access import allow, scope_nodes
from inspect_app.web.database import db
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.web.station.forms import ConfirmForm
from inspect_app.web.station.steps import next_step, steps
from inspect_app.web.timeline import timeline


@blueprint.get("/")
@allow(Role.STATION)
def home() -> str | Response:
    """The person's only site, or a choice among several."""
    sites = _own_sites()
    if len(sites) == 1:
        return redirect(url_for("station.overview", site_id=sites[0].id))
    desks = [Desk(site) for site in sites]
    return render_template("station/home.html", desks=[(desk, next_step(desk)) for desk in desks])


@blueprint.get("/<int:site_id>")
@allow(Role.STATION)
def overview(site_id: int) -> str:
    desk = find_desk(site_id)
    return render_template(
        "station/overview.html",
        desk=desk,
        steps=steps(desk),
        next=next_step(desk),
        start_form=ConfirmForm(),
        events=timeline(history_of_site(db.session, site_id), told_to_sites=True),
    )


def _own_sites() -> list[Site]:
    sites = {site.id: site for node in scope_nodes() for site in sites_below(db.session, node)}
    return [site for site in sites.values() if site.node.closed_on is None]
