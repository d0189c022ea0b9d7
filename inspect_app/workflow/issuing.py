"""A signed decision becomes a numbered letter, once; and its money is booked, once."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspect_app.records.decisions import Decision, DecisionKind, DecisionState, LedgerLine
from inspect_app.workflow import entered, letters, numbers, states
from inspect_app.workflow.acting import begin
from inspect_app.workflow.approvals import inputs_of, lapsed, note
from inspect_app.workflow.decision_letters import issued_on, letter
from inspect_app.workflow.errors import Invalid, Text, WrongState
from inspect_app.workflow.office import Office

NUMBER_PREFIX = "京工补字"
_REFERENCE = Text("凭证号", "voucher reference")


def issue(office: Office, decision: Decision, version: int) -> Decision:
    """Number the decision, freeze its letter and store it as PDF; a decision it supersedes ends with it.

    When the inputs have changed, the approvals fall instead and no number is drawn.
    Raises NotAllowed, WrongState, StaleForm, Invalid when the letter cannot be printed.
    """
    begin(office, "decision", "issue", decision, decision.site.node, version)
    if lapsed(office, decision):
        return decision
    _supersede(office, decision)
    decision.number = numbers.draw(office, NUMBER_PREFIX)
    sheet = letter(office, decision, inputs_of(office, decision), paid_fen(office.session, decision))
    decision.sheet, decision.sheet_sha256 = sheet.to_content(), sheet.sha256
    decision.pdf_sha256 = letters.keep_pdf(office, sheet)
    decision.issued_at = office.at
    decision.state = DecisionState.ISSUED
    note(office, decision, "issued", number=decision.number, pdf=decision.pdf_sha256)
    return decision


def pay(office: Office, decision: Decision, reference: str, booked_on: dt.date, version: int) -> LedgerLine:
    """Book what is still to be moved: the grant, the difference after a correction, all of it back.

    Raises NotAllowed, WrongState when there is nothing to move, StaleForm, Invalid naming the field.
    """
    begin(office, "decision", "pay", decision, decision.site.node, version)
    line = LedgerLine(
        decision=decision,
        amount_fen=_due(office, decision),
        booked_on=_booked_on(office, decision, booked_on),
        reference=entered.text("reference", _REFERENCE, reference, 80),
        by_id=office.by.id,
        at=office.at,
    )
    office.session.add(line)
    decision.state = DecisionState.PAID
    note(office, decision, "paid", amount_fen=line.amount_fen, reference=line.reference)
    return line


def paid_fen(session: Session, decision: Decision) -> int:
    """What was moved under this decision and those it has superseded; recoveries count against it."""
    ids = [decision.id]
    earlier = decision.supersedes
    while earlier is not None:
        ids.append(earlier.id)
        earlier = earlier.supersedes
    total = select(func.coalesce(func.sum(LedgerLine.amount_fen), 0)).where(LedgerLine.decision_id.in_(ids))
    # PostgreSQL sums whole numbers to a decimal.
    return int(session.scalar(total) or 0)


def _supersede(office: Office, decision: Decision) -> None:
    old = decision.supersedes
    if old is None:
        return
    office.session.refresh(old)
    states.check("decision", "supersede", old)
    old.state = DecisionState.SUPERSEDED
    note(office, old, "superseded", by=decision.id)


def _due(office: Office, decision: Decision) -> int:
    due = decision.amount_fen - paid_fen(office.session, decision)
    if decision.kind == DecisionKind.REFUSAL or due == 0:
        raise WrongState("本决定没有款项需要登记。", "Under this decision no money is to be moved.")
    return due


def _booked_on(office: Office, decision: Decision, day: dt.date) -> dt.date:
    first = issued_on(decision)
    if not first <= day <= office.today:
        raise Invalid(
            "booked_on",
            f"登记日期应在印发之日（{first}）至今天之间。",
            f"The day must lie between the day of issue ({first}) and today.",
        )
    return day
