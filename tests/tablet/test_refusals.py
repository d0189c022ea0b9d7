"""What the server does not accept, the tablet does not accept either, and it says the same."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from inspect_app.policy import FactError, Ruling, Standard
from tests.tablet.node import Question, tablet_answers

# Each wrong in one way; the names are those of the standard with every kind of rule.
WRONG_FACTS: list[dict[str, object]] = [
    {"open_door": "yes"},
    {"open_door": None},
    {"members": "12"},
    {"members": 2.5},
    {"members": -1},
    {"members": True},
    {"members": 10**16},
    {"hours": "ten"},
    {"hours": -0.01},
    {"hours": [1]},
    {"degrees": -51},
    {"cost_fen": 0.5},
    {"colour": 5},
    {"colour": "blue"},
    {"things": "chair"},
    {"things": ["chair", "table", "chair"]},
    {"things": ["chair", "sofa"]},
    {"months_done": ["2013-01", "2013-13"]},
    {"months_done": ["1948-12"]},
    {"months_done": ["2013-1"]},
    {"months_done": ["2013-01", "2013-01"]},
    {"opened_on": "2013-02-29"},
    {"opened_on": "2013-1-1"},
    {"opened_on": "0000-01-01"},
    {"opened_on": 20130101},
    {"people": {"name": "王芳"}},
    {"people": ["王芳"]},
    {"people": [{"name": "王芳"}, {"hours": -1}]},
    {"people": [{"name": "𠮷" * 201}]},
    {"people": [{"name": "a\u0000"}]},
    {"people": [{"age": 30}]},
    {"judgements": {"grade": 5}},
    {"judgements": {"grade": "4"}},
    {"judgements": {"yes": 4}},
    {"judgements": [4]},
    {"no_such_fact": 1},
    {"constructor": 1},
]
# The server guesses which word was meant; the tablet lists what is known.
GUESSED = ("Perhaps ", "Known are: ")


@pytest.fixture
def standard(standards: list[Standard]) -> Standard:
    return next(each for each in standards if each.id == "every-kind")


def answers(standard: Standard, *questions: Question) -> list[dict[str, Any]]:
    return [json.loads(line) for line in tablet_answers([standard], questions)]


def refusal(standard: Standard, facts: Mapping[str, object], *rulings: Ruling) -> FactError:
    with pytest.raises(FactError) as refused:
        standard.assess(facts, rulings)
    return refused.value


def test_wrong_facts_are_refused_at_the_same_place_with_the_same_remedy(standard: Standard) -> None:
    found = answers(standard, *(Question(0, facts) for facts in WRONG_FACTS))
    for facts, answer in zip(WRONG_FACTS, found, strict=True):
        expected = refusal(standard, facts)
        assert answer.get("refused") == expected.place, facts
        if not expected.remedy.en.startswith(GUESSED):
            assert answer["remedy"] == expected.remedy._asdict(), facts


@pytest.mark.parametrize(
    ("item", "boundary", "reading"),
    [
        ("yes", "members=2000", "large"),
        ("by.size", "members=11", "large"),
        ("by.size", "members=2000", "enormous"),
    ],
)
def test_a_ruling_on_what_does_not_exist_is_refused(
    standard: Standard, item: str, boundary: str, reading: str
) -> None:
    ruling = Ruling(item, boundary, reading, "理由", "李明", datetime(2013, 3, 1, tzinfo=UTC))
    (answer,) = answers(standard, Question(0, {}, (ruling,)))
    assert answer["refused"] == refusal(standard, {}, ruling).place
