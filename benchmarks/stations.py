"""Made-up stations for measuring: any fact may be missing, and numbers crowd around the limits."""

import random
from collections.abc import Iterable, Iterator

from inspect_app.policy import FactDeclaration, FactType, Standard

MONTHS = [f"2013-{month:02d}" for month in range(1, 13)]
NUMBERS = {
    "floor_area_m2": [30, 49.99, 50, 62.5, 99.99, 100, 100.01, 180],
    "member_count": [0, 800, 1999, 2000, 2001, 5200],
    "full_time_staff": [0, 2, 3, 4, 5, 6],
    "networked_computers": [0, 2, 3, 5, 6],
    "deputy_count": [0, 0, 1, 1, 2],
    "prejob_hours": [0, 15.5, 16, 20],
    "city_hours": [10, 23.5, 24, 30, 40, 48],
    "district_hours": [31.5, 32, 40],
}
SPENDING = [0, 1_000_000, 3_000_000]
MISSING = 0.03
LACKING = 0.04


def made_stations(standard: Standard, count: int, seed: int = 2013) -> Iterator[dict[str, object]]:
    """So many stations; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures, no secrets
    for _ in range(count):
        yield _record(chance, standard.facts.values())


def _record(chance: random.Random, declared: Iterable[FactDeclaration]) -> dict[str, object]:
    return {each.name: _value(chance, each) for each in declared if chance.random() >= MISSING}


def _value(chance: random.Random, declared: FactDeclaration) -> object:
    match declared.type:
        case FactType.BOOL:
            return chance.random() >= LACKING
        case FactType.INT | FactType.NUMBER:
            return chance.choice(NUMBERS.get(declared.name, [0, 1, 2, 3]))
        case FactType.FEN:
            whole = chance.choice(SPENDING)
            return (
                whole
                if declared.name.startswith("total")
                else max(0, whole * 7 // 10 - chance.choice([0, 1]))
            )
        case FactType.CODE:
            return chance.choice([*declared.codes, "social_worker"])
        case FactType.CODES:
            return [code for code in declared.codes if chance.random() >= LACKING]
        case FactType.MONTHS:
            return [month for month in MONTHS if chance.random() >= LACKING]
        case FactType.RECORDS:
            return [_record(chance, declared.fields.values()) for _ in range(chance.randint(0, 6))]
        case FactType.JUDGEMENTS:
            grades = [1, 2, 3, 4, 4, "n/a"]
            return {item: chance.choice(grades) for item in declared.codes if chance.random() >= MISSING}
    return chance.choice(["王芳", "李强", "张敏", "刘洋"])
