"""What was issued is corrected or taken back by a new decision; the ledger follows the one that stands."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from inspect_app.documents.sheets import ClawbackLetter, CorrectionLetter, RevocationLetter
from inspect_app.records.decisions import Decision, DecisionKind, DecisionState, LedgerLine, ledger_of
from inspect_app.workflow import eligibility, subsidy
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, WrongState
from tests.workflow import granting
from tests.workflow.granting import EXTERIOR, GRANT_FEN
from tests.workflow.town import Town


@pytest.fixture
def eligible(town: Town) -> Town:
    return granting.eligible(town)


def correct(town: Town, decision: Decision, amount_fen: int) -> Decision:
    office = town.as_("city_officer")
    return subsidy.correct(office, decision, amount_fen, "实际造价较低", decision.version)


def claw_back(town: Town, decision: Decision) -> Decision:
    return subsidy.claw_back(town.as_("city_officer"), decision, "外观施工未实际完成", decision.version)


def booked(town: Town) -> int:
    """Everything the ledger holds for the station."""
    total = select(func.sum(LedgerLine.amount_fen)).join(LedgerLine.decision)
    return int(town.session.scalar(total.where(Decision.site_id == town.sites["gate"].id)) or 0)


def standing(town: Town) -> int:
    """The amount of the decision that stands."""
    amounts = select(Decision.amount_fen).where(
        Decision.site_id == town.sites["gate"].id,
        Decision.state.in_((DecisionState.ISSUED, DecisionState.PAID)),
    )
    return sum(town.session.scalars(amounts))


def test_a_grant_is_booked_in_full_and_once(eligible: Town) -> None:
    decision = granting.paid(eligible)
    (line,) = ledger_of(eligible.session, decision.id)
    assert (line.amount_fen, line.reference, line.booked_on) == (
        GRANT_FEN,
        "付字1号",
        dt.date(2013, 11, 20),
    )
    with pytest.raises(WrongState):
        granting.pay(eligible, decision)
    assert booked(eligible) == standing(eligible) == GRANT_FEN


@pytest.mark.parametrize("day", [dt.date(2013, 11, 19), dt.date(2013, 11, 21)])
def test_money_moves_between_the_issue_and_today(eligible: Town, day: dt.date) -> None:
    decision = granting.issued(eligible)
    with pytest.raises(Invalid) as refused:
        subsidy.pay(eligible.as_("city_officer"), decision, "付字1号", day, decision.version)
    assert refused.value.field == "booked_on"
    with pytest.raises(Invalid):
        granting.pay(eligible, decision, " ")


def test_only_the_officer_books_money_and_only_after_the_issue(eligible: Town) -> None:
    decision = granting.signed(eligible)
    with pytest.raises(WrongState):
        granting.pay(eligible, decision)
    granting.issue(eligible, decision)
    with pytest.raises(NotAllowed):
        subsidy.pay(
            eligible.as_("city_reviewer"), decision, "付字1号", eligible.office.today, decision.version
        )


def test_the_old_decision_stands_until_the_correction_is_issued(eligible: Town) -> None:
    old = granting.paid(eligible)
    new = correct(eligible, old, 1_500_000)
    assert (new.kind, new.state, new.supersedes) == (DecisionKind.CORRECTION, DecisionState.PROPOSED, old)
    assert old.state == DecisionState.PAID
    kept = old.sheet_sha256, old.pdf_sha256, old.amount_fen, old.number
    granting.through(eligible, new)
    assert old.state == DecisionState.SUPERSEDED
    assert (old.sheet_sha256, old.pdf_sha256, old.amount_fen, old.number) == kept
    sheet = CorrectionLetter.from_content(new.sheet or {})
    assert sheet.supersedes_number == old.number
    assert (sheet.changes[0].before, sheet.changes[0].after) == ("20,000.00元", "15,000.00元")


def test_a_correction_moves_the_difference(eligible: Town) -> None:
    new = granting.through(eligible, correct(eligible, granting.paid(eligible), 1_500_000))
    assert granting.pay(eligible, new).amount_fen == -500_000
    assert booked(eligible) == standing(eligible) == 1_500_000


def test_a_correction_before_any_payment_moves_its_whole_amount(eligible: Town) -> None:
    new = granting.through(eligible, correct(eligible, granting.issued(eligible), 1_500_000))
    assert granting.pay(eligible, new).amount_fen == 1_500_000
    assert booked(eligible) == standing(eligible) == 1_500_000


def test_corrections_follow_one_another(eligible: Town) -> None:
    first = granting.through(eligible, correct(eligible, granting.paid(eligible), 1_500_000))
    second = granting.through(eligible, correct(eligible, first, 1_800_000))
    assert granting.pay(eligible, second).amount_fen == -200_000
    assert booked(eligible) == standing(eligible) == 1_800_000


def test_a_correction_back_to_what_was_paid_moves_nothing(eligible: Town) -> None:
    first = granting.through(eligible, correct(eligible, granting.paid(eligible), 1_500_000))
    second = granting.through(eligible, correct(eligible, first, GRANT_FEN))
    with pytest.raises(WrongState, match="no money"):
        granting.pay(eligible, second)
    assert booked(eligible) == standing(eligible) == GRANT_FEN


@pytest.mark.parametrize("amount", [0, -1, GRANT_FEN, GRANT_FEN + 1])
def test_a_correction_names_another_amount_the_document_allows(eligible: Town, amount: int) -> None:
    with pytest.raises(Invalid) as refused:
        correct(eligible, granting.issued(eligible), amount)
    assert refused.value.field == "amount_fen"


def test_a_claw_back_takes_everything_back(eligible: Town) -> None:
    old = granting.paid(eligible)
    new = granting.through(eligible, claw_back(eligible, old))
    sheet = ClawbackLetter.from_content(new.sheet or {})
    assert (sheet.amount_fen, sheet.return_by) == (GRANT_FEN, dt.date(2013, 12, 20))
    assert (new.amount_fen, old.state) == (0, DecisionState.SUPERSEDED)
    assert granting.pay(eligible, new).amount_fen == -GRANT_FEN
    assert booked(eligible) == standing(eligible) == 0


def test_a_claw_back_before_any_payment_is_a_revocation(eligible: Town) -> None:
    new = granting.through(eligible, claw_back(eligible, granting.issued(eligible)))
    assert RevocationLetter.from_content(new.sheet or {}).amount_fen == GRANT_FEN
    with pytest.raises(WrongState, match="no money"):
        granting.pay(eligible, new)


def test_after_a_claw_back_the_station_may_be_granted_again(eligible: Town) -> None:
    old = granting.paid(eligible)
    assert eligibility.eligibility(eligible.office, EXTERIOR, eligible.sites["gate"]).decision == "ineligible"
    new = granting.through(eligible, claw_back(eligible, old))
    granting.pay(eligible, new, "收字1号")
    again = granting.issued(eligible)
    assert again.kind == DecisionKind.GRANT
    granting.pay(eligible, again, "付字2号")
    assert booked(eligible) == standing(eligible) == GRANT_FEN


def test_a_correction_goes_through_the_same_hands(eligible: Town) -> None:
    new = correct(eligible, granting.paid(eligible), 1_500_000)
    with pytest.raises(NotAllowed):
        subsidy.sign(eligible.as_("city_officer"), new, new.version)
    with pytest.raises(WrongState):
        granting.issue(eligible, new)
    with pytest.raises(AlreadyDone):
        claw_back(eligible, new.supersedes or new)


def test_approvals_of_a_correction_fall_too_and_its_terms_stay(eligible: Town) -> None:
    old = granting.paid(eligible)
    new = granting.sign(eligible, granting.review(eligible, correct(eligible, old, 1_500_000)))
    granting.state(eligible, retained_funds_fen=47_000_000)
    assert new.state == DecisionState.PROPOSED
    subsidy.refresh(eligible.as_("city_officer"), new, new.version)
    assert (new.kind, new.amount_fen, new.reason) == (DecisionKind.CORRECTION, 1_500_000, "实际造价较低")
    assert granting.through(eligible, new).state == DecisionState.ISSUED
    assert old.state == DecisionState.SUPERSEDED


def test_only_what_stands_and_grants_is_superseded(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=60_000_000)
    refusal = granting.issued(eligible)
    with pytest.raises(WrongState, match="Only a decision that grants"):
        claw_back(eligible, refusal)
    granting.state(eligible, retained_funds_fen=1)
    old = granting.issued(eligible)
    granting.through(eligible, claw_back(eligible, old))
    with pytest.raises(WrongState, match="superseded"):
        correct(eligible, old, 1)


def test_a_correction_needs_a_reason(eligible: Town) -> None:
    decision = granting.issued(eligible)
    with pytest.raises(Invalid) as refused:
        subsidy.correct(eligible.as_("city_officer"), decision, 1, " ", decision.version)
    assert refused.value.field == "reason"
