"""A plan from its file."""

from pathlib import Path

from inspect_app.policy.loading.declarations import read_values
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.source import read_source
from inspect_app.policy.loading.terms import Terms
from inspect_app.policy.plan import CITY, Plan
from inspect_app.policy.targets import Requirement, Target
from inspect_app.policy.text import Text

_HEAD = ("plan", "edition", "valid_from", "title", "document", "values", "targets")
_EACH_DISTRICT = "each_district"


def load_plan(file: Path) -> Plan:
    """The plan in this file. Raises `ChecklistError`."""
    top, source_text, digest = read_source(file)
    found = top.fields(_HEAD)
    valid_from = found["valid_from"].day()
    terms = Terms({}, read_values(found["values"], valid_from))
    targets = _targets(found["targets"], terms)
    terms.refuse_unused({}, found["values"].mapping())
    return Plan(
        id=found["plan"].word(),
        edition=found["edition"].word(),
        valid_from=valid_from,
        title=found["title"].text(),
        document=found["document"].text(),
        targets=targets,
        values=terms.values,
        sha256=digest,
        source_text=source_text,
    )


def _targets(entry: Entry, terms: Terms) -> tuple[Target, ...]:
    targets: dict[str, Target] = {}
    for each in entry.sequence():
        target = _target(each, terms)
        if target.id in targets:
            each.mapping()["id"].refuse(
                Text(f"编号“{target.id}”重复", f'id "{target.id}" again'),
                Text("请另取编号", "Give it another id"),
            )
        targets[target.id] = target
    return tuple(targets.values())


def _target(entry: Entry, terms: Terms) -> Target:
    found = entry.fields(("id", "scope", "due", "clause", "title", "requirement"))
    return Target(
        id=found["id"].name(),
        each_district=found["scope"].one_of((CITY, _EACH_DISTRICT)) == _EACH_DISTRICT,
        due=terms.day(found["due"]),
        clause=found["clause"].word(),
        title=found["title"].text(),
        requirement=_requirement(found["requirement"], terms),
    )


def _requirement(entry: Entry, terms: Terms) -> Requirement:
    found = entry.fields((), ("count", "percent", "funds_from_fen"))
    if ("count" in found) == ("percent" in found):
        entry.refuse(
            Text("须有 count 或 percent 之一", "needs either count or percent"),
            Text("count 为个数，percent 为百分比", "count is a number of stations, percent a share of them"),
        )
    return Requirement(
        count=_whole(found["count"], terms) if "count" in found else None,
        percent=terms.number(found["percent"]) if "percent" in found else 0,
        funds_from_fen=_whole(found["funds_from_fen"], terms) if "funds_from_fen" in found else None,
    )


def _whole(entry: Entry, terms: Terms) -> int:
    number = terms.number(entry)
    if not isinstance(number, int):
        entry.refuse(Text("应为整数", "must be a whole number"), Text("请引用整数", "Name a whole number"))
    return number
