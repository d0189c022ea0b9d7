"""Certificates, decision letters and rectification orders as the city has issued them."""

import io
import re

from flask import abort, render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import applications_of
from inspect_app.records.certificates import certificates_of
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.records.rectification import orders_of
from inspect_app.web.access import allow, find_certificate, find_decision, find_order
from inspect_app.web.database import db
from inspect_app.web.office import store
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import ISSUED, find_desk

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@blueprint.get("/<int:site_id>/letters")
@allow(Role.STATION)
def letters(site_id: int) -> str:
    desk = find_desk(site_id)
    orders = [
        order for each in applications_of(db.session, site_id) for order in orders_of(db.session, each.id)
    ]
    certificates = certificates_of(db.session, site_id)
    return render_template("station/letters.html", desk=desk, certificates=certificates, orders=orders)


@blueprint.get("/letters/certificate/<int:certificate_id>.pdf")
@allow(Role.STATION)
def certificate_pdf(certificate_id: int) -> Response:
    found = find_certificate(certificate_id)
    return _pdf(found.pdf_sha256, _("合格证书"), found.number, found.site)


@blueprint.get("/letters/decision/<int:decision_id>.pdf")
@allow(Role.STATION)
def decision_pdf(decision_id: int) -> Response:
    """A decision's letter once it is issued; before, there is nothing for a station to know of it."""
    found = find_decision(decision_id)
    if found.state not in ISSUED or found.pdf_sha256 is None or found.number is None:
        abort(404)
    return _pdf(found.pdf_sha256, _("补贴决定书"), found.number, found.site)


@blueprint.get("/letters/order/<int:order_id>.pdf")
@allow(Role.STATION)
def order_pdf(order_id: int) -> Response:
    found = find_order(order_id)
    if found.pdf_sha256 is None:
        abort(404)
    return _pdf(found.pdf_sha256, _("整改通知书"), found.number, found.application.site)


def _pdf(sha256: str, title: str, number: str, site: Site) -> Response:
    """The stored bytes of a letter, under a name that says what it is."""
    name = _NOT_IN_FILE_NAMES.sub("_", f"{title}_{site.node.name}_{number}.pdf")
    return send_file(
        io.BytesIO(store().get(sha256)), mimetype="application/pdf", as_attachment=True, download_name=name
    )
