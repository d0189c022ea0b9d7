"""Whose subsidy can be proposed and whose money is to be moved, for all at once as for each by itself."""

import datetime as dt

from inspect_app.policy.programme import ELIGIBLE, INELIGIBLE
from inspect_app.workflow import subsidy
from inspect_app.workflow.candidates import candidates, unpaid
from inspect_app.workflow.eligibility import inputs
from tests.workflow import granting, journey
from tests.workflow.granting import EXTERIOR, GRANT_FEN
from tests.workflow.town import Town


def test_a_candidate_is_judged_as_its_eligibility_is(town: Town) -> None:
    granting.eligible(town)
    office = town.as_("city_officer")
    (found,) = candidates(office, EXTERIOR)
    alone = inputs(office, EXTERIOR, town.sites["gate"]).result
    assert found.site_id == town.sites["gate"].id
    assert found.answer.to_json() == alone.to_json()
    assert found.answer.decision == ELIGIBLE


def test_who_is_not_accepted_is_no_candidate(town: Town) -> None:
    journey.inspected(town)
    assert candidates(town.as_("city_officer"), EXTERIOR) == []


def test_who_has_a_decision_pending_or_issued_is_no_candidate(town: Town) -> None:
    decision = granting.proposed(granting.eligible(town))
    office = town.as_("city_officer")
    assert candidates(office, EXTERIOR) == []
    subsidy.withdraw(office, decision, "另行拟办", decision.version)
    assert len(candidates(office, EXTERIOR)) == 1


def test_a_refusal_stands_until_the_facts_are_others(town: Town) -> None:
    journey.certified(town)
    granting.state(town, retained_funds_fen=60_000_000, completed_on="2013-09-30")
    office = town.as_("city_officer")
    (found,) = candidates(office, EXTERIOR)
    assert found.answer.decision == INELIGIBLE
    granting.issue(town, granting.sign(town, granting.review(town, granting.proposed(town))))
    assert candidates(office, EXTERIOR) == []
    granting.state(town, retained_funds_fen=40_000_000)
    (found,) = candidates(office, EXTERIOR)
    assert found.answer.decision == ELIGIBLE


def test_money_is_due_until_it_is_moved(town: Town) -> None:
    decision = granting.proposed(granting.eligible(town))
    granting.issue(town, granting.sign(town, granting.review(town, decision)))
    (due,) = unpaid(town.session)
    assert (due.line.decision_id, due.due_fen) == (decision.id, GRANT_FEN)
    office = town.as_("city_officer")
    subsidy.pay(office, decision, "银付1", office.today, decision.version)
    assert unpaid(town.session) == []


def test_after_a_correction_only_the_difference_is_due(town: Town) -> None:
    decision = granting.proposed(granting.eligible(town))
    granting.issue(town, granting.sign(town, granting.review(town, decision)))
    office = town.as_("city_officer")
    subsidy.pay(office, decision, "银付1", office.today, decision.version)
    correction = subsidy.correct(office, decision, 1_500_000, "核减", decision.version)
    granting.issue(town, granting.sign(town, granting.review(town, correction)))
    (due,) = unpaid(town.session)
    assert due.due_fen == 1_500_000 - GRANT_FEN
    assert isinstance(due.line.issued_at, dt.datetime)
