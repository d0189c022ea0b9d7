"""Statements of facts: what was entered, checked by the standard and written to one column."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import update

from inspect_app.policy import FactError
from inspect_app.records.applications import Application
from inspect_app.records.facts import Column, Fact
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Site
from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.office import Office

Values = Mapping[str, Any]


class FactReader(Protocol):
    """A standard or a programme: what knows its facts and their types."""

    def parse_fact(self, name: str, raw: object) -> object: ...
    def check_facts(self, facts: Mapping[str, object]) -> object: ...


def changes(reader: FactReader, before: Values, entered: Values) -> dict[str, Any]:
    """The entered values that differ from those before, normalised and consistent; None takes a fact back.

    Raises Invalid naming the fact that cannot be taken.
    """
    try:
        parsed = {
            name: None if raw is None else reader.parse_fact(name, raw) for name, raw in entered.items()
        }
        changed = {name: value for name, value in parsed.items() if before.get(name) != value}
        after = {**before, **changed}
        reader.check_facts({name: value for name, value in after.items() if value is not None})
    except FactError as error:
        text = error.text()
        raise Invalid(error.place, text.zh, text.en) from error
    return changed


def make_statements(
    office: Office,
    site: Site,
    column: Column,
    values: Values,
    *,
    why: str = "",
    inspection: Inspection | None = None,
    application: Application | None = None,
) -> list[Fact]:
    """Write one statement a value; each takes the place of the one that was current."""
    older = update(Fact).where(
        Fact.site_id == site.id, Fact.column == column, Fact.name.in_(values), Fact.current
    )
    office.session.execute(older.values(current=False))
    stated = [
        Fact(
            site_id=site.id,
            name=name,
            column=column,
            value=value,
            by=office.by,
            at=office.at,
            why=why,
            inspection_id=None if inspection is None else inspection.id,
            application_id=None if application is None else application.id,
        )
        for name, value in values.items()
    ]
    office.session.add_all(stated)
    office.session.flush()
    return stated
