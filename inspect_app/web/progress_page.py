"""How far the station plan has come on a day: one row a district, for the screen, the printer and Excel."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from inspect_app.documents.workbook import CellValue, write_workbook
from inspect_app.policy import PlanProgress, Target, TargetProgress, TargetStatus
from inspect_app.web.clock import today
from inspect_app.web.language import say
from inspect_app.web.office import current_office
from inspect_app.workflow import progress

PLAN = "station-phases"


@dataclass(frozen=True)
class ChosenDay:
    """The day of `?on=YYYY-MM-DD`; `wrong` says why today is shown instead of what was asked for."""

    day: dt.date
    wrong: str = ""


@dataclass(frozen=True)
class DistrictRow:
    name: str
    targets: tuple[TargetProgress, ...]


@dataclass(frozen=True)
class ProgressPage:
    """`city` the targets of the whole city, `districts` a row each with the targets of every district."""

    progress: PlanProgress
    city: list[TargetProgress]
    district_targets: list[Target]
    districts: list[DistrictRow]

    @property
    def as_of(self) -> dt.date:
        return self.progress.as_of

    @property
    def remaining(self) -> list[TargetProgress]:
        """Targets that name the stations still to be accepted, or stations whose funds nobody has stated."""
        rows = [each for row in self.districts for each in row.targets]
        return [each for each in rows if each.remaining or each.unknown]

    def count(self, status: TargetStatus) -> int:
        """How many district targets stand like this."""
        return sum(each.status is status for row in self.districts for each in row.targets)


def chosen_day() -> ChosenDay:
    """What the request asks for: a day that has come; today when it asks for nothing."""
    asked = request.args.get("on", "").strip()
    if not asked:
        return ChosenDay(today())
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return ChosenDay(today(), _("“%(day)s”不是日期，现按今天显示。", day=asked))
    if day > today():
        return ChosenDay(today(), _("只能查看今天及以前的进度，现按今天显示。"))
    return ChosenDay(day)


def progress_page(as_of: dt.date, only: Collection[str] | None = None) -> ProgressPage:
    """The plan on a day; `only` names the districts to show, all when None."""
    found = progress.progress(current_office(), PLAN, as_of)
    district_targets = [target for target in found.plan.targets if target.each_district]
    rows: dict[str, list[TargetProgress]] = {}
    for each in found.targets:
        if each.target.each_district and (only is None or each.scope in only):
            rows.setdefault(each.scope, []).append(each)
    return ProgressPage(
        progress=found,
        city=[each for each in found.targets if not each.target.each_district],
        district_targets=district_targets,
        districts=[DistrictRow(name, tuple(targets)) for name, targets in rows.items()],
    )


def status_name(status: TargetStatus) -> str:
    names = {
        TargetStatus.ACHIEVED: _("已完成"),
        TargetStatus.IN_PROGRESS: _("进行中"),
        TargetStatus.MISSED: _("未按期完成"),
    }
    return names[status]


def progress_workbook(page: ProgressPage, *, with_city: bool = True) -> bytes:
    """One line a target and scope."""
    columns = (
        _("范围"),
        _("目标"),
        _("期限"),
        _("应完成"),
        _("已完成"),
        _("建成待验收"),
        _("缺口"),
        _("每月须完成"),
        _("状态"),
        _("有风险"),
        _("尚待验收的站点"),
        _("经费情况不明的站点"),
    )
    found = [*(page.city if with_city else []), *(each for row in page.districts for each in row.targets)]
    title = _("建设进度 %(day)s", day=page.as_of.isoformat())
    return write_workbook(title, columns, [_cells(each) for each in found])


def _cells(each: TargetProgress) -> list[CellValue]:
    return [
        each.scope if each.target.each_district else _("全市"),
        say(each.target.title),
        each.target.due,
        each.required,
        each.counted,
        each.awaiting,
        each.gap,
        each.rate_per_month,
        status_name(each.status),
        _("是") if each.at_risk else "",
        _("、").join(each.remaining),
        _("、").join(each.unknown),
    ]
