"""A grant programme: its conditions and the decision on one application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspect_app.policy.checked_facts import FactCheck
from inspect_app.policy.dated import Value
from inspect_app.policy.facts import FactDeclaration
from inspect_app.policy.items import Item, ItemResult
from inspect_app.policy.rulings import NO_RULINGS, Boundary, Ruling, rulings_by_item
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

ELIGIBLE = "eligible"
INELIGIBLE = "ineligible"
NEEDS_RULING = "needs_ruling"
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Route:
    """What an application that meets all conditions comes to: `decision` where the rule of `item` is met."""

    decision: str
    item: Item


@dataclass(frozen=True, slots=True)
class Amount:
    """What is granted: a fixed sum, or (None) what a person enters with a reason."""

    fen: int | None
    note: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one application; `amount_fen` where it is eligible and the document sets the sum."""

    programme: "Programme"
    decision: str
    amount_fen: int | None
    conditions: Mapping[str, ItemResult]
    routes: Mapping[str, ItemResult]

    def to_json(self) -> dict[str, object]:
        """The decision as the command line prints it."""
        shown: dict[str, object] = {
            "programme": self.programme.id,
            "edition": self.programme.edition,
            "decision": self.decision,
            "amount_fen": self.amount_fen,
            "amount_note": self.programme.amount.note._asdict(),
            "conditions": {name: result.to_json() for name, result in self.conditions.items()},
        }
        if self.routes:
            shown["routes"] = {name: result.to_json() for name, result in self.routes.items()}
        return shown


@dataclass(frozen=True, slots=True)
class Programme:
    """One edition of a grant programme."""

    id: str
    edition: str
    valid_from: date
    title: Text
    document: Text
    amount: Amount
    conditions: Mapping[str, Item]
    routes: Mapping[str, Route]
    facts: Mapping[str, FactDeclaration]
    values: Mapping[str, Value]
    sha256: str
    source_text: str
    _check: FactCheck = field(repr=False, compare=False)

    def check_facts(self, facts: Mapping[str, object]) -> dict[str, object]:
        """The facts normalised. Raises `FactError`."""
        return self._check.all(facts)

    def parse_fact(self, name: str, raw: object) -> object:
        """One fact normalised. Raises `FactError`."""
        return self._check.one(name, raw)

    @property
    def boundaries(self) -> dict[str, tuple[Boundary, ...]]:
        """The boundaries of every condition that has two readings somewhere."""
        return {item.id: item.readings for item in self.conditions.values() if item.readings}

    def decide(self, facts: Mapping[str, object], rulings: Sequence[Ruling] = ()) -> Decision:
        """The decision on these facts. Raises `FactError` for wrong facts or rulings."""
        given = self.check_facts(facts)
        ruled = rulings_by_item(rulings, self.boundaries)
        conditions = {
            name: ItemResult(item, item.check(given, ruled.get(name, NO_RULINGS)), given)
            for name, item in self.conditions.items()
        }
        routes = {
            name: ItemResult(route.item, route.item.check(given, NO_RULINGS), given)
            for name, route in self.routes.items()
        }
        decision = _decide([result.verdict for result in conditions.values()])
        if decision is None:
            decision = self._route(routes)
        amount = self.amount.fen if decision in self.routes or decision == ELIGIBLE else None
        return Decision(self, decision, amount, conditions, routes)

    def _route(self, routes: Mapping[str, ItemResult]) -> str:
        if not routes:
            return ELIGIBLE
        met = (name for name, result in routes.items() if result.verdict is Verdict.MET)
        return next(met, UNDECIDED)


def _decide(verdicts: list[Verdict]) -> str | None:
    """What the conditions alone decide; None when all are met."""
    if Verdict.NOT_MET in verdicts:
        return INELIGIBLE
    if Verdict.NEEDS_RULING in verdicts:
        return NEEDS_RULING
    return UNDECIDED if Verdict.UNDECIDED in verdicts else None
