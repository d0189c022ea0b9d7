"""The cases beside a checklist."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from inspect_app.policy.cases import Case
from inspect_app.policy.errors import ChecklistError, FactError, did_you_mean
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.source import read_source
from inspect_app.policy.plan import CITY, Plan
from inspect_app.policy.programme import Programme
from inspect_app.policy.rulings import Ruling
from inspect_app.policy.standard import Standard
from inspect_app.policy.targets import StationProgress
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

FILE_NAME = "cases.yaml"
_ANSWERS = ("outcome", "score", "decision", "amount_fen")
_COUNTS = ("required", "counted", "awaiting", "gap")


def load_cases(checklist: Standard | Programme | Plan, file: Path) -> list[Case]:
    """The cases of a checklist. Raises `ChecklistError` for a file that cannot be read."""
    top, _, _ = read_source(file)
    found = top.fields(("checklist", "cases"), ("base",))
    found["checklist"].one_of([checklist.id])
    entries = found["cases"].sequence()
    if isinstance(checklist, Plan):
        return [_plan_case(entry) for entry in entries]
    base = found["base"].plain() if "base" in found else {}
    items = _item_ids(checklist)
    cases = [_fact_case(entry, base, items) for entry in entries]
    _refuse_wrong_facts(checklist, entries, cases)
    return cases


def _item_ids(checklist: Standard | Programme) -> tuple[str, ...]:
    if isinstance(checklist, Standard):
        return tuple(checklist.items)
    return (*checklist.conditions, *checklist.routes)


def _fact_case(entry: Entry, base: Mapping[str, object], items: tuple[str, ...]) -> Case:
    optional = ("start", "facts", "without", "rulings", "expect", *_ANSWERS)
    found = entry.fields(("sentence",), optional)
    empty = "start" in found and found["start"].one_of(("base", "nothing")) == "nothing"
    return Case(
        sentence=found["sentence"].word(),
        line=entry.line,
        facts=_changed({} if empty else base, found),
        rulings=tuple(_ruling(each) for each in found["rulings"].sequence()) if "rulings" in found else (),
        expect=_expected(found, items),
    )


def _changed(base: Mapping[str, object], found: Mapping[str, Entry]) -> dict[str, object]:
    """The base with the changes of a case; a fact that is a mapping is changed key by key."""
    facts = dict(base)
    for name, entry in (found["facts"].mapping() if "facts" in found else {}).items():
        value, before = entry.plain(), facts.get(name)
        facts[name] = {**before, **value} if isinstance(value, dict) and isinstance(before, dict) else value
    for each in found["without"].sequence() if "without" in found else ():
        facts.pop(each.one_of(facts))
    return facts


def _expected(found: Mapping[str, Entry], items: tuple[str, ...]) -> dict[str, object]:
    expected: dict[str, object] = {}
    for verdict, entry in (found["expect"].mapping() if "expect" in found else {}).items():
        if verdict not in tuple(Verdict):
            entry.refuse(Text(f"未知的“{verdict}”", f'unknown "{verdict}"'), did_you_mean(verdict, Verdict))
        for each in entry.sequence():
            expected |= dict.fromkeys(_matching(each, items), verdict)
    return expected | {name: found[name].plain() for name in _ANSWERS if name in found}


def _matching(entry: Entry, items: tuple[str, ...]) -> list[str]:
    """An item id, or all that begin with what stands before a closing `*`."""
    word = entry.word()
    if not word.endswith("*"):
        return [entry.one_of(items)]
    return [item for item in items if item.startswith(word.removesuffix("*"))]


def _ruling(entry: Entry) -> Ruling:
    found = entry.fields(("item", "boundary", "reading"))
    words = {name: each.word() for name, each in found.items()}
    return Ruling(**words, reason="case", by="case", at=datetime(2013, 2, 1, tzinfo=UTC))


def _refuse_wrong_facts(checklist: Standard | Programme, entries: list[Entry], cases: list[Case]) -> None:
    for entry, case in zip(entries, cases, strict=True):
        try:
            checklist.check_facts(case.facts)
        except FactError as wrong:
            named = Text(f"{wrong.place}：{wrong.message.zh}", f"{wrong.place}: {wrong.message.en}")
            raise ChecklistError(entry.file, entry.line, named, wrong.remedy) from None


def _plan_case(entry: Entry) -> Case:
    found = entry.fields(("sentence", "as_of", "stations", "expect"))
    stations = [station for each in found["stations"].sequence() for station in _stations(each)]
    expect: dict[str, object] = {}
    for each in found["expect"].sequence():
        expect |= _target_claims(each)
    return Case(
        sentence=found["sentence"].word(),
        line=entry.line,
        facts={},
        stations=tuple(stations),
        as_of=found["as_of"].day(),
        expect=expect,
    )


def _stations(entry: Entry) -> list[StationProgress]:
    """So many stations alike."""
    found = entry.fields(("district",), ("count", "retained_funds_fen", "completed_on", "accepted_on"))
    funds, done, passed = (found.get(key) for key in ("retained_funds_fen", "completed_on", "accepted_on"))
    return [
        StationProgress(
            station=f"{entry.line}-{number}",
            district=found["district"].word(),
            retained_funds_fen=funds.integer() if funds else None,
            completed_on=done.day() if done else None,
            accepted_on=passed.day() if passed else None,
        )
        for number in range(found["count"].integer() if "count" in found else 1)
    ]


def _target_claims(entry: Entry) -> dict[str, object]:
    found = entry.fields(("target",), ("scope", "status", *_COUNTS))
    scope = found["scope"].word() if "scope" in found else CITY
    name = f"{found['target'].word()}.{scope}"
    claims: dict[str, object] = {f"{name}.{key}": found[key].integer() for key in _COUNTS if key in found}
    return claims | ({f"{name}.status": found["status"].word()} if "status" in found else {})
