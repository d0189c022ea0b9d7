"""Two editions of a standard side by side: what is new, gone and different, in both languages."""

import pytest

from inspect_app.policy import Comparison, Library, Text, compare, load_library
from inspect_app.policy.comparison import Aspect, Change
from tests.editions import write_next_edition

Changes = dict[str, tuple[Change, ...]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("checklists")
    write_next_edition(folder, "2014-01-01")
    library = load_library(folder)
    return compare(
        library.standard("station-2013", edition="2013-01-24"),
        library.standard("station-2013", edition="2014-01-01"),
    )


@pytest.fixture(scope="module")
def items(found: Comparison) -> Changes:
    return {each.new.id: each.changes for each in found.items_changed}


@pytest.fixture(scope="module")
def facts(found: Comparison) -> Changes:
    return {each.new.name: each.changes for each in found.facts_changed}


def test_an_edition_does_not_differ_from_itself(found: Comparison) -> None:
    same = compare(found.new, found.new)
    assert not any((same.items_added, same.items_removed, same.items_changed, same.sections_changed))
    assert not any((same.facts_added, same.facts_removed, same.facts_changed))


def test_items_that_one_edition_alone_has(found: Comparison) -> None:
    assert [each.id for each in found.items_added] == ["premises.signpost"]
    assert [each.id for each in found.items_removed] == ["premises.sign"]
    assert [each.name for each in found.facts_added] == ["signpost"]
    assert [each.name for each in found.facts_removed] == ["unified_sign"]


def test_a_figure_that_changed_is_told_as_the_requirement_before_and_after(items: Changes) -> None:
    title, requirement = items["premises.area"]
    assert title.aspect is Aspect.TITLE
    assert requirement == Change(
        Aspect.REQUIREMENT,
        Text("办公服务用房面积：不少于 50 平方米", "Floor area: at least 50 m²"),
        Text("办公服务用房面积：不少于 80 平方米", "Floor area: at least 80 m²"),
    )


def test_an_item_that_is_measured_now(items: Changes) -> None:
    mode, requirement = items["duties.1"]
    assert (mode.aspect, mode.before.zh, mode.after.zh) == (Aspect.MODE, "检查员评分", "按事实判定")
    assert requirement.before.en == "graded 2 or more by the inspector"
    assert requirement.after.en == "Outdoor notice board: must be yes"


def test_obligation_and_clause(items: Changes) -> None:
    assert [(each.aspect, each.after.en) for each in items["outdoor.board"]] == [
        (Aspect.CLAUSE, "Basis: Jing Gong Fa [2013] No. 6, 二(一)9"),
        (Aspect.OBLIGATION, "mandatory for some sites"),
    ]


def test_codes_that_are_gone_and_type_of_a_fact(facts: Changes) -> None:
    (codes,) = facts["rooms"]
    assert (codes.aspect, codes.before.zh, codes.after.zh) == (Aspect.CODES, "", "母婴室")
    assert {each.aspect for each in facts["video_software"]} == {Aspect.TYPE, Aspect.UNIT}


def test_the_weight_of_a_section(found: Comparison) -> None:
    weights = {each.new.id: each.changes for each in found.sections_changed if each.new}
    assert [(each.before.en, each.after.en) for each in weights["premises"]] == [("20 points", "21 points")]


def test_what_is_written_down_of_it(found: Comparison) -> None:
    written = found.to_json()
    assert written["from"] == {"edition": "2013-01-24", "sha256": found.old.sha256}
    assert written["to"] == {"edition": "2014-01-01", "sha256": found.new.sha256}
    assert written["items_added"] == ["premises.signpost"]


def test_every_rule_of_every_checklist_says_what_it_asks_for(library: Library) -> None:
    for standard in library.standards.values():
        for item in standard.items.values():
            wanted = item.rule.requirement(standard.facts)
            assert wanted.zh
            assert wanted.en
            assert wanted.zh != wanted.en
    for programme in library.programmes.values():
        for condition in programme.conditions.values():
            assert condition.rule.requirement(programme.facts).en
