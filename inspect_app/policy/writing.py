"""Assessments as lines of JSON, for many thousand sites in a row.

A line is `json.dumps(assessment.to_json())`, made from parts: what depends on a finding alone is encoded once
and kept with it, and every fact is encoded once a site however many items read it.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from inspect_app.policy.assessment import Assessment
from inspect_app.policy.facts_json import plain_fact
from inspect_app.policy.items import Item, ItemResult, reason_part, verdict_part
from inspect_app.policy.rules import Finding, Graded
from inspect_app.policy.standard import Standard

FINDINGS_KEPT = 512
_encode = json.JSONEncoder(ensure_ascii=False, default=plain_fact).encode

# Facts by name, each encoded as `"name": value`.
EncodedFacts = Mapping[str, str]
ItemWriter = Callable[[ItemResult, EncodedFacts], str]


def assessment_writer(standard: Standard) -> Callable[[Assessment], str]:
    """A function that writes an assessment by this standard as one line of JSON, without the line end."""
    writers = {name: _item_writer(item) for name, item in standard.items.items()}

    def write(assessment: Assessment) -> str:
        results = assessment.items
        given = next(iter(results.values())).given
        encoded = {name: f'"{name}": {_fact_text(value)}' for name, value in given.items()}
        items = ", ".join([write_item(results[name], encoded) for name, write_item in writers.items()])
        return f'{_encode(assessment.summary())[:-1]}, "items": {{{items}}}}}'

    return write


def _fact_text(value: object) -> str:
    # The plainest values need no encoder, and they are the most.
    if value is True:
        return "true"
    if value is False:
        return "false"
    return str(value) if type(value) is int else _encode(value)


def _item_writer(item: Item) -> ItemWriter:
    facts_text = _grade_text(item, item.rule) if isinstance(item.rule, Graded) else _facts_text(item)

    @lru_cache(maxsize=FINDINGS_KEPT)
    def frame(finding: Finding) -> tuple[str, str]:
        before, after = _encode(verdict_part(item, finding)), _encode(reason_part(item, finding))
        return f'"{item.id}": {before[:-1]}, "facts": {{', f", {after[1:]}"

    def write(result: ItemResult, encoded: EncodedFacts) -> str:
        before, after = frame(result.finding)
        missing = result.missing
        listed = _encode(missing) if missing else "[]"
        return f'{before}{facts_text(result, encoded)}}}, "missing": {listed}{after}'

    return write


def _facts_text(item: Item) -> ItemWriter:
    names = item.facts

    def write(_: ItemResult, encoded: EncodedFacts) -> str:
        return ", ".join([encoded[name] for name in names if name in encoded])

    return write


def _grade_text(item: Item, rule: Graded) -> ItemWriter:
    texts = {grade: f'"{rule.fact}": {_encode({item.id: grade})}' for grade in (1, 2, 3, 4, "n/a")}

    def write(result: ItemResult, _: EncodedFacts) -> str:
        grades = result.given.get(rule.fact) or {}
        return texts[grades[item.id]] if item.id in grades else ""

    return write
