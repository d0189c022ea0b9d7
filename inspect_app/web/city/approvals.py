"""The steps of a decision: proposed, reviewed and signed by three people, issued, paid, corrected."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.decisions import Decision
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_decision
from inspect_app.web.city.acts import ActPage, act_page, is_done, require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.decisions import decision_page
from inspect_app.web.city.forms import ConfirmForm, CorrectForm, PayForm, ReasonForm
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.language import yuan
from inspect_app.web.office import current_office
from inspect_app.workflow import subsidy
from inspect_app.workflow.issuing import paid_fen
from inspect_app.workflow.office import Office

Step = Callable[[Office, Decision, int], Any]


@blueprint.post("/decisions/<int:decision_id>/review")
@allow(Role.CITY_REVIEWER)
def review_decision(decision_id: int) -> str | Response:
    return _step(decision_id, subsidy.review, _("复核通过，等待签发。"))


@blueprint.post("/decisions/<int:decision_id>/sign")
@allow(Role.CITY_SIGNATORY)
def sign_decision(decision_id: int) -> str | Response:
    return _step(decision_id, subsidy.sign, _("已签发，等待经办人印发。"))


@blueprint.post("/decisions/<int:decision_id>/issue")
@allow(Role.CITY_OFFICER)
def issue_decision(decision_id: int) -> str | Response:
    return _step(decision_id, subsidy.issue, _("决定书已编号印发。"))


@blueprint.post("/decisions/<int:decision_id>/refresh")
@allow(Role.CITY_OFFICER)
def refresh_decision(decision_id: int) -> str | Response:
    return _step(decision_id, subsidy.refresh, _("已按最新情况重新拟办，须重新复核、签发。"))


@blueprint.route("/decisions/<int:decision_id>/send-back", methods=["GET", "POST"])
@allow(Role.CITY_REVIEWER, Role.CITY_SIGNATORY)
def send_back_decision(decision_id: int) -> str | Response:
    lead = _("退回后本次拟办终止，由经办人另行拟办；理由记入办理记录。")
    return _with_reason(decision_id, "send_back", subsidy.send_back, _("退回拟办"), lead)


@blueprint.route("/decisions/<int:decision_id>/withdraw", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def withdraw_decision(decision_id: int) -> str | Response:
    lead = _("撤回后本次拟办终止，可以重新拟办；理由记入办理记录。")
    return _with_reason(decision_id, "withdraw", subsidy.withdraw, _("撤回拟办"), lead)


@blueprint.route("/decisions/<int:decision_id>/claw-back", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def claw_back_decision(decision_id: int) -> str | Response:
    lead = _("将拟办一份收回决定，经复核、签发、印发后取代本决定；在此之前本决定仍然有效。")
    return _with_reason(decision_id, "supersede", subsidy.claw_back, _("拟办收回补贴"), lead)


@blueprint.route("/decisions/<int:decision_id>/correct", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def correct_decision(decision_id: int) -> str | Response:
    found = find_decision(decision_id)
    require_possible("decision", "supersede", found)
    form = CorrectForm(data={"version": found.version})
    if is_done(form, found, lambda: _correct(found, form)):
        flash(_("更正决定已拟办，等待复核。"), "success")
        return redirect(url_for("city.site", site_id=found.site_id))
    lead = _("原金额%(amount)s。将拟办一份更正决定，印发后取代本决定。", amount=yuan(found.amount_fen))
    return act_page(form, _page(found, _("拟办更正金额"), lead, "primary"))


@blueprint.route("/decisions/<int:decision_id>/pay", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def pay_decision(decision_id: int) -> str | Response:
    found = find_decision(decision_id)
    require_possible("decision", "pay", found)
    form = PayForm(data={"version": found.version, "booked_on": today()})
    if is_done(form, found, lambda: _pay(found, form)):
        flash(_("款项已登记入账。"), "success")
        return _to(found)
    due = found.amount_fen - paid_fen(db.session, found)
    lead = (
        _("应收回 %(amount)s。", amount=yuan(-due)) if due < 0 else _("应拨付 %(amount)s。", amount=yuan(due))
    )
    return act_page(form, _page(found, _("登记拨付"), lead, "primary"))


def _step(decision_id: int, step: Step, done: str) -> str | Response:
    """Take a step; when the inputs have changed the approvals fall instead, which is kept as well."""
    found, form = find_decision(decision_id), ConfirmForm()
    if not is_done(form, found, lambda: step(current_office(), found, form.opened_version)):
        return decision_page(found, form)
    if found.approvals_fell:
        flash(_("未办理：%(why)s。已有审批失效，须由经办人重新拟办。", why=found.approvals_fell), "warning")
    else:
        flash(done, "success")
    return _to(found)


def _with_reason(
    decision_id: int, move: str, act: Callable[[Office, Decision, str, int], Any], title: str, lead: str
) -> str | Response:
    found = find_decision(decision_id)
    require_possible("decision", move, found)
    form = ReasonForm(data={"version": found.version})
    reason, office = form.reason.data or "", current_office()
    if is_done(form, found, lambda: act(office, found, reason, form.opened_version)):
        flash(_("%(act)s：已办理。", act=title), "success")
        return redirect(url_for("city.decisions"))
    return act_page(form, _page(found, title, lead, "danger"))


def _correct(found: Decision, form: CorrectForm) -> None:
    # Nothing typed is refused by the workflow like an amount of nothing.
    amount, reason = form.amount_fen.data or 0, form.reason.data or ""
    subsidy.correct(current_office(), found, amount, reason, form.opened_version)


def _pay(found: Decision, form: PayForm) -> None:
    booked_on, reference = form.booked_on.data or today(), form.reference.data or ""
    subsidy.pay(current_office(), found, reference, booked_on, form.opened_version)


def _to(found: Decision) -> Response:
    return redirect(url_for("city.decision", decision_id=found.id))


def _page(found: Decision, title: str, lead: str, tone: str) -> ActPage:
    subject = f"{found.site.node.name} {found.number or ''}".strip()
    return ActPage(title, subject, lead, title, url_for("city.decision", decision_id=found.id), tone)
