"""A grant programme from its file."""

from pathlib import Path

from inspect_app.policy.checked_facts import FactCheck
from inspect_app.policy.items import Item, make_item
from inspect_app.policy.loading.declarations import read_facts, read_values
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.rules import read_rule
from inspect_app.policy.loading.source import read_source
from inspect_app.policy.loading.terms import Terms
from inspect_app.policy.programme import Amount, Programme, Route
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Obligation

_HEAD = ("programme", "edition", "valid_from", "title", "document", "amount", "facts", "conditions")
_ITEM = ("id", "clause", "title", "rule")


def load_programme(file: Path) -> Programme:
    """The programme in this file. Raises `ChecklistError`."""
    top, source_text, digest = read_source(file)
    found = top.fields(_HEAD, ("values", "routes"))
    valid_from, document = found["valid_from"].day(), found["document"].text()
    facts = read_facts(found["facts"], {})
    terms = Terms(facts, read_values(found.get("values"), valid_from))
    conditions = _items(found["conditions"], terms, document)
    routes = _items(found["routes"], terms, document) if "routes" in found else {}
    amount = _amount(found["amount"], terms)
    terms.refuse_unused(found["facts"].mapping(), found["values"].mapping() if "values" in found else {})
    return Programme(
        id=found["programme"].word(),
        edition=found["edition"].word(),
        valid_from=valid_from,
        title=found["title"].text(),
        document=document,
        amount=amount,
        conditions=conditions,
        routes={name: Route(name, item) for name, item in routes.items()},
        facts=facts,
        values=terms.values,
        sha256=digest,
        source_text=source_text,
        _check=FactCheck(facts),
    )


def _items(entry: Entry, terms: Terms, document: Text) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for each in entry.sequence():
        found = each.fields(_ITEM, ("guidance",))
        name = found["id"].name()
        if name in items:
            found["id"].refuse(
                Text(f"编号“{name}”重复", f'id "{name}" again'), Text("请另取编号", "Give it another id")
            )
        items[name] = make_item(
            name,
            "conditions",
            found["clause"].word(),
            Obligation.MANDATORY,
            found["title"].text(),
            found["guidance"].text() if "guidance" in found else None,
            read_rule(found["rule"], terms, name),
            document,
            terms.facts,
        )
    return items


def _amount(entry: Entry, terms: Terms) -> Amount:
    found = entry.fields(("note",), ("fen",))
    if "fen" not in found:
        return Amount(None, found["note"].text())
    fen = terms.number(found["fen"])
    if not isinstance(fen, int):
        found["fen"].refuse(
            Text("金额应为整数分", "an amount is whole fen"), Text("请填写整数", "Write a whole number")
        )
    return Amount(fen, found["note"].text())
