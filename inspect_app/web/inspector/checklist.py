"""The checklist of one visit: looked at item by item, each saved alone."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import perform
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.inspector.board import Board, open_board
from inspect_app.web.inspector.cards import Show
from inspect_app.web.inspector.forms import ItemForm
from inspect_app.web.inspector.visit import open_visit
from inspect_app.web.office import current_office
from inspect_app.workflow import inspections, moving


@blueprint.get("/<inspection_id>")
@allow(Role.INSPECTOR)
def checklist(inspection_id: str) -> str:
    inspection = find_own_inspection(inspection_id)
    saved_item, change = request.args.get("saved", ""), request.args.get("change", "")
    board = open_board(current_office(), inspection, change=change)
    return page(board, saved_item or change, saved=saved_item)


@blueprint.route("/<inspection_id>/items/<visit_item_id>", methods=["GET", "POST"])
@allow(Role.INSPECTOR)
def answer(inspection_id: str, visit_item_id: str) -> Response | str:
    """What is said of one item. Who comes here without a form is taken to the item."""
    inspection = find_own_inspection(inspection_id)
    if request.method == "GET":
        return redirect(address(inspection, visit_item_id))
    form = _sent_form(inspection, visit_item_id)
    if form.asks_for_rows_only:
        return _again(inspection, form)
    if form.validate() and perform(form, lambda: _record(inspection, form)):
        return saved(inspection, visit_item_id)
    return _again(inspection, form)


def address(inspection: Inspection, item_id: str, saved: str | None = None) -> str:
    """Where an item stands on the page of its visit, under the filter that is set."""
    show = request.args.get("show")
    return url_for(
        ".checklist", inspection_id=inspection.id, show=show, saved=saved, _anchor=f"item-{item_id}"
    )


def saved(inspection: Inspection, item_id: str) -> Response:
    """What follows when something was saved: the item on its page."""
    return redirect(address(inspection, item_id, saved=item_id))


def page(board: Board, at: str = "", **shown: object) -> str:
    """The page of a visit. The item `at` stays in sight whatever the filter.

    `shown` may hold `saved`, the item that was saved, and forms that were refused.
    """
    wish = request.args.get("show", "")
    show = Show(wish) if wish in list(Show) else Show.ALL
    moved = moving.moved(current_office(), board.inspection)
    return render_template("inspector/checklist.html", board=board, show=show, at=at, moved=moved, **shown)


def _sent_form(inspection: Inspection, item_id: str) -> ItemForm:
    visit = open_visit(current_office(), inspection)
    item = visit.item(item_id)
    if item is None:
        abort(404)
    return ItemForm(visit, item, sent=True)


def _record(inspection: Inspection, form: ItemForm) -> None:
    inspections.record(current_office(), inspection, form.item.id, **form.recorded())


def _again(inspection: Inspection, form: ItemForm) -> str:
    """The page with what was typed and why it was not saved, over what stands now."""
    fresh = _sent_form(inspection, form.item.id).refused(form)
    return page(open_board(current_office(), inspection, sent=fresh), form.item.id)
