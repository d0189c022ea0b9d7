"""Certificates, decision letters and rectification orders as the city has issued them."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import applications_of
from inspect_app.records.certificates import certificates_of
from inspect_app.records.people import Role
from inspect_app.records.rectification import orders_of
from inspect_app.web.access import allow
from inspect_app.web.database import db
from inspect_app.web.language import day, yuan
from inspect_app.web.office import store
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.workflow.office import BEIJING

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True)
class Letter:
    """One official document of the site; `kind` and `state` name what became of what it says."""

    title: str
    number: str
    on: dt.date
    kind: str
    state: str
    note: str
    pdf_sha256: str


@blueprint.get("/<int:site_id>/letters")
@allow(Role.STATION)
def letters(site_id: int) -> str:
    desk = find_desk(site_id)
    return render_template("station/letters.html", desk=desk, letters=list(_letters(desk)))


@blueprint.get("/<int:site_id>/letters/<number>.pdf")
@allow(Role.STATION)
def letter_pdf(site_id: int, number: str) -> Response:
    """The stored bytes of a letter, under a name that says what it is."""
    desk = find_desk(site_id)
    letter = next((each for each in _letters(desk) if each.number == number), None) or abort(404)
    name = f"{letter.title}_{desk.site.node.name}_{letter.number}.pdf"
    return send_file(
        io.BytesIO(store().get(letter.pdf_sha256)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=_NOT_IN_FILE_NAMES.sub("_", name),
    )


def _letters(desk: Desk) -> Iterator[Letter]:
    """What the site has received: certificates, decisions once they are issued, orders."""
    for each in certificates_of(db.session, desk.site.id):
        note = _("有效期至%(day)s", day=day(each.valid_until))
        yield Letter(
            _("合格证书"), each.number, each.certified_on, "certificate", each.state, note, each.pdf_sha256
        )
    for decision in desk.decisions:
        if decision.number and decision.pdf_sha256 and decision.issued_at:
            on, note = _in_beijing(decision.issued_at), yuan(decision.amount_fen)
            yield Letter(
                _("补贴决定书"), decision.number, on, "decision", decision.state, note, decision.pdf_sha256
            )
    for application in applications_of(db.session, desk.site.id):
        for order in orders_of(db.session, application.id):
            if order.pdf_sha256:
                on, note = _in_beijing(order.at), _("期限%(day)s", day=day(order.due_on))
                yield Letter(_("整改通知书"), order.number, on, "order", order.state, note, order.pdf_sha256)


def _in_beijing(at: dt.datetime) -> dt.date:
    return at.astimezone(BEIJING).date()
