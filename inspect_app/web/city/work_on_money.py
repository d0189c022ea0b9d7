"""Work on subsidies, and the rulings they and the sites wait for."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from inspect_app.policy.programme import ELIGIBLE
from inspect_app.records.decision_register import DecisionLine, WantedDecisions, decision_lines
from inspect_app.records.decisions import PENDING, DecisionState
from inspect_app.records.people import Role
from inspect_app.web.city.words import decision_kind
from inspect_app.web.city.work import Group, Row, decision_row
from inspect_app.web.database import db
from inspect_app.web.language import say, yuan
from inspect_app.web.office import current_office, library
from inspect_app.web.places import places
from inspect_app.workflow.candidates import candidates, unpaid
from inspect_app.workflow.open_questions import open_questions


def decisions() -> Iterator[Group]:
    """Pending decisions step by step, and those whose approvals fell; the oldest first."""
    pending = decision_lines(db.session, WantedDecisions(states=PENDING))[::-1]
    fell = [decision_row(line, line.approvals_fell) for line in pending if line.approvals_fell]
    yield Group("fell", _("审批失效，重新拟办"), _("重新拟办"), Role.CITY_OFFICER, fell, is_urgent=True)
    for name, title, verb, role, state in (
        ("review", _("复核补贴决定"), _("复核"), Role.CITY_REVIEWER, DecisionState.PROPOSED),
        ("sign", _("签发补贴决定"), _("签发"), Role.CITY_SIGNATORY, DecisionState.REVIEWED),
        ("issue", _("印发补贴决定"), _("印发"), Role.CITY_OFFICER, DecisionState.SIGNED),
    ):
        standing = [line for line in pending if line.state == state and not line.approvals_fell]
        yield Group(name, title, verb, role, [decision_row(line, _proposed(line)) for line in standing])


def payments() -> Iterator[Group]:
    """Issued decisions under which money is still to be moved."""
    rows = [decision_row(each.line, _to_move(each.due_fen)) for each in unpaid(db.session)]
    yield Group("pay", _("登记拨付"), _("登记"), Role.CITY_OFFICER, rows)


def proposals() -> Iterator[Group]:
    """Accepted stations that are eligible where the document sets the amount; else a station asks first."""
    rows = [
        Row(
            each.name,
            places().name_of(each.path),
            yuan(programme.amount.fen),
            url_for("city.eligibility", site_id=each.site_id, programme_id=programme.id),
        )
        for programme in library().programmes.values()
        if programme.amount.fen is not None
        for each in candidates(current_office(), programme.id)
        if each.answer.decision == ELIGIBLE
    ]
    yield Group("propose", _("拟办补贴"), _("拟办"), Role.CITY_OFFICER, rows)


def questions() -> Iterator[Group]:
    """Clauses that can be read in two ways and on which a site waits."""
    rows = [
        Row(
            say(each.item.title),
            say(each.document.document),
            _("%(boundary)s，涉及 %(n)s 个站点", boundary=say(each.boundary.text), n=len(each.sites)),
            url_for(
                "city.rule",
                document_id=each.document.id,
                ruled_item=each.item.id,
                boundary=each.boundary.id,
            ),
        )
        for each in open_questions(current_office())
        if each.sites
    ]
    yield Group("rule", _("条款待裁定"), _("裁定"), Role.CITY_SIGNATORY, rows)


def _proposed(line: DecisionLine) -> str:
    return _(
        "%(kind)s%(amount)s，%(name)s拟办",
        kind=decision_kind(line.kind),
        amount=f" {yuan(line.amount_fen)}" if line.amount_fen else "",
        name=line.proposer_name,
    )


def _to_move(due_fen: int) -> str:
    if due_fen < 0:
        return _("应收回 %(amount)s", amount=yuan(-due_fen))
    return _("应拨付 %(amount)s", amount=yuan(due_fen))
