"""Decisions are proposed on frozen facts and rulings, and proposed anew when those have changed."""

from inspect_app.records.decisions import (
    Decision,
    DecisionKind,
    DecisionState,
    decisions_of,
    pending_decision,
)
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.workflow import editions, entered, states
from inspect_app.workflow.acting import as_it_stands, begin, require_role
from inspect_app.workflow.approvals import inputs_of, note
from inspect_app.workflow.decision_terms import Terms, entered_amount, renewed_terms, terms
from inspect_app.workflow.eligibility import Inputs, inputs
from inspect_app.workflow.errors import AlreadyDone, Invalid, Text, WrongState
from inspect_app.workflow.office import Office

_PROPOSE = Text("拟办补贴决定", "propose a decision")


def propose(
    office: Office, programme_id: str, site: Site, *, amount_fen: int | None = None, reason: str = ""
) -> Decision:
    """A grant where the rules say eligible, a refusal with the rules' reasons where they say ineligible.

    `amount_fen` and `reason` are given where the programme leaves the amount to a person, and only there.
    Raises NotAllowed, AlreadyDone, WrongState for a closed site, and Invalid: "conditions" naming what is
    open, "amount_fen" or "reason".
    """
    require_role(office, site.node, Role.CITY_OFFICER, act=_PROPOSE)
    as_it_stands(office, site, None)
    _require_open_site(site)
    _require_none_pending(office, programme_id, site)
    found = inputs(office, programme_id, site)
    proposed = terms(found, amount_fen, reason)
    _require_new(office, found, site, proposed)
    return _proposed(office, site, found, proposed, None)


def refresh(office: Office, decision: Decision, version: int) -> Decision:
    """Propose anew on the inputs of today; earlier approvals are gone, and who does it is now the proposer.

    A grant may become a refusal and a refusal a grant; a superseding decision keeps its terms.
    Raises AlreadyDone when nothing has changed, Invalid("conditions") while something is open.
    """
    begin(office, "decision", "refresh", decision, decision.site.node, version)
    found = inputs_of(office, decision)
    if found.sha256 == decision.inputs_sha256 and not decision.approvals_fell:
        raise AlreadyDone("作为依据的事实和裁定没有变化，无需重新拟办。", "Nothing it rests on has changed.")
    if decision.supersedes is None:
        _set_terms(decision, renewed_terms(decision, found))
    _freeze(office, decision, found)
    decision.state = DecisionState.PROPOSED
    decision.proposer, decision.proposed_at = office.by, office.at
    decision.reviewer = decision.signatory = None
    decision.reviewed_at = decision.signed_at = None
    decision.approvals_fell = ""
    note(office, decision, "proposed_anew", kind=decision.kind, amount_fen=decision.amount_fen)
    return decision


def correct(office: Office, decision: Decision, amount_fen: int, reason: str, version: int) -> Decision:
    """Propose another amount for an issued grant; the old decision stands until the new one is issued."""
    _require_standing_grant(office, decision, version)
    reason = entered.reason(reason)
    _require_other_amount(office, decision, amount_fen)
    return _superseding(office, decision, Terms(DecisionKind.CORRECTION, amount_fen, reason))


def claw_back(office: Office, decision: Decision, reason: str, version: int) -> Decision:
    """Propose to take an issued grant back altogether."""
    _require_standing_grant(office, decision, version)
    return _superseding(office, decision, Terms(DecisionKind.CLAWBACK, 0, entered.reason(reason)))


def _proposed(
    office: Office, site: Site, found: Inputs, terms: Terms, supersedes: Decision | None
) -> Decision:
    decision = Decision(
        programme_id=found.programme.id,
        site=site,
        state=DecisionState.PROPOSED,
        proposer=office.by,
        proposed_at=office.at,
        supersedes=supersedes,
    )
    _set_terms(decision, terms)
    _freeze(office, decision, found)
    office.session.add(decision)
    office.session.flush()
    note(office, decision, "proposed", kind=decision.kind, amount_fen=decision.amount_fen)
    return decision


def _set_terms(decision: Decision, terms: Terms) -> None:
    decision.kind, decision.amount_fen, decision.reason = terms.kind, terms.amount_fen, terms.reason


def _freeze(office: Office, decision: Decision, found: Inputs) -> None:
    decision.edition = editions.keep(office, found.programme)
    decision.facts = dict(found.facts)
    decision.rulings = list(found.frozen_rulings)
    decision.result = found.result.to_json()
    decision.inputs_sha256 = found.sha256


def _superseding(office: Office, old: Decision, terms: Terms) -> Decision:
    _require_none_pending(office, old.programme_id, old.site)
    return _proposed(
        office, old.site, inputs(office, old.programme_id, old.site, superseding=old), terms, old
    )


def _require_open_site(site: Site) -> None:
    if site.node.closed_on is not None:
        raise WrongState(f"“{site.node.name}”已经关闭。", f"{site.node.name} is closed.")


def _require_none_pending(office: Office, programme_id: str, site: Site) -> None:
    pending = pending_decision(office.session, programme_id, site.id)
    if pending is not None:
        now = states.STATE_NAMES["decision"][pending.state]
        raise AlreadyDone(
            f"“{site.node.name}”的这项补贴已有一份决定正在办理（{now.zh}），请在该决定上继续。",
            f"A decision of {site.node.name} is under way ({now.en}): go on with that one.",
        )


def _require_new(office: Office, found: Inputs, site: Site, proposed: Terms) -> None:
    """A refusal on the very same facts and rulings is not written twice."""
    if proposed.kind != DecisionKind.REFUSAL:
        return
    for earlier in decisions_of(office.session, site.id):
        if earlier.state == DecisionState.ISSUED and earlier.inputs_sha256 == found.sha256:
            raise AlreadyDone(
                f"已就同样的事实印发{earlier.number}，不必重复决定。",
                f"{earlier.number} has been issued on the very same facts.",
            )


def _require_standing_grant(office: Office, decision: Decision, version: int) -> None:
    begin(office, "decision", "supersede", decision, decision.site.node, version)
    if decision.kind not in (DecisionKind.GRANT, DecisionKind.CORRECTION):
        raise WrongState(
            "只有给予补贴的决定可以更正或收回。",
            "Only a decision that grants can be corrected or taken back.",
        )


def _require_other_amount(office: Office, decision: Decision, amount_fen: int) -> None:
    if entered_amount(amount_fen) == decision.amount_fen:
        raise Invalid("amount_fen", "更正后的金额与原金额相同。", "That is the amount it has already.")
    fixed = office.library.programme(decision.programme_id, on=office.today).amount.fen
    if fixed is not None and amount_fen > fixed:
        raise Invalid("amount_fen", "更正后的金额超过文件规定的金额。", "The document sets a lower amount.")
