"""The rule on a day: it must lie within a period."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from inspect_app.policy.facts import Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, Rule, met_or_not, unknown
from inspect_app.policy.rulings import BoundaryRulings
from inspect_app.policy.sentences import Requirement, Sentence
from inspect_app.policy.text import Text


@dataclass(frozen=True, slots=True)
class Within(Rule):
    """The day must not be before `first` nor after `last`; both count."""

    tag: ClassVar[str] = "within"
    fact: str
    first: date
    last: date

    def reads(self) -> tuple[str, ...]:
        return (self.fact,)

    def compile(self, facts: Declarations) -> Check:
        name, label, first, last = self.fact, facts[self.fact].label, self.first, self.last
        missing = unknown(label)

        def check(given: Facts, _: BoundaryRulings) -> Finding:
            day = given.get(name)
            if day is None:
                return missing
            return Finding(met_or_not(first <= day <= last), self._text(label, day))

        return check

    def requirement(self, facts: Declarations) -> Text:
        return Requirement.PERIOD(label=facts[self.fact].label, first=str(self.first), last=str(self.last))

    def _text(self, label: Text, day: date) -> Text:
        return Sentence.PERIOD(
            label=label, day=str(day), first=str(self.first), last=str(self.last), margin=self._margin(day)
        )

    def _margin(self, day: date) -> Text:
        if day < self.first:
            return Sentence.EARLY(days=(self.first - day).days)
        if day > self.last:
            return Sentence.LATE(days=(day - self.last).days)
        return Sentence.IN_TIME()
