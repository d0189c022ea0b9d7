"""The register of a district as an Excel file."""

from decimal import Decimal

from flask_babel import gettext as _

from inspect_app.documents.workbook import CellValue, write_workbook
from inspect_app.policy import Outcome
from inspect_app.web.district.register import Row
from inspect_app.web.language import say
from inspect_app.workflow.office import BEIJING
from inspect_app.workflow.states import STATE_NAMES
from inspect_app.workflow.tree import KIND_NAMES


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
        _yuan(row.funds_fen),
        row.completed_on,
        line.certificate_number,
        "" if certificate is None else say(STATE_NAMES["certificate"][certificate]),
        line.valid_until,
        row.subsidy,
        _yuan(decision.amount_fen) if decision is not None and row.is_issued else None,
    ]


def _yuan(fen: int | None) -> Decimal | None:
    """Fen as a number of yuan, so that a column can be added up."""
    return None if fen is None else Decimal(fen).scaleb(-2)
