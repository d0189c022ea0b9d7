"""The register of a district: one row a site with all that is asked of it, in a few queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from inspect_app.documents.workbook import CellValue, write_workbook
from inspect_app.policy import Outcome
from inspect_app.policy.text import yuan
from inspect_app.records.applications import Judged, latest_judged
from inspect_app.records.decisions import PENDING, Decision, DecisionKind, DecisionState, decisions_below
from inspect_app.records.facts import Column, current_values
from inspect_app.records.history import latest_entries
from inspect_app.records.register import SiteLine, Wanted, site_lines
from inspect_app.web.access import scope_nodes
from inspect_app.web.database import db
from inspect_app.web.district.desk import COMPLETION, FUNDS
from inspect_app.web.language import say
from inspect_app.web.timeline import Event, timeline
from inspect_app.workflow.office import BEIJING
from inspect_app.workflow.states import STATE_NAMES
from inspect_app.workflow.tree import KIND_NAMES


@dataclass(frozen=True)
class Row:
    """One site. `judged` is the newest assessment that was kept, `decision` the newest on a subsidy."""

    line: SiteLine
    last_at: dt.datetime | None
    last: Event | None
    judged: Judged | None
    funds_fen: int | None
    completed_on: dt.date | None
    decision: Decision | None

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
    lines = site_lines(db.session, scope_nodes(), wanted)
    ids = [each.site_id for each in lines]
    entries = latest_entries(db.session, ids)
    judged = latest_judged(db.session, [each.application_id for each in lines if each.application_id])
    stated = current_values(db.session, ids, Column.DECLARED, (FUNDS, COMPLETION))
    decisions = _decisions()
    return [
        Row(
            line,
            entries[line.site_id].at if line.site_id in entries else None,
            next(iter(timeline([entries[line.site_id]], told_to_sites=True)), None)
            if line.site_id in entries
            else None,
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


def register_workbook(title: str, rows: list[Row]) -> bytes:
    columns = (
        _("编号"),
        _("名称"),
        _("类别"),
        _("所属"),
        _("申请状态"),
        _("最近办理日期"),
        _("最近办理"),
        _("评定结论"),
        _("得分"),
        _("经费留成（元）"),
        _("建设完成日期"),
        _("证书编号"),
        _("证书状态"),
        _("证书有效期至"),
        _("补贴"),
        _("补贴金额（元）"),
    )
    return write_workbook(title, columns, [_cells(row) for row in rows])


def _cells(row: Row) -> list[CellValue]:
    line, decision = row.line, row.decision
    certificate = line.certificate_state
    return [
        line.code,
        line.name,
        say(KIND_NAMES[line.kind]),
        line.parent_name,
        row.state_name,
        None if row.last_at is None else row.last_at.astimezone(BEIJING).date(),
        "" if row.last is None else row.last.text,
        "" if row.judged is None else say(Outcome(row.judged.outcome).label),
        None if row.judged is None else row.judged.score,
        None if row.funds_fen is None else yuan(row.funds_fen),
        row.completed_on,
        line.certificate_number,
        "" if certificate is None else say(STATE_NAMES["certificate"][certificate]),
        line.valid_until,
        row.subsidy,
        yuan(decision.amount_fen) if decision is not None and row.is_issued else None,
    ]
