"""The rule on a list of records: every record of a kind must reach a limit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, unknown
from inspect_app.policy.rules.numbers import SENTENCES_KEPT, margin_text
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Sentence, listed
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EveryRecord(Rule):
    """Every record where `where` holds has at least `limit` in `field`.

    A record whose deciding field is absent may or may not be meant: the verdict is the one that holds either
    way, else undecided. With no record meant the clause sets nothing. `who` names the records meant.
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
        none = Finding(Verdict.NOT_APPLICABLE, Sentence.EVERY_NONE(who=self.who))
        wanted, reached = self._wanted(declared), self._reached(declared)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            records = given.get(name)
            if records is None:
                return missing
            found = _sort_out(name, records, conditions, self.field, limit)
            if found.failing:
                return self._failed(declared, wanted, records, found)
            if found.open or (found.perhaps and not found.reached):
                return _open(wanted, records, found)
            if not found.reached:
                return none
            return reached(min(found.reached), len(found.reached), found.missing)

        return check

    def requirement(self, facts: Declarations) -> Text:
        return self._wanted(facts[self.fact].fields[self.field])

    def _wanted(self, declared: FactDeclaration) -> Text:
        limit = declared.quantity(self.limit)
        return Sentence.EVERY_LIMIT(who=self.who, label=declared.label, limit=limit)

    def _failed(
        self, declared: FactDeclaration, wanted: Text, records: Sequence[Record], found: "_SortedOut"
    ) -> Finding:
        people = listed(_person(declared, records[index], index, self.limit) for index in found.failing)
        return Finding(Verdict.NOT_MET, Sentence.EVERY_FAILED(wanted=wanted, people=people), found.missing)

    def _reached(self, declared: FactDeclaration) -> Callable[[Number, int, tuple[str, ...]], Finding]:
        wanted = self._wanted(declared)

        @lru_cache(maxsize=SENTENCES_KEPT)
        def reached(lowest: Number, count: int, missing: tuple[str, ...]) -> Finding:
            low, margin = declared.quantity(lowest), margin_text(declared, lowest, self.limit)
            text = Sentence.EVERY_REACHED(wanted=wanted, count=count, lowest=low, margin=margin)
            return Finding(Verdict.MET, text, missing)

        return reached


def _open(wanted: Text, records: Sequence[Record], found: "_SortedOut") -> Finding:
    people = listed(_name(records[index], index) for index in found.open or found.perhaps)
    return Finding(Verdict.UNDECIDED, Sentence.EVERY_OPEN(wanted=wanted, people=people), found.missing)


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
    return Text(name, name) if name else Sentence.ENTRY(number=index + 1)


def _person(declared: FactDeclaration, record: Record, index: int, limit: Number) -> Text:
    value, name = record[declared.name], _name(record, index)
    found, margin = declared.quantity(value), margin_text(declared, value, limit)
    return Sentence.ENTRY_VALUE(name=name, found=found, margin=margin)
