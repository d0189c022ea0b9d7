"""The file of a site and of each of its applications."""

from flask import render_template, request

from inspect_app.policy import Standard
from inspect_app.records.organisation import NodeKind
from inspect_app.records.people import CITY_ROLES
from inspect_app.web.access import allow, find_application, find_site
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.dossier import Dossier, dossier_of
from inspect_app.web.office import current_office, library
from inspect_app.workflow import moving


@blueprint.get("/sites/<int:site_id>")
@allow(*CITY_ROLES)
def site(site_id: int) -> str:
    """The site with its latest application."""
    return _file(dossier_of(find_site(site_id)))


@blueprint.get("/applications/<int:application_id>")
@allow(*CITY_ROLES)
def application(application_id: int) -> str:
    found = find_application(application_id)
    return _file(Dossier(found.site, found))


def _file(d: Dossier) -> str:
    """What needs attention; every item with `?show=all`, or when nothing does."""
    attention = sum(line.needs_attention for line in d.lines)
    shows_all = request.args.get("show") == "all" or attention == 0
    return render_template(
        "city/file.html",
        d=d,
        shows_all=shows_all,
        attention=attention,
        programmes=_programmes(d),
        in_force=_edition_in_force(d),
    )


def _edition_in_force(d: Dossier) -> Standard | None:
    """Where the application could move to it."""
    return None if d.application is None else moving.edition_to_move_to(current_office(), d.application)


def _programmes(d: Dossier) -> list[object]:
    """The grant programmes; all that there are support stations."""
    is_station = d.site.node.kind == NodeKind.STATION
    return [*library().programmes.values()] if is_station else []
