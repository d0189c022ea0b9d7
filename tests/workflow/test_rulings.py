"""Rulings: one reading a boundary, by the signatory, in force until withdrawn."""

import pytest

from inspect_app.records.decisions import DecisionState
from inspect_app.records.history import history_of
from inspect_app.records.rulings import standing_rulings
from inspect_app.workflow import assessing, facts, rulings
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed
from tests.workflow import granting, journey
from tests.workflow.town import Town

STAFF = ("station-2013", "staff.count", "member_count=2000")


def test_a_ruling_turns_needs_ruling_into_a_verdict_until_it_is_withdrawn(town: Town) -> None:
    site, signatory = town.sites["gate"], town.as_("city_signatory")
    facts.state(town.as_("station"), site, {**journey.MEETS, "member_count": 2000})

    def verdict() -> str:
        return assessing.live(signatory, site).items["staff.count"].verdict.value

    assert verdict() == "needs_ruling"
    ruling = rulings.rule(signatory, *STAFF, "up_to_2000", "本数从宽")
    assert verdict() == "met"
    rulings.withdraw(signatory, ruling, "另行研究")
    assert verdict() == "needs_ruling"
    assert standing_rulings(town.session) == []
    acts = [(entry.act, entry.why) for entry in history_of(town.session, "ruling", ruling.id)]
    assert acts == [("ruled", "本数从宽"), ("ruling_withdrawn", "另行研究")]


def test_one_ruling_at_a_boundary(town: Town) -> None:
    signatory = town.as_("city_signatory")
    first = rulings.rule(signatory, *STAFF, "up_to_2000", "从宽")
    with pytest.raises(AlreadyDone):
        rulings.rule(signatory, *STAFF, "from_2000", "从严")
    rulings.withdraw(signatory, first, "改为从严")
    with pytest.raises(AlreadyDone):
        rulings.withdraw(signatory, first, "再次撤回")
    assert rulings.rule(signatory, *STAFF, "from_2000", "从严").reading == "from_2000"


@pytest.mark.parametrize(
    ("document", "item", "boundary", "reading", "reason", "field"),
    [
        ("station-2013", "premises.area", "floor_area_m2=50", "x", "因", "item_id"),
        ("nowhere", "staff.count", "member_count=2000", "up_to_2000", "因", "item_id"),
        (*STAFF[:2], "member_count=1999", "up_to_2000", "因", "boundary"),
        (*STAFF, "both", "因", "reading"),
        (*STAFF, "up_to_2000", " ", "reason"),
    ],
)
def test_a_ruling_that_the_text_does_not_offer_is_refused(
    town: Town, document: str, item: str, boundary: str, reading: str, reason: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        rulings.rule(town.as_("city_signatory"), document, item, boundary, reading, reason)
    assert refused.value.field == field
    assert standing_rulings(town.session) == []


@pytest.mark.parametrize(
    "username", ["station", "district", "inspector", "city_officer", "city_reviewer", "root"]
)
def test_only_the_signatory_rules(town: Town, username: str) -> None:
    with pytest.raises(NotAllowed):
        rulings.rule(town.as_(username), *STAFF, "up_to_2000", "从宽")


def test_a_ruling_on_a_programme_lets_the_approvals_under_it_fall(town: Town) -> None:
    granting.eligible(town)
    decision = granting.signed(town)
    granting.rule(town)
    assert decision.state == DecisionState.PROPOSED
    assert (decision.reviewer, decision.signatory) == (None, None)
    assert decision.approvals_fell != ""


def test_a_ruling_on_a_standard_leaves_them(town: Town) -> None:
    granting.eligible(town)
    decision = granting.signed(town)
    rulings.rule(town.as_("city_signatory"), *STAFF, "up_to_2000", "从宽")
    assert decision.state == DecisionState.SIGNED


def test_a_changed_programme_fact_lets_the_approvals_fall(town: Town) -> None:
    granting.eligible(town)
    decision = granting.signed(town)
    granting.state(town, retained_funds_fen=48_600_000)
    assert decision.state == DecisionState.SIGNED
    granting.state(town, retained_funds_fen=48_700_000)
    assert decision.state == DecisionState.PROPOSED
    entry = history_of(town.session, "decision", decision.id)[-1]
    assert (entry.act, entry.detail["from"]) == ("approvals_fell", "signed")
