"""One sheet of every kind, as the city would issue them."""

from datetime import date, datetime

from inspect_app.documents.canonical import BEIJING
from inspect_app.documents.sheets import (
    Approval,
    Certificate,
    Change,
    ClawbackLetter,
    Condition,
    CorrectionLetter,
    GrantLetter,
    ProjectGrantLetter,
    RectificationOrder,
    RefusalLetter,
    RevocationLetter,
    Sheet,
    Shortcoming,
)

CLAUSE = "京工发〔2013〕6号 四（二）"


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2013, 11, day, hour, minute, tzinfo=BEIJING)


FUNDS = Condition(
    title="经费留成在50万元以下",
    clause=CLAUSE,
    facts=("街道总工会年度经费留成：486,000.00元",),
    explanation="低于50万元14,000.00元。",
    verdict="met",
)
ACCEPTED = Condition(
    title="验收合格",
    clause=CLAUSE,
    facts=("验收结论：合格", "验收日期：2013年10月28日"),
    explanation="市总工会验收组验收合格。",
    verdict="met",
)
RICH = Condition(
    title="经费留成在50万元以下",
    clause=CLAUSE,
    facts=("街道总工会年度经费留成：612,300.00元",),
    explanation="高于50万元112,300.00元。",
    verdict="not_met",
)

_SITE = {
    "issuer_name": "北京市总工会",
    "site_name": "朝阳区麦子店街道工会服务站",
    "site_code": "CY-017",
    "district_name": "朝阳区",
    "verify_url": "https://gh.example.org/verify/17",
    "demo_note": "演示数据，不具任何效力",
}
_LETTER = _SITE | {
    "addressee": "朝阳区麦子店街道总工会",
    "issued_on": date(2013, 11, 20),
    "copied_to": ("朝阳区总工会",),
    "street_union_name": "麦子店街道总工会",
}
_DECISION = _LETTER | {
    "programme_title": "规范化建设外观施工费用补贴",
    "clause": CLAUSE,
    "proposer": Approval(name="赵敏", at=_at(14, 9, 30)),
    "reviewer": Approval(name="钱学礼", at=_at(15, 16, 5)),
    "signatory": Approval(name="孙国华", at=_at(18, 10, 0)),
}
_SUPERSEDING = _DECISION | {
    "supersedes_number": "京工补字〔2013〕17号",
    "supersedes_issued_on": date(2013, 11, 20),
    "amount_fen": 2_000_000,
}

GRANT = GrantLetter(
    **_DECISION,
    number="京工补字〔2013〕17号",
    conditions=(FUNDS, ACCEPTED),
    amount_fen=2_000_000,
    certificate_number="京工站证〔2013〕123号",
    completed_on=date(2013, 9, 30),
    accepted_on=date(2013, 10, 28),
)
PROJECT_GRANT = ProjectGrantLetter(
    **_DECISION,
    number="京工补字〔2013〕30号",
    conditions=(FUNDS,),
    amount_fen=1_234_567,
    why="用于购置职工书屋图书，按实际报价核定。",
)
REFUSAL = RefusalLetter(
    **_DECISION,
    number="京工补字〔2013〕18号",
    conditions=(RICH, ACCEPTED),
    reasons=("街道总工会年度经费留成高于50万元，由其自行承担全部费用。",),
)
CORRECTION = CorrectionLetter(
    **_SUPERSEDING,
    number="京工补字〔2013〕21号",
    why="原决定引用的合格证书编号有误。",
    changes=(Change(label="合格证书编号", before="京工站证〔2013〕123号", after="京工站证〔2013〕132号"),),
)
CLAWBACK = ClawbackLetter(
    **_SUPERSEDING,
    number="京工补字〔2013〕22号",
    why="复查发现外观施工未实际完成。",
    return_by=date(2013, 12, 31),
)
REVOCATION = RevocationLetter(
    **_SUPERSEDING, number="京工补字〔2013〕23号", why="拨付前发现经费留成填报有误。"
)
CERTIFICATE = Certificate(
    **_SITE,
    number="京工站证〔2013〕123号",
    site_kind="station",
    standard_title="工会服务站规范化建设标准",
    edition="2013年版",
    clause="京工发〔2013〕6号 二",
    certified_on=date(2013, 10, 28),
    valid_until=date(2016, 10, 27),
    score="96.5",
)
ORDER = RectificationOrder(
    **_LETTER,
    number="京工整字〔2013〕9号",
    standard_title="《工会服务站规范化建设标准》（2013年版）",
    inspected_on=date(2013, 11, 12),
    inspectors=("李卫东", "周晓燕"),
    items=(
        Shortcoming(
            title="办公服务用房面积",
            clause="京工发〔2013〕6号 二（一）1",
            found="实测46.5平方米。",
            reason="要求不低于50平方米，还差3.5平方米。",
        ),
    ),
    due_on=date(2013, 12, 20),
)
ALL: tuple[Sheet, ...] = (
    GRANT,
    PROJECT_GRANT,
    REFUSAL,
    CORRECTION,
    CLAWBACK,
    REVOCATION,
    CERTIFICATE,
    ORDER,
)
