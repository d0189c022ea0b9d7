"""The history of a site as people read it: who did what and why, newest first."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from flask_babel import LazyString, lazy_pgettext, pgettext
from flask_babel import gettext as _

from inspect_app.policy import Verdict
from inspect_app.records.history import HistoryEntry
from inspect_app.web.language import say
from inspect_app.web.office import library
from inspect_app.workflow.office import BEIJING

ACTS: Mapping[tuple[str, str], LazyString] = {
    ("application", "started"): lazy_pgettext("history", "建立申请"),
    ("application", "submitted"): lazy_pgettext("history", "提交申请"),
    ("application", "withdrawn"): lazy_pgettext("history", "撤回申请"),
    ("application", "returned"): lazy_pgettext("history", "退回申请"),
    ("application", "endorsed"): lazy_pgettext("history", "区级审核通过"),
    ("application", "accepted"): lazy_pgettext("history", "验收合格"),
    ("application", "refused"): lazy_pgettext("history", "验收不合格"),
    ("application", "certified"): lazy_pgettext("history", "颁发合格证书"),
    ("application", "rectification_ordered"): lazy_pgettext("history", "责令整改"),
    ("application", "edition_moved"): lazy_pgettext("history", "改用现行标准"),
    ("site", "facts_stated"): lazy_pgettext("history", "填报内容"),
    ("site", "fact_corrected"): lazy_pgettext("history", "核定内容"),
    ("node", "site_changed"): lazy_pgettext("history", "修改站点名称、地址或电话"),
    ("node", "node_added"): lazy_pgettext("history", "登记站点"),
    ("node", "node_closed"): lazy_pgettext("history", "关闭站点"),
    ("photograph", "photograph_attached"): lazy_pgettext("history", "上传照片"),
    ("photograph", "photograph_drawn"): lazy_pgettext("history", "在照片上标注"),
    ("photograph", "photograph_withdrawn"): lazy_pgettext("history", "撤下照片"),
    ("inspection", "inspection_scheduled"): lazy_pgettext("history", "安排检查"),
    ("inspection", "inspection_reassigned"): lazy_pgettext("history", "调整检查安排"),
    ("inspection", "inspection_cancelled"): lazy_pgettext("history", "取消检查"),
    ("inspection", "inspection_started"): lazy_pgettext("history", "开始现场检查"),
    ("inspection", "inspection_finished"): lazy_pgettext("history", "完成现场检查"),
    ("inspection", "inspection_signed"): lazy_pgettext("history", "现场签名"),
    ("inspection", "file_loaded"): lazy_pgettext("history", "导入平板保存的检查文件"),
    ("inspection", "verdicts_differed"): lazy_pgettext("history", "平板电脑与服务器判定不一致"),
    ("finding", "finding_recorded"): lazy_pgettext("history", "记录检查结果"),
    ("finding", "rival_kept"): lazy_pgettext("history", "两名检查员的记录不一致"),
    ("finding", "late_answer_kept"): lazy_pgettext("history", "收到较早的检查记录"),
    ("finding", "answer_chosen"): lazy_pgettext("history", "组长选定检查记录"),
    ("order", "item_put_right"): lazy_pgettext("history", "填写整改情况"),
    ("order", "rectification_reported"): lazy_pgettext("history", "报告整改完成"),
    ("order", "due_date_extended"): lazy_pgettext("history", "延长整改期限"),
    ("order", "order_fulfilled"): lazy_pgettext("history", "整改复查合格"),
    ("order", "order_failed"): lazy_pgettext("history", "整改复查不合格"),
    ("certificate", "certificate_suspended"): lazy_pgettext("history", "暂停证书"),
    ("certificate", "certificate_reinstated"): lazy_pgettext("history", "恢复证书"),
    ("certificate", "certificate_revoked"): lazy_pgettext("history", "撤销证书"),
    ("certificate", "certificate_replaced"): lazy_pgettext("history", "以新证书更换"),
    ("decision", "proposed"): lazy_pgettext("history", "拟办补贴决定"),
    ("decision", "proposed_anew"): lazy_pgettext("history", "重新拟办补贴决定"),
    ("decision", "reviewed"): lazy_pgettext("history", "复核补贴决定"),
    ("decision", "signed"): lazy_pgettext("history", "签发补贴决定"),
    ("decision", "sent_back"): lazy_pgettext("history", "退回补贴拟办"),
    ("decision", "withdrawn"): lazy_pgettext("history", "撤回补贴拟办"),
    ("decision", "approvals_fell"): lazy_pgettext("history", "依据有变，补贴决定的审批失效"),
    ("decision", "issued"): lazy_pgettext("history", "印发补贴决定"),
    ("decision", "paid"): lazy_pgettext("history", "登记补贴拨付"),
    ("decision", "superseded"): lazy_pgettext("history", "补贴决定被新决定取代"),
}
# What the city's desk and the inspectors do among themselves before there is something to tell.
_INTERNAL = frozenset(
    key
    for key in ACTS
    if key[0] in ("decision", "finding") and key[1] not in ("issued", "paid", "superseded")
) | {("inspection", "verdicts_differed"), ("inspection", "file_loaded")}
# How many items an event names.
SHOWN = 5


@dataclass(frozen=True)
class Event:
    """What one person did, `times` in a row on one day."""

    at: dt.datetime
    by: str
    text: str
    why: str
    times: int = 1


def timeline(entries: Iterable[HistoryEntry], *, told_to_sites: bool = False) -> list[Event]:
    """The entries as events in their order; the same act without a reason, done repeatedly, is one event.

    `told_to_sites` leaves out what is internal to the city and its inspectors.
    """
    told = [each for each in entries if not told_to_sites or (each.subject, each.act) not in _INTERNAL]
    return [_event(list(group)) for _same, group in groupby(told, _sameness)]


def _sameness(entry: HistoryEntry) -> tuple[object, ...]:
    alone = entry.id if entry.why else None
    return _text(entry), entry.by_id, entry.at.astimezone(BEIJING).date(), alone


def _event(entries: list[HistoryEntry]) -> Event:
    latest = entries[0]
    by = latest.by.name if latest.by is not None else _("系统")
    return Event(
        latest.at, by, _text(latest), latest.why or _editions(latest) or _differences(latest), len(entries)
    )


def _text(entry: HistoryEntry) -> str:
    """What was done; of facts that the programmes ask the district for, which ones."""
    if facts := _programme_facts(entry):
        return pgettext("history", "区县填报：%(facts)s", facts=_("、").join(facts))
    # An act that has no name yet is shown as it is recorded rather than left out.
    return str(ACTS.get((entry.subject, entry.act), entry.act))


def _editions(entry: HistoryEntry) -> str:
    """From which edition to which an application was moved."""
    if entry.act != "edition_moved":
        return ""
    old, new = entry.detail["from"]["edition"], entry.detail["to"]["edition"]
    return _("由 %(old)s 版改为 %(new)s 版", old=old, new=new)


def _differences(entry: HistoryEntry) -> str:
    """What a tablet showed and what we came to, where the two differed."""
    if entry.act != "verdicts_differed":
        return ""
    tablet, here = entry.detail["tablet"], entry.detail["here"]
    standard = library().standard_with(here["standard"])
    items = standard.items if standard else {}
    verdicts = {name: entry.detail["items"][name] for name in items if name in entry.detail["items"]}
    differing = [
        _("%(item)s：平板%(tablet)s，服务器%(here)s", item=say(items[name].title), **_labels(each))
        for name, each in islice(verdicts.items(), SHOWN)
    ]
    if len(verdicts) > SHOWN:
        differing.append(_("等共%(n)s项", n=len(verdicts)))
    score = _("得分：平板%(tablet)s，服务器%(here)s", tablet=tablet["score"], here=here["score"])
    release = _("平板页面版本%(release)s", release=tablet["release"])
    return _("；").join([*differing, score, release])


def _labels(verdicts: Mapping[str, str | None]) -> dict[str, str]:
    return {side: say(Verdict(each).label) if each else "—" for side, each in verdicts.items()}


def _programme_facts(entry: HistoryEntry) -> list[str]:
    """The labels of the programmes' facts that were stated; a station states none of these."""
    if entry.act != "facts_stated":
        return []
    programmes = library().programmes.values()
    labels = {name: each.label for programme in programmes for name, each in programme.facts.items()}
    return [say(label) for name, label in labels.items() if name in entry.detail]
