"""Certificates, decision letters and rectification orders of the district's sites, as they were issued."""

import io
import re

from flask import abort, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.decisions import DecisionState
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_certificate, find_decision, find_order
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.office import store

# Of a decision the district learns that it was issued, and what became of it.
ISSUED = frozenset({DecisionState.ISSUED, DecisionState.PAID, DecisionState.SUPERSEDED})
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@blueprint.get("/letters/certificate/<int:certificate_id>.pdf")
@allow(Role.DISTRICT)
def certificate_pdf(certificate_id: int) -> Response:
    found = find_certificate(certificate_id)
    return _pdf(found.pdf_sha256, _("合格证书"), found.number, found.site)


@blueprint.get("/letters/decision/<int:decision_id>.pdf")
@allow(Role.DISTRICT)
def decision_pdf(decision_id: int) -> Response:
    found = find_decision(decision_id)
    if found.state not in ISSUED:
        abort(404)
    return _pdf(found.pdf_sha256, _("补贴决定书"), found.number, found.site)


@blueprint.get("/letters/order/<int:order_id>.pdf")
@allow(Role.DISTRICT)
def order_pdf(order_id: int) -> Response:
    found = find_order(order_id)
    return _pdf(found.pdf_sha256, _("整改通知书"), found.number, found.application.site)


def _pdf(sha256: str | None, title: str, number: str | None, site: Site) -> Response:
    """The stored bytes of a letter, under a name that says what it is; 404 while there is none."""
    if sha256 is None or number is None:
        abort(404)
    name = _NOT_IN_FILE_NAMES.sub("_", f"{title}_{site.node.name}_{number}.pdf")
    return send_file(
        io.BytesIO(store().get(sha256)), mimetype="application/pdf", as_attachment=True, download_name=name
    )
