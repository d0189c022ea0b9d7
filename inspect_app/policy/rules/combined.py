"""Rules made of rules, and the rule that a clause settles by itself."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from inspect_app.policy.facts import Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule
from inspect_app.policy.rulings import Boundary, BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence, listed
from inspect_app.policy.text import Text, in_a_row
from inspect_app.policy.verdicts import Verdict

# The same parts meet again and again; what they come to is kept.
JOINTS_KEPT = 256


@dataclass(frozen=True, slots=True)
class Settled(Rule):
    """A verdict the clause itself states for a size class, whatever else is known."""

    tag: ClassVar[str] = "settled"
    verdict: Verdict
    text: Text

    def reads(self) -> tuple[str, ...]:
        return ()

    def verdicts(self) -> frozenset[Verdict]:
        return frozenset({self.verdict})

    def compile(self, facts: Declarations) -> Check:
        finding = Finding(self.verdict, self.text)

        def check(_: Facts, __: BoundaryRulings) -> Finding:
            return finding

        return check

    def requirement(self, facts: Declarations) -> Text:
        text = Text(self.text.zh.removesuffix("。"), self.text.en.removesuffix("."))
        return Requirement.SETTLED(verdict=self.verdict.label, text=text)


@dataclass(frozen=True, slots=True)
class AllOf(Rule):
    """Every one of the rules must be met. One definite failure decides, whatever the others lack."""

    tag: ClassVar[str] = "all_of"
    rules: tuple[Rule, ...]

    def reads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.reads()))

    def verdicts(self) -> frozenset[Verdict]:
        return frozenset[Verdict]().union(*(rule.verdicts() for rule in self.rules))

    def answer_kind(self, facts: Declarations) -> str:
        return "several" if len(self.reads()) > 1 else Rule.answer_kind(self, facts)

    def boundaries(self, facts: Declarations) -> tuple[Boundary, ...]:
        return tuple(each for rule in self.rules for each in rule.boundaries(facts))

    def compile(self, facts: Declarations) -> Check:
        checks, join = tuple(rule.compile(facts) for rule in self.rules), lru_cache(JOINTS_KEPT)(_joined)

        def check(given: Facts, rulings: BoundaryRulings) -> Finding:
            return join(tuple(each(given, rulings) for each in checks))

        return check

    def requirement(self, facts: Declarations) -> Text:
        return listed((rule.requirement(facts) for rule in self.rules), Sentence.SEMICOLON)


# The first of these that any part comes to is what the whole comes to.
_BY_WEIGHT = (Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.NEEDS_RULING, Verdict.MET, Verdict.NOT_APPLICABLE)


def _joined(findings: tuple[Finding, ...]) -> Finding:
    """The parts that decide, as one finding."""
    found = {each.verdict for each in findings}
    verdict = next(verdict for verdict in _BY_WEIGHT if verdict in found)
    deciding = [each for each in findings if each.verdict is verdict]
    return Finding(
        verdict,
        in_a_row([each.text for each in deciding]),
        missing=tuple(place for each in deciding for place in each.missing),
        readings=tuple(reading for each in deciding for reading in each.readings),
        ruling=next((each.ruling for each in deciding if each.ruling), None),
    )
