"""What the checklists claim to do, they do; and they claim something about every verdict of every item."""

import pytest

from inspect_app.policy import Library, Plan, Programme, Standard
from inspect_app.policy.cases import Case, mismatches
from inspect_app.policy.loading.cases import load_cases
from tests.policy.conftest import CHECKLISTS

FOLDERS = sorted(file.parent.name for file in CHECKLISTS.glob("*/cases.yaml"))


def checklist_of(library: Library, name: str) -> Standard | Programme | Plan:
    return {**library.standards, **library.programmes, **library.plans}[name]


def cases_of(library: Library, name: str) -> list[Case]:
    return load_cases(checklist_of(library, name), CHECKLISTS / name / "cases.yaml")


def test_every_checklist_has_cases(library: Library) -> None:
    assert sorted({**library.standards, **library.programmes, **library.plans}) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_the_cases_hold(library: Library, name: str) -> None:
    assert [str(each) for each in mismatches(checklist_of(library, name), cases_of(library, name))] == []


@pytest.mark.parametrize("name", ["station-2013", "workers-home-2013"])
def test_there_is_a_case_for_each_verdict_an_item_can_have(library: Library, name: str) -> None:
    claimed = {claim for case in cases_of(library, name) for claim in case.expect.items()}
    possible = {
        (item.id, verdict.value)
        for item in library.standard(name).items.values()
        for verdict in item.rule.verdicts()
    }
    assert possible - claimed == set()


@pytest.mark.parametrize("name", ["exterior-2013", "project-funds"])
def test_there_is_a_case_for_each_verdict_a_condition_can_have(library: Library, name: str) -> None:
    claimed = {claim for case in cases_of(library, name) for claim in case.expect.items()}
    possible = {
        (item.id, verdict.value)
        for item in library.programme(name).conditions.values()
        for verdict in item.rule.verdicts()
    }
    assert possible - claimed == set()


def test_there_is_a_case_for_each_target_of_the_plan(library: Library) -> None:
    claimed = {claim for case in cases_of(library, "station-phases") for claim in case.expect}
    for target in library.plan("station-phases").targets:
        assert any(claim.startswith(f"{target.id}.") and claim.endswith(".status") for claim in claimed)


def test_a_claim_that_does_not_hold_is_named_with_line_and_sentence(library: Library) -> None:
    standard = library.standard("station-2013")
    wrong = Case("不临街也符合", 7, {"premises.street_front": "met"}, {"street_front": False})
    assert [str(each) for each in mismatches(standard, [wrong])] == [
        "7: 不临街也符合: premises.street_front is not_met, not met"
    ]
