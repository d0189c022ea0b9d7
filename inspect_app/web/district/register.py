"""The register of a district: one row a site with all that is asked of it, in a few queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from inspect_app.records.applications import Judged, latest_judged
from inspect_app.records.decisions import PENDING, Decision, DecisionKind, DecisionState, decisions_below
from inspect_app.records.facts import Column, current_values
from inspect_app.records.history import HistoryEntry, latest_entries
from inspect_app.records.register import SiteLine, Wanted, site_lines
from inspect_app.web.access import scope_nodes
from inspect_app.web.database import db
from inspect_app.web.district.desk import COMPLETION, FUNDS
from inspect_app.web.language import say
from inspect_app.web.timeline import Event, timeline
from inspect_app.workflow.states import STATE_NAMES


@dataclass(frozen=True)
class Row:
    """One site with the newest entry of its history, the newest assessment that was kept (`judged`) and the
    newest decision on a subsidy.
    """

    line: SiteLine
    entry: HistoryEntry | None
    judged: Judged | None
    funds_fen: int | None
    completed_on: dt.date | None
    decision: Decision | None

    @property
    def last_at(self) -> dt.datetime | None:
        return None if self.entry is None else self.entry.at

    @property
    def last(self) -> Event | None:
        """What was done last; None where that is internal to the city."""
        entries = [] if self.entry is None else [self.entry]
        return next(iter(timeline(entries, told_to_sites=True)), None)

    @property
    def state_name(self) -> str:
        state = self.line.application_state
        return _("尚未申请") if state is None else say(STATE_NAMES["application"][state])

    @property
    def is_issued(self) -> bool:
        """Whether a decision on a subsidy is known outside the city."""
        return self.decision is not None and self.decision.state not in PENDING

    @property
    def subsidy(self) -> str:
        """How far a subsidy has come. What the city has not issued is nobody else's business in detail."""
        if self.decision is None:
            return ""
        if self.decision.state in PENDING:
            return _("市级办理中")
        if self.decision.kind == DecisionKind.REFUSAL:
            return _("不予补贴")
        state = say(STATE_NAMES["decision"][self.decision.state])
        return _("追回，%(state)s", state=state) if self.decision.kind == DecisionKind.CLAWBACK else state


def register_rows(wanted: Wanted) -> list[Row]:
    """The sites below the person's nodes that are wanted, by code."""
    lines = site_lines(db.session, scope_nodes(), wanted)
    ids = [each.site_id for each in lines]
    entries = latest_entries(db.session, ids)
    judged = latest_judged(db.session, [each.application_id for each in lines if each.application_id])
    stated = current_values(db.session, ids, Column.DECLARED, (FUNDS, COMPLETION))
    decisions = _decisions()
    return [
        Row(
            line,
            entries.get(line.site_id),
            judged.get(line.application_id or 0),
            stated[line.site_id].get(FUNDS),
            _day(stated[line.site_id].get(COMPLETION)),
            decisions.get(line.site_id),
        )
        for line in lines
    ]


def _decisions() -> dict[int, Decision]:
    """The newest decision of each site that was not withdrawn."""
    states = [state for state in DecisionState if state is not DecisionState.WITHDRAWN]
    found = [each for node in scope_nodes() for each in decisions_below(db.session, node, *states)]
    return {each.site_id: each for each in sorted(found, key=lambda each: each.id)}


def _day(stated: Any) -> dt.date | None:
    return None if stated is None else dt.date.fromisoformat(stated)
