"""Everything about one site that its pages need, read once a request."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort

from inspect_app.policy import Assessment, Standard
from inspect_app.records.applications import (
    Application,
    ApplicationState,
    Stage,
    applications_of,
    latest_assessment,
)
from inspect_app.records.applications import Assessment as Frozen
from inspect_app.records.certificates import Certificate, standing_certificate
from inspect_app.records.decisions import Decision, DecisionState, decisions_of
from inspect_app.records.inspections import Inspection, InspectionState, inspections_of
from inspect_app.records.organisation import Site
from inspect_app.records.rectification import RectificationOrder, open_order
from inspect_app.web.access import find_site
from inspect_app.web.database import db
from inspect_app.web.office import current_office
from inspect_app.web.station.pages import FactPage, fact_pages
from inspect_app.workflow import assessing, editions, facts

# What a station learns of a decision: that it was issued, and what became of it.
ISSUED = frozenset({DecisionState.ISSUED, DecisionState.PAID, DecisionState.SUPERSEDED})
_ACCEPTED = frozenset({ApplicationState.ACCEPTED, ApplicationState.CERTIFIED})
_EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


@dataclass
class Desk:
    site: Site

    @cached_property
    def standard(self) -> Standard:
        """The standard the site answers to."""
        return editions.standard_for(current_office(), self.site)

    @cached_property
    def applications(self) -> list[Application]:
        """Newest first."""
        return applications_of(db.session, self.site.id)

    @property
    def application(self) -> Application | None:
        """The latest application, open or closed."""
        return next(iter(self.applications), None)

    @cached_property
    def accepted(self) -> Frozen | None:
        """What was frozen at the acceptance that holds; None once it is applied anew, and after a refusal."""
        pursued = (each for each in self.applications if each.state != ApplicationState.WITHDRAWN)
        latest = next(pursued, None)
        if latest is None or latest.state not in _ACCEPTED:
            return None
        return latest_assessment(db.session, latest.id, Stage.FINAL)

    @property
    def open_application(self) -> Application | None:
        latest = self.application
        return latest if latest is not None and latest.closed_at is None else None

    @cached_property
    def certificate(self) -> Certificate | None:
        return standing_certificate(db.session, self.site.id)

    @cached_property
    def order(self) -> RectificationOrder | None:
        """The order that is being put right or waits for its re-check."""
        opened = self.open_application
        return None if opened is None else open_order(db.session, opened.id)

    @cached_property
    def visit(self) -> Inspection | None:
        """The inspection that is to come."""
        if self.open_application is None:
            return None
        visits = inspections_of(db.session, self.open_application.id)
        return next((each for each in visits if each.state == InspectionState.SCHEDULED), None)

    @cached_property
    def decisions(self) -> list[Decision]:
        """Decisions that were issued, newest first."""
        return [each for each in decisions_of(db.session, self.site.id) if each.state in ISSUED]

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the station declares."""
        return facts.declared(current_office(), self.site)

    @cached_property
    def assessment(self) -> Assessment:
        """What the declared facts come to today."""
        return assessing.assess(current_office(), self.site, self.values)

    @cached_property
    def pages(self) -> list[FactPage]:
        return fact_pages(self.standard)

    @property
    def may_declare(self) -> bool:
        """Whether every fact and its evidence may be changed now."""
        return self.open_application is None or self.open_application.state in _EDITABLE

    @property
    def unstated(self) -> int:
        """How many facts nobody has stated yet."""
        return sum(len(page.names) - page.stated(self.values) for page in self.pages)

    def page(self, page_id: str) -> FactPage:
        """The page of that id, else 404."""
        return next((page for page in self.pages if page.id == page_id), None) or abort(404)

    def next_page(self, page: FactPage) -> FactPage | None:
        """The page after this one."""
        following = self.pages.index(page) + 1
        return self.pages[following] if following < len(self.pages) else None

    @property
    def first_unfinished(self) -> FactPage:
        """Where the work goes on: the first page with a fact not stated, else the first."""
        unfinished = (page for page in self.pages if page.stated(self.values) < len(page.names))
        return next(unfinished, self.pages[0])


def find_desk(site_id: int) -> Desk:
    """The desk of a site within the person's nodes, else 404."""
    return Desk(find_site(site_id))
