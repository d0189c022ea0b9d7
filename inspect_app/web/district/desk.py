"""What lies on a district's desk, read in a few queries however many sites it has."""

from functools import cached_property

from inspect_app.records.applications import (
    Application,
    ApplicationState,
    Stage,
    applications_below,
    count_frozen,
)
from inspect_app.records.facts import Column, current_values
from inspect_app.records.organisation import NodeKind
from inspect_app.records.rectification import open_orders_below
from inspect_app.records.register import SiteLine, site_lines
from inspect_app.web.access import scope_nodes
from inspect_app.web.database import db
from inspect_app.web.district.cases import Ordered, Returned, Waiting
from inspect_app.web.office import current_office
from inspect_app.workflow import assessing

FUNDS, COMPLETION = "retained_funds_fen", "completed_on"
# As long as it stands like this, the station does not say that it is built.
_NOT_APPLYING = frozenset(
    {None, ApplicationState.DRAFT, ApplicationState.RETURNED, ApplicationState.WITHDRAWN}
)


def should_be_built(line: SiteLine) -> bool:
    """Whether the station has applied: then somebody must know when it was completed."""
    return line.application_state not in _NOT_APPLYING


class Desk:
    """Everything below the nodes on which the person is the district's officer."""

    @cached_property
    def lines(self) -> dict[int, SiteLine]:
        """Every site that is not closed, by id, in the order of the codes."""
        nodes = scope_nodes()
        return {each.site_id: each for each in site_lines(db.session, nodes) if each.closed_on is None}

    @cached_property
    def waiting(self) -> list[Waiting]:
        """Applications to review, those waiting longest first."""
        submitted = self._applications(ApplicationState.SUBMITTED)
        judged = assessing.live_each(current_office(), submitted)
        times = count_frozen(db.session, [each.id for each in submitted], Stage.DECLARED)
        return [
            Waiting(each, self.lines[each.site_id], judged[each.id], times[each.id]) for each in submitted
        ]

    @cached_property
    def returned(self) -> list[Returned]:
        """Applications given back, the longest ago first."""
        found = self._applications(ApplicationState.RETURNED)
        return [Returned(each, self.lines[each.site_id]) for each in found]

    @cached_property
    def orders(self) -> list[Ordered]:
        """Rectifications, the most urgent first."""
        found = [order for node in scope_nodes() for order in open_orders_below(db.session, node)]
        open_sites = (each for each in found if each.application.site_id in self.lines)
        return [Ordered(each, self.lines[each.application.site_id]) for each in open_sites]

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue for each in self.orders)

    @cached_property
    def without_funds(self) -> list[SiteLine]:
        """Stations whose retained funds nobody has stated: no plan can say whether they must be built."""
        return [each for each in self.stations if FUNDS not in self._stated[each.site_id]]

    @cached_property
    def without_completion(self) -> list[SiteLine]:
        """Stations that have applied although nobody has stated when they were completed."""
        missing = (each for each in self.stations if COMPLETION not in self._stated[each.site_id])
        return [each for each in missing if should_be_built(each)]

    @cached_property
    def stations(self) -> list[SiteLine]:
        """Service stations: the plan and the grant programmes speak of them alone."""
        return [each for each in self.lines.values() if each.kind == NodeKind.STATION]

    @cached_property
    def _stated(self) -> dict[int, dict[str, object]]:
        ids = [each.site_id for each in self.stations]
        return current_values(db.session, ids, Column.DECLARED, (FUNDS, COMPLETION))

    def _applications(self, state: ApplicationState) -> list[Application]:
        found = [each for node in scope_nodes() for each in applications_below(db.session, node, state)]
        open_sites = (each for each in found if each.site_id in self.lines)
        return sorted(open_sites, key=lambda each: (each.state_since, each.id))
