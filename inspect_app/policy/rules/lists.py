"""Rules on lists of codes and of months."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence, listed, listed_words
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

# The same things lack again and again; their sentences are kept.
SENTENCES_KEPT = 256


@dataclass(frozen=True, slots=True)
class IncludesAll(Rule):
    """Every one of the codes must be in the list; the finding names the missing ones."""

    tag: ClassVar[str] = "includes_all"
    fact: str
    codes: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def compile(self, facts: Declarations) -> Check:
        name, codes, wanted = self.fact, self.codes, frozenset(self.codes)
        missing, explain = unknown(facts[name].label), self._explainer(facts)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            found = given.get(name)
            if found is None:
                return missing
            lacking = wanted.difference(found)
            return explain(tuple(code for code in codes if code in lacking) if lacking else ())

        return check

    def requirement(self, facts: Declarations) -> Text:
        return _codes_wanted(Requirement.ALL, facts[self.fact], self.codes)

    def _explainer(self, facts: Declarations) -> Callable[[tuple[str, ...]], Finding]:
        declared, total = facts[self.fact], len(self.codes)

        @lru_cache(maxsize=SENTENCES_KEPT)
        def explain(lacking: tuple[str, ...]) -> Finding:
            label = declared.label
            if not lacking:
                return Finding(Verdict.MET, Sentence.ALL_THERE(label=label, total=total))
            names = listed(declared.code_label(code) for code in lacking)
            text = Sentence.SOME_MISSING(label=label, total=total, count=len(lacking), names=names)
            return Finding(Verdict.NOT_MET, text)

        return explain


@dataclass(frozen=True, slots=True)
class IncludesAny(Rule):
    """At least one of the codes must be in the list."""

    tag: ClassVar[str] = "includes_any"
    fact: str
    codes: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def compile(self, facts: Declarations) -> Check:
        name, codes, declared = self.fact, self.codes, facts[self.fact]
        label, missing = declared.label, unknown(declared.label)
        choices = listed(declared.code_label(code) for code in codes)
        none = Finding(Verdict.NOT_MET, Sentence.NONE_THERE(label=label, names=choices))

        @lru_cache(maxsize=SENTENCES_KEPT)
        def met(found: tuple[str, ...]) -> Finding:
            names = listed(declared.code_label(code) for code in found)
            return Finding(Verdict.MET, Sentence.SOME_THERE(label=label, names=names))

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            words = given.get(name)
            if words is None:
                return missing
            found = tuple(code for code in codes if code in words)
            return met(found) if found else none

        return check

    def requirement(self, facts: Declarations) -> Text:
        return _codes_wanted(Requirement.ANY, facts[self.fact], self.codes)


def _codes_wanted(said: Requirement, declared: FactDeclaration, codes: tuple[str, ...]) -> Text:
    return said(label=declared.label, names=listed(declared.code_label(code) for code in codes))


@dataclass(frozen=True, slots=True)
class Covers(Rule):
    """Every month that is due must be in the list of months; when none is due the clause sets nothing."""

    tag: ClassVar[str] = "covers"
    fact: str
    due: str

    def reads(self) -> tuple[str, ...]:
        return (self.fact, self.due)

    def verdicts(self) -> frozenset[Verdict]:
        return Rule.verdicts(self) | {Verdict.NOT_APPLICABLE}

    def compile(self, facts: Declarations) -> Check:
        name, due_name = self.fact, self.due
        label, due_label = facts[name].label, facts[due_name].label
        no_months, no_due, neither = unknown(label), unknown(due_label), unknown(label, due_label)
        none_due = Finding(Verdict.NOT_APPLICABLE, Sentence.NONE_DUE(due=due_label))

        explain = self._explainer(label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            done, due = given.get(name), given.get(due_name)
            if due is None:
                return neither if done is None else no_due
            if not due:
                return none_due
            if done is None:
                return no_months
            lacking = set(due).difference(done)
            return explain(len(due), tuple(sorted(lacking)) if lacking else ())

        return check

    def requirement(self, facts: Declarations) -> Text:
        return Requirement.MONTHS(label=facts[self.fact].label, due=facts[self.due].label)

    def _explainer(self, label: Text) -> Callable[[int, tuple[str, ...]], Finding]:
        @lru_cache(maxsize=SENTENCES_KEPT)
        def explain(due: int, lacking: tuple[str, ...]) -> Finding:
            if not lacking:
                return Finding(Verdict.MET, Sentence.ALL_MONTHS(label=label, total=due))
            names = listed_words(lacking)
            text = Sentence.MONTHS_MISSING(label=label, total=due, count=len(lacking), names=names)
            return Finding(Verdict.NOT_MET, text)

        return explain
