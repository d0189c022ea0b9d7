"""Rules on one word: yes or no, one code of several."""

from dataclasses import dataclass
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence
from inspect_app.policy.text import Text


@dataclass(frozen=True, slots=True)
class IsTrue(Rule):
    """The fact must be true."""

    tag: ClassVar[str] = "is_true"
    wanted: ClassVar[bool] = True
    fact: str

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def compile(self, facts: Declarations) -> Check:
        name, label = self.fact, facts[self.fact].label
        yes, no = (self._finding(label, value) for value in (True, False))
        missing = unknown(label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            value = given.get(name)
            if value is None:
                return missing
            return yes if value else no

        return check

    def requirement(self, facts: Declarations) -> Text:
        wanted = Sentence.YES() if self.wanted else Sentence.NO()
        return Requirement.ANSWER(label=facts[self.fact].label, wanted=wanted)

    def _finding(self, label: Text, value: bool) -> Finding:
        answer = Sentence.YES() if value else Sentence.NO()
        holds = value is self.wanted
        result = Sentence.AS_REQUIRED() if holds else Sentence.NOT_AS_REQUIRED()
        return Finding(met_or_not(holds), Sentence.ANSWER(label=label, answer=answer, result=result))


@dataclass(frozen=True, slots=True)
class IsFalse(IsTrue):
    """The fact must be false."""

    tag: ClassVar[str] = "is_false"
    wanted: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Equals(Rule):
    """The fact must hold this code."""

    tag: ClassVar[str] = "equals"
    fact: str
    code: str

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def compile(self, facts: Declarations) -> Check:
        name, declared = self.fact, facts[self.fact]
        findings = {code: self._finding(declared, code) for code in declared.codes}
        missing = unknown(declared.label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            value = given.get(name)
            return missing if value is None else findings[value]

        return check

    def requirement(self, facts: Declarations) -> Text:
        declared = facts[self.fact]
        return Requirement.ANSWER(label=declared.label, wanted=declared.code_label(self.code))

    def _finding(self, declared: FactDeclaration, found: str) -> Finding:
        shown, wanted = declared.code_label(found), declared.code_label(self.code)
        text = Sentence.CODE(label=declared.label, found=shown, wanted=wanted)
        return Finding(met_or_not(found == self.code), text)
