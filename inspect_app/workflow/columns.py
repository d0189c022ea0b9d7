"""The three columns of facts read side by side: as declared, as found, as it finally stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import FactDeclaration, Mode, Standard
from inspect_app.records.applications import Application
from inspect_app.records.facts import (
    Column,
    Fact,
    current_facts,
    current_values,
    declared_until,
    stated_in,
)
from inspect_app.records.inspections import grades
from inspect_app.records.organisation import Site
from inspect_app.workflow import editions
from inspect_app.workflow.office import Office

JUDGEMENTS = "judgements"


@dataclass(frozen=True)
class FactRow:
    """One fact in its three columns; each statement says who made it, when and why.

    `found` is None where the declared value was confirmed or not touched, `final` where the city changed
    nothing since. A value that this edition of the standard does not take is unknown: None.
    """

    standard: Standard
    declaration: FactDeclaration
    declared: Fact | None
    found: Fact | None
    final: Fact | None

    @property
    def declared_value(self) -> Any:
        """What the station said; None when it said nothing."""
        return None if self.declared is None else self._value(self.declared)

    @property
    def found_value(self) -> Any:
        """The value after the visits: as found, else as declared."""
        return self.declared_value if self.found is None else self._value(self.found)

    @property
    def final_value(self) -> Any:
        """The value that counts."""
        return self.found_value if self.final is None else self._value(self.final)

    def _value(self, stated: Fact) -> Any:
        return None if self.standard.known(self.declaration.name, stated.value) is None else stated.value


def declared(office: Office, site: Site) -> dict[str, Any]:
    """What the station declares today, by fact name; facts not stated are absent."""
    standard = editions.standard_for(office, site)
    return _values(standard, current_facts(office.session, site.id, Column.DECLARED))


def declared_in(office: Office, application: Application) -> dict[str, Any]:
    """What the station declared in this application: today's words, or those of the day it was closed."""
    return _values(editions.of_application(office, application), _declarations(office, application))


def declared_in_each(office: Office, applications: Sequence[Application]) -> dict[int, dict[str, Any]]:
    """Today's declared facts of many open applications, by application id, in one query."""
    stated = current_values(office.session, [each.site_id for each in applications], Column.DECLARED)
    return {
        each.id: _known(editions.of_application(office, each), stated[each.site_id]) for each in applications
    }


def found(office: Office, application: Application) -> dict[str, Any]:
    """The facts after the visits: as found, else as declared, and the grades under "judgements"."""
    return _effective(office, application, Column.FOUND)


def found_of(office: Office, application: Application, names: Collection[str]) -> dict[str, Any]:
    """These facts after the visits: as found, else as declared."""
    stated = _declarations(office, application) | _newest(office, application, Column.FOUND)
    standard = editions.of_application(office, application)
    return _values(standard, {name: fact for name, fact in stated.items() if name in names})


def final(office: Office, application: Application) -> dict[str, Any]:
    """The facts that count: the latest of what was found and what the city corrected, else as declared."""
    return _effective(office, application, Column.FOUND, Column.FINAL)


def columns(office: Office, application: Application) -> list[FactRow]:
    """Every fact of the standard but the grades, in the standard's order."""
    standard = editions.of_application(office, application)
    stated = _declarations(office, application)
    found_facts = _newest(office, application, Column.FOUND)
    latest = _newest(office, application, Column.FOUND, Column.FINAL)
    finals = {name: fact for name, fact in latest.items() if fact.column == Column.FINAL}
    return [
        FactRow(standard, declaration, stated.get(name), found_facts.get(name), finals.get(name))
        for name, declaration in standard.facts.items()
        if name != JUDGEMENTS
    ]


def _effective(office: Office, application: Application, *kinds: Column) -> dict[str, Any]:
    standard = editions.of_application(office, application)
    stated = _declarations(office, application) | _newest(office, application, *kinds)
    values = _values(standard, stated)
    given = grades(office.session, application.id)
    judged = {item_id: grade for item_id, grade in given.items() if _is_judged(standard, item_id)}
    return {**values, JUDGEMENTS: judged} if judged else values


def _is_judged(standard: Standard, item_id: str) -> bool:
    """Whether a grade of the item counts: it may have been given under an edition that had it graded."""
    return item_id in standard.items and standard.items[item_id].mode is Mode.JUDGED


def _declarations(office: Office, application: Application) -> dict[str, Fact]:
    if application.closed_at is None:
        return current_facts(office.session, application.site_id, Column.DECLARED)
    return declared_until(office.session, application.site_id, application.closed_at)


def _newest(office: Office, application: Application, *kinds: Column) -> dict[str, Fact]:
    """The newest statement of each fact in these columns; one that takes the fact back counts, too."""
    return {fact.name: fact for fact in stated_in(office.session, application.id) if fact.column in kinds}


def _values(standard: Standard, stated: Mapping[str, Fact]) -> dict[str, Any]:
    """Normalised values of the facts this standard knows, without those taken back."""
    return _known(standard, {name: fact.value for name, fact in stated.items()})


def _known(standard: Standard, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values this standard knows, normalised."""
    known = {name: standard.known(name, value) for name, value in values.items()}
    return {name: value for name, value in known.items() if value is not None}
