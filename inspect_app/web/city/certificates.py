"""Certificates: issued on what was accepted, suspended, reinstated, revoked, and checked again yearly."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from inspect_app.records.applications import Stage, latest_assessment, open_application
from inspect_app.records.certificates import Certificate
from inspect_app.records.history import history_of
from inspect_app.records.people import CITY_ROLES, Role
from inspect_app.web.access import allow, find_application, find_certificate
from inspect_app.web.city.acts import ActPage, act_page, is_done, require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import CertifyForm, ConfirmForm, ReasonForm
from inspect_app.web.database import db
from inspect_app.web.language import day
from inspect_app.web.office import current_office
from inspect_app.web.timeline import timeline
from inspect_app.workflow import applications, certification


@dataclass(frozen=True)
class Turn:
    """An act on a certificate: what it is called, what follows from it, and how it is done."""

    title: LazyString
    lead: LazyString
    done: LazyString
    tone: str
    act: Callable[..., None]


TURNS = {
    "suspend": Turn(
        _l("暂停证书"),
        _l("暂停期间证书不具效力，公开查询显示“已暂停”；问题解决后可以恢复。"),
        _l("证书已暂停。"),
        "warning",
        certification.suspend,
    ),
    "reinstate": Turn(
        _l("恢复证书"),
        _l("恢复后证书重新有效，有效期不变。"),
        _l("证书已恢复。"),
        "success",
        certification.reinstate,
    ),
    "revoke": Turn(
        _l("撤销证书"),
        _l("撤销后不能恢复，站点须重新申请；正在办理的补贴决定，其审批随之失效。"),
        _l("证书已撤销。"),
        "danger",
        certification.revoke,
    ),
}


@blueprint.route("/applications/<int:application_id>/certify", methods=["GET", "POST"])
@allow(Role.CITY_SIGNATORY)
def certify(application_id: int) -> str | Response:
    found = find_application(application_id)
    require_possible("application", "certify", found)
    office = current_office()
    usual = certification.a_year_from(office.today)
    form = CertifyForm(data={"version": found.version, "valid_until": usual})
    until = form.valid_until.data
    if is_done(form, found, lambda: certification.certify(office, found, form.opened_version, until)):
        flash(_("“%(name)s”的合格证书已颁发。", name=found.site.node.name), "success")
        return redirect(url_for("city.site", site_id=found.site_id))
    accepted = latest_assessment(db.session, found.id, Stage.FINAL)
    return render_template("city/certify.html", found=found, form=form, accepted=accepted)


@blueprint.get("/certificates/<int:certificate_id>")
@allow(*CITY_ROLES)
def certificate(certificate_id: int) -> str:
    found = find_certificate(certificate_id)
    return render_template(
        "city/certificate.html",
        c=found,
        turns=TURNS,
        under_way=open_application(db.session, found.site_id),
        events=timeline(reversed(history_of(db.session, "certificate", found.id))),
    )


@blueprint.route(
    "/certificates/<int:certificate_id>/<any(suspend, reinstate, revoke):turn>", methods=["GET", "POST"]
)
@allow(Role.CITY_SIGNATORY)
def turn_certificate(certificate_id: int, turn: str) -> str | Response:
    found, chosen = find_certificate(certificate_id), TURNS[turn]
    require_possible("certificate", turn, found)
    form = ReasonForm(data={"version": found.version})
    reason, office = form.reason.data or "", current_office()
    if is_done(form, found, lambda: chosen.act(office, found, reason, form.opened_version)):
        flash(str(chosen.done), "success")
        return redirect(url_for("city.certificate", certificate_id=found.id))
    return act_page(form, _page(found, str(chosen.title), str(chosen.lead), chosen.tone))


@blueprint.route("/certificates/<int:certificate_id>/yearly", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def start_yearly(certificate_id: int) -> str | Response:
    """The yearly re-check of the site that holds the certificate."""
    found = find_certificate(certificate_id)
    form = ConfirmForm(data={"version": found.version})
    if is_done(form, found, lambda: applications.start_yearly(current_office(), found.site)):
        flash(_("年度复查已发起，站点更新填报内容后提交。"), "success")
        return redirect(url_for("city.site", site_id=found.site_id))
    lead = _(
        "证书有效期至%(day)s。发起后，站点更新填报内容并提交，经区县审核、检查、验收，由新证书更换现有证书。",
        day=day(found.valid_until),
    )
    return act_page(form, _page(found, _("发起年度复查"), lead, "primary"))


def _page(found: Certificate, title: str, lead: str, tone: str) -> ActPage:
    subject = f"{found.site.node.name} {found.number}"
    back = url_for("city.certificate", certificate_id=found.id)
    return ActPage(title, subject, lead, title, back, tone)
