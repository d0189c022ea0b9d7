"""What is known on a visit: what the station declares, what counted before, and what this visit has found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import FactDeclaration, FactType, Item, Mode, Standard
from inspect_app.records.facts import Fact, stated_in
from inspect_app.records.inspections import Finding, Inspection, InspectionState, findings_of
from inspect_app.workflow import columns, editions, inspections
from inspect_app.workflow.gaps import is_looked_at
from inspect_app.workflow.office import Office

LISTS = (FactType.CODES, FactType.MONTHS)


@dataclass(frozen=True)
class VisitFact:
    """One fact as an inspector meets it.

    `found` is this visit's statement, if it made one; `earlier` the statement of an earlier visit or of the
    city that says something else than the station does now. Values are normalised, None is not stated.
    """

    declaration: FactDeclaration
    declared: Any
    found: Fact | None = None
    found_value: Any = None
    earlier: Fact | None = None
    earlier_value: Any = None

    @property
    def value(self) -> Any:
        """What this visit holds so far: as found, else as declared."""
        return self.declared if self.found is None else self.found_value

    @property
    def differs(self) -> bool:
        """Whether this visit found something else than was declared."""
        return bool(self.value != self.declared)

    @property
    def fewer(self) -> list[str]:
        """Of a list of codes or months: what was declared and not found."""
        return self._without(self.declared, self.value)

    @property
    def more(self) -> list[str]:
        """Of a list of codes or months: what was found and not declared."""
        return self._without(self.value, self.declared)

    def _without(self, one: list[str] | None, other: list[str] | None) -> list[str]:
        if self.declaration.type not in LISTS:
            return []
        return [each for each in one or () if each not in (other or ())]


@dataclass(frozen=True)
class Visit:
    """An inspection with its items in the standard's order, its facts, and its findings by item."""

    inspection: Inspection
    standard: Standard
    items: list[Item]
    facts: Mapping[str, VisitFact]
    findings: Mapping[str, Finding]

    @property
    def is_open(self) -> bool:
        """Whether something may be recorded; the first thing that is begins the visit."""
        return self.inspection.state in (InspectionState.SCHEDULED, InspectionState.UNDER_WAY)

    def item(self, item_id: str) -> Item | None:
        """The item, if it is to be looked at in this visit."""
        return next((item for item in self.items if item.id == item_id), None)

    def version(self, item: Item) -> int:
        """The version of what was found of the item; 0 before anything was."""
        found = self.findings.get(item.id)
        return found.version if found else 0

    def facts_of(self, item: Item) -> list[VisitFact]:
        """The facts an inspector checks for an item; a judged one has none."""
        return [] if item.mode is Mode.JUDGED else [self.facts[name] for name in item.facts]


def open_visit(office: Office, inspection: Inspection) -> Visit:
    standard = editions.standard_of(office, inspection.edition)
    declared = columns.declared_in(office, inspection.application)
    earlier, found = _statements(office, inspection)
    facts = {
        name: _visit_fact(standard, name, declared.get(name), earlier.get(name), found.get(name))
        for name in standard.facts
        if name != columns.JUDGEMENTS
    }
    findings = {each.item_id: each for each in findings_of(office.session, inspection.id)}
    return Visit(inspection, standard, _items(office, inspection, findings), facts, findings)


def progress(office: Office, inspection: Inspection) -> tuple[int, int]:
    """How many items of a visit are done, and how many there are."""
    # Before a visit starts nothing is recorded: a full list of visits to come asks nothing for them.
    started = inspection.state != InspectionState.SCHEDULED
    recorded = findings_of(office.session, inspection.id) if started else ()
    findings = {each.item_id: each for each in recorded}
    items = _items(office, inspection, findings)
    return sum(is_looked_at(item, findings.get(item.id)) for item in items), len(items)


def _items(office: Office, inspection: Inspection, findings: Mapping[str, Finding]) -> list[Item]:
    if inspection.state != InspectionState.FINISHED:
        return inspections.items_to_look_at(office, inspection)
    # The order behind a re-check may be closed by now; what was looked at stays.
    standard = editions.standard_of(office, inspection.edition)
    return [item for item in standard.items.values() if item.id in findings]


def _visit_fact(
    standard: Standard, name: str, declared: Any, earlier: Fact | None, found: Fact | None
) -> VisitFact:
    def value(statement: Fact | None) -> Any:
        return None if statement is None else standard.known(name, statement.value)

    if earlier is not None and value(earlier) == declared:
        earlier = None
    return VisitFact(standard.facts[name], declared, found, value(found), earlier, value(earlier))


def _statements(office: Office, inspection: Inspection) -> tuple[dict[str, Fact], dict[str, Fact]]:
    """The newest statements by fact before this visit, and those of this visit."""
    earlier: dict[str, Fact] = {}
    found: dict[str, Fact] = {}
    for fact in stated_in(office.session, inspection.application_id):
        if fact.inspection_id == inspection.id:
            found[fact.name] = fact
        elif inspection.finished_at is None or fact.at <= inspection.finished_at:
            earlier[fact.name] = fact
    return earlier, found
