"""What the grant programmes ask a district to state of one station, and what they come to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inspect_app.policy import Decision as Answer
from inspect_app.policy import FactDeclaration, Programme
from inspect_app.policy.fact_values import parser_for
from inspect_app.records.decisions import Decision, standing_grants
from inspect_app.records.facts import Column, Fact, current_facts, statements
from inspect_app.records.organisation import NodeKind, Site
from inspect_app.web.database import db
from inspect_app.web.office import current_office
from inspect_app.workflow import facts, subsidy


@dataclass(frozen=True)
class ProgrammeFact:
    """One fact with its current statement, None while it is not stated."""

    declaration: FactDeclaration
    value: Any
    current: Fact | None


@dataclass(frozen=True)
class ProgrammeStanding:
    """How the site stands to a programme: what it was granted, else what the rules say today."""

    programme: Programme
    granted: Decision | None
    answer: Answer


@dataclass
class ProgrammeFacts:
    """The programmes speak of service stations: a workers' home has nothing to state."""

    site: Site

    @property
    def concern_this_site(self) -> bool:
        return self.site.node.kind == NodeKind.STATION

    @cached_property
    def programmes(self) -> list[Programme]:
        """Those in force today."""
        office = current_office()
        editions = office.library.programme_editions.values()
        started = [each for each in editions if each[0].valid_from <= office.today]
        return [office.library.programme(each[0].id, on=office.today) for each in started]

    @cached_property
    def declarations(self) -> dict[str, FactDeclaration]:
        """What a person has to state, each once; what the records answer by themselves is left out."""
        found: dict[str, FactDeclaration] = {}
        for programme in self.programmes:
            for name, declaration in programme.facts.items():
                if name not in facts.DERIVED:
                    found.setdefault(name, declaration)
        return found

    @cached_property
    def values(self) -> dict[str, Any]:
        """What is stated, normalised."""
        return {each.declaration.name: each.value for each in self.current if each.current is not None}

    @cached_property
    def current(self) -> list[ProgrammeFact]:
        stated = current_facts(db.session, self.site.id, Column.DECLARED)
        return [
            ProgrammeFact(each, _value(each, stated.get(name)), stated.get(name))
            for name, each in self.declarations.items()
        ]

    def earlier(self, name: str) -> list[Fact]:
        """What was stated of a fact before, newest first."""
        made = statements(db.session, self.site.id, name)
        return [each for each in reversed(made) if not each.current]

    @cached_property
    def standings(self) -> list[ProgrammeStanding]:
        """What each programme comes to on what is known today."""
        return [self._standing(each) for each in self.programmes]

    def _standing(self, programme: Programme) -> ProgrammeStanding:
        granted = standing_grants(db.session, programme.id, self.site.id)
        answer = subsidy.eligibility(current_office(), programme.id, self.site)
        return ProgrammeStanding(programme, next(iter(granted), None), answer)


def _value(declaration: FactDeclaration, stated: Fact | None) -> Any:
    return None if stated is None else parser_for(declaration)(stated.value, declaration.name)
