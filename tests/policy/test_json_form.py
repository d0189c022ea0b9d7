"""A standard as JSON: the same rules by the same tags, for the offline tablet."""

import json
from pathlib import Path
from string import Formatter

import pytest

from inspect_app.policy import Library, Mode, Standard
from inspect_app.policy.loading.rules import READERS
from inspect_app.policy.sentences import Remedy, Sentence, Template

TAGS = sorted(READERS)


def rules(standard: Standard) -> dict[str, dict[str, object]]:
    plain = json.loads(json.dumps(standard.to_json()))
    return {item["id"]: item["rule"] for section in plain["sections"] for item in section["items"]}


def test_a_standard_is_plain_json_with_tagged_rules(station: Standard) -> None:
    found = rules(station)
    assert found["premises.area"] == {"tag": "at_least", "fact": "floor_area_m2", "limit": 50}
    assert found["equipment.computers"]["than"] == "full_time_staff"
    assert found["training.prejob"] | {"who": None} == {
        "tag": "every",
        "fact": "staff",
        "where": {"role": "social_worker", "newly_hired": True},
        "field": "prejob_hours",
        "limit": 16,
        "who": None,
    }
    bands = found["rooms.required"]["bands"]
    assert isinstance(bands, list)
    assert [(band.get("from"), band.get("up_to"), band.get("below")) for band in bands] == [
        (None, None, 50),
        (50, 100, None),
        (100, None, None),
    ]


def test_every_item_says_what_a_form_asks_for(station: Standard) -> None:
    kinds = {item.id: item.answer_kind for item in station.items.values() if item.mode is Mode.MEASURED}
    assert kinds["premises.street_front"] == "yes_no"
    assert kinds["premises.area"] == "number"
    assert kinds["rooms.required"] == kinds["equipment.office"] == "choices"
    assert kinds["video.system"] == "several"
    assert kinds["training.city"] == "records"
    assert kinds["mechanism.linkage_day"] == "months"
    assert kinds["funds.service_share"] == "money"
    assert station.items["duties.1"].answer_kind == "grade"


def test_a_standard_carries_the_words_its_rules_explain_themselves_with(station: Standard) -> None:
    wording = json.loads(json.dumps(station.to_json()))["wording"]
    assert wording["sentences"]["above"] == {"zh": "多 {margin}", "en": "{margin} above"}
    assert wording["remedies"]["least"]["zh"] == "请填写不小于 {minimum} 的数"
    assert wording["verdicts"]["needs_ruling"] == {"zh": "待裁定", "en": "needs a ruling"}
    assert wording["grades"]["4"]["zh"] == "优"


@pytest.mark.parametrize("template", [*Sentence, *Remedy], ids=str)
def test_a_template_has_the_same_parts_in_both_languages(template: Template) -> None:
    chinese, english = (
        {name for _, name, _, _ in Formatter().parse(text) if name} for text in template.value
    )
    assert chinese == english


def test_no_tag_is_used_twice() -> None:
    source = (Path(__file__).parents[2] / "inspect_app" / "policy" / "rules").glob("*.py")
    tags = [
        line.split('"')[1]
        for file in source
        for line in file.read_text().splitlines()
        if "tag: ClassVar[str] =" in line
    ]
    assert sorted(tags) == TAGS


def test_programmes_and_plans_carry_edition_and_hash(library: Library) -> None:
    for checklist in (*library.programmes.values(), *library.plans.values()):
        assert (checklist.edition, len(checklist.sha256)) == ("2013-01-24", 64)
