"""Where a site stands on its way, in six steps, and the one thing it should do next."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from inspect_app.records.applications import ApplicationState as State
from inspect_app.records.organisation import NodeKind
from inspect_app.web.language import day
from inspect_app.web.station.desk import Desk

DONE, CURRENT, TROUBLE, TODO = "done", "current", "trouble", "todo"
# At which step an application is. A rectification belongs to the city's acceptance, which ordered it.
_AT = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.WITHDRAWN: 0,
    State.SUBMITTED: 1,
    State.ENDORSED: 2,
    State.SCHEDULED: 2,
    State.INSPECTED: 3,
    State.RECTIFICATION: 3,
    State.PUT_RIGHT: 3,
    State.REFUSED: 3,
    State.ACCEPTED: 4,
    State.CERTIFIED: 5,
}
_TROUBLE = frozenset({State.RETURNED, State.RECTIFICATION, State.REFUSED})


@dataclass(frozen=True)
class Step:
    label: str
    status: str


@dataclass(frozen=True)
class NextStep:
    """What to do now. Without a label there is nothing to press: others are at work."""

    title: str
    text: str
    label: str = ""
    address: str = ""
    starts: bool = False


def steps(desk: Desk) -> list[Step]:
    """The way with the step that is under way."""
    labels = [
        pgettext("step", "填报"),
        _("区级审核"),
        _("现场检查"),
        _("市级验收"),
        pgettext("step", "发证"),
    ]
    if desk.site.node.kind == NodeKind.STATION:
        labels.append(_("补贴"))
    at, state = _position(desk)
    return [Step(label, _status(number, at, state)) for number, label in enumerate(labels)]


def _position(desk: Desk) -> tuple[int, State]:
    application = desk.application
    if application is None:
        return 0, State.DRAFT
    state = State(application.state)
    if state is State.CERTIFIED and desk.decisions:
        return 6, state
    return _AT[state], state


def _status(number: int, at: int, state: State) -> str:
    if number != at:
        return DONE if number < at else TODO
    return TROUBLE if state in _TROUBLE else CURRENT


def next_step(desk: Desk) -> NextStep:
    """The one thing to do, or what is being waited for."""
    application = desk.open_application
    if application is None:
        return _before_applying(desk)
    return _NEXT[State(application.state)](desk)


def _before_applying(desk: Desk) -> NextStep:
    if desk.certificate is not None:
        return NextStep(
            _("已取得合格证书"),
            _(
                "证书有效期至%(day)s。请保持各项标准，年度复查由市总工会发起。",
                day=day(desk.certificate.valid_until),
            ),
            _("查看证书和文件"),
            url_for("station.letters", site_id=desk.site.id),
        )
    return NextStep(
        _("开始申请"),
        _("先建立一份申请，再逐项填报站点情况、上传照片，最后提交区级审核。可以随时保存，分几次填完。"),
        _("开始申请"),
        url_for("station.start", site_id=desk.site.id),
        starts=True,
    )


def _fill_in(desk: Desk) -> NextStep:
    if not desk.unstated:
        return _hand_in(desk)
    page = desk.first_unfinished
    return NextStep(
        _("继续填报"),
        _("还有 %(n)s 项内容没有填报。不清楚的先空着，核实后再填。", n=desk.unstated),
        _("继续填报"),
        url_for("station.facts", site_id=desk.site.id, page_id=page.id),
    )


def _hand_in(desk: Desk) -> NextStep:
    return NextStep(
        _("检查并提交"),
        _("内容已经填齐。请看一遍对照结果，确认无误后提交区级审核。"),
        _("检查并提交申请"),
        url_for("station.application", site_id=desk.site.id),
    )


def _correct(desk: Desk) -> NextStep:
    return NextStep(
        _("按退回意见修改"),
        _("区级审核已退回。请按下面的意见修改填报内容或补充照片，再重新提交。"),
        _("查看意见并修改"),
        url_for("station.application", site_id=desk.site.id),
    )


def _put_right(desk: Desk) -> NextStep:
    return NextStep(
        _("完成整改"),
        _("请在期限前逐项整改，填写整改情况，上传整改前后照片，然后报告完成。"),
        _("填写整改情况"),
        url_for("station.rectification", site_id=desk.site.id),
    )


def _await_visit(desk: Desk) -> NextStep:
    if desk.visit is None:
        return NextStep(_("等待安排检查"), _("市总工会将安排检查员到站检查，日期确定后在此显示。"))
    names = _("、").join(person.name for person in desk.visit.inspectors)
    text = _(
        "%(day)s，检查员%(names)s到站检查。请准备好制度文本、台账和培训记录。",
        day=day(desk.visit.scheduled_on),
        names=names,
    )
    return NextStep(_("准备迎接现场检查"), text)


_NEXT: dict[State, Callable[[Desk], NextStep]] = {
    State.DRAFT: _fill_in,
    State.RETURNED: _correct,
    State.RECTIFICATION: _put_right,
    State.SUBMITTED: lambda desk: NextStep(
        _("等待区级审核"), _("申请已提交。审核期间内容不能修改；如需修改，可先撤回申请。")
    ),
    State.ENDORSED: _await_visit,
    State.SCHEDULED: _await_visit,
    State.INSPECTED: lambda desk: NextStep(_("等待市级验收"), _("现场检查已完成，市总工会正在审定结果。")),
    State.PUT_RIGHT: lambda desk: NextStep(_("等待复查"), _("整改情况已上报，市总工会将安排复查。")),
    State.ACCEPTED: lambda desk: NextStep(_("等待发证"), _("验收合格，证书签发后可在“证书和文件”中下载。")),
}
