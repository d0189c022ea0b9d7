"""What the records say of a site under a programme; what they do not say stays unknown."""

import pytest

from inspect_app.policy import Verdict
from inspect_app.records.applications import ApplicationState as A
from inspect_app.records.types import digest
from inspect_app.workflow import acceptance, applications, subsidy
from inspect_app.workflow.eligibility import Inputs, inputs
from tests.workflow import granting, journey
from tests.workflow.granting import EXTERIOR, PROJECT
from tests.workflow.town import Town


def facts_of(town: Town, programme_id: str = EXTERIOR) -> dict[str, object]:
    programme = town.office.library.programme(programme_id)
    return subsidy.facts_for(town.office, programme, town.sites["gate"])


def test_what_nobody_stated_is_absent(town: Town) -> None:
    assert facts_of(town) == {"already_granted": False}
    assert facts_of(town, PROJECT) == {}
    result = subsidy.eligibility(town.office, EXTERIOR, town.sites["gate"])
    assert result.decision == "undecided"
    assert result.conditions["funds"].verdict is Verdict.UNDECIDED


def test_acceptance_is_open_until_the_city_has_spoken(town: Town) -> None:
    application = journey.inspected(town)
    assert "acceptance" not in facts_of(town)
    acceptance.accept(town.as_("city_officer"), application, "", application.version)
    assert facts_of(town)["acceptance"] == "passed"


def test_a_refused_station_has_failed_until_it_applies_again(town: Town) -> None:
    application = journey.inspected(town)
    acceptance.refuse(town.as_("city_officer"), application, "面积不足", application.version)
    assert facts_of(town)["acceptance"] == "failed"
    again = applications.start(town.as_("station"), town.sites["gate"])
    assert "acceptance" not in facts_of(town)
    applications.withdraw(town.as_("station"), again, "暂不申请", again.version)
    assert again.state == A.WITHDRAWN
    assert facts_of(town)["acceptance"] == "failed"


def test_a_refused_yearly_check_does_not_undo_the_acceptance(town: Town) -> None:
    journey.certified(town)
    assert facts_of(town)["acceptance"] == "passed"
    applications.start_yearly(town.as_("city_officer"), town.sites["gate"])
    assert facts_of(town)["acceptance"] == "passed"


def test_a_fact_taken_back_is_unknown_again(town: Town) -> None:
    granting.state(town, retained_funds_fen=1)
    granting.state(town, retained_funds_fen=None)
    assert "retained_funds_fen" not in facts_of(town)


@pytest.mark.parametrize(
    ("fen", "verdict"),
    [(49_999_999, Verdict.MET), (50_000_000, Verdict.NEEDS_RULING), (50_000_001, Verdict.NOT_MET)],
)
def test_the_boundary_is_exact_to_the_fen(town: Town, fen: int, verdict: Verdict) -> None:
    granting.state(town, retained_funds_fen=fen)
    result = subsidy.eligibility(town.office, EXTERIOR, town.sites["gate"])
    assert result.conditions["funds"].verdict is verdict


def test_the_digest_covers_facts_rulings_and_edition(town: Town) -> None:
    site = town.sites["gate"]
    first = inputs(town.office, EXTERIOR, site)
    assert first.sha256 == inputs(town.office, EXTERIOR, site).sha256
    assert first.sha256 == digest({"edition": first.programme.sha256, "facts": first.facts, "rulings": []})
    granting.state(town, retained_funds_fen=granting.BOUNDARY_FEN)
    second = inputs(town.office, EXTERIOR, site)
    granting.rule(town)
    third = inputs(town.office, EXTERIOR, site)
    other = Inputs(town.office.library.programme(PROJECT), first.facts, first.rulings)
    assert len({each.sha256 for each in (first, second, third, other)}) == 4
