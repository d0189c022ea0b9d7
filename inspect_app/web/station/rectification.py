"""What was ordered is put right, item by item, with photographs from before and after."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.policy import Mode
from inspect_app.records.people import Role
from inspect_app.records.photographs import Photograph, PhotographRole
from inspect_app.records.rectification import RectificationItem, RectificationOrder, orders_of
from inspect_app.web.access import allow, find_order_item
from inspect_app.web.database import db, perform
from inspect_app.web.fields import FactsForm, facts_form
from inspect_app.web.office import current_office
from inspect_app.web.station.blueprint import blueprint
from inspect_app.web.station.desk import Desk, find_desk
from inspect_app.web.station.forms import ActForm, PhotographsForm, PutRightForm
from inspect_app.web.station.uploads import attach_all
from inspect_app.workflow import editions, facts, photographs
from inspect_app.workflow import rectification as workflow


@blueprint.get("/<int:site_id>/rectification")
@allow(Role.STATION)
def rectification(site_id: int) -> str:
    desk = find_desk(site_id)
    order = _latest(desk)
    return _order_page(desk, order, ActForm(obj=order))


@blueprint.post("/<int:site_id>/rectification/report")
@allow(Role.STATION)
def report(site_id: int) -> str | Response:
    desk = find_desk(site_id)
    order = _latest(desk)
    if order is None:
        return redirect(url_for("station.rectification", site_id=site_id))
    form = ActForm()
    if form.validate() and perform(
        form, lambda: workflow.report_put_right(current_office(), order, form.version.data)
    ):
        flash(_("整改情况已上报，等待复查。"), "success")
        return redirect(url_for("station.overview", site_id=site_id))
    return _order_page(Desk(desk.site), order, form)


@blueprint.route("/rectification/<int:item_id>", methods=["GET", "POST"])
@allow(Role.STATION)
def put_right(item_id: int) -> str | Response:
    """What was done about one item, and the facts that changed by it."""
    item = find_order_item(item_id)
    desk = Desk(item.order.application.site)
    form = PutRightForm(data={"version": item.order.version, "note": item.done_note})
    stated = _facts_form(desk, item)
    if form.is_submitted():
        if not stated.asks_for_rows_only and _both_valid(form, stated) and _save(desk, item, form, stated):
            flash(_("整改情况已保存。"), "success")
            return redirect(url_for("station.rectification", site_id=desk.site.id))
        stated.catch_up()
    return _item_page(desk, item, form, stated, PhotographsForm(formdata=None))


@blueprint.post("/rectification/<int:item_id>/photographs/<any(before, after):moment>")
@allow(Role.STATION)
def attach_moment(item_id: int, moment: str) -> str | Response:
    item = find_order_item(item_id)
    desk = Desk(item.order.application.site)
    upload = PhotographsForm()
    if upload.validate() and attach_all(upload, lambda content: _attach(desk, item, moment, content, upload)):
        return redirect(url_for("station.put_right", item_id=item_id) + f"#{moment}")
    form = PutRightForm(formdata=None, data={"version": item.order.version, "note": item.done_note})
    return _item_page(desk, item, form, _facts_form(desk, item), upload, moment)


def _latest(desk: Desk) -> RectificationOrder | None:
    """The order of the site's latest application, the newest when there were several."""
    if desk.application is None:
        return None
    return next(reversed(orders_of(db.session, desk.application.id)), None)


def _facts_form(desk: Desk, item: RectificationItem) -> FactsForm:
    """The facts the ordered item reads; an item that is judged reads none a station states."""
    required = editions.of_application(current_office(), item.order.application).items[item.item_id]
    names = () if required.mode is Mode.JUDGED else required.facts
    return facts_form(desk.standard, names, desk.values, desk.site.version)


def _both_valid(form: PutRightForm, stated: FactsForm) -> bool:
    return all([form.validate(), stated.validate()])


def _save(desk: Desk, item: RectificationItem, form: PutRightForm, stated: FactsForm) -> bool:
    office = current_office()

    def act() -> None:
        # One note explains both what was done and why the facts changed.
        note = form.note.data or ""
        workflow.put_item_right(office, item, note, form.version.data)
        facts.state(office, desk.site, stated.changed_values(), why=note, version=stated.version_to_save)

    return perform(form, act)


def _attach(
    desk: Desk, item: RectificationItem, moment: str, content: bytes, form: PhotographsForm
) -> Photograph:
    return photographs.attach(
        current_office(),
        desk.site,
        item.item_id,
        content,
        PhotographRole(moment),
        rectification_item=item,
        caption=form.caption.data or "",
    )


def _order_page(desk: Desk, order: RectificationOrder | None, form: ActForm) -> str:
    lacking = workflow.not_done(current_office(), order) if order is not None else []
    return render_template("station/rectification.html", desk=desk, order=order, form=form, lacking=lacking)


def _item_page(
    desk: Desk,
    item: RectificationItem,
    form: PutRightForm,
    stated: FactsForm,
    upload: PhotographsForm,
    moment: str = "",
) -> str:
    return render_template(
        "station/put_right.html",
        desk=desk,
        item=item,
        form=form,
        stated=stated,
        upload=upload,
        sent_for=moment,
        found=facts.found(current_office(), item.order.application),
    )
