"""The site puts right what was ordered, item by item, and says when all is done."""

import datetime as dt

from inspect_app.records.applications import ApplicationState
from inspect_app.records.rectification import (
    OrderState,
    RectificationItem,
    RectificationOrder,
    items_shown_afterwards,
)
from inspect_app.workflow import editions, entered, history
from inspect_app.workflow.acceptance import require_future
from inspect_app.workflow.acting import begin
from inspect_app.workflow.applications import enter
from inspect_app.workflow.errors import Invalid, Text
from inspect_app.workflow.office import Office

_DONE = Text("整改情况", "what was done")


def put_item_right(office: Office, item: RectificationItem, note: str, version: int | None = None) -> None:
    """What was done about one ordered item; it may be said anew until all is reported.

    `version` is the order's. Changed facts are declared with `facts.state`, photographs attached with
    `photographs.attach`.
    """
    order = item.order
    begin(office, "order", "put_item_right", order, order.application.site.node, version)
    item.done_note = entered.text("note", _DONE, note, 2000)
    item.done_at, item.done_by_id = office.at, office.by.id
    office.session.flush()
    _note(office, order, "item_put_right", why=item.done_note, item=item.item_id)


def report_put_right(office: Office, order: RectificationOrder, version: int) -> None:
    """All is put right: the city can schedule the re-check.

    Raises Invalid("items") naming the items without a note or without a photograph of afterwards.
    """
    application = order.application
    begin(office, "order", "put_right", order, application.site.node, version)
    begin(office, "application", "put_right", application, application.site.node, None)
    _require_all_done(office, order)
    order.state = OrderState.PUT_RIGHT
    enter(office, application, ApplicationState.PUT_RIGHT)
    _note(office, order, "rectification_reported")


def extend(office: Office, order: RectificationOrder, due_on: dt.date, reason: str, version: int) -> None:
    """The city gives more time. Raises Invalid unless the new day lies after the old one and after today."""
    begin(office, "order", "extend", order, order.application.site.node, version)
    reason = entered.reason(reason)
    require_future(office, due_on)
    if due_on <= order.due_on:
        raise Invalid(
            "due_on",
            f"新的期限须晚于原期限 {order.due_on.isoformat()}。",
            f"The new date must be later than {order.due_on.isoformat()}.",
        )
    before, order.due_on = order.due_on, due_on
    office.session.flush()
    _note(office, order, "due_date_extended", why=reason, before=before, due_on=due_on)


def not_done(office: Office, order: RectificationOrder) -> list[Text]:
    """What each ordered item still lacks before all can be reported put right."""
    standard = editions.of_application(office, order.application)
    shown = items_shown_afterwards(office.session, order.id)
    lacking = []
    for item in order.items:
        title = standard.items[item.item_id].title
        if item.done_at is None:
            lacking.append(Text(f"{title.zh}：未填写整改情况", f"{title.en}: say what was done"))
        if item.id not in shown:
            lacking.append(Text(f"{title.zh}：缺少整改后照片", f"{title.en}: a photograph of afterwards"))
    return lacking


def _require_all_done(office: Office, order: RectificationOrder) -> None:
    lacking = not_done(office, order)
    if lacking:
        raise Invalid(
            "items",
            f"还不能报告整改完成：{'；'.join(each.zh for each in lacking)}。",
            f"Not everything is done yet: {'; '.join(each.en for each in lacking)}.",
        )


def _note(office: Office, order: RectificationOrder, act: str, *, why: str = "", **detail: object) -> None:
    detail["application"] = order.application_id
    history.record(office, act, "order", order.id, site=order.application.site, why=why, detail=detail)
