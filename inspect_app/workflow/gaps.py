"""What a visit still lacks before the inspectors leave."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspect_app.policy import Item, ItemResult, Mode, Verdict
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Finding, Inspection, findings_of
from inspect_app.records.photographs import photographs_of_inspection
from inspect_app.records.signatures import SignatureRole
from inspect_app.workflow import answers, assessing, editions, shared_facts, signatures
from inspect_app.workflow.errors import Text
from inspect_app.workflow.findings import items_to_look_at
from inspect_app.workflow.office import Office

_CHOOSE = Text("两份记录不一致，请组长选定", "two records differ: the lead has to choose")
_SIGNATORIES = {
    SignatureRole.INSPECTOR: Text("检查员", "The inspector"),
    SignatureRole.STATION_HEAD: Text("站点负责人", "The head of the station"),
}


@dataclass(frozen=True)
class Gap:
    """Something still to be done for an item, None for the visit as a whole.

    `blocks` says whether the visit cannot end without it.
    """

    item_id: str | None
    zh: str
    en: str
    blocks: bool


def missing(office: Office, inspection: Inspection) -> list[Gap]:
    """What is still to be looked at, chosen, explained or photographed, item by item, and to be signed."""
    results = assessing.at_stage(office, inspection.application, Stage.FOUND).items
    findings = {each.item_id: each for each in findings_of(office.session, inspection.id)}
    shown = {each.item_id for each in photographs_of_inspection(office.session, inspection.id)}
    disputed = _disputed(office, inspection)
    gaps: list[Gap] = []
    for item in items_to_look_at(office, inspection):
        if item.id in disputed:
            gaps.append(_gap(item, disputed[item.id].zh, disputed[item.id].en, blocks=True))
        gaps.extend(_gaps(item, results[item.id], findings.get(item.id), item.id in shown))
    return [*gaps, *_unsigned(office, inspection)]


def is_looked_at(item: Item, found: Finding | None) -> bool:
    """Whether a visit has dealt with the item: graded where it is judged, else confirmed or found."""
    if found is None:
        return False
    # A grade is no look at an item that is measured, nor the reverse: the visit may have changed its edition.
    return found.grade is not None if item.mode is Mode.JUDGED else found.checked and found.grade is None


def _gaps(item: Item, result: ItemResult, found: Finding | None, is_shown: bool) -> Iterator[Gap]:
    if not is_looked_at(item, found):
        yield _gap(item, "尚未检查", "not looked at yet", blocks=True)
        return
    if item.counts and result.verdict is Verdict.NOT_MET:
        if found is None or not found.note:
            yield _gap(item, "不符合，请写明情况", "not met: say what was seen", blocks=True)
        if not is_shown:
            yield _gap(item, "不符合，最好附上照片", "not met: a photograph would help", blocks=False)
    if result.verdict is Verdict.UNDECIDED:
        yield _gap(item, "事实不全，还不能判定", "facts are missing, so it stays undecided", blocks=False)


def _disputed(office: Office, inspection: Inspection) -> dict[str, Text]:
    """Where two inspectors say different things: of the same item, or of a fact that several items read."""
    facts = editions.standard_of(office, inspection.edition).facts
    disputed = {}
    for item_id, found in shared_facts.overruled(office, inspection).items():
        label, other = facts[found.name].label, found.by.name
        disputed[item_id] = Text(
            f"“{label.zh}”与{other}的记录不一致，请核对后重新确认",
            f"“{label.en}” is not what {other} recorded: check it and confirm again",
        )
    return disputed | dict.fromkeys(answers.rivals(office, inspection), _CHOOSE)


def _unsigned(office: Office, inspection: Inspection) -> Iterator[Gap]:
    """An inspector and the head of the station sign what was found."""
    given = signatures.standing(office, inspection)
    for role, who in _SIGNATORIES.items():
        fitting = [fits for signature, fits in given if signature.role == role]
        if any(fitting):
            continue
        if fitting:
            zh, en = "签名后内容有改动，请重新签名", "signed before the last change: please sign again"
        else:
            zh, en = "尚未签名", "has not signed yet"
        yield Gap(None, f"{who.zh}{zh}", f"{who.en} {en}", blocks=False)


def _gap(item: Item, zh: str, en: str, *, blocks: bool) -> Gap:
    return Gap(item.id, f"{item.title.zh}：{zh}", f"{item.title.en}: {en}", blocks)
