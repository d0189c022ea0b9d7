"""Photographs as evidence of what the station states, item by item."""

from collections import defaultdict

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.policy import Section
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph, PhotographRole, photographs_of
from inspect_app.web.access import allow, find_photograph
from inspect_app.web.database import db, perform
from inspect_app.web.office import current_office
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.web.station.forms import PhotographsForm, WithdrawPhotographForm
from inspect_app.web.station.uploads import attach_all
from inspect_app.workflow import photographs


@blueprint.get("/<int:site_id>/evidence")
@allow(Role.STATION)
def first_evidence(site_id: int) -> Response:
    first = find_desk(site_id).standard.sections[0]
    return redirect(url_for("station.evidence", site_id=site_id, section_id=first.id))


@blueprint.get("/<int:site_id>/evidence/<section_id>")
@allow(Role.STATION)
def evidence(site_id: int, section_id: str) -> str:
    desk = find_desk(site_id)
    return _page(desk, _section(desk, section_id), PhotographsForm())


@blueprint.post("/<int:site_id>/evidence/<section_id>/<requirement_id>")
@allow(Role.STATION)
def attach(site_id: int, section_id: str, requirement_id: str) -> str | Response:
    desk = find_desk(site_id)
    section = _section(desk, section_id)
    if requirement_id not in {item.id for item in section.items}:
        abort(404)
    form = PhotographsForm()
    if form.validate() and attach_all(form, lambda content: _attach(desk, requirement_id, content, form)):
        address = url_for("station.evidence", site_id=site_id, section_id=section_id)
        return redirect(f"{address}#item-{requirement_id}")
    return _page(desk, section, form, requirement_id)


@blueprint.route("/photographs/<photograph_id>/withdraw", methods=["GET", "POST"])
@allow(Role.STATION)
def withdraw_photograph(photograph_id: str) -> str | Response:
    photograph = find_photograph(photograph_id)
    form = WithdrawPhotographForm()
    back = _shown_on(photograph)
    if form.validate_on_submit() and perform(
        form, lambda: photographs.withdraw(current_office(), photograph, form.why.data or "")
    ):
        flash(_("照片已撤下，理由已记录。"), "success")
        return redirect(back)
    desk = Desk(photograph.site)
    return render_template(
        "station/withdraw_photograph.html", desk=desk, photograph=photograph, form=form, back=back
    )


def _attach(desk: Desk, requirement_id: str, content: bytes, form: PhotographsForm) -> Photograph:
    caption = form.caption.data or ""
    return photographs.attach(
        current_office(), desk.site, requirement_id, content, PhotographRole.DECLARED, caption=caption
    )


def _page(desk: Desk, section: Section, form: PhotographsForm, requirement_id: str = "") -> str:
    """The section's items with their photographs; `form` is what was sent for `requirement_id`."""
    of_items: dict[str, list[Photograph]] = defaultdict(list)
    for photograph in photographs_of(db.session, desk.site.id, PhotographRole.DECLARED):
        of_items[photograph.item_id].append(photograph)
    return render_template(
        "station/evidence.html",
        desk=desk,
        section=section,
        photographs=of_items,
        form=form,
        sent_for=requirement_id,
    )


def _section(desk: Desk, section_id: str) -> Section:
    found = (section for section in desk.standard.sections if section.id == section_id)
    return next(found, None) or abort(404)


def _shown_on(photograph: Photograph) -> str:
    """The page on which the photograph is to be seen."""
    if photograph.rectification_item_id is not None:
        return url_for("station.put_right", item_id=photograph.rectification_item_id)
    desk = Desk(photograph.site)
    item = desk.standard.items.get(photograph.item_id)
    section_id = item.section if item is not None else desk.standard.sections[0].id
    return url_for("station.evidence", site_id=photograph.site_id, section_id=section_id)
