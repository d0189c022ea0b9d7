"""Anybody can check a certificate or a letter by its number, and learns nothing personal."""

import datetime as dt
import json
from dataclasses import asdict, replace

import pytest

from inspect_app.workflow import certification, numbers, subsidy
from inspect_app.workflow.verification import Verified, verify
from tests.workflow import granting, journey
from tests.workflow.granting import GRANT_FEN
from tests.workflow.town import Town

TODAY = dt.date(2013, 11, 20)
FIRST = "京工补字〔2013〕0001号"


@pytest.fixture
def eligible(town: Town) -> Town:
    return granting.eligible(town)


def known(town: Town, number: str | None, day: dt.date = TODAY) -> Verified:
    found = verify(town.session, number or "", day)
    assert found is not None
    return found


def test_an_issued_letter_is_in_force(eligible: Town) -> None:
    granting.issued(eligible)
    found = known(eligible, FIRST)
    assert (found.kind.zh, found.kind.en) == ("补贴决定书", "decision granting a subsidy")
    assert (found.site_name, found.district_name) == ("东华门街道工会服务站", "东城区")
    assert (found.issued_on, found.amount_fen) == (TODAY, GRANT_FEN)
    assert (found.is_in_force, found.state.zh, found.superseded_by) == (True, "有效", None)


def test_nothing_personal_is_shown(eligible: Town) -> None:
    granting.issued(eligible)
    shown = json.dumps(asdict(known(eligible, FIRST)), default=str, ensure_ascii=False)
    assert not [person.name for person in eligible.people.values() if person.name in shown]


def test_the_name_on_the_paper_counts_after_a_new_name(eligible: Town) -> None:
    granting.issued(eligible)
    eligible.sites["gate"].node.name = "新名称"
    assert known(eligible, FIRST).site_name == "东华门街道工会服务站"


@pytest.mark.parametrize(
    "typed",
    [
        "京工补字〔2013〕0001号",
        " 京工补字 [2013] 1 号 ",
        "京工补字(2013)0001",
        "京工补字（２０１３）第1号",
        "京工补字【2013】１号",
        "京工补字［2013］0001号\n",
    ],
)
def test_a_number_is_found_however_it_is_typed(eligible: Town, typed: str) -> None:
    granting.issued(eligible)
    assert known(eligible, typed).number == FIRST


@pytest.mark.parametrize(
    "typed", ["", "  ", "京工补字〔2013〕0002号", "1", "%", "京工补字〔2013〕0001号' OR 1=1"]
)
def test_an_unknown_number_is_nothing(eligible: Town, typed: str) -> None:
    granting.issued(eligible)
    assert verify(eligible.session, typed, TODAY) is None


def test_a_draft_has_no_number_to_be_found_by(eligible: Town) -> None:
    granting.signed(eligible)
    assert verify(eligible.session, FIRST, TODAY) is None


def test_both_letters_tell_of_a_correction(eligible: Town) -> None:
    old = granting.issued(eligible)
    new = granting.through(
        eligible,
        subsidy.correct(eligible.as_("city_officer"), old, 1_500_000, "实际造价较低", old.version),
    )
    first, second = known(eligible, old.number), known(eligible, new.number)
    assert (first.is_in_force, first.superseded_by) == (False, new.number)
    assert "取代" in first.state.zh
    assert (second.is_in_force, second.supersedes, second.amount_fen) == (True, old.number, 1_500_000)


def test_a_correction_under_way_is_not_told(eligible: Town) -> None:
    old = granting.issued(eligible)
    subsidy.correct(eligible.as_("city_officer"), old, 1_500_000, "实际造价较低", old.version)
    assert known(eligible, old.number).superseded_by is None


def test_a_refusal_grants_nothing(eligible: Town) -> None:
    granting.state(eligible, retained_funds_fen=50_000_001)
    found = known(eligible, granting.issued(eligible).number)
    assert (found.kind.zh, found.amount_fen, found.is_in_force) == ("不予补贴决定书", 0, True)


def test_every_kind_of_letter_can_be_verified(eligible: Town) -> None:
    old = granting.issued(eligible)
    officer = eligible.as_("city_officer")
    revoked = granting.through(eligible, subsidy.claw_back(officer, old, "填报有误", old.version))
    assert known(eligible, revoked.number).kind.zh == "撤销补贴决定书"
    again = granting.paid(eligible)
    back = granting.through(eligible, subsidy.claw_back(officer, again, "未完工", again.version))
    assert known(eligible, back.number).kind.zh == "收回补贴决定书"
    granting.state(eligible, retained_funds_fen=1, district_in_difficulty=True)
    project = subsidy.propose(
        officer, granting.PROJECT, eligible.sites["gate"], amount_fen=100, reason="购置图书"
    )
    granting.through(eligible, project)
    assert known(eligible, project.number).kind.zh == "项目经费补贴决定书"


def test_a_certificate_is_valid_suspended_expired_or_revoked(town: Town) -> None:
    certificate = journey.certified(town)
    found = known(town, certificate.number)
    assert (found.kind.en, found.is_in_force, found.amount_fen) == ("certificate", True, None)
    assert found.valid_until == certificate.valid_until
    late = known(town, certificate.number, certificate.valid_until + dt.timedelta(days=1))
    assert (late.is_in_force, late.state.zh) == (False, "已过期")
    signatory = town.as_("city_signatory")
    certification.suspend(signatory, certificate, "整改", certificate.version)
    assert (known(town, certificate.number).is_in_force, known(town, certificate.number).state.zh) == (
        False,
        "已暂停",
    )
    certification.revoke(signatory, certificate, "弄虚作假", certificate.version)
    assert known(town, certificate.number).state.zh == "已撤销"


def test_numbers_count_within_their_year(town: Town) -> None:
    assert [numbers.draw(town.office, "京工整字") for _ in range(2)] == [
        "京工整字〔2013〕0001号",
        "京工整字〔2013〕0002号",
    ]
    next_year = replace(town.office, at=dt.datetime(2013, 12, 31, 16, tzinfo=dt.UTC))
    assert numbers.draw(next_year, "京工整字") == "京工整字〔2014〕0001号"
