"""An application as its reviewer reads it: what counts, what shows it, what is new since the last return."""

from dataclasses import dataclass
from functools import cached_property

from inspect_app.policy import FactDeclaration, FactType, Standard, Verdict
from inspect_app.records.applications import Application, Stage
from inspect_app.records.history import history_of_site
from inspect_app.records.organisation import Site
from inspect_app.web.database import db
from inspect_app.web.district.cases import days_since
from inspect_app.web.district.changes import Changes, changes_since_return
from inspect_app.web.dossier import Dossier
from inspect_app.web.dossier_lines import ItemLine, RecordChange, SectionLines, record_changes
from inspect_app.web.timeline import Event, timeline
from inspect_app.workflow.columns import FactRow


@dataclass
class ReviewFile:
    application: Application

    @cached_property
    def dossier(self) -> Dossier:
        return Dossier(self.site, self.application)

    @property
    def site(self) -> Site:
        return self.application.site

    @property
    def standard(self) -> Standard:
        return self.dossier.standard

    @property
    def sections(self) -> list[SectionLines]:
        return self.dossier.sections

    @property
    def days(self) -> int:
        """How long the application has waited in its state."""
        return days_since(self.application.state_since)

    @cached_property
    def submissions(self) -> int:
        """How often it has been handed in."""
        return sum(each.stage == Stage.DECLARED for each in self.application.assessments)

    @cached_property
    def changes(self) -> Changes | None:
        return changes_since_return(self.dossier)

    @cached_property
    def measured(self) -> list[ItemLine]:
        return [line for line in self.dossier.lines if not line.is_judged]

    @cached_property
    def groups(self) -> dict[Verdict, list[ItemLine]]:
        """The measured items that count, by verdict, the worst first."""
        order = (
            Verdict.NOT_MET,
            Verdict.UNDECIDED,
            Verdict.NEEDS_RULING,
            Verdict.MET,
            Verdict.NOT_APPLICABLE,
        )
        counting = [line for line in self.measured if line.item.counts]
        return {verdict: [line for line in counting if line.declared.verdict is verdict] for verdict in order}

    @cached_property
    def changed(self) -> list[ItemLine]:
        """Items of which something is new since the last return."""
        return [line for line in self.dossier.lines if self.changes and self.changes.touches(line)]

    @property
    def without_photograph(self) -> int:
        """How many measured items that count show no photograph."""
        return sum(not line.photographs for line in self.measured if line.item.counts)

    @property
    def events(self) -> list[Event]:
        """What people did with the site, newest first, without what is internal to the city."""
        return timeline(history_of_site(db.session, self.site.id), told_to_sites=True)

    def tables(self, section_id: str) -> list[FactRow]:
        """The tables of records of a section, such as the staff."""
        return [row for row in self.dossier.rows if _is_table(row.declaration, section_id)]

    def table_changes(self, row: FactRow) -> list[RecordChange]:
        """The records of a table that differ from those of the last return."""
        name = row.declaration.name
        if self.changes is None or name not in self.changes.before:
            return []
        return record_changes(row.declaration, self.changes.before[name], row.declared_value)


def _is_table(declaration: FactDeclaration, section_id: str) -> bool:
    return declaration.type is FactType.RECORDS and declaration.section == section_id
