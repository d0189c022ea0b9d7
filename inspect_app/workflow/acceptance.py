"""The city's word on what the inspectors found: accept, order rectification, or refuse."""

import datetime as dt
from collections.abc import Mapping

from inspect_app.documents import sheets
from inspect_app.policy import Assessment, ItemResult, Outcome, Verdict
from inspect_app.records.applications import Application, ApplicationState, Stage
from inspect_app.records.inspections import Inspection, InspectionState, finding, inspections_of
from inspect_app.records.rectification import OrderState, RectificationItem, RectificationOrder, open_order
from inspect_app.workflow import assessing, editions, entered, frozen, history, letters, numbers
from inspect_app.workflow.acting import begin
from inspect_app.workflow.applications import enter, note_act
from inspect_app.workflow.errors import Invalid, Text
from inspect_app.workflow.office import BEIJING, Office

ORDER_PREFIX = "京工整字"
_ACCEPTANCE_CHANGED = Text("验收结论已变更", "the acceptance has changed")


def accept(office: Office, application: Application, note: str, version: int) -> None:
    """The final facts meet the standard; they are frozen, and a pending rectification order is fulfilled.

    Raises Invalid("outcome") naming the items that are not met or still open.
    """
    begin(office, "application", "accept", application, application.site.node, version)
    _require_certifiable(assessing.at_stage(office, application, Stage.FINAL))
    result = assessing.freeze(office, application, Stage.FINAL)
    _close_order(office, application, "fulfil", OrderState.FULFILLED)
    application.accepted_on = office.today
    enter(office, application, ApplicationState.ACCEPTED)
    note_act(office, application, "accepted", why=note.strip(), assessment=result.id, score=result.score)
    frozen.approvals_fall(office, application.site, _ACCEPTANCE_CHANGED)


def refuse(office: Office, application: Application, reason: str, version: int) -> None:
    """The site does not meet the standard; the application is closed."""
    begin(office, "application", "refuse", application, application.site.node, version)
    application.reason = entered.reason(reason)
    result = assessing.freeze(office, application, Stage.FINAL)
    _close_order(office, application, "fail", OrderState.FAILED)
    enter(office, application, ApplicationState.REFUSED)
    note_act(office, application, "refused", why=application.reason, assessment=result.id)
    frozen.approvals_fall(office, application.site, _ACCEPTANCE_CHANGED)


def order_rectification(
    office: Office,
    application: Application,
    items: Mapping[str, str],
    due_on: dt.date,
    note: str,
    version: int,
) -> RectificationOrder:
    """A numbered order to put right what is not met, each item with its reason, by a day after today.

    An order that was not fulfilled is closed as failed. Raises Invalid naming "items", "due_on" or the item.
    """
    begin(office, "application", "order_rectification", application, application.site.node, version)
    results = assessing.at_stage(office, application, Stage.FINAL).items
    reasons = _checked_reasons(results, items)
    require_future(office, due_on)
    _close_order(office, application, "fail", OrderState.FAILED)
    order = _ordered(office, application, reasons, due_on, note)
    order.pdf_sha256 = letters.keep_pdf(office, _sheet(office, order, results))
    enter(office, application, ApplicationState.RECTIFICATION)
    note_act(
        office,
        application,
        "rectification_ordered",
        why=order.note,
        order=order.id,
        number=order.number,
        due_on=due_on,
        items=reasons,
    )
    return order


def require_future(office: Office, due_on: dt.date) -> None:
    """Raises Invalid("due_on") unless the day lies after today."""
    if due_on <= office.today:
        raise Invalid("due_on", "整改期限须晚于今天。", "The due date must lie after today.")


def _require_certifiable(assessment: Assessment) -> None:
    if assessment.outcome is Outcome.CERTIFY:
        return
    named = [each for each in assessment.items.values() if each.item.counts and each.verdict in _IN_THE_WAY]
    zh = "；".join(f"{each.item.title.zh}（{each.verdict.label.zh}）" for each in named)
    en = "; ".join(f"{each.item.title.en} ({each.verdict.label.en})" for each in named)
    if any(each.verdict is Verdict.NEEDS_RULING for each in named):
        zh, en = f"{zh}。待裁定的项目请先裁定", f"{en}. Rule on the open readings first"
    raise Invalid("outcome", f"尚不能验收合格：{zh}。", f"It cannot be accepted: {en}.")


_IN_THE_WAY = frozenset({Verdict.NOT_MET, Verdict.NEEDS_RULING, Verdict.UNDECIDED})


def _checked_reasons(results: Mapping[str, ItemResult], items: Mapping[str, str]) -> dict[str, str]:
    if not items:
        raise Invalid("items", "请至少选择一个要整改的项目。", "Choose at least one item to put right.")
    for item_id in items:
        result = results.get(item_id)
        if result is None or not result.item.counts or result.verdict is not Verdict.NOT_MET:
            title = Text(item_id, item_id) if result is None else result.item.title
            raise Invalid(
                "items",
                f"“{title.zh}”并非不符合的项目，不能责令整改。",
                f"“{title.en}” is not found short of the standard and cannot be ordered.",
            )
    return {item_id: entered.reason(items[item_id], item_id) for item_id in results if item_id in items}


def _close_order(office: Office, application: Application, act: str, state: OrderState) -> None:
    """End the order that is pending, if any."""
    order = open_order(office.session, application.id)
    if order is None:
        return
    begin(office, "order", act, order, application.site.node, None)
    order.state = state
    office.session.flush()
    history.record(office, f"order_{state}", "order", order.id, site=application.site)


def _ordered(
    office: Office, application: Application, reasons: Mapping[str, str], due_on: dt.date, note: str
) -> RectificationOrder:
    order = RectificationOrder(
        number=numbers.draw(office, ORDER_PREFIX),
        application=application,
        inspection=_last_visit(office, application),
        state=OrderState.OPEN,
        due_on=due_on,
        note=entered.within("note", Text("说明", "note"), note, 2000),
        by=office.by,
        at=office.at,
        items=[RectificationItem(item_id=item_id, reason=reason) for item_id, reason in reasons.items()],
    )
    office.session.add(order)
    office.session.flush()
    return order


def _last_visit(office: Office, application: Application) -> Inspection:
    visits = inspections_of(office.session, application.id)
    done = [visit for visit in visits if visit.state == InspectionState.FINISHED]
    return max(done, key=lambda visit: visit.finished_at or office.at)


def _sheet(
    office: Office, order: RectificationOrder, results: Mapping[str, ItemResult]
) -> sheets.RectificationOrder:
    application, visit = order.application, order.inspection
    standard = editions.of_application(office, application)
    return sheets.RectificationOrder(
        **letters.head(office, application.site, order.number),
        addressee=application.site.node.name,
        issued_on=office.today,
        street_union_name=letters.street_union_name(office, application.site),
        standard_title=standard.title.zh,
        inspected_on=(visit.ended_at or office.at).astimezone(BEIJING).date(),
        inspectors=tuple(person.name for person in visit.inspectors),
        items=tuple(_shortcoming(office, visit, item, results[item.item_id]) for item in order.items),
        due_on=order.due_on,
    )


def _shortcoming(
    office: Office, visit: Inspection, item: RectificationItem, result: ItemResult
) -> sheets.Shortcoming:
    seen = finding(office.session, visit.id, item.item_id)
    return sheets.Shortcoming(
        title=result.item.title.zh,
        clause=result.clause,
        found=seen.note if seen is not None and seen.note else result.explanation.zh,
        reason=item.reason,
    )
