"""A subsidy is proposed, reviewed and signed by three people, issued once, and paid once."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from inspect_app.documents.render import render
from inspect_app.documents.sheets import GrantLetter, ProjectGrantLetter, RefusalLetter
from inspect_app.records.counters import Counter
from inspect_app.records.decisions import Decision, DecisionKind, DecisionState
from inspect_app.records.history import history_of
from inspect_app.records.people import Role
from inspect_app.workflow import history, people, subsidy
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, StaleForm, WrongState
from tests.workflow import granting, journey
from tests.workflow.granting import EXTERIOR, GRANT_FEN, PROJECT
from tests.workflow.town import Town


@pytest.fixture
def eligible(town: Town) -> Town:
    return granting.eligible(town)


def test_the_whole_way_from_proposal_to_payment(eligible: Town) -> None:
    decision = granting.paid(eligible)
    assert (decision.kind, decision.state) == (DecisionKind.GRANT, DecisionState.PAID)
    assert (decision.number, decision.amount_fen) == ("京工补字〔2013〕0001号", GRANT_FEN)
    acts = [entry.act for entry in history_of(eligible.session, "decision", decision.id)]
    assert acts == ["proposed", "reviewed", "signed", "issued", "paid"]
    assert history.broken_links(eligible.session) == []


def test_the_letter_says_who_decided_what_on_which_ground(eligible: Town) -> None:
    decision = granting.issued(eligible)
    sheet = GrantLetter.from_content(decision.sheet or {})
    assert sheet.sha256 == decision.sheet_sha256
    assert (sheet.issuer_name, sheet.addressee) == ("北京市总工会", "东华门街道总工会")
    assert (sheet.proposer.name, sheet.reviewer.name, sheet.signatory.name) == (
        "city_officer先生",
        "city_reviewer先生",
        "city_signatory先生",
    )
    assert (sheet.completed_on, sheet.accepted_on) == (dt.date(2013, 9, 30), dt.date(2013, 11, 20))
    assert sheet.certificate_number == "京工站证字〔2013〕0001号"
    assert sheet.conditions[0].facts == ("街道乡镇工会经费留成：486,000 元",)
    assert [condition.verdict for condition in sheet.conditions] == ["met"] * 4
    assert sheet.verify_url.startswith(eligible.office.verify_url)


def test_the_same_sheet_gives_the_same_bytes(eligible: Town) -> None:
    decision = granting.issued(eligible)
    stored = eligible.office.store.get(decision.pdf_sha256 or "")
    assert stored == render(GrantLetter.from_content(decision.sheet or {}))


def test_facts_rulings_result_and_edition_are_frozen(eligible: Town) -> None:
    decision = granting.proposed(eligible)
    eligible.session.refresh(decision)
    assert decision.facts == {
        "retained_funds_fen": 48_600_000,
        "completed_on": "2013-09-30",
        "acceptance": "passed",
        "already_granted": False,
    }
    assert decision.rulings == []
    assert decision.result["decision"] == "eligible"
    assert decision.edition.document_id == EXTERIOR


@pytest.mark.parametrize(
    ("act", "others"),
    [
        (subsidy.review, ("city_officer", "city_signatory", "district", "station", "inspector", "root")),
        (subsidy.sign, ("city_officer", "city_reviewer", "district", "station")),
        (subsidy.issue, ("city_reviewer", "city_signatory", "district", "station")),
    ],
)
def test_each_step_belongs_to_one_role(
    eligible: Town, act: Callable[..., Decision], others: tuple[str, ...]
) -> None:
    decision = granting.proposed(eligible)
    for username in others:
        with pytest.raises(NotAllowed, match="You may not"):
            act(eligible.as_(username), decision, decision.version)
    assert decision.state == DecisionState.PROPOSED


def test_only_the_city_officer_proposes(eligible: Town) -> None:
    for username in ("city_reviewer", "city_signatory", "district", "station"):
        with pytest.raises(NotAllowed):
            subsidy.propose(eligible.as_(username), EXTERIOR, eligible.sites["gate"])


def test_steps_cannot_be_left_out(eligible: Town) -> None:
    decision = granting.proposed(eligible)
    for step in (granting.sign, granting.issue, granting.pay):
        with pytest.raises(WrongState, match="awaiting review"):
            step(eligible, decision)


def test_a_form_opened_before_somebody_elses_step_is_stale(eligible: Town) -> None:
    decision = granting.proposed(eligible)
    seen = decision.version
    granting.review(eligible, decision)
    with pytest.raises(StaleForm):
        subsidy.sign(eligible.as_("city_signatory"), decision, seen)


def test_who_proposed_does_not_review(eligible: Town) -> None:
    officer = eligible.people["city_officer"]
    people.appoint(eligible.office, officer, Role.CITY_REVIEWER, eligible.nodes["city"])
    decision = granting.proposed(eligible)
    with pytest.raises(NotAllowed, match="Three different people"):
        subsidy.review(eligible.as_("city_officer"), decision, decision.version)


@pytest.mark.parametrize("earlier", ["city_officer", "city_reviewer"])
def test_who_proposed_or_reviewed_does_not_sign(eligible: Town, earlier: str) -> None:
    people.appoint(eligible.office, eligible.people[earlier], Role.CITY_SIGNATORY, eligible.nodes["city"])
    decision = granting.review(eligible, granting.proposed(eligible))
    with pytest.raises(NotAllowed, match="Three different people"):
        subsidy.sign(eligible.as_(earlier), decision, decision.version)


@pytest.mark.parametrize(
    "columns",
    [("reviewer_id", "proposer_id"), ("signatory_id", "proposer_id"), ("signatory_id", "reviewer_id")],
)
def test_the_database_itself_refuses_the_same_person_twice(eligible: Town, columns: tuple[str, str]) -> None:
    decision = granting.signed(eligible)
    later, earlier = columns
    same = update(Decision).where(Decision.id == decision.id).values({later: getattr(decision, earlier)})
    with pytest.raises(IntegrityError, match="CHECK"):
        eligible.session.execute(same)


def test_a_decision_is_issued_once(eligible: Town) -> None:
    decision = granting.issued(eligible)
    with pytest.raises(WrongState, match="It is issued"):
        granting.issue(eligible, decision)
    assert eligible.session.get_one(Counter, "京工补字2013").last == 1


def test_one_decision_at_a_time_is_under_way(eligible: Town) -> None:
    granting.proposed(eligible)
    with pytest.raises(AlreadyDone, match="awaiting review"):
        granting.proposed(eligible)


def test_a_station_gets_the_subsidy_once(eligible: Town) -> None:
    granting.issued(eligible)
    again = granting.proposed(eligible)
    assert (again.kind, again.amount_fen) == (DecisionKind.REFUSAL, 0)
    assert "已享受过本项补贴" in again.reason
    assert again.result["conditions"]["once"]["verdict"] == "not_met"


def test_a_proposal_sent_back_leaves_room_for_another(eligible: Town) -> None:
    decision = granting.proposed(eligible)
    with pytest.raises(Invalid):
        subsidy.send_back(eligible.as_("city_reviewer"), decision, " ", decision.version)
    subsidy.send_back(eligible.as_("city_reviewer"), decision, "缺少验收照片", decision.version)
    assert decision.state == DecisionState.WITHDRAWN
    assert history_of(eligible.session, "decision", decision.id)[-1].why == "缺少验收照片"
    assert granting.proposed(eligible).state == DecisionState.PROPOSED


def test_the_officer_withdraws_even_what_is_signed(eligible: Town) -> None:
    decision = granting.signed(eligible)
    subsidy.withdraw(eligible.as_("city_officer"), decision, "暂缓", decision.version)
    with pytest.raises(WrongState):
        granting.issue(eligible, decision)


def test_a_rich_street_union_is_refused_by_letter_with_the_reason(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=50_000_001)
    decision = granting.issued(eligible)
    assert (decision.kind, decision.amount_fen) == (DecisionKind.REFUSAL, 0)
    sheet = RefusalLetter.from_content(decision.sheet or {})
    assert len(sheet.reasons) == 1
    assert "500,000.01" in sheet.reasons[0]
    with pytest.raises(WrongState, match="no money"):
        granting.pay(eligible, decision)


def test_the_same_refusal_is_not_written_twice(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=50_000_001)
    refusal = granting.issued(eligible)
    with pytest.raises(AlreadyDone, match=refusal.number or ""):
        granting.proposed(eligible)
    granting.state(eligible, retained_funds_fen=49_999_999)
    assert granting.proposed(eligible).kind == DecisionKind.GRANT


def test_exactly_500000_yuan_waits_for_a_ruling(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=granting.BOUNDARY_FEN)
    with pytest.raises(Invalid) as refused:
        granting.proposed(eligible)
    assert refused.value.field == "conditions"
    assert "待裁定" in refused.value.text.zh
    granting.rule(eligible)
    decision = granting.proposed(eligible)
    assert decision.kind == DecisionKind.GRANT
    assert [ruling["reading"] for ruling in decision.rulings] == ["up_to_500000"]


def test_what_is_unknown_is_named_and_never_refused(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        granting.proposed(town)
    for label in ("街道乡镇工会经费留成", "规范化建设完成日期", "验收结论"):
        assert label in refused.value.text.zh
    assert town.session.query(Decision).count() == 0


def test_the_document_sets_the_amount(eligible: Town) -> None:
    with pytest.raises(Invalid) as refused:
        subsidy.propose(
            eligible.as_("city_officer"), EXTERIOR, eligible.sites["gate"], amount_fen=GRANT_FEN + 1
        )
    assert refused.value.field == "amount_fen"


def test_an_accepted_station_gets_its_letter_after_its_certificate(town: Town) -> None:
    journey.accepted(town)
    granting.state(town, retained_funds_fen=1, completed_on="2013-09-30")
    decision = granting.signed(town)
    with pytest.raises(WrongState, match="certify it"):
        granting.issue(town, decision)


@pytest.fixture
def in_need(town: Town) -> Town:
    granting.state(town, retained_funds_fen=9_999_999, district_in_difficulty=True)
    return town


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [(None, "购书", "amount_fen"), (0, "购书", "amount_fen"), (1_234_567, " ", "reason")],
)
def test_project_funds_need_an_amount_and_a_reason(
    in_need: Town, amount: int | None, reason: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        subsidy.propose(
            in_need.as_("city_officer"), PROJECT, in_need.sites["gate"], amount_fen=amount, reason=reason
        )
    assert refused.value.field == field


def test_project_funds_are_granted_with_their_reason_in_the_letter(in_need: Town) -> None:
    decision = subsidy.propose(
        in_need.as_("city_officer"), PROJECT, in_need.sites["gate"], amount_fen=1_234_567, reason="购置图书"
    )
    granting.through(in_need, decision)
    sheet = ProjectGrantLetter.from_content(decision.sheet or {})
    assert (sheet.amount_fen, sheet.why) == (1_234_567, "购置图书")
    assert [condition.title for condition in sheet.conditions] == [
        "经费留成少于 10 万元",
        "市总工会给予项目补贴",
    ]


def test_exactly_100000_yuan_gets_no_project_funds(in_need: Town) -> None:
    granting.state(in_need, retained_funds_fen=10_000_000)
    decision = subsidy.propose(in_need.as_("city_officer"), PROJECT, in_need.sites["gate"])
    assert decision.kind == DecisionKind.REFUSAL


def test_what_the_district_can_support_is_not_the_citys_decision(in_need: Town) -> None:
    granting.state(in_need, district_in_difficulty=False)
    with pytest.raises(Invalid, match="not for the city"):
        subsidy.propose(
            in_need.as_("city_officer"), PROJECT, in_need.sites["gate"], amount_fen=100, reason="购书"
        )
