"""A standard from its file."""

from dataclasses import replace
from pathlib import Path

from inspect_app.policy.checked_facts import FactCheck
from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.items import Item, make_item
from inspect_app.policy.loading.declarations import read_facts, read_values
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.rules import read_rule
from inspect_app.policy.loading.source import read_source
from inspect_app.policy.loading.terms import Terms
from inspect_app.policy.standard import Section, Standard
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Obligation

_HEAD = ("standard", "edition", "valid_from", "title", "document", "facts", "sections")
_WEIGHTS_TOTAL = 100


def load_standard(file: Path) -> Standard:
    """The standard in this file. Raises `ChecklistError`."""
    top, source_text, digest = read_source(file)
    found = top.fields(_HEAD, ("values",))
    valid_from, document = found["valid_from"].day(), found["document"].text()
    sections = found["sections"].sequence()
    facts = _with_judged_items(read_facts(found["facts"], _section_titles(sections)), sections)
    terms = Terms(facts, read_values(found.get("values"), valid_from))
    parts = tuple(_section(each, terms, document) for each in sections)
    items = _items_by_id(sections, parts)
    terms.refuse_unused(found["facts"].mapping(), found["values"].mapping() if "values" in found else {})
    _refuse_wrong_total(found["sections"], parts)
    return Standard(
        id=found["standard"].word(),
        edition=found["edition"].word(),
        valid_from=valid_from,
        title=found["title"].text(),
        document=document,
        sections=parts,
        items=items,
        facts=facts,
        values=terms.values,
        sha256=digest,
        source_text=source_text,
        _check=FactCheck(facts),
    )


def _section_titles(sections: list[Entry]) -> dict[str, Text]:
    titles: dict[str, Text] = {}
    for entry in sections:
        found = entry.fields(("id", "title", "weight", "items"))
        name = found["id"].name()
        if name in titles:
            _refuse_twice(found["id"], name)
        titles[name] = found["title"].text()
    return titles


def _refuse_twice(entry: Entry, name: str) -> None:
    entry.refuse(Text(f"编号“{name}”重复", f'id "{name}" again'), Text("请另取编号", "Give it another id"))


def _with_judged_items(
    facts: dict[str, FactDeclaration], sections: list[Entry]
) -> dict[str, FactDeclaration]:
    """The declarations, with the judged items as the words a `judgements` fact may use."""
    judged = {
        item["id"].word(): item["title"].text()
        for section in sections
        for item in (each.mapping() for each in section.mapping()["items"].sequence())
        if "rule" in item and "id" in item and "title" in item and "graded" in item["rule"].mapping()
    }
    return {
        name: replace(declared, codes=judged) if declared.type is FactType.JUDGEMENTS else declared
        for name, declared in facts.items()
    }


def _section(entry: Entry, terms: Terms, document: Text) -> Section:
    found = entry.mapping()
    name, weight = found["id"].name(), found["weight"].fields(("value", "source"))
    items = tuple(read_item(each, name, terms, document) for each in found["items"].sequence())
    return Section(
        id=name,
        title=found["title"].text(),
        weight=weight["value"].integer(),
        weight_source=weight["source"].word(),
        items=items,
        counting=tuple(item.id for item in items if item.counts),
    )


def read_item(entry: Entry, section: str, terms: Terms, document: Text) -> Item:
    """One item of a section. Raises `ChecklistError`."""
    found = entry.fields(("id", "clause", "obligation", "title", "rule"), ("guidance",))
    item_id = found["id"].name()
    return make_item(
        item_id,
        section,
        found["clause"].word(),
        Obligation(found["obligation"].one_of(Obligation)),
        found["title"].text(),
        found["guidance"].text() if "guidance" in found else None,
        read_rule(found["rule"], terms, item_id),
        document,
        terms.facts,
    )


def _items_by_id(sections: list[Entry], parts: tuple[Section, ...]) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for entry, part in zip(sections, parts, strict=True):
        for item_entry, item in zip(entry.mapping()["items"].sequence(), part.items, strict=True):
            if item.id in items:
                _refuse_twice(item_entry.mapping()["id"], item.id)
            items[item.id] = item
    return items


def _refuse_wrong_total(entry: Entry, parts: tuple[Section, ...]) -> None:
    total = sum(part.weight for part in parts)
    if total != _WEIGHTS_TOTAL:
        entry.refuse(
            Text(f"各部分权重合计为 {total}", f"the weights add up to {total}"),
            Text(f"请调整为合计 {_WEIGHTS_TOTAL}", f"Make them add up to {_WEIGHTS_TOTAL}"),
        )
