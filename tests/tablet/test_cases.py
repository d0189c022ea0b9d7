"""The cases beside the checklists hold on the tablet too."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from inspect_app.policy import Standard
from inspect_app.policy.loading.cases import load_cases
from tests.tablet.node import ROOT, Question, tablet_answers


def found(answer: Mapping[str, Any], claim: str) -> object:
    """What the tablet says of a claim such as `premises.area`, `outcome` or `score`."""
    return answer["items"][claim]["verdict"] if claim in answer["items"] else answer[claim]


@pytest.mark.parametrize("name", ["station-2013", "workers-home-2013"])
def test_the_cases_hold_on_the_tablet(standards: list[Standard], name: str) -> None:
    standard = next(each for each in standards if each.id == name)
    cases = load_cases(standard, ROOT / "checklists" / name / "cases.yaml")
    lines = tablet_answers([standard], [Question(0, case.facts, case.rulings) for case in cases])
    answers = [json.loads(line, parse_float=Decimal) for line in lines]
    wrong = [
        f"{case.line}: {case.sentence}: {claim} is {found(answer, claim)}, not {expected}"
        for case, answer in zip(cases, answers, strict=True)
        for claim, expected in case.expect.items()
        if found(answer, claim) != expected
    ]
    assert wrong == []
