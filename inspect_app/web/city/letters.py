"""Official documents of a site as they were issued, found by their numbers."""

from collections.abc import Iterator

from flask import abort
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.organisation import Site
from inspect_app.records.people import CITY_ROLES
from inspect_app.records.rectification import orders_of
from inspect_app.web.access import allow, find_site
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.database import db
from inspect_app.web.dossier import dossier_of
from inspect_app.web.downloads import pdf


@blueprint.get("/sites/<int:site_id>/letters/<number>.pdf")
@allow(*CITY_ROLES)
def letter(site_id: int, number: str) -> Response:
    """A certificate, a decision letter or a rectification order of the site."""
    site = find_site(site_id)
    found = next((each for each in _letters(site) if each[1] == number), None) or abort(404)
    title, _number, sha256 = found
    return pdf(sha256, title, number, site)


def _letters(site: Site) -> Iterator[tuple[str, str | None, str | None]]:
    """Title, number and SHA-256 of every document of the site; a decision not issued yet has neither."""
    dossier = dossier_of(site)
    for certificate in dossier.certificates:
        yield _("合格证书"), certificate.number, certificate.pdf_sha256
    for decision in dossier.decisions:
        yield _("补贴决定书"), decision.number, decision.pdf_sha256
    for application in dossier.applications:
        for order in orders_of(db.session, application.id):
            yield _("整改通知书"), order.number, order.pdf_sha256
