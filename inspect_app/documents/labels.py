"""What officials call the entries of a sheet, for messages that name one."""

import re

FIELDS = {
    "accepted_on": "验收日期",
    "addressee": "主送单位",
    "after": "更正后内容",
    "amount_fen": "金额",
    "at": "办理时间",
    "before": "原决定内容",
    "certificate_number": "合格证书编号",
    "certified_on": "发证日期",
    "changes": "更正内容",
    "clause": "依据条款",
    "completed_on": "完工日期",
    "conditions": "条件认定",
    "copied_to": "抄送单位",
    "demo_note": "样本说明",
    "district_name": "所属区或产业",
    "due_on": "整改期限",
    "edition": "标准版本",
    "explanation": "认定理由",
    "facts": "认定事实",
    "found": "检查情况",
    "inspected_on": "检查日期",
    "inspectors": "检查人员",
    "issued_on": "印发日期",
    "issuer_name": "发文单位",
    "items": "整改项目",
    "kind": "文书种类",
    "label": "更正项目",
    "name": "经办人",
    "number": "文号",
    "programme_title": "补贴项目",
    "proposer": "拟办人",
    "reason": "不符合的原因",
    "reasons": "不予补贴的理由",
    "return_by": "退款期限",
    "reviewer": "复核人",
    "score": "综合评分",
    "signatory": "签发人",
    "signature_png": "签名图片",
    "site_code": "站点编号",
    "site_kind": "站点类别",
    "site_name": "站点名称",
    "standard_title": "标准名称",
    "street_union_name": "街道总工会",
    "supersedes_issued_on": "原决定日期",
    "supersedes_number": "原决定文号",
    "title": "名称",
    "valid_until": "有效期",
    "verdict": "结论",
    "verify_url": "查验网址",
    "why": "原因",
}


def named(place: str) -> str:
    """The Chinese name of the entry at `place`, with the place: 依据条款（conditions[2].clause）."""
    field = re.sub(r"\[\d+\]$", "", place).rpartition(".")[2]
    return f"{FIELDS[field]}（{place}）" if field in FIELDS else place
