"""Random fact sets for a standard: gaps, its own limits and both sides of them, words that are traps."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any

from inspect_app.policy import FactDeclaration, FactType, Ruling, Standard
from inspect_app.policy.text import difference

# Braces and dollars mean something in templates; the others are hard to write as JSON.
NAMES = ("王芳", "李强", "", "{label}", "$& $1", 'O"Neill \\', "𠮷野", "a\u0001\u2028b", "%s")
GRADES = (1, 2, 3, 4, "n/a")
# Down to what neither a double nor a decimal of the usual 28 digits can tell from the limit itself.
SLIGHTLY = (1, Decimal("0.1"), Decimal("0.01"), Decimal("1e-7"), Decimal("1e-40"))
LARGEST = 10**15
BEIJING = timezone(timedelta(hours=8))


def limits_by_fact(rules: Iterable[object]) -> dict[str, list[int | Decimal]]:
    """The numbers that rules, as plain JSON, compare each fact or field with."""
    found: dict[str, list[int | Decimal]] = {}
    for rule in rules:
        _collect(rule, found)
    return found


def _collect(rule: Any, found: dict[str, list[int | Decimal]]) -> None:
    named = found.setdefault(rule.get("field") or rule.get("by") or rule.get("fact"), [])
    ends = [part.get(end) for part in rule.get("bands", ()) for end in ("from", "above", "up_to", "below")]
    numbers = [each for each in (rule.get("limit"), *ends) if each is not None]
    named += [each if isinstance(each, int) else Decimal(each) for each in numbers]
    for inner in (*rule.get("rules", ()), *(part["rule"] for part in rule.get("bands", ()))):
        _collect(inner, found)


class FactMaker:
    """Draws facts for one standard."""

    def __init__(self, standard: Standard, chance: Random) -> None:
        self.standard = standard
        self.chance = chance
        figures = [each.value for each in standard.values.values()]
        self.limits = limits_by_fact(item.rule.to_json() for item in standard.items.values())
        self.figures = [0, *(each for each in figures if not isinstance(each, date))]
        self.days = [each for each in figures if isinstance(each, date)] or [date(2013, 1, 1)]
        self.makers: dict[FactType, Callable[[FactDeclaration], object]] = {
            FactType.BOOL: lambda _: chance.random() < 0.7,
            FactType.INT: self._count,
            FactType.FEN: self._count,
            FactType.NUMBER: self._number,
            FactType.CODE: lambda declared: chance.choice(list(declared.codes)),
            FactType.CODES: lambda declared: self._some(list(declared.codes)),
            FactType.MONTHS: lambda _: self._some([f"2013-{month:02d}" for month in range(1, 6)]),
            FactType.DATE: lambda _: chance.choice(self.days) + timedelta(days=chance.randint(-400, 400)),
            FactType.TEXT: lambda _: chance.choice(NAMES),
            FactType.RECORDS: self._records,
            FactType.JUDGEMENTS: self._grades,
        }

    def facts(self) -> dict[str, object]:
        """The facts of one site, some or all of them stated, in any order."""
        return self._stated(self.standard.facts, self.chance.choice((0, 0.3, 0.6, 0.9, 0.97, 1, 1)))

    def rulings(self) -> list[Ruling]:
        """Rulings on some of the boundaries, now and then more than one on the same."""
        items = list(self.standard.boundaries)
        return [
            self._ruling(self.chance.choice(items)) for _ in range(self.chance.randint(0, 4) if items else 0)
        ]

    def _stated(self, declared: Mapping[str, FactDeclaration], share: float) -> dict[str, object]:
        names = [name for name in declared if self.chance.random() < share]
        self.chance.shuffle(names)
        return {name: self.makers[declared[name].type](declared[name]) for name in names}

    def _count(self, declared: FactDeclaration) -> int:
        at_limit = int(self._limit(declared)) + self.chance.choice((-1, 0, 0, 1))
        share = self.chance.choice((69, 70, 100, 333, 1000, 6_999_999, 7_000_000, 10_000_000))
        small = self.chance.randint(0, 6)
        return max(declared.minimum, self.chance.choice((at_limit, at_limit, share, small, LARGEST)))

    def _number(self, declared: FactDeclaration) -> int | Decimal:
        limit = self._limit(declared)
        nearly = difference(limit, self.chance.choice((-1, 1)) * self.chance.choice(SLIGHTLY))
        drawn = Decimal(self.chance.randint(0, 10**7)) / self.chance.choice((1, 10, 100, 1000))
        written = Decimal(f"{limit}.00") if isinstance(limit, int) else limit
        value = self.chance.choice((limit, nearly, nearly, drawn, written, LARGEST))
        return value if value >= declared.minimum else declared.minimum

    def _limit(self, declared: FactDeclaration) -> int | Decimal:
        """A limit of this fact, or now and then what lies half-way between two."""
        limits = self.limits.get(declared.name) or self.figures
        first, second = self.chance.choice(limits), self.chance.choice(limits)
        return first if self.chance.random() < 0.8 else (Decimal(first) + Decimal(second)) / 2

    def _some(self, words: list[str]) -> list[str]:
        count = len(words) if self.chance.random() < 0.5 else self.chance.randint(0, len(words))
        return self.chance.sample(words, count)

    def _records(self, declared: FactDeclaration) -> list[dict[str, object]]:
        share = self.chance.choice((0.5, 0.9, 1))
        return [self._stated(declared.fields, share) for _ in range(self.chance.randint(0, 5))]

    def _grades(self, declared: FactDeclaration) -> dict[str, object]:
        return {item: self.chance.choice(GRADES) for item in self._some(list(declared.codes))}

    def _ruling(self, item: str) -> Ruling:
        boundary = self.chance.choice(self.standard.boundaries[item])
        reading = self.chance.choice(boundary.readings)
        # A few moments only, so that some coincide; written in two zones.
        at = datetime(2013, 3, 1, 20, 0, 0, self.chance.choice((0, 1, 500_000)), tzinfo=UTC)
        at = (at + timedelta(hours=self.chance.randint(-1, 1))).astimezone(self.chance.choice((UTC, BEIJING)))
        return Ruling(item, boundary.id, reading.id, self.chance.choice(NAMES), self.chance.choice(NAMES), at)
