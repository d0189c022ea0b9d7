"""Certificates, decision letters and rectification orders of the district's sites, as they were issued."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.decisions import DecisionState
from inspect_app.records.people import Role
from inspect_app.records.rectification import orders_of
from inspect_app.web.access import allow, find_site
from inspect_app.web.database import db
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.dossier import Dossier, dossier_of
from inspect_app.web.downloads import pdf
from inspect_app.web.language import day, yuan

# Of a decision the district learns that it was issued, and what became of it.
ISSUED = frozenset({DecisionState.ISSUED, DecisionState.PAID, DecisionState.SUPERSEDED})


@dataclass(frozen=True)
class Letter:
    """One official document of a site; `kind` and `state` name what became of what it says."""

    title: str
    number: str
    kind: str
    state: str
    note: str
    pdf_sha256: str


@blueprint.get("/sites/<int:site_id>/letters/<number>.pdf")
@allow(Role.DISTRICT)
def letter_pdf(site_id: int, number: str) -> Response:
    site = find_site(site_id)
    letter = next((each for each in letters_of(dossier_of(site)) if each.number == number), None)
    return pdf(letter.pdf_sha256, letter.title, number, site) if letter is not None else abort(404)


def letters_of(dossier: Dossier) -> Iterator[Letter]:
    """Certificates, decisions that were issued, and the orders of all applications, each newest first."""
    for each in dossier.certificates:
        note = _("有效期至%(day)s", day=day(each.valid_until))
        yield Letter(_("合格证书"), each.number, "certificate", each.state, note, each.pdf_sha256)
    for decision in dossier.decisions:
        if decision.state in ISSUED and decision.number and decision.pdf_sha256:
            note = yuan(decision.amount_fen) if decision.amount_fen else ""
            yield Letter(
                _("补贴决定书"), decision.number, "decision", decision.state, note, decision.pdf_sha256
            )
    orders = (order for each in dossier.applications for order in orders_of(db.session, each.id)[::-1])
    for order in orders:
        if order.pdf_sha256:
            note = _("期限%(day)s", day=day(order.due_on))
            yield Letter(_("整改通知书"), order.number, "order", order.state, note, order.pdf_sha256)
