"""The one table of moves: which act takes what from which states to which, and who may do it.

Everything that is not in the table is refused by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspect_app.records.applications import ApplicationState as A
from inspect_app.records.certificates import CertificateState as C
from inspect_app.records.decisions import DecisionState as D
from inspect_app.records.inspections import InspectionState as I
from inspect_app.records.people import Role
from inspect_app.records.rectification import OrderState as O
from inspect_app.workflow.errors import Text, WrongState


@dataclass(frozen=True)
class Move:
    """An act on one kind of subject; `target` None leaves the state as it is."""

    label: Text
    sources: frozenset[str]
    target: str | None
    roles: frozenset[Role]


def _move(zh: str, en: str, sources: tuple[StrEnum, ...], target: StrEnum | None, *roles: Role) -> Move:
    return Move(Text(zh, en), frozenset(sources), target, frozenset(roles))


APPLICATION: Mapping[str, Move] = {
    "submit": _move("提交申请", "submit the application", (A.DRAFT, A.RETURNED), A.SUBMITTED, Role.STATION),
    "withdraw": _move(
        "撤回申请", "withdraw the application", (A.DRAFT, A.SUBMITTED, A.RETURNED), A.WITHDRAWN, Role.STATION
    ),
    "return": _move("退回申请", "return the application", (A.SUBMITTED,), A.RETURNED, Role.DISTRICT),
    "endorse": _move("审核通过", "endorse the application", (A.SUBMITTED,), A.ENDORSED, Role.DISTRICT),
    "schedule": _move(
        "安排检查", "schedule the inspection", (A.ENDORSED, A.PUT_RIGHT), A.SCHEDULED, Role.CITY_OFFICER
    ),
    "unschedule": _move("取消检查", "cancel the inspection", (A.SCHEDULED,), A.ENDORSED, Role.CITY_OFFICER),
    "unschedule_recheck": _move(
        "取消复查", "cancel the re-check", (A.SCHEDULED,), A.PUT_RIGHT, Role.CITY_OFFICER
    ),
    "move": _move(
        "改用现行标准",
        "move the application to the edition in force",
        (A.DRAFT, A.SUBMITTED, A.RETURNED, A.ENDORSED, A.SCHEDULED),
        None,
        Role.CITY_OFFICER,
    ),
    "inspect": _move("完成检查", "finish the inspection", (A.SCHEDULED,), A.INSPECTED, Role.INSPECTOR),
    "correct": _move("核定事实", "correct a fact", (A.INSPECTED,), None, Role.CITY_OFFICER),
    "order_rectification": _move(
        "责令整改", "order rectification", (A.INSPECTED,), A.RECTIFICATION, Role.CITY_OFFICER
    ),
    "put_right": _move("报告整改完成", "report all put right", (A.RECTIFICATION,), A.PUT_RIGHT, Role.STATION),
    "accept": _move("验收合格", "accept", (A.INSPECTED,), A.ACCEPTED, Role.CITY_OFFICER),
    "refuse": _move(
        "验收不合格", "refuse acceptance", (A.INSPECTED, A.RECTIFICATION), A.REFUSED, Role.CITY_OFFICER
    ),
    "certify": _move("颁发合格证书", "certify", (A.ACCEPTED,), A.CERTIFIED, Role.CITY_SIGNATORY),
}

INSPECTION: Mapping[str, Move] = {
    "reassign": _move(
        "调整检查安排", "change the visit", (I.SCHEDULED, I.UNDER_WAY), None, Role.CITY_OFFICER
    ),
    "cancel": _move("取消检查", "cancel the visit", (I.SCHEDULED,), I.CANCELLED, Role.CITY_OFFICER),
    "start": _move("开始检查", "start the visit", (I.SCHEDULED,), I.UNDER_WAY, Role.INSPECTOR),
    "record": _move(
        "记录检查结果", "record a finding", (I.SCHEDULED, I.UNDER_WAY), I.UNDER_WAY, Role.INSPECTOR
    ),
    "sign": _move("签名", "sign for the visit", (I.SCHEDULED, I.UNDER_WAY), None, Role.INSPECTOR),
    "finish": _move("完成检查", "finish the visit", (I.UNDER_WAY,), I.FINISHED, Role.INSPECTOR),
}

ORDER: Mapping[str, Move] = {
    "put_item_right": _move("填报整改情况", "report an item put right", (O.OPEN,), None, Role.STATION),
    "put_right": _move("报告整改完成", "report all put right", (O.OPEN,), O.PUT_RIGHT, Role.STATION),
    "extend": _move("延长整改期限", "extend the due date", (O.OPEN,), None, Role.CITY_OFFICER),
    "fulfil": _move("整改复查合格", "find it fulfilled", (O.PUT_RIGHT,), O.FULFILLED, Role.CITY_OFFICER),
    "fail": _move("整改复查不合格", "find it failed", (O.OPEN, O.PUT_RIGHT), O.FAILED, Role.CITY_OFFICER),
}

CERTIFICATE: Mapping[str, Move] = {
    "suspend": _move("暂停证书", "suspend the certificate", (C.VALID,), C.SUSPENDED, Role.CITY_SIGNATORY),
    "reinstate": _move("恢复证书", "reinstate the certificate", (C.SUSPENDED,), C.VALID, Role.CITY_SIGNATORY),
    "revoke": _move(
        "撤销证书", "revoke the certificate", (C.VALID, C.SUSPENDED), C.REVOKED, Role.CITY_SIGNATORY
    ),
    "replace": _move(
        "更换证书", "replace the certificate", (C.VALID, C.SUSPENDED), C.REPLACED, Role.CITY_SIGNATORY
    ),
}

DECISION: Mapping[str, Move] = {
    "review": _move("复核", "review", (D.PROPOSED,), D.REVIEWED, Role.CITY_REVIEWER),
    "send_back": _move(
        "退回拟办",
        "send back",
        (D.PROPOSED, D.REVIEWED),
        D.WITHDRAWN,
        Role.CITY_REVIEWER,
        Role.CITY_SIGNATORY,
    ),
    "sign": _move("签发", "sign", (D.REVIEWED,), D.SIGNED, Role.CITY_SIGNATORY),
    "issue": _move("印发", "issue", (D.SIGNED,), D.ISSUED, Role.CITY_OFFICER),
    "withdraw": _move(
        "撤回拟办", "withdraw", (D.PROPOSED, D.REVIEWED, D.SIGNED), D.WITHDRAWN, Role.CITY_OFFICER
    ),
    "refresh": _move(
        "重新拟办", "propose anew", (D.PROPOSED, D.REVIEWED, D.SIGNED), D.PROPOSED, Role.CITY_OFFICER
    ),
    "pay": _move("登记拨付", "book the payment", (D.ISSUED,), D.PAID, Role.CITY_OFFICER),
    "supersede": _move("以新决定取代", "supersede", (D.ISSUED, D.PAID), D.SUPERSEDED, Role.CITY_OFFICER),
}

STATE_NAMES: Mapping[str, Mapping[str, Text]] = {
    "application": {
        A.DRAFT: Text("草稿", "draft"),
        A.SUBMITTED: Text("待区级审核", "awaiting district review"),
        A.RETURNED: Text("已退回修改", "returned"),
        A.ENDORSED: Text("待安排检查", "awaiting an inspection date"),
        A.SCHEDULED: Text("已安排检查", "inspection scheduled"),
        A.INSPECTED: Text("待市级验收", "awaiting the city's acceptance"),
        A.RECTIFICATION: Text("整改中", "being put right"),
        A.PUT_RIGHT: Text("待复查", "awaiting re-check"),
        A.ACCEPTED: Text("验收合格", "accepted"),
        A.REFUSED: Text("验收不合格", "refused"),
        A.CERTIFIED: Text("已发证", "certified"),
        A.WITHDRAWN: Text("已撤回", "withdrawn"),
    },
    "inspection": {
        I.SCHEDULED: Text("待检查", "scheduled"),
        I.UNDER_WAY: Text("检查中", "under way"),
        I.FINISHED: Text("已完成", "finished"),
        I.CANCELLED: Text("已取消", "cancelled"),
    },
    "order": {
        O.OPEN: Text("整改中", "open"),
        O.PUT_RIGHT: Text("待复查", "awaiting re-check"),
        O.FULFILLED: Text("已整改合格", "fulfilled"),
        O.FAILED: Text("整改不合格", "failed"),
    },
    "certificate": {
        C.VALID: Text("有效", "valid"),
        C.SUSPENDED: Text("已暂停", "suspended"),
        C.REVOKED: Text("已撤销", "revoked"),
        C.REPLACED: Text("已更换", "replaced"),
    },
    "decision": {
        D.PROPOSED: Text("待复核", "awaiting review"),
        D.REVIEWED: Text("待签发", "awaiting signature"),
        D.SIGNED: Text("待印发", "awaiting issue"),
        D.ISSUED: Text("已印发", "issued"),
        D.PAID: Text("已拨付", "paid"),
        D.SUPERSEDED: Text("已被取代", "superseded"),
        D.WITHDRAWN: Text("已撤回", "withdrawn"),
    },
}

MOVES: Mapping[str, Mapping[str, Move]] = {
    "application": APPLICATION,
    "inspection": INSPECTION,
    "order": ORDER,
    "certificate": CERTIFICATE,
    "decision": DECISION,
}


class HasState(Protocol):
    @property
    def state(self) -> str: ...


def allowed(kind: str, act: str, state: str) -> bool:
    """Whether the table lets `act` start from `state`."""
    return state in MOVES[kind][act].sources


def check(kind: str, act: str, subject: HasState) -> Move:
    """The move, if the table has it from the subject's state.

    Raises WrongState naming the act, the state the subject is in and those it would have to be in.
    """
    move = MOVES[kind][act]
    if subject.state in move.sources:
        return move
    names = STATE_NAMES[kind]
    now = names[subject.state]
    needed = [names[state] for state in names if state in move.sources]
    raise WrongState(
        f"当前状态为“{now.zh}”，不能{move.label.zh}；只有在“{'”或“'.join(t.zh for t in needed)}”时才可以。",
        f"It is {now.en}: you cannot {move.label.en}. That is possible only while it is "
        f"{' or '.join(t.en for t in needed)}.",
    )
