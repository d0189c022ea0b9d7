"""One application before the city: the city's word on what the inspectors found."""

import datetime as dt

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application
from inspect_app.records.people import Role
from inspect_app.records.rectification import RectificationOrder
from inspect_app.web.access import allow, find_application, find_order
from inspect_app.web.city.acts import ActPage, act_page, is_done, require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import ExtendForm, NoteForm, ReasonForm
from inspect_app.web.city.order_form import OrderForm, order_form
from inspect_app.web.clock import today
from inspect_app.web.dossier import Dossier
from inspect_app.web.dossier_lines import ItemLine
from inspect_app.web.language import day
from inspect_app.web.office import current_office
from inspect_app.workflow import acceptance, rectification

# How long an order gives unless the officer sets another day: the documents set no time.
USUAL_DAYS = 30


@blueprint.route("/applications/<int:application_id>/accept", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def accept(application_id: int) -> str | Response:
    found = find_application(application_id)
    require_possible("application", "accept", found)
    form = NoteForm(data={"version": found.version})
    note, office = form.note.data or "", current_office()
    if is_done(form, found, lambda: acceptance.accept(office, found, note, form.opened_version)):
        flash(_("“%(name)s”验收合格，等待签发人发证。", name=found.site.node.name), "success")
        return _to(found)
    lead = _("验收后，核定内容和评定结论即留存，不再改动；等待签发人颁发合格证书。")
    return act_page(form, _page(found, _("验收合格"), lead, _("确认验收合格"), "success"))


@blueprint.route("/applications/<int:application_id>/refuse", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def refuse(application_id: int) -> str | Response:
    found = find_application(application_id)
    require_possible("application", "refuse", found)
    form = ReasonForm(data={"version": found.version})
    reason, office = form.reason.data or "", current_office()
    if is_done(form, found, lambda: acceptance.refuse(office, found, reason, form.opened_version)):
        flash(_("“%(name)s”验收不合格，申请已办结。", name=found.site.node.name), "success")
        return _to(found)
    lead = _("申请就此办结，理由将告知站点；站点改进后可以重新申请。能够限期改正的，请改用责令整改。")
    return act_page(form, _page(found, _("验收不合格"), lead, _("确认验收不合格"), "danger"))


@blueprint.route("/applications/<int:application_id>/rectification", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def order(application_id: int) -> str | Response:
    """Which items are to be put right, why each, and by when."""
    found = find_application(application_id)
    require_possible("application", "order_rectification", found)
    d = Dossier(found.site, found)
    failing = [line for line in d.lines if line.fails]
    form = order_form(failing, found.version, today() + dt.timedelta(days=USUAL_DAYS))
    if is_done(form, found, lambda: _order(found, form, failing)):
        flash(_("整改通知书已下达，期限%(day)s。", day=day(form.due_on.data)), "success")
        return _to(found)
    return render_template("city/order.html", d=Dossier(found.site, found), form=form, failing=failing)


@blueprint.route("/orders/<int:order_id>/extend", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def extend(order_id: int) -> str | Response:
    found = find_order(order_id)
    require_possible("order", "extend", found)
    form = ExtendForm(data={"version": found.version})
    if is_done(form, found, lambda: _extend(found, form)):
        flash(_("整改期限已延长至%(day)s。", day=day(found.due_on)), "success")
        return _to(found.application)
    lead = _("%(number)s，原期限%(day)s。", number=found.number, day=day(found.due_on))
    return act_page(form, _page(found.application, _("延长整改期限"), lead, _("延长期限")))


def _order(found: Application, form: OrderForm, failing: list[ItemLine]) -> None:
    # A day left out is refused in the same words as one that does not lie ahead.
    due_on, note = form.due_on.data or today(), form.note.data or ""
    chosen = form.chosen(failing)
    acceptance.order_rectification(current_office(), found, chosen, due_on, note, form.opened_version)


def _extend(found: RectificationOrder, form: ExtendForm) -> None:
    due_on, reason = form.due_on.data or today(), form.reason.data or ""
    rectification.extend(current_office(), found, due_on, reason, form.opened_version)


def _to(found: Application) -> Response:
    return redirect(url_for("city.application", application_id=found.id))


def _page(found: Application, title: str, lead: str, label: str, tone: str = "primary") -> ActPage:
    back = url_for("city.application", application_id=found.id)
    return ActPage(title, found.site.node.name, lead, label, back, tone)
