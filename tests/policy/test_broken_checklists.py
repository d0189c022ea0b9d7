"""One broken sample for each kind of mistake: the loader names the line, what is wrong and what to do."""

from pathlib import Path

import pytest

from inspect_app.policy import ChecklistError
from inspect_app.policy.loading.plans import load_plan
from inspect_app.policy.loading.programmes import load_programme
from inspect_app.policy.loading.standards import load_standard
from tests.policy.conftest import CHECKLISTS

BROKEN = Path(__file__).parent / "broken"
MISTAKES = [
    (
        "band_alone",
        60,
        "sections[1].items[0].rule.bands.classes: there must be two classes or more",
        "Where all sites are alike, write the rule without classes",
    ),
    (
        "band_gap",
        64,
        "sections[1].items[0].rule.bands.classes[1]: there is a gap between two classes",
        "Check where one class ends and the next begins",
    ),
    (
        "band_gap_point",
        64,
        "sections[1].items[0].rule.bands.classes[1]: there is a gap between two classes",
        "Check where one class ends and the next begins",
    ),
    (
        "band_open_above",
        60,
        "sections[1].items[0].rule.bands.classes: the last class leaves out large values",
        "Check where one class ends and the next begins",
    ),
    (
        "band_open_below",
        60,
        "sections[1].items[0].rule.bands.classes: the first class leaves out small values",
        "Check where one class ends and the next begins",
    ),
    (
        "band_overlap",
        64,
        "sections[1].items[0].rule.bands.classes[1]: two classes overlap by more than one number",
        "Check where one class ends and the next begins",
    ),
    (
        "band_two_ends",
        60,
        'sections[1].items[0].rule.bands.classes[0]: "up_to" and "below" exclude each other',
        "Remove one",
    ),
    ("codes_missing", 17, 'facts.things: "codes" is missing', 'Add "codes"'),
    ("codes_not_due", 12, 'facts.open_door.codes: type bool has no "codes"', "Remove it or change the type"),
    ("duplicate_item", 52, 'sections[1].items[0].id: id "first.door" again', "Give it another id"),
    (
        "duplicate_key",
        40,
        'sections[0].items[0]: key "clause" again (first on line 39)',
        "Remove one of them",
    ),
    ("duplicate_section", 48, 'sections[1].id: id "first" again', "Give it another id"),
    ("empty", 1, "is empty", "Fill it in"),
    ("empty_text", 55, "sections[1].items[0].title.en: must be a text", "Write a text"),
    ("missing_key", 38, 'sections[0].items[0]: "clause" is missing', 'Add "clause"'),
    ("missing_translation", 55, 'sections[1].items[0].title: "en" is missing', 'Add "en"'),
    (
        "no_codes",
        47,
        "sections[0].items[1].rule.includes_all.codes: the list is empty",
        "List at least one code",
    ),
    (
        "no_name",
        20,
        'facts.things.codes.Chair!: "Chair!" is no name',
        "Use small letters, digits, _ and . only",
    ),
    (
        "not_a_list",
        47,
        "sections[0].items[1].rule.includes_all.codes: must be a list",
        "Start each line with '- '",
    ),
    ("not_a_mapping", 4, "title: must be keys with values", "Write key: value"),
    ("not_utf8", 4, "is not UTF-8 text", "Save it as UTF-8"),
    ("quoted_number", 7, "values.area_min.number: must be a number", "Write a number"),
    (
        "repeated_code",
        47,
        'sections[0].items[1].rule.includes_all.codes[2]: code "chair" again',
        "Remove one",
    ),
    (
        "same_reading",
        64,
        'sections[1].items[0].rule.bands.classes[1]: reading "small" again',
        "Give it another name",
    ),
    ("two_rules", 42, "sections[0].items[0].rule: a rule has exactly one kind", "Use all_of for several"),
    (
        "undeclared_fact",
        42,
        'sections[0].items[0].rule.is_true: the rule reads "open_dor", which is not declared',
        'Perhaps "open_door" was meant',
    ),
    (
        "undeclared_value",
        78,
        'sections[1].items[1].rule.every.at_least: "area_max" is not declared under values',
        'Perhaps "area_min" was meant',
    ),
    (
        "unknown_code",
        47,
        'sections[0].items[1].rule.includes_all.codes[1]: unknown code "tabel"',
        'Perhaps "table" was meant',
    ),
    (
        "unknown_field",
        77,
        'sections[1].items[1].rule.every.field: the rule reads "days", which is not declared',
        "Known are: hours, role",
    ),
    ("unknown_key", 41, 'sections[0].items[0].colour: unknown key "colour"', 'Perhaps "clause" was meant'),
    (
        "unknown_obligation",
        70,
        'sections[1].items[1].obligation: unknown "optional"',
        'Perhaps "conditional" was meant',
    ),
    (
        "unknown_rule",
        42,
        'sections[0].items[0].rule.is_open: unknown kind of rule "is_open"',
        "Known are: is_true, is_false, equals",
    ),
    ("unknown_section", 12, 'facts.open_door.section: unknown "third"', "Known are: first, second"),
    (
        "unknown_type",
        14,
        'facts.area.type: unknown "float"',
        "Known are: bool, code, codes, date, fen, int, judgements, months, number, records, text",
    ),
    (
        "unknown_where",
        76,
        'sections[1].items[1].rule.every.where.rank: records have no field "rank" to choose by',
        "Fields are: role, hours",
    ),
    (
        "unknown_where_code",
        76,
        'sections[1].items[1].rule.every.where.role: unknown code "boss"',
        "Known are: worker",
    ),
    ("unused_fact", 14, "facts.height: no rule reads this fact", "Remove it or use it in a rule"),
    ("unused_value", 8, "values.area_huge: no rule uses this figure", "Remove it or use it in a rule"),
    (
        "value_of_two_kinds",
        7,
        "values.area_min: needs either number or day",
        "Use number for a figure and day for a date",
    ),
    (
        "value_or_than",
        63,
        "sections[1].items[0].rule.bands.classes[0].rule.at_least: needs either value or than",
        "value names a figure, than another fact",
    ),
    (
        "value_too_late",
        7,
        "values.area_min.from: starts after the edition does",
        "Write a new edition for it",
    ),
    (
        "wrong_date",
        7,
        "values.area_min.checked: is a day that does not exist ('2026-11-31')",
        "Give a day that exists, as YYYY-MM-DD",
    ),
    (
        "wrong_fact_type",
        42,
        'sections[0].items[0].rule.is_true: "area" is of type number',
        "This kind of rule needs bool",
    ),
    ("wrong_weights", 34, "sections: the weights add up to 90", "Make them add up to 100"),
    ("wrong_yaml", 13, "is not correct YAML", "Check indents, colons and quotes"),
]


def test_the_sample_that_the_others_are_broken_from_is_sound() -> None:
    assert list(load_standard(BROKEN / "sound.yaml").items) == [
        "first.door",
        "first.things",
        "second.area",
        "second.people",
    ]


@pytest.mark.parametrize(("name", "line", "message", "remedy"), MISTAKES)
def test_a_mistake_is_named_with_line_and_remedy(name: str, line: int, message: str, remedy: str) -> None:
    file = BROKEN / f"{name}.yaml"
    with pytest.raises(ChecklistError) as refused:
        load_standard(file)
    error = refused.value
    assert (error.file, error.line) == (file, line)
    assert error.message.en.startswith(message)
    assert error.remedy.en.startswith(remedy)
    assert str(error).startswith(f"{file}:{line}: ")
    assert error.message.zh
    assert error.remedy.zh


def test_every_broken_sample_is_tested() -> None:
    assert {name for name, *_ in MISTAKES} | {"sound"} == {file.stem for file in BROKEN.glob("*.yaml")}


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of one of the project's own files with one mistake in it."""
    text = (CHECKLISTS / file).read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / Path(file).name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "first: first_day, last: last_day",
            "first: last_day, last: first_day",
            "the period ends before it begins",
        ),
        ("first: first_day", "first: subsidy_fen", "must be a day"),
        ("up_to: funds_boundary_fen", "up_to: first_day", "must be a number"),
        ("code: passed", "code: past", 'unknown code "past"'),
        ("id: accepted", "id: once", 'id "once" again'),
        ("number: 2_000_000", "number: 0.5", "an amount is whole fen"),
        ("verdict: not_met", "verdict: undecided", 'unknown "undecided"'),
        ("{is_false: already_granted}", "{is_true: acceptance}", "is of type code"),
    ],
)
def test_a_mistake_in_a_programme_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ChecklistError) as refused:
        load_programme(changed(tmp_path, "exterior-2013/programme.yaml", old, new))
    assert message in refused.value.message.en


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("scope: city", "scope: town", 'unknown "town"'),
        (
            "{count: first_count}",
            "{count: first_count, percent: district_share}",
            "needs either count or percent",
        ),
        ("{count: first_count}", "{}", "needs either count or percent"),
        ("first_count: {number: 50,", "first_count: {number: 50.5,", "must be a whole number"),
        ("id: city.2013", "id: city.first_50", 'id "city.first_50" again'),
        ("due: first_due", "due: first_count", "must be a day"),
    ],
)
def test_a_mistake_in_a_plan_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ChecklistError) as refused:
        load_plan(changed(tmp_path, "station-phases/plan.yaml", old, new))
    assert message in refused.value.message.en
