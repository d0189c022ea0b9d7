"""Answers as tablets send them: whole, with a revision and the revision they were based on.

What arrives is state: the same revision again changes nothing, in whatever order answers come. An answer
stands where its giver knew what stood, or nothing stood, or he is replacing his own earlier word. One that
says what stands already, or that is older than its giver's own, is kept as superseded. Any other is a rival:
it is kept beside what stands until the lead of the visit chooses.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import Item, Mode, Standard
from inspect_app.records.answers import Answer, AnswerState, answers_of, answers_to
from inspect_app.records.inspections import Finding, Inspection
from inspect_app.workflow import clock, editions, entered, history, moving, said, shared_facts
from inspect_app.workflow.acting import begin
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, StaleForm, Text
from inspect_app.workflow.findings import finding_of, item_to_look_at, require_assigned
from inspect_app.workflow.office import Office

_REASON = Text("理由", "reason")


@dataclass(frozen=True)
class Given:
    """One answer as it was given on a device; `at` is its moment by our clock (`clock.corrected`).

    A judged item has a `grade` and no facts; of a measured one that was checked, `facts` names every fact,
    None where it is unknown.
    """

    revision: str
    base: str | None
    at: dt.datetime
    grade: str | None = None
    checked: bool = False
    note: str = ""
    facts: Mapping[str, Any] | None = None
    why: str = ""


@dataclass(frozen=True)
class Choice:
    """What the lead has to choose from for one item."""

    standing: Answer
    rivals: list[Answer]


def receive(office: Office, inspection: Inspection, item_id: str, given: Given) -> Answer:
    """Keep an answer; its `standing` says whether it counts. Safe to repeat, also after the visit has ended.

    Raises NotAllowed, WrongState; Invalid naming "revision", "item_id", "grade", "note", "why" or the fact.
    """
    history.lock(office.session)
    held = _held(office, inspection, item_id, given)
    if held is not None:
        return held
    begin(office, "inspection", "record", inspection, inspection.application.site.node, None)
    require_assigned(office, inspection)
    with moving.explaining(office, inspection):
        answer = _answer(office, inspection, item_to_look_at(office, inspection, item_id), given)
        changed = said.newly_found(office, inspection, shared_facts.told(office, answer), given.why)
    found = finding_of(office, inspection, item_id)
    answer.standing = _place(office, answer, found)
    if found is None or answer.standing == AnswerState.STANDING:
        said.note(office, "finding_recorded", said.stand(office, found, answer, changed), answer)
    else:
        _keep_beside(office, found, answer)
    return answer


def settle(office: Office, answer: Answer, reason: str = "", seen: Collection[str] | None = None) -> Finding:
    """This answer counts, the others that are open for its item do not. For the lead of the visit alone.

    `seen` are the revisions the page showed. Raises NotAllowed, WrongState, AlreadyDone where the answer is
    not open any more, StaleForm where another has come since, and Invalid naming "reason".
    """
    inspection = answer.inspection
    begin(office, "inspection", "record", inspection, inspection.application.site.node, None)
    _require_lead(office, inspection)
    _require_fitting(office, answer)
    reason = entered.within("reason", _REASON, reason, 2000)
    open_ones = _open(office, answer)
    if seen is not None and not {each.revision for each in open_ones} <= set(seen):
        raise StaleForm
    told = shared_facts.told(office, answer)
    changed = said.newly_found(office, inspection, told, answer.content["why"])
    for each in open_ones:
        each.settled_at, each.settled_by = office.at, office.by
        if each is not answer:
            each.standing = AnswerState.NOT_CHOSEN
    found = said.stand(office, finding_of(office, inspection, answer.item_id), answer, changed)
    others = [each.revision for each in open_ones if each is not answer]
    said.note(office, "answer_chosen", found, answer, why=reason, not_chosen=others)
    return found


def rivals(office: Office, inspection: Inspection) -> dict[str, Choice]:
    """By item, what stands and the rivals beside it; items without a rival are absent.

    A rival that the edition of the visit does not take any more could not be chosen: it is none.
    """
    beside = defaultdict(list)
    standard = editions.standard_of(office, inspection.edition)
    for rival in answers_of(office.session, inspection.id, AnswerState.RIVAL):
        if fits(standard, rival):
            beside[rival.item_id].append(rival)
    standing = answers_of(office.session, inspection.id, AnswerState.STANDING) if beside else []
    return {each.item_id: Choice(each, beside[each.item_id]) for each in standing if each.item_id in beside}


def fits(standard: Standard, answer: Answer) -> bool:
    """Whether this edition takes what an answer says; it may have been given under another one."""
    item, content = standard.items.get(answer.item_id), answer.content
    if item is None or (content["grade"] is not None and item.mode is Mode.MEASURED):
        return False
    facts = content["facts"]
    wanted = item.facts if item.mode is Mode.MEASURED and content["checked"] else ()
    return facts.keys() == set(wanted) and all(
        raw is None or standard.known(name, raw) is not None for name, raw in facts.items()
    )


def _require_fitting(office: Office, answer: Answer) -> None:
    if fits(editions.standard_of(office, answer.inspection.edition), answer):
        return
    with moving.explaining(office, answer.inspection):
        raise Invalid(
            "revision",
            "这份记录与本项现在的要求不符，不能选定。",
            "This answer does not fit the item as it is now.",
        )


def _held(office: Office, inspection: Inspection, item_id: str, given: Given) -> Answer | None:
    """The answer that came before under this revision. Raises Invalid where it said something else."""
    held = office.session.get(Answer, entered.identifier("revision", given.revision), populate_existing=True)
    if held is None:
        return None
    is_of_item = (held.inspection_id, held.item_id) == (inspection.id, item_id)
    # The visit may have moved since: what was sent is read as it was read then.
    if is_of_item and any(_says(held, each, given) for each in moving.standards_of(office, inspection)):
        return held
    raise Invalid("revision", "这个编号已用于另一条记录。", "This revision belongs to another answer.")


def _says(held: Answer, standard: Standard, given: Given) -> bool:
    """Whether an answer is this one, as it is read by one edition."""
    try:
        return held.item_id in standard.items and held.content == _content(
            standard, standard.items[held.item_id], given
        )
    except Invalid:
        return False


def _answer(office: Office, inspection: Inspection, item: Item, given: Given) -> Answer:
    return Answer(
        revision=given.revision,
        inspection=inspection,
        item_id=item.id,
        base=None if given.base is None else entered.identifier("base", given.base),
        content=_content(editions.standard_of(office, inspection.edition), item, given),
        by=office.by,
        at=clock.plausible(office, inspection, given.at),
        received_at=office.at,
    )


def _content(standard: Standard, item: Item, given: Given) -> dict[str, Any]:
    """What the answer says, checked. It depends on the answer and the checklist alone."""
    grade = None if given.grade is None else said.read_grade(item, given.grade)
    facts = said.read_facts(standard, item, given.facts or {})
    checked = given.checked or grade is not None or bool(facts)
    if checked and item.mode is Mode.MEASURED:
        _require_all(item, facts)
    note, why = said.read_note(given.note), said.read_why(given.why)
    return said.as_kept({"grade": grade, "checked": checked, "note": note, "facts": facts, "why": why})


def _require_all(item: Item, facts: Mapping[str, Any]) -> None:
    for name in item.facts:
        if name not in facts:
            raise Invalid(
                name,
                f"“{item.title.zh}”已标为检查过，但缺少所涉及的内容。",
                f"“{item.title.en}” is marked as checked, but the fact {name} is not named.",
            )


def _place(office: Office, answer: Answer, found: Finding | None) -> AnswerState:
    """Whether a new answer takes the place of what stands."""
    if found is None or answer.base == found.revision:
        return AnswerState.STANDING
    if answer.content == found.answer.content:
        return AnswerState.SUPERSEDED
    own = [each for each in _beside(office, answer) if each.by_id == office.by.id]
    if any(each.at > answer.at for each in own):
        return AnswerState.SUPERSEDED
    return AnswerState.STANDING if found.answer in own else AnswerState.RIVAL


def _beside(office: Office, answer: Answer) -> list[Answer]:
    """What stands for the item of an answer, and its rivals."""
    states = AnswerState.STANDING, AnswerState.RIVAL
    return answers_to(office.session, answer.inspection.id, answer.item_id, *states)


def _keep_beside(office: Office, found: Finding, answer: Answer) -> None:
    """Keep an answer that does not stand; an older rival of the same person is no longer one."""
    for each in _beside(office, answer):
        if each.by_id == office.by.id and each.standing == AnswerState.RIVAL and each.at <= answer.at:
            each.standing = AnswerState.SUPERSEDED
    office.session.add(answer)
    office.session.flush()
    is_rival = answer.standing == AnswerState.RIVAL
    said.note(office, "rival_kept" if is_rival else "late_answer_kept", found, answer)


def _require_lead(office: Office, inspection: Inspection) -> None:
    if office.by.id != inspection.lead_id:
        name = inspection.lead.name
        raise NotAllowed(
            f"记录不一致时由组长{name}选定。",
            f"Where answers differ, {name}, who leads the visit, chooses.",
        )


def _open(office: Office, answer: Answer) -> list[Answer]:
    """The answers to choose from. Raises AlreadyDone unless `answer` is one of several."""
    beside = _beside(office, answer)
    if answer in beside and len(beside) > 1:
        return beside
    raise AlreadyDone("这一项已经选定，不必再选。", "The choice for this item has been made already.")
