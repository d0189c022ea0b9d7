"""One site of the district: its whole file, what the district owes about it, and its letters."""

from flask import render_template, request

from inspect_app.records.history import history_of_site
from inspect_app.records.people import Role
from inspect_app.records.rectification import RectificationOrder, orders_of
from inspect_app.web.access import allow, find_site
from inspect_app.web.database import db
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.letters import ISSUED
from inspect_app.web.district.programmes import ProgrammeFacts
from inspect_app.web.dossier import Dossier, dossier_of
from inspect_app.web.timeline import timeline


@blueprint.get("/sites/<int:site_id>")
@allow(Role.DISTRICT)
def site(site_id: int) -> str:
    """The file with the items that need attention, or with `?show=all` every item."""
    dossier = dossier_of(find_site(site_id))
    return render_template(
        "district/site.html",
        d=dossier,
        stated=ProgrammeFacts(dossier.site),
        issued=[each for each in dossier.decisions if each.state in ISSUED],
        orders=_orders(dossier),
        events=timeline(history_of_site(db.session, site_id), told_to_sites=True),
        shows_all=request.args.get("show") == "all",
    )


def _orders(dossier: Dossier) -> list[RectificationOrder]:
    """The orders of all applications of the site, newest first."""
    found = (order for each in dossier.applications for order in orders_of(db.session, each.id)[::-1])
    return [order for order in found if order.pdf_sha256 is not None]
