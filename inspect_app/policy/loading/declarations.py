"""Declared figures and facts, as they are written in a checklist."""

from collections.abc import Mapping
from datetime import date

from inspect_app.policy.dated import Value
from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.text import Text

_WITH_CODES = (FactType.CODE, FactType.CODES)


def read_values(entry: Entry | None, valid_from: date) -> dict[str, Value]:
    """The figures of the document by name. Raises `ChecklistError`."""
    if entry is None:
        return {}
    return {name: _value(name, each, valid_from) for name, each in entry.mapping().items()}


def _value(name: str, entry: Entry, valid_from: date) -> Value:
    found = entry.fields(("from", "clause", "checked"), ("number", "day", "source"))
    start = found["from"].day()
    if start > valid_from:
        found["from"].refuse(
            Text("数值的起始日晚于本版生效日", "starts after the edition does"),
            Text("请另立新版文件", "Write a new edition for it"),
        )
    if ("number" in found) == ("day" in found):
        entry.refuse(
            Text("须有 number 或 day 之一", "needs either number or day"),
            Text("数值用 number，日期用 day", "Use number for a figure and day for a date"),
        )
    value = found["number"].number() if "number" in found else found["day"].day()
    source = found["source"].word() if "source" in found else None
    return Value(name, value, start, found["clause"].word(), found["checked"].day(), source)


def read_facts(entry: Entry, sections: Mapping[str, Text]) -> dict[str, FactDeclaration]:
    """The declared facts by name; `sections` are the sections a form may ask them in."""
    return {name: _fact(name, each, sections) for name, each in entry.named().items()}


def _fact(name: str, entry: Entry, sections: Mapping[str, Text]) -> FactDeclaration:
    found = entry.fields(("type", "label"), ("section", "unit", "help", "codes", "fields", "minimum"))
    kind = FactType(found["type"].one_of(FactType))
    _codes_where_due(entry, found, kind)
    return FactDeclaration(
        name=name,
        type=kind,
        label=found["label"].text(),
        unit=found["unit"].text() if "unit" in found else None,
        codes=_codes(found["codes"]) if "codes" in found else {},
        fields=read_facts(found["fields"], {}) if "fields" in found else {},
        section=found["section"].one_of(sections) if "section" in found else None,
        help=found["help"].text() if "help" in found else None,
        minimum=found["minimum"].integer() if "minimum" in found else 0,
    )


def _codes_where_due(entry: Entry, found: Mapping[str, Entry], kind: FactType) -> None:
    for key, due in (("codes", kind in _WITH_CODES), ("fields", kind is FactType.RECORDS)):
        if due and key not in found:
            entry.refuse(Text(f"缺少“{key}”", f'"{key}" is missing'), Text(f"请补上“{key}”", f'Add "{key}"'))
        if key in found and not due:
            found[key].refuse(
                Text(f"类型 {kind} 没有“{key}”", f'type {kind} has no "{key}"'),
                Text("请删去或改类型", "Remove it or change the type"),
            )


def _codes(entry: Entry) -> dict[str, Text]:
    return {code: each.text() for code, each in entry.named().items()}
