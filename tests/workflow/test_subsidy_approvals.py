"""Approvals hold only for what was approved: they fall when a frozen input changes before issue."""

from collections.abc import Callable

import pytest

from inspect_app.records.counters import Counter
from inspect_app.records.decisions import Decision, DecisionKind, DecisionState
from inspect_app.records.facts import Column, current_fact
from inspect_app.records.history import history_of
from inspect_app.records.people import Role
from inspect_app.workflow import frozen, rulings, subsidy
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, Text, WrongState
from tests.workflow import granting
from tests.workflow.town import Town


@pytest.fixture
def eligible(town: Town) -> Town:
    return granting.eligible(town)


def change_unnoticed(town: Town) -> None:
    """A fact changes by a way that nobody thought of: no act tells the pending decisions."""
    stated = current_fact(town.session, town.sites["gate"].id, Column.DECLARED, "retained_funds_fen")
    assert stated is not None
    stated.value = 47_000_000
    town.session.flush()


def test_a_changed_fact_makes_the_approvals_fall_at_once(eligible: Town) -> None:
    decision = granting.signed(eligible)
    granting.state(eligible, retained_funds_fen=47_000_000)
    assert decision.state == DecisionState.PROPOSED
    assert (decision.reviewer, decision.signatory, decision.signed_at) == (None, None, None)
    assert decision.approvals_fell
    with pytest.raises(WrongState):
        granting.issue(eligible, decision)
    with pytest.raises(WrongState, match="propose it anew"):
        granting.review(eligible, decision)


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (lambda town: granting.proposed(town), granting.review),
        (lambda town: granting.review(town, granting.proposed(town)), granting.sign),
        (granting.signed, granting.issue),
    ],
    ids=["review", "sign", "issue"],
)
def test_every_step_looks_again_and_comes_to_fallen_approvals(
    eligible: Town, before: Callable[[Town], Decision], step: Callable[[Town, Decision], Decision]
) -> None:
    decision = before(eligible)
    change_unnoticed(eligible)
    outcome = step(eligible, decision)
    assert outcome is decision
    assert decision.state == DecisionState.PROPOSED
    assert decision.approvals_fell == "作为依据的事实已变更：街道乡镇工会经费留成"
    assert (decision.reviewer_id, decision.signatory_id, decision.number) == (None, None, None)
    assert history_of(eligible.session, "decision", decision.id)[-1].act == "approvals_fell"
    assert eligible.session.get(Counter, "京工补字2013") is None


def test_after_refreshing_all_three_decide_again(eligible: Town) -> None:
    decision = granting.signed(eligible)
    granting.state(eligible, retained_funds_fen=47_000_000)
    subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    assert decision.approvals_fell == ""
    assert decision.facts["retained_funds_fen"] == 47_000_000
    assert granting.through(eligible, decision).state == DecisionState.ISSUED


def test_who_refreshes_is_the_proposer_from_then_on(eligible: Town) -> None:
    decision = granting.signed(eligible)
    other = granting.second(eligible, Role.CITY_OFFICER)
    granting.state(eligible, retained_funds_fen=47_000_000)
    subsidy.refresh(eligible.as_(other), decision, decision.version)
    assert decision.proposer is eligible.people[other]


def test_refreshing_turns_a_grant_into_a_refusal_when_the_facts_say_so(eligible: Town) -> None:
    decision = granting.signed(eligible)
    granting.state(eligible, retained_funds_fen=60_000_000)
    subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    assert (decision.kind, decision.amount_fen) == (DecisionKind.REFUSAL, 0)
    assert decision.reason


def test_refreshing_waits_for_what_is_open(eligible: Town) -> None:
    decision = granting.signed(eligible)
    granting.state(eligible, retained_funds_fen=None)
    with pytest.raises(Invalid, match="still open"):
        subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    assert decision.kind == DecisionKind.GRANT


def test_nothing_is_refreshed_without_need(eligible: Town) -> None:
    decision = granting.signed(eligible)
    with pytest.raises(AlreadyDone):
        subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    with pytest.raises(NotAllowed):
        subsidy.refresh(eligible.as_("city_reviewer"), decision, decision.version)
    assert decision.state == DecisionState.SIGNED


def test_a_withdrawn_ruling_makes_the_approvals_fall(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=granting.BOUNDARY_FEN)
    ruling = granting.rule(eligible)
    decision = granting.signed(eligible)
    rulings.withdraw(eligible.as_("city_signatory"), ruling, "改判")
    assert decision.state == DecisionState.PROPOSED
    granting.rule(eligible, "from_500000")
    subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    assert decision.kind == DecisionKind.REFUSAL


def test_approvals_felled_by_another_act_need_a_new_proposal(eligible: Town) -> None:
    decision = granting.signed(eligible)
    frozen.approvals_fall(
        eligible.office, eligible.sites["gate"], Text("验收结论已变更", "acceptance changed")
    )
    with pytest.raises(WrongState) as refused:
        granting.review(eligible, decision)
    assert refused.value.text.zh.startswith("验收结论已变更")
    subsidy.refresh(eligible.as_("city_officer"), decision, decision.version)
    assert granting.review(eligible, decision).state == DecisionState.REVIEWED


def test_what_is_issued_does_not_change_with_the_facts(eligible: Town) -> None:
    decision = granting.issued(eligible)
    kept = decision.sheet_sha256, decision.pdf_sha256, decision.inputs_sha256
    granting.state(eligible, retained_funds_fen=60_000_000)
    assert decision.state == DecisionState.ISSUED
    assert (decision.sheet_sha256, decision.pdf_sha256, decision.inputs_sha256) == kept
