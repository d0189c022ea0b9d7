"""All about one site and one of its applications, read once a request, for whoever may see the site.

The pages of `templates/_dossier.html` show it: three columns of facts, verdicts, evidence, visits, history.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inspect_app.policy import Assessment, Section, Standard, Text
from inspect_app.records.applications import Application, Stage, applications_of
from inspect_app.records.applications import Assessment as FrozenAssessment
from inspect_app.records.certificates import Certificate, certificates_of
from inspect_app.records.decisions import Decision, decisions_of
from inspect_app.records.facts import Column, current_facts
from inspect_app.records.history import history_of_site
from inspect_app.records.inspections import Finding, Inspection, InspectionState, findings_of, inspections_of
from inspect_app.records.organisation import Site
from inspect_app.records.photographs import Photograph, PhotographRole, photographs_of
from inspect_app.records.rectification import RectificationItem, RectificationOrder, orders_of
from inspect_app.records.signatures import Signature
from inspect_app.web.database import db
from inspect_app.web.dossier_lines import ItemLine, SectionLines, record_changes
from inspect_app.web.office import current_office
from inspect_app.web.places import places
from inspect_app.web.timeline import Event, timeline
from inspect_app.workflow import assessing, editions, signatures
from inspect_app.workflow.columns import JUDGEMENTS, FactRow, columns


@dataclass
class Dossier:
    """A site with one of its applications; None for a site that has never applied."""

    site: Site
    application: Application | None

    record_changes = staticmethod(record_changes)

    @cached_property
    def standard(self) -> Standard:
        """The edition the application was started under, else the one in force."""
        if self.application is None:
            return editions.in_force(current_office(), self.site)
        return editions.of_application(current_office(), self.application)

    @property
    def district(self) -> str:
        return places().name_of(self.site.node.path)

    @cached_property
    def applications(self) -> list[Application]:
        """All applications of the site, newest first."""
        return applications_of(db.session, self.site.id)

    @cached_property
    def certificates(self) -> list[Certificate]:
        """All certificates of the site, newest first."""
        return certificates_of(db.session, self.site.id)

    @cached_property
    def decisions(self) -> list[Decision]:
        """All subsidy decisions on the site, newest first."""
        return decisions_of(db.session, self.site.id)

    @cached_property
    def visits(self) -> list[Inspection]:
        """The visits of the application, newest first."""
        return [] if self.application is None else inspections_of(db.session, self.application.id)

    def signatures(self, visit: Inspection) -> list[tuple[Signature, bool]]:
        """The signatures under a visit, and whether each fits what is held now."""
        return signatures.standing(current_office(), visit)

    @cached_property
    def orders(self) -> list[RectificationOrder]:
        """The rectification orders of the application, newest first."""
        return [] if self.application is None else orders_of(db.session, self.application.id)[::-1]

    @cached_property
    def was_inspected(self) -> bool:
        """Whether a visit has ended: only then do the columns "found" and "final" say something."""
        return any(visit.state == InspectionState.FINISHED for visit in self.visits)

    @cached_property
    def assessment(self) -> Assessment:
        """What the facts that count come to under today's rulings."""
        return self._assessed(Stage.FINAL)

    @cached_property
    def declared(self) -> Assessment:
        """What the declared facts alone come to."""
        return self._assessed(Stage.DECLARED)

    @property
    def frozen(self) -> list[FrozenAssessment]:
        """The assessments kept on the application's way, oldest first."""
        return [] if self.application is None else self.application.assessments

    @cached_property
    def rows(self) -> list[FactRow]:
        """Every fact of the standard but the grades, in three columns."""
        if self.application is not None:
            return columns(current_office(), self.application)
        stated = current_facts(db.session, self.site.id, Column.DECLARED)
        facts = self.standard.facts.items()
        return [
            FactRow(self.standard, each, stated.get(name), None, None)
            for name, each in facts
            if name != JUDGEMENTS
        ]

    @cached_property
    def sections(self) -> list[SectionLines]:
        """Every item with its facts, verdicts and evidence, by section."""
        return [SectionLines(section, self._lines(section)) for section in self.standard.sections]

    @cached_property
    def lines(self) -> list[ItemLine]:
        return [line for section in self.sections for line in section.lines]

    @cached_property
    def events(self) -> list[Event]:
        """What people did with the site, newest first."""
        return timeline(history_of_site(db.session, self.site.id))

    def title_of(self, item_id: str) -> Text:
        """The title of an item of the standard."""
        return self.standard.items[item_id].title

    def _assessed(self, stage: Stage) -> Assessment:
        if self.application is None:
            return assessing.live(current_office(), self.site)
        return assessing.at_stage(current_office(), self.application, stage)

    def _lines(self, section: Section) -> list[ItemLine]:
        return [
            ItemLine(
                result=self.assessment.items[item.id],
                declared=self.declared.items[item.id],
                rows=tuple(self._row[name] for name in item.facts if name in self._row),
                findings=tuple(self._findings[item.id]),
                photographs=tuple(self._photographs[item.id]),
                ordered=tuple(self._ordered[item.id]),
            )
            for item in section.items
        ]

    @cached_property
    def _row(self) -> Mapping[str, FactRow]:
        return {row.declaration.name: row for row in self.rows}

    @cached_property
    def _findings(self) -> Mapping[str, list[Finding]]:
        """What the visits recorded, by item, newest first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for visit in self.visits:
            for finding in findings_of(db.session, visit.id):
                found[finding.item_id].append(finding)
        return found

    @cached_property
    def _ordered(self) -> Mapping[str, list[RectificationItem]]:
        found: dict[str, list[RectificationItem]] = defaultdict(list)
        for order in self.orders:
            for item in order.items:
                found[item.item_id].append(item)
        return found

    @cached_property
    def _photographs(self) -> Mapping[str, list[Photograph]]:
        """Photographs that the station shows, and those taken in the course of this application, by item."""
        visits = {visit.id for visit in self.visits}
        ordered = {item.id for items in self._ordered.values() for item in items}
        found: dict[str, list[Photograph]] = defaultdict(list)
        for each in photographs_of(db.session, self.site.id):
            own = each.inspection_id in visits or each.rectification_item_id in ordered
            if own or each.role == PhotographRole.DECLARED:
                found[each.item_id].append(each)
        return found


def dossier_of(site: Site) -> Dossier:
    """The site with its latest application."""
    latest = applications_of(db.session, site.id)
    return Dossier(site, latest[0] if latest else None)
