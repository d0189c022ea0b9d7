"""The rule of what can only be judged: the inspector's grade on a four-step scale."""

from dataclasses import dataclass
from typing import ClassVar

from inspect_app.policy.fact_values import NOT_APPLICABLE
from inspect_app.policy.facts import Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

GRADES = {4: Text("优", "excellent"), 3: Text("良", "good"), 2: Text("中", "fair"), 1: Text("差", "poor")}
LOWEST_MET = 2


@dataclass(frozen=True, slots=True)
class Graded(Rule):
    """The inspector's grade of this item in the fact `judgements`: 1 is not met, 2 to 4 are met."""

    tag: ClassVar[str] = "graded"
    fact: str
    item: str

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def verdicts(self) -> frozenset[Verdict]:
        return Rule.verdicts(self) | {Verdict.NOT_APPLICABLE}

    def compile(self, facts: Declarations) -> Check:
        name, item = self.fact, self.item
        findings = _findings()
        missing = Finding(Verdict.UNDECIDED, Sentence.NOT_GRADED(), (f"{name}.{item}",))

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            grades = given.get(name)
            if grades is None:
                return missing
            return findings.get(grades.get(item), missing)

        return check

    def requirement(self, facts: Declarations) -> Text:
        return Requirement.GRADE(lowest=LOWEST_MET)


def _findings() -> dict[int | str | None, Finding]:
    out = Finding(Verdict.NOT_APPLICABLE, Sentence.GRADED_OUT())
    found: dict[int | str | None, Finding] = {NOT_APPLICABLE: out}
    for grade, label in GRADES.items():
        text = Sentence.GRADED(grade=grade, label=label, lowest=LOWEST_MET)
        found[grade] = Finding(met_or_not(grade >= LOWEST_MET), text, grade=grade)
    return found
