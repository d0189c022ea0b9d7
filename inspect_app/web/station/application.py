"""The application: started, checked once more, handed in, taken back."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app.policy import Assessment, ItemResult, Mode, Verdict
from inspect_app.records.people import Role
from inspect_app.web.access import allow
from inspect_app.web.database import perform
from inspect_app.web.office import current_office
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.web.station.forms import ActForm, ConfirmForm, ReasonForm
from inspect_app.workflow import applications


@blueprint.post("/<int:site_id>/application/start")
@allow(Role.STATION)
def start(site_id: int) -> str | Response:
    desk = find_desk(site_id)
    form = ConfirmForm()
    if form.validate() and perform(form, lambda: applications.start(current_office(), desk.site)):
        flash(_("申请已建立，请逐项填报。"), "success")
        return redirect(url_for("station.first_facts", site_id=site_id))
    return _check_page(Desk(desk.site), form)


@blueprint.get("/<int:site_id>/application")
@allow(Role.STATION)
def application(site_id: int) -> str:
    """What is met, not met and unknown, before it is handed in."""
    desk = find_desk(site_id)
    return _check_page(desk, ActForm(obj=desk.open_application))


@blueprint.post("/<int:site_id>/application/submit")
@allow(Role.STATION)
def submit(site_id: int) -> str | Response:
    desk = find_desk(site_id)
    opened = desk.open_application
    if opened is None:
        return _nothing_open(site_id)
    form = ActForm()
    if form.validate() and perform(
        form, lambda: applications.submit(current_office(), opened, form.version.data)
    ):
        flash(_("申请已提交区级审核。"), "success")
        return redirect(url_for("station.overview", site_id=site_id))
    return _check_page(Desk(desk.site), form)


@blueprint.route("/<int:site_id>/application/withdraw", methods=["GET", "POST"])
@allow(Role.STATION)
def withdraw(site_id: int) -> str | Response:
    desk = find_desk(site_id)
    opened = desk.open_application
    if opened is None:
        return _nothing_open(site_id)
    form = ReasonForm(data={"version": opened.version})
    if form.validate_on_submit() and perform(
        form,
        lambda: applications.withdraw(current_office(), opened, form.reason.data or "", form.version.data),
    ):
        flash(_("申请已撤回。填报的内容和照片都保留着，修改后可以重新申请。"), "success")
        return redirect(url_for("station.overview", site_id=site_id))
    return render_template("station/withdraw.html", desk=desk, form=form)


def _nothing_open(site_id: int) -> Response:
    flash(_("目前没有正在办理的申请。"), "warning")
    return redirect(url_for("station.application", site_id=site_id))


def _check_page(desk: Desk, form: FlaskForm) -> str:
    return render_template(
        "station/application.html",
        desk=desk,
        form=form,
        missing=_missing(desk),
        groups=_by_verdict(desk.assessment),
    )


def _missing(desk: Desk) -> list[object]:
    """What must still be stated before it can be handed in."""
    opened = desk.open_application
    return [] if opened is None else [*applications.missing_facts(current_office(), opened)]


def _by_verdict(assessment: Assessment) -> dict[str, list[ItemResult]]:
    """The measured items that count, those that need attention first; judged ones wait for the inspector."""
    counting = [
        each for each in assessment.items.values() if each.item.counts and each.item.mode is Mode.MEASURED
    ]
    order = (Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.NEEDS_RULING, Verdict.MET, Verdict.NOT_APPLICABLE)
    return {verdict: [each for each in counting if each.verdict is verdict] for verdict in order}
