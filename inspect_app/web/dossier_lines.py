"""One requirement as a dossier shows it, and what makes it worth a look."""

from dataclasses import dataclass
from typing import Any

from inspect_app.policy import FactDeclaration, FactType, Item, ItemResult, Mode, Section, Verdict
from inspect_app.records.inspections import Finding
from inspect_app.records.photographs import Photograph
from inspect_app.records.rectification import RectificationItem
from inspect_app.workflow.columns import FactRow


@dataclass(frozen=True)
class ItemLine:
    """One item: `result` on the facts that count, `declared` on the declared ones; newest findings first."""

    result: ItemResult
    declared: ItemResult
    rows: tuple[FactRow, ...]
    findings: tuple[Finding, ...]
    photographs: tuple[Photograph, ...]
    ordered: tuple[RectificationItem, ...]

    @property
    def item(self) -> Item:
        return self.result.item

    @property
    def is_judged(self) -> bool:
        return self.item.mode is Mode.JUDGED

    @property
    def finding(self) -> Finding | None:
        """What the latest visit that looked at it recorded."""
        return self.findings[0] if self.findings else None

    @property
    def fails(self) -> bool:
        """Whether it stands in the way of certification, as far as is known."""
        return self.item.counts and self.result.verdict is Verdict.NOT_MET

    @property
    def is_open(self) -> bool:
        return self.item.counts and self.result.verdict.is_open

    @property
    def differs(self) -> bool:
        """Whether a value that counts is not the one the station declared."""
        return any(row.final_value != row.declared_value for row in self.rows)

    @property
    def needs_attention(self) -> bool:
        return self.fails or self.is_open or self.differs


@dataclass(frozen=True)
class SectionLines:
    section: Section
    lines: list[ItemLine]

    def shown(self, only_attention: bool) -> list[ItemLine]:
        return [line for line in self.lines if line.needs_attention or not only_attention]


@dataclass(frozen=True)
class RecordChange:
    """One record of a table before and after; None where it was not there."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def changed(self, name: str) -> bool:
        return (self.before or {}).get(name) != (self.after or {}).get(name)


def record_changes(
    declaration: FactDeclaration, before: list[dict[str, Any]] | None, after: list[dict[str, Any]] | None
) -> list[RecordChange]:
    """The records that differ, matched by the first text field (a name), else by their place."""
    old, new = _keyed(declaration, before or []), _keyed(declaration, after or [])
    keys = [*new, *(key for key in old if key not in new)]
    return [RecordChange(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _keyed(declaration: FactDeclaration, records: list[dict[str, Any]]) -> dict[object, dict[str, Any]]:
    """Each record by its name and by which of that name it is."""
    name = next((each.name for each in declaration.fields.values() if each.type is FactType.TEXT), "")
    keyed: dict[object, dict[str, Any]] = {}
    for number, record in enumerate(records):
        key: object = record.get(name, number)
        times = sum(1 for taken in keyed if isinstance(taken, tuple) and taken[0] == key)
        keyed[(key, times)] = record
    return keyed
