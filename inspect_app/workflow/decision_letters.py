"""The sheet of a decision's letter: everything it shows, frozen on the day of issue."""

import datetime as dt
from typing import TypedDict

from inspect_app.documents.sheets import (
    Approval,
    Change,
    ClawbackLetter,
    Condition,
    CorrectionLetter,
    DecisionLetter,
    GrantLetter,
    ProjectGrantLetter,
    RefusalLetter,
    RevocationLetter,
)
from inspect_app.documents.wording import amount_in_figures, chinese_date
from inspect_app.policy import FactDeclaration, FactType, ItemResult, Programme, Verdict
from inspect_app.records.applications import applications_of
from inspect_app.records.certificates import standing_certificate
from inspect_app.records.decisions import Decision, DecisionKind
from inspect_app.records.organisation import Site
from inspect_app.records.people import Person
from inspect_app.workflow import letters
from inspect_app.workflow.eligibility import Inputs
from inspect_app.workflow.errors import WrongState
from inspect_app.workflow.office import BEIJING, Office

# Within how many days money is to be returned: the documents set no time, this is the project's default.
RETURN_DAYS = 30


class _Common(letters.Head):
    """What every letter on a subsidy carries, as keyword arguments."""

    addressee: str
    copied_to: tuple[str, ...]
    street_union_name: str | None
    issued_on: dt.date
    programme_title: str
    clause: str
    proposer: Approval
    reviewer: Approval
    signatory: Approval
    conditions: tuple[Condition, ...]


class _Superseded(TypedDict):
    supersedes_number: str
    supersedes_issued_on: dt.date
    why: str


def letter(office: Office, decision: Decision, found: Inputs, paid_fen: int) -> DecisionLetter:
    """The sheet of a numbered decision; `paid_fen` is what has been paid and not come back.

    Raises WrongState when a grant for construction has no certificate to rest on.
    """
    common = _common(office, decision, found)
    if decision.supersedes is not None:
        return _superseding(office, decision, decision.supersedes, common, paid_fen)
    if decision.kind == DecisionKind.REFUSAL:
        return RefusalLetter(**common, reasons=tuple(decision.reason.split("\n")))
    return _grant(office, decision, found, common)


def issued_on(decision: Decision) -> dt.date:
    """The day in Beijing on which the decision was issued; only an issued one has it."""
    if decision.issued_at is None:
        raise ValueError(f"decision {decision.id} is not issued")
    return decision.issued_at.astimezone(BEIJING).date()


def _common(office: Office, decision: Decision, found: Inputs) -> _Common:
    head = letters.head(office, decision.site, decision.number or "")
    street = letters.street_union_name(office, decision.site)
    return _Common(
        **head,
        addressee=_union(street or decision.site.node.name),
        copied_to=(_union(head["district_name"]),),
        street_union_name=street,
        issued_on=office.today,
        programme_title=found.programme.title.zh,
        clause=_clauses(found.programme),
        proposer=_approval(decision.proposer, decision.proposed_at),
        reviewer=_approval(decision.reviewer, decision.reviewed_at),
        signatory=_approval(decision.signatory, decision.signed_at),
        conditions=tuple(_condition(found.programme, result) for result in _judged(found)),
    )


def _grant(office: Office, decision: Decision, found: Inputs, common: _Common) -> DecisionLetter:
    if found.programme.amount.fen is None:
        return ProjectGrantLetter(**common, amount_fen=decision.amount_fen, why=decision.reason)
    return GrantLetter(
        **common,
        amount_fen=decision.amount_fen,
        certificate_number=_certificate_number(office, decision.site),
        completed_on=found.facts["completed_on"],
        accepted_on=_accepted_on(office, decision.site),
    )


def _superseding(
    office: Office, decision: Decision, old: Decision, common: _Common, paid_fen: int
) -> DecisionLetter:
    told = _Superseded(
        supersedes_number=old.number or "", supersedes_issued_on=issued_on(old), why=decision.reason
    )
    if decision.kind == DecisionKind.CORRECTION:
        change = Change(label="补贴金额", before=_yuan(old.amount_fen), after=_yuan(decision.amount_fen))
        return CorrectionLetter(**common, **told, amount_fen=decision.amount_fen, changes=(change,))
    if paid_fen == 0:
        return RevocationLetter(**common, **told, amount_fen=old.amount_fen)
    return_by = office.today + dt.timedelta(days=RETURN_DAYS)
    return ClawbackLetter(**common, **told, amount_fen=paid_fen, return_by=return_by)


def _certificate_number(office: Office, site: Site) -> str:
    certificate = standing_certificate(office.session, site.id)
    if certificate is None:
        raise WrongState(
            "该站点尚未取得合格证书，请先发证再印发补贴决定。",
            "The site holds no certificate yet: certify it before issuing the decision.",
        )
    return certificate.number


def _accepted_on(office: Office, site: Site) -> dt.date:
    """The day of the site's first acceptance."""
    return min(a.accepted_on for a in applications_of(office.session, site.id) if a.accepted_on is not None)


def _judged(found: Inputs) -> list[ItemResult]:
    """The conditions, and which route they lead to where the programme names several."""
    routes = [result for result in found.result.routes.values() if result.verdict is Verdict.MET]
    return [*found.result.conditions.values(), *routes]


def _condition(programme: Programme, result: ItemResult) -> Condition:
    return Condition(
        title=result.item.title.zh,
        clause=f"{programme.document.zh} {result.clause}",
        facts=tuple(
            f"{programme.facts[name].label.zh}：{_readable(programme.facts[name], value)}"
            for name, value in result.facts.items()
            if value is not None
        ),
        explanation=result.explanation.zh,
        verdict=result.verdict.value,
    )


def _readable(declared: FactDeclaration, value: object) -> str:
    """A programme's fact as a letter writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return chinese_date(value)
    if isinstance(value, int):
        return declared.quantity(value).zh
    if declared.type is FactType.CODE:
        return declared.code_label(str(value)).zh
    return str(value)


def _approval(person: Person | None, at: dt.datetime | None) -> Approval:
    if person is None or at is None:
        raise ValueError("a step of the decision has not been taken")
    return Approval(name=person.name, at=at)


def _clauses(programme: Programme) -> str:
    clauses = dict.fromkeys(item.clause for item in programme.conditions.values())
    return f"{programme.document.zh} {'、'.join(clauses)}"


def _union(name: str) -> str:
    """A place's union, as letters address it."""
    return name if "工会" in name or "职工之家" in name else f"{name}总工会"


def _yuan(fen: int) -> str:
    return f"{amount_in_figures(fen)}元"
