"""Cases: "given these facts, this verdict", as sentences beside a checklist.

They are what the checklist claims to do. The same cases are run by Python and by the offline tablet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspect_app.policy.items import ItemResult
from inspect_app.policy.plan import Plan
from inspect_app.policy.programme import Programme
from inspect_app.policy.rulings import Ruling
from inspect_app.policy.standard import Standard
from inspect_app.policy.targets import StationProgress

# What is claimed or found, by a name such as `premises.area`, `outcome` or `city.2013.city.counted`.
Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence: what is given (facts, or stations and a day) and what is claimed."""

    sentence: str
    line: int
    expect: Claims
    facts: Mapping[str, object]
    rulings: tuple[Ruling, ...] = ()
    stations: tuple[StationProgress, ...] = ()
    as_of: date = date.min


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A case whose claim does not hold; it reads as the line, the sentence and what was found."""

    case: Case
    claim: str
    expected: object
    found: object

    def __str__(self) -> str:
        found = f"{self.claim} is {self.found}, not {self.expected}"
        return f"{self.case.line}: {self.case.sentence}: {found}"


def mismatches(checklist: Standard | Programme | Plan, cases: Iterable[Case]) -> list[Mismatch]:
    """Every claim of the cases that does not hold. Raises `FactError` for facts that cannot be accepted."""
    found: list[Mismatch] = []
    for case in cases:
        answer = _answer(checklist, case)
        found += [
            Mismatch(case, claim, expected, answer.get(claim))
            for claim, expected in case.expect.items()
            if answer.get(claim) != expected
        ]
    return found


def _answer(checklist: Standard | Programme | Plan, case: Case) -> Claims:
    if isinstance(checklist, Plan):
        progress = checklist.progress(case.stations, case.as_of)
        return {
            f"{each.target.id}.{each.scope}.{name}": value
            for each in progress.targets
            for name, value in each.to_json().items()
        }
    if isinstance(checklist, Programme):
        decision = checklist.decide(case.facts, case.rulings)
        results = {**decision.conditions, **decision.routes}
        return _verdicts(results) | {"decision": decision.decision, "amount_fen": decision.amount_fen}
    assessment = checklist.assess(case.facts, case.rulings)
    return _verdicts(assessment.items) | {"outcome": assessment.outcome.value, "score": assessment.score}


def _verdicts(results: Mapping[str, ItemResult]) -> dict[str, object]:
    return {name: result.verdict.value for name, result in results.items()}
