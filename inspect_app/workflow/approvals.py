"""Three different people propose, review and sign; each step looks whether the frozen inputs still hold.

A step that finds them out of date is not taken. The approvals fall instead, and that is what the act comes
to: it answers the decision with `approvals_fell` set, to be committed like any other outcome.
"""

from inspect_app.records.decisions import Decision, DecisionState
from inspect_app.records.people import Person
from inspect_app.records.types import dump_exact
from inspect_app.workflow import entered, frozen, history
from inspect_app.workflow.acting import begin
from inspect_app.workflow.eligibility import Inputs, inputs
from inspect_app.workflow.errors import NotAllowed, Text, WrongState
from inspect_app.workflow.office import Office


def review(office: Office, decision: Decision, version: int) -> Decision:
    """The reviewer agrees. Raises NotAllowed for the proposer, WrongState, StaleForm."""
    begin(office, "decision", "review", decision, decision.site.node, version)
    _require_others(office, decision.proposer)
    if lapsed(office, decision):
        return decision
    decision.reviewer, decision.reviewed_at = office.by, office.at
    decision.state = DecisionState.REVIEWED
    note(office, decision, "reviewed")
    return decision


def sign(office: Office, decision: Decision, version: int) -> Decision:
    """The signatory signs. Raises NotAllowed for the proposer and the reviewer, WrongState, StaleForm."""
    begin(office, "decision", "sign", decision, decision.site.node, version)
    _require_others(office, decision.proposer, decision.reviewer)
    if lapsed(office, decision):
        return decision
    decision.signatory, decision.signed_at = office.by, office.at
    decision.state = DecisionState.SIGNED
    note(office, decision, "signed")
    return decision


def send_back(office: Office, decision: Decision, reason: str, version: int) -> Decision:
    """The reviewer or the signatory does not agree; the reason is in the history."""
    return _end(office, "send_back", "sent_back", decision, reason, version)


def withdraw(office: Office, decision: Decision, reason: str, version: int) -> Decision:
    """The officer takes the proposal back; the reason is in the history."""
    return _end(office, "withdraw", "withdrawn", decision, reason, version)


def inputs_of(office: Office, decision: Decision) -> Inputs:
    """What the decision would rest on if it were proposed today."""
    return inputs(office, decision.programme_id, decision.site, superseding=decision.supersedes)


def lapsed(office: Office, decision: Decision) -> bool:
    """Whether the frozen inputs are out of date; if so, every approval falls here and now.

    Raises WrongState when they were found out of date before and nobody has proposed anew.
    """
    if decision.approvals_fell:
        raise WrongState(
            f"{decision.approvals_fell}，须先由经办人重新拟办。",
            "What it rests on has changed: the city officer must propose it anew first.",
        )
    now = inputs_of(office, decision)
    if now.sha256 == decision.inputs_sha256:
        return False
    frozen.let_fall(office, [decision], _difference(decision, now))
    return True


def note(office: Office, decision: Decision, act: str, *, why: str = "", **detail: object) -> None:
    """Write a step into the history."""
    office.session.flush()
    history.record(office, act, "decision", decision.id, site=decision.site, why=why, detail=detail)


def _difference(decision: Decision, now: Inputs) -> Text:
    """What has changed since the decision was frozen, by name."""
    before, after = decision.facts, now.facts
    changed = [
        declared.label
        for name, declared in now.programme.facts.items()
        if dump_exact(before.get(name)) != dump_exact(after.get(name))
    ]
    if changed:
        zh, en = "、".join(label.zh for label in changed), ", ".join(label.en for label in changed)
        return Text(f"作为依据的事实已变更：{zh}", f"facts it rests on have changed: {en}")
    if decision.rulings != now.frozen_rulings:
        return Text("所依据的裁定已变更", "a ruling it rests on has changed")
    return Text("补贴办法的版本已变更", "the programme has a new edition")


def _require_others(office: Office, *earlier: Person | None) -> None:
    """Whether somebody else took each earlier step."""
    if any(person is not None and person.id == office.by.id for person in earlier):
        raise NotAllowed(
            "拟办、复核、签发必须由三名不同的人办理，您已经办理过本决定的前一环节。",
            "Three different people propose, review and sign; you have taken an earlier step here.",
        )


def _end(office: Office, act: str, past: str, decision: Decision, reason: str, version: int) -> Decision:
    begin(office, "decision", act, decision, decision.site.node, version)
    reason = entered.reason(reason)
    decision.state = DecisionState.WITHDRAWN
    note(office, decision, past, why=reason)
    return decision
