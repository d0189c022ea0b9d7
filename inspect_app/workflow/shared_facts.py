"""Facts that several items read, in a visit of two inspectors.

A tablet's answer names every fact of its item as its page showed them. Who confirms his own item must not
undo unawares what a colleague found at another, and where both found something, neither word gets lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.records.answers import Answer, AnswerState, answers_of
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.workflow import columns, editions, said
from inspect_app.workflow.office import Office


@dataclass(frozen=True)
class Overruled:
    """A fact of which an item's answer found something, and somebody else something else that counts.

    `elsewhere` is the item whose answer counts, `by` who gave it.
    """

    name: str
    by: Person
    elsewhere: str


def told(office: Office, answer: Answer) -> dict[str, Any]:
    """The facts that an answer tells: those it names, but for what other items of the visit know better.

    That is what the same person said later, and what another person found while this one changed nothing.
    """
    facts: dict[str, Any] = answer.content["facts"]
    if not facts:
        return {}
    others = [
        each
        for each in answers_of(office.session, answer.inspection.id, AnswerState.STANDING)
        if each.item_id != answer.item_id and not facts.keys().isdisjoint(each.content["facts"])
    ]
    if not others:
        return facts
    before = _before(office, answer)
    return {
        name: value
        for name, value in facts.items()
        if not any(_knows_better(other, answer, name, before.get(name)) for other in others)
    }


def overruled(office: Office, inspection: Inspection) -> dict[str, Overruled]:
    """By item, a fact found there which does not count because somebody else said otherwise elsewhere."""
    declared = said.as_kept(columns.declared_in(office, inspection.application))
    counts = said.as_kept(columns.found(office, inspection.application))
    standing = _that_count(office, inspection)
    found = {}
    for answer in standing:
        for name, value in answer.content["facts"].items():
            agreed = [each for each in standing if _says(each, name, counts.get(name))]
            if value not in (declared.get(name), counts.get(name)) and _only_others(agreed, answer):
                found[answer.item_id] = Overruled(name, agreed[-1].by, agreed[-1].item_id)
    return found


def _that_count(office: Office, inspection: Inspection) -> list[Answer]:
    """The standing answers to items as they are in the edition of the visit."""
    items = editions.standard_of(office, inspection.edition).items
    return [
        each
        for each in answers_of(office.session, inspection.id, AnswerState.STANDING)
        if each.item_id in items and each.content["facts"].keys() <= set(items[each.item_id].facts)
    ]


def _before(office: Office, answer: Answer) -> Mapping[str, Any]:
    """What the giver had before him: the facts as declared, or as the answer said that his was based on."""
    declared = said.as_kept(columns.declared_in(office, answer.inspection.application))
    base = None if answer.base is None else office.session.get(Answer, answer.base)
    return declared if base is None else declared | base.content["facts"]


def _knows_better(other: Answer, answer: Answer, name: str, before: Any) -> bool:
    value = answer.content["facts"][name]
    if name not in other.content["facts"] or _says(other, name, value):
        return False
    return other.at > answer.at if other.by_id == answer.by.id else bool(value == before)


def _says(answer: Answer, name: str, value: Any) -> bool:
    facts = answer.content["facts"]
    return name in facts and bool(facts[name] == value)


def _only_others(agreed: list[Answer], answer: Answer) -> bool:
    return bool(agreed) and all(each.by_id != answer.by_id for each in agreed)
