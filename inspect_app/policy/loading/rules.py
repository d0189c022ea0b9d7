"""Rules as they are written in a checklist: one tag with its parameters."""

from collections.abc import Callable
from decimal import Decimal

from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.loading.bands import read_bands
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.terms import NUMBERS, Terms
from inspect_app.policy.rules import (
    AllOf,
    AtLeast,
    AtMost,
    Covers,
    Equals,
    EveryRecord,
    Graded,
    IncludesAll,
    IncludesAny,
    IsFalse,
    IsTrue,
    LessThan,
    Rule,
    Settled,
    Share,
    Within,
)
from inspect_app.policy.rules.numbers import Comparison
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

Reader = Callable[[Entry, Terms, str], Rule]


def read_rule(entry: Entry, terms: Terms, item_id: str) -> Rule:
    """The rule at this place; `item_id` is the item it belongs to. Raises `ChecklistError`."""
    found = entry.mapping()
    if len(found) != 1:
        entry.refuse(
            Text("一条规则只能有一个类型", "a rule has exactly one kind"),
            Text("多条规则请用 all_of", "Use all_of for several"),
        )
    ((tag, parameters),) = found.items()
    if tag not in READERS:
        unknown = Text(f"未知的规则类型“{tag}”", f'unknown kind of rule "{tag}"')
        known = "、".join(READERS)
        parameters.refuse(unknown, Text(f"可用的有：{known}", f"Known are: {known.replace('、', ', ')}"))
    return READERS[tag](parameters, terms, item_id)


def _is_true(entry: Entry, terms: Terms, _: str) -> Rule:
    return IsTrue(terms.fact(entry, FactType.BOOL).name)


def _is_false(entry: Entry, terms: Terms, _: str) -> Rule:
    return IsFalse(terms.fact(entry, FactType.BOOL).name)


def _equals(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "code"))
    declared = terms.fact(found["fact"], FactType.CODE)
    return Equals(declared.name, terms.code(found["code"], declared.codes))


def _comparison(kind: type[Comparison]) -> Reader:
    def read(entry: Entry, terms: Terms, _: str) -> Rule:
        found = entry.fields(("fact",), ("value", "than"))
        name = terms.fact(found["fact"], *NUMBERS).name
        if ("value" in found) == ("than" in found):
            entry.refuse(
                Text("须有 value 或 than 之一", "needs either value or than"),
                Text("value 引用数值，than 引用另一事实", "value names a figure, than another fact"),
            )
        if "than" in found:
            return kind(name, than=terms.fact(found["than"], *NUMBERS).name)
        return kind(name, limit=terms.number(found["value"]))

    return read


def _codes(entry: Entry, declared: FactDeclaration, terms: Terms) -> tuple[str, ...]:
    codes: list[str] = []
    for each in entry.sequence():
        code = terms.code(each, declared.codes)
        if code in codes:
            each.refuse(Text(f"代码“{code}”重复", f'code "{code}" again'), Text("请删去一处", "Remove one"))
        codes.append(code)
    if not codes:
        entry.refuse(Text("列表为空", "the list is empty"), Text("请至少列出一项", "List at least one code"))
    return tuple(codes)


def _includes_all(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "codes"))
    declared = terms.fact(found["fact"], FactType.CODES)
    return IncludesAll(declared.name, _codes(found["codes"], declared, terms))


def _includes_any(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "codes"))
    declared = terms.fact(found["fact"], FactType.CODES)
    return IncludesAny(declared.name, _codes(found["codes"], declared, terms))


def _covers(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "due"))
    done, due = (terms.fact(found[key], FactType.MONTHS).name for key in ("fact", "due"))
    return Covers(done, due)


def _every(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "where", "field", "at_least", "who"))
    declared = terms.fact(found["fact"], FactType.RECORDS)
    fields = Terms(declared.fields, {})
    return EveryRecord(
        fact=declared.name,
        where={name: _wanted(each, name, fields) for name, each in found["where"].mapping().items()},
        field=fields.fact(found["field"], *NUMBERS).name,
        limit=terms.number(found["at_least"]),
        who=found["who"].text(),
    )


def _wanted(entry: Entry, name: str, fields: Terms) -> str | bool:
    declared = fields.facts.get(name)
    if declared is None or declared.type not in (FactType.BOOL, FactType.CODE):
        known = "、".join(fields.facts)
        entry.refuse(
            Text(f"记录没有可用的字段“{name}”", f'records have no field "{name}" to choose by'),
            Text(f"字段有：{known}", f"Fields are: {known.replace('、', ', ')}"),
        )
    if declared.type is FactType.BOOL:
        return entry.boolean()
    return fields.code(entry, declared.codes)


def _share(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("part", "whole", "percent"))
    part, whole = (terms.fact(found[key], FactType.INT, FactType.FEN).name for key in ("part", "whole"))
    percent: int | Decimal = terms.number(found["percent"])
    return Share(part, whole, percent)


def _within(entry: Entry, terms: Terms, _: str) -> Rule:
    found = entry.fields(("fact", "first", "last"))
    name = terms.fact(found["fact"], FactType.DATE).name
    first, last = terms.day(found["first"]), terms.day(found["last"])
    if last < first:
        entry.refuse(
            Text("期限的止日早于起日", "the period ends before it begins"), Text("请核对", "Check both days")
        )
    return Within(name, first, last)


def _graded(entry: Entry, terms: Terms, item_id: str) -> Rule:
    return Graded(terms.fact(entry, FactType.JUDGEMENTS).name, item_id)


def _all_of(entry: Entry, terms: Terms, item_id: str) -> Rule:
    return AllOf(tuple(read_rule(each, terms, item_id) for each in entry.sequence()))


def _bands(entry: Entry, terms: Terms, item_id: str) -> Rule:
    return read_bands(entry, terms, lambda inner: read_rule(inner, terms, item_id))


def _settled(entry: Entry, _: Terms, __: str) -> Rule:
    found = entry.fields(("verdict", "text"))
    known = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)
    return Settled(Verdict(found["verdict"].one_of(known)), found["text"].text())


READERS: dict[str, Reader] = {
    "is_true": _is_true,
    "is_false": _is_false,
    "equals": _equals,
    "at_least": _comparison(AtLeast),
    "at_most": _comparison(AtMost),
    "less_than": _comparison(LessThan),
    "includes_all": _includes_all,
    "includes_any": _includes_any,
    "covers": _covers,
    "every": _every,
    "share": _share,
    "within": _within,
    "graded": _graded,
    "all_of": _all_of,
    "bands": _bands,
    "settled": _settled,
}
