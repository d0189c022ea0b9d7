"""What has changed between the facts a decision was frozen on and those of today."""

from dataclasses import dataclass
from typing import Any

from inspect_app.policy import FactDeclaration, Programme
from inspect_app.records.decisions import PENDING, Decision
from inspect_app.records.types import dump_exact
from inspect_app.workflow.approvals import inputs_of
from inspect_app.workflow.eligibility import Inputs
from inspect_app.workflow.office import Office


@dataclass(frozen=True)
class ChangedFact:
    declaration: FactDeclaration
    before: Any
    after: Any


@dataclass(frozen=True)
class Differences:
    """`facts` one by one; whether rulings or edition are others; `answer` is what the rules say today."""

    facts: list[ChangedFact]
    has_other_rulings: bool
    has_other_edition: bool
    answer: str

    @property
    def any(self) -> bool:
        return bool(self.facts) or self.has_other_rulings or self.has_other_edition


def differences(office: Office, decision: Decision) -> Differences | None:
    """Of a pending decision; None for one that is issued or ended, which keeps what it was frozen on."""
    if decision.state not in PENDING:
        return None
    now = inputs_of(office, decision)
    return Differences(
        facts=_changed(decision, now),
        has_other_rulings=decision.rulings != now.frozen_rulings,
        has_other_edition=decision.edition.sha256 != now.programme.sha256,
        answer=now.result.decision,
    )


def _changed(decision: Decision, now: Inputs) -> list[ChangedFact]:
    programme: Programme = now.programme
    return [
        ChangedFact(declared, decision.facts.get(name), now.facts.get(name))
        for name, declared in programme.facts.items()
        if dump_exact(decision.facts.get(name)) != dump_exact(now.facts.get(name))
    ]
