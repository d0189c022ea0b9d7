"""One site of the district: its whole file, what the district owes about it, and its letters."""

from flask import render_template, request

from inspect_app.records.history import history_of_site
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_site
from inspect_app.web.database import db
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.letters import letters_of
from inspect_app.web.district.programmes import ProgrammeFacts
from inspect_app.web.dossier import dossier_of
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
        letters=list(letters_of(dossier)),
        events=timeline(history_of_site(db.session, site_id), told_to_sites=True),
        shows_all=request.args.get("show") == "all",
    )
