"""How the facts of a standard are spread over pages, and which items are shown beside which fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import (
    Assessment,
    FactDeclaration,
    FactType,
    Item,
    ItemResult,
    Mode,
    Section,
    Standard,
    Text,
    Verdict,
)


@dataclass(frozen=True)
class FactPage:
    """Some facts of one section. A table of records has a page of its own."""

    id: str
    title: Text
    section: Section
    declarations: tuple[FactDeclaration, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.declarations)

    @property
    def table(self) -> FactDeclaration | None:
        """The records this page is about, if it is such a page."""
        first = self.declarations[0] if self.declarations else None
        return first if first is not None and first.type is FactType.RECORDS else None

    @property
    def judged(self) -> list[Item]:
        """What the inspector will grade in this section; shown on its first page."""
        if self.id != self.section.id:
            return []
        return [item for item in self.section.items if item.mode is Mode.JUDGED]

    def stated(self, values: Mapping[str, Any]) -> int:
        """How many of its facts are stated."""
        return sum(name in values for name in self.names)


def fact_pages(standard: Standard) -> list[FactPage]:
    """A page for each section and one for each table in it, in the standard's order."""
    return [page for section in standard.sections for page in _pages_of(standard, section)]


def _pages_of(standard: Standard, section: Section) -> Iterator[FactPage]:
    mine = [each for each in standard.facts.values() if each.section == section.id]
    simple = tuple(each for each in mine if each.type is not FactType.RECORDS)
    yield FactPage(section.id, section.title, section, simple)
    for each in mine:
        if each.type is FactType.RECORDS:
            yield FactPage(each.name, each.label, section, (each,))


def verdicts_beside(assessment: Assessment, name: str) -> list[ItemResult]:
    """The measured items that this fact decides: the first fact an item reads is its deciding one."""
    return [
        result
        for result in assessment.items.values()
        if result.item.mode is Mode.MEASURED and result.item.facts[0] == name
    ]


@dataclass(frozen=True)
class Totals:
    """How many items that count are met, not met and open, and how many wait for an inspector's grade."""

    assessment: Assessment
    met: int
    not_met: int
    open: int
    to_grade: int


def totals(assessment: Assessment) -> Totals:
    """The numbers that say how far a site has come."""
    counting = [each for each in assessment.items.values() if each.item.counts]
    measured = [each.verdict for each in counting if each.item.mode is Mode.MEASURED]
    return Totals(
        assessment,
        met=measured.count(Verdict.MET),
        not_met=measured.count(Verdict.NOT_MET),
        open=sum(verdict.is_open for verdict in measured),
        to_grade=sum(each.item.mode is Mode.JUDGED and each.verdict.is_open for each in counting),
    )


@dataclass(frozen=True)
class RecordVerdicts:
    """One record of a table, such as a person, and what each item says of it alone."""

    label: str
    results: tuple[ItemResult, ...]


def record_verdicts(
    standard: Standard, declaration: FactDeclaration, records: list[dict[str, Any]]
) -> list[RecordVerdicts]:
    """What the rules say of each record by itself; nothing of items that do not speak of it."""
    verdicts = []
    for number, record in enumerate(records, 1):
        alone = standard.assess({declaration.name: [record]})
        results = tuple(
            result
            for result in verdicts_beside(alone, declaration.name)
            if result.verdict is not Verdict.NOT_APPLICABLE
        )
        verdicts.append(RecordVerdicts(str(record.get("name") or number), results))
    return verdicts
