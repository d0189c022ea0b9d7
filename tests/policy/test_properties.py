"""What must hold for any facts whatever."""

import random
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inspect_app.policy import FactDeclaration, FactType, Ruling, Verdict, load_library
from tests.policy.conftest import CHECKLISTS

STATION = load_library(CHECKLISTS).standard("station-2013")
MONTHS = [f"2013-{month:02d}" for month in range(1, 5)]
# Where the standard draws its lines, and on both sides of them.
NUMBERS = [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    15,
    16,
    24,
    32,
    40,
    Decimal("49.99"),
    50,
    Decimal("99.99"),
    100,
    Decimal("100.01"),
]
COUNTS = [0, 1, 2, 3, 4, 5, 6, 1999, 2000, 2001]
FEN = [0, 1, 69, 70, 100, 2_099_999, 2_100_000, 3_000_000]
DEFINITE = {Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_RULING, Verdict.NOT_APPLICABLE}

Facts = dict[str, object]


def values(declared: FactDeclaration) -> st.SearchStrategy[object]:
    """Values of a declared fact, of all kinds the standard has."""
    makers: dict[FactType, st.SearchStrategy[object]] = {
        FactType.BOOL: st.booleans(),
        FactType.INT: st.sampled_from(COUNTS),
        FactType.NUMBER: st.sampled_from(NUMBERS),
        FactType.FEN: st.sampled_from(FEN),
        FactType.MONTHS: st.lists(st.sampled_from(MONTHS), unique=True),
        FactType.TEXT: st.sampled_from(["王芳", "李强"]),
    }
    if declared.type is FactType.RECORDS:
        return st.lists(records(declared), max_size=4)
    if declared.type is FactType.CODE:
        return st.sampled_from(sorted(declared.codes))
    if declared.type is FactType.CODES:
        return st.lists(st.sampled_from(sorted(declared.codes)), unique=True)
    if declared.type is FactType.JUDGEMENTS:
        return st.dictionaries(st.sampled_from(sorted(declared.codes)), st.sampled_from([1, 2, 3, 4, "n/a"]))
    return makers[declared.type]


def records(declared: FactDeclaration) -> st.SearchStrategy[Facts]:
    return st.fixed_dictionaries({}, optional={name: values(each) for name, each in declared.fields.items()})


FACTS = st.fixed_dictionaries({}, optional={name: values(each) for name, each in STATION.facts.items()})
RULINGS = st.lists(
    st.sampled_from(
        [
            Ruling(item, boundary.id, reading.id, "理由", "李明", datetime(2013, 3, 1, tzinfo=UTC))
            for item, boundaries in STATION.boundaries.items()
            for boundary in boundaries
            for reading in boundary.readings
        ]
    ),
    unique_by=lambda ruling: ruling.item,
)


def verdicts(facts: Facts, rulings: list[Ruling] | None = None) -> dict[str, Verdict]:
    return {name: each.verdict for name, each in STATION.assess(facts, rulings or []).items.items()}


@settings(max_examples=300)
@given(FACTS, st.data())
def test_adding_a_fact_never_changes_a_definite_verdict(facts: Facts, data: st.DataObject) -> None:
    absent = sorted(set(STATION.facts) - set(facts))
    name = data.draw(st.sampled_from(absent)) if absent else "floor_area_m2"
    before, after = verdicts(facts), verdicts(facts | {name: data.draw(values(STATION.facts[name]))})
    if name not in facts:
        assert [item for item in before if before[item] in DEFINITE and before[item] != after[item]] == []


@settings(max_examples=300)
@given(FACTS, st.data())
def test_filling_in_a_record_never_changes_a_definite_verdict(facts: Facts, data: st.DataObject) -> None:
    declared = STATION.facts["staff"]
    staff = data.draw(st.lists(records(declared), min_size=1, max_size=4))
    index = data.draw(st.integers(0, len(staff) - 1))
    filled = [dict(record) for record in staff]
    filled[index] = data.draw(records(declared)) | staff[index]
    before, after = verdicts(facts | {"staff": staff}), verdicts(facts | {"staff": filled})
    assert [item for item in before if before[item] in DEFINITE and before[item] != after[item]] == []


@settings(max_examples=200)
@given(FACTS, RULINGS)
def test_a_ruling_changes_nothing_but_what_needed_it(facts: Facts, rulings: list[Ruling]) -> None:
    before, after = verdicts(facts), verdicts(facts, rulings)
    changed = {item for item in before if before[item] != after[item]}
    assert changed <= {ruling.item for ruling in rulings}
    assert {before[item] for item in changed} <= {Verdict.NEEDS_RULING}


@settings(max_examples=200)
@given(FACTS)
def test_points_earned_and_open_stay_within_a_hundred(facts: Facts) -> None:
    assessment = STATION.assess(facts)
    assert 0 <= assessment.score <= 100
    assert 0 <= assessment.points_open <= 100
    assert assessment.score + assessment.points_open <= Decimal("100.1")


@settings(max_examples=200)
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_records_changes_no_verdict(facts: Facts, chance: random.Random) -> None:
    shuffled = {name: _shuffled(facts[name], chance) for name in _shuffled(list(facts), chance)}
    assert verdicts(facts) == verdicts(shuffled)
    assert STATION.assess(facts).score == STATION.assess(shuffled).score


def _shuffled(value: Any, chance: random.Random) -> Any:
    return chance.sample(value, len(value)) if isinstance(value, list) else value


@settings(max_examples=200)
@given(FACTS)
def test_an_open_item_lacks_a_fact_or_lies_on_a_boundary(facts: Facts) -> None:
    for result in STATION.assess(facts).items.values():
        if result.verdict is Verdict.UNDECIDED:
            assert result.missing
        if result.verdict is Verdict.NEEDS_RULING:
            assert len({each.verdict for each in result.readings}) == 2
