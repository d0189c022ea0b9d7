"""The rule on a list of records: every record of a kind must reach a limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.text import Text, difference
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EveryRecord(Rule):
    """Every record where `where` holds has at least `limit` in `field`.

    A record whose deciding field is absent may or may not be meant: the verdict is the one that holds either way,
    else undecided. With no record meant the clause sets nothing. `who` names the records meant.
    """

    tag: ClassVar[str] = "every"
    fact: str
    where: Mapping[str, str | bool]
    field: str
    limit: Number
    who: Text

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def verdicts(self) -> frozenset[Verdict]:
        return Rule.verdicts(self) | {Verdict.NOT_APPLICABLE}

    def compile(self, facts: Declarations) -> Check:
        name, conditions, limit = self.fact, tuple(self.where.items()), self.limit
        declared = facts[name].fields[self.field]
        missing = unknown(facts[name].label)
        none = Finding(
            Verdict.NOT_APPLICABLE,
            Text(f"没有{self.who.zh}，不适用。", f"There are no {self.who.en}, so this sets nothing."),
        )

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            records = given.get(name)
            if records is None:
                return missing
            sorted_out = _sort_out(name, records, conditions, self.field, limit)
            if sorted_out.failing:
                return self._failed(declared, records, sorted_out)
            if sorted_out.open or (sorted_out.perhaps and not sorted_out.reached):
                return self._open(declared, records, sorted_out)
            return self._reached(declared, sorted_out) if sorted_out.reached else none

        return check

    def _failed(self, declared: FactDeclaration, records: Sequence[Record], found: "_SortedOut") -> Finding:
        people = [_person(declared, records[index], index, self.limit) for index in found.failing]
        wanted = declared.quantity(self.limit)
        zh = f"{self.who.zh}的{declared.label.zh}要求不少于 {wanted.zh}；未达到：{'、'.join(each.zh for each in people)}。"
        en = f"{declared.label.en} of {self.who.en}: at least {wanted.en} required; not reached by {', '.join(each.en for each in people)}."
        return Finding(Verdict.NOT_MET, Text(zh, en), found.missing)

    def _open(self, declared: FactDeclaration, records: Sequence[Record], found: "_SortedOut") -> Finding:
        names = [_name(records[index], index) for index in found.open or found.perhaps]
        wanted = declared.quantity(self.limit)
        zh = f"{self.who.zh}的{declared.label.zh}要求不少于 {wanted.zh}；资料不全，尚不能判定：{'、'.join(each.zh for each in names)}。"
        en = f"{declared.label.en} of {self.who.en}: at least {wanted.en} required; not enough is known of {', '.join(each.en for each in names)}."
        return Finding(Verdict.UNDECIDED, Text(zh, en), found.missing)

    def _reached(self, declared: FactDeclaration, found: "_SortedOut") -> Finding:
        lowest, count = min(found.reached), len(found.reached)
        low, wanted = declared.quantity(lowest), declared.quantity(self.limit)
        over = declared.quantity(difference(lowest, self.limit))
        zh = f"{count} 名{self.who.zh}的{declared.label.zh}最低 {low.zh}，要求不少于 {wanted.zh}，多 {over.zh}。"
        en = f"{declared.label.en} of {count} {self.who.en}: lowest {low.en}; required: at least {wanted.en}; {over.en} above."
        return Finding(Verdict.MET, Text(zh, en), found.missing)


@dataclass(slots=True)
class _SortedOut:
    """Records by what is certain of them: `reached` values, and the positions of the others."""

    reached: list[Number]
    failing: list[int]
    open: list[int]
    perhaps: list[int]
    missing: tuple[str, ...] = ()


def _sort_out(
    fact: str,
    records: Sequence[Record],
    conditions: tuple[tuple[str, str | bool], ...],
    field: str,
    limit: Number,
) -> _SortedOut:
    found = _SortedOut([], [], [], [])
    for index, record in enumerate(records):
        absent = []
        for name, wanted in conditions:
            value = record.get(name)
            if value is None:
                absent.append(name)
            elif value != wanted:
                break
        else:
            value = record.get(field)
            _place(found, index, value, limit, meant=not absent)
            if value is None:
                absent.append(field)
            if absent:
                found.missing += tuple(f"{fact}[{index}].{name}" for name in absent)
    return found


def _place(found: _SortedOut, index: int, value: Number | None, limit: Number, *, meant: bool) -> None:
    if value is not None and value >= limit:
        if meant:
            found.reached.append(value)
        else:
            found.perhaps.append(index)
    elif value is not None and meant:
        found.failing.append(index)
    else:
        found.open.append(index)


def _name(record: Record, index: int) -> Text:
    name = record.get("name")
    return Text(name, name) if name else Text(f"第 {index + 1} 人", f"entry {index + 1}")


def _person(declared: FactDeclaration, record: Record, index: int, limit: Number) -> Text:
    value = record[declared.name]
    name, found, short = (
        _name(record, index),
        declared.quantity(value),
        declared.quantity(difference(limit, value)),
    )
    return Text(f"{name.zh} {found.zh}（少 {short.zh}）", f"{name.en} {found.en} ({short.en} below)")
