"""Assessments as lines of JSON, for many thousand sites in a row.

A line is `json.dumps(assessment.to_json())`, made from parts: what depends on a finding alone is encoded once
and kept with it, and every fact is encoded once a site however many items read it.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from inspect_app.policy.assessment import Assessment
from inspect_app.policy.facts_json import plain_fact
from inspect_app.policy.items import Item, ItemResult, explanation, reason_part, verdict_part
from inspect_app.policy.rules import Finding
from inspect_app.policy.standard import Standard
from inspect_app.policy.verdicts import Mode, Verdict

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
    if type(value) is int:
        return str(value)
    if type(value) is list and value and type(value[0]) is str:
        # Codes and months: words without a character that JSON would escape.
        return '["' + '", "'.join(value) + '"]'
    return _encode(value)


def _item_writer(item: Item) -> ItemWriter:
    return _judged_writer(item) if item.mode is Mode.JUDGED else _measured_writer(item)


def _judged_writer(item: Item) -> ItemWriter:
    """All of a judged item depends on its grade alone, and there are only so many."""
    kept: dict[Finding, str] = {}

    def write(result: ItemResult, _: EncodedFacts) -> str:
        text = kept.get(result.finding)
        if text is None:
            text = kept[result.finding] = f'"{item.id}": {_encode(result.to_json())}'
        return text

    return write


def _measured_writer(item: Item) -> ItemWriter:
    names = item.facts

    @lru_cache(maxsize=len(Verdict))
    def beginning(verdict: Verdict) -> str:
        return f'"{item.id}": {_encode(verdict_part(item, verdict))[:-1]}, "facts": {{'

    @lru_cache(maxsize=FINDINGS_KEPT)
    def ending(finding: Finding) -> str:
        if finding.readings:
            return f", {_encode(reason_part(item, finding))[1:]}"
        text = explanation(item, finding)
        return f', "explanation": {{"zh": {_encode(text.zh)}, "en": {_encode(text.en)}}}}}'

    def write(result: ItemResult, encoded: EncodedFacts) -> str:
        finding = result.finding
        facts = [encoded[name] for name in names if name in encoded]
        complete = len(facts) == len(names) and not finding.missing
        missing = "[]" if complete else _encode(result.missing)
        return f'{beginning(finding.verdict)}{", ".join(facts)}}}, "missing": {missing}{ending(finding)}'

    return write
