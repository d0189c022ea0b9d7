"""Whose subsidy can be proposed, and whose money is still to be moved: for the whole city at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from inspect_app.policy import Decision as Answer
from inspect_app.policy import Programme
from inspect_app.records.applications import Application, ApplicationState
from inspect_app.records.decision_register import (
    DecisionLine,
    WantedDecisions,
    decision_lines,
    moved_fen,
    superseded_by,
)
from inspect_app.records.decisions import PENDING, Decision, DecisionKind, DecisionState
from inspect_app.records.facts import Column, Fact
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.workflow import assessing
from inspect_app.workflow.eligibility import Inputs
from inspect_app.workflow.office import Office

_ACCEPTED = (ApplicationState.ACCEPTED, ApplicationState.CERTIFIED)
_IN_FORCE = (DecisionState.ISSUED, DecisionState.PAID)


@dataclass(frozen=True)
class Candidate:
    """A site on which nothing is decided or pending under a programme, and what its rules say today."""

    site_id: int
    name: str
    path: str
    answer: Answer


@dataclass(frozen=True)
class Unpaid:
    """An issued decision with what is still to be moved under it, in fen; what comes back is negative."""

    line: DecisionLine
    due_fen: int


def candidates(office: Office, programme_id: str) -> list[Candidate]:
    """Accepted stations without a decision under the programme, by code; four queries however many there are.

    A refusal issued on the very same facts is a decision; one on other facts does not stand in the way.
    """
    programme = office.library.programme(programme_id, on=office.today)
    rulings = tuple(assessing.rulings(office, programme))
    stated, refused = _stated(office.session, programme), _refused(office.session, programme.id)
    found = []
    for site_id, name, path in office.session.execute(_accepted_undecided(programme.id)):
        inputs = Inputs(programme, _facts(programme, stated[site_id]), rulings)
        if inputs.sha256 not in refused[site_id]:
            found.append(Candidate(site_id, name, path, inputs.result))
    return found


def unpaid(session: Session) -> list[Unpaid]:
    """Issued decisions under which money is still to be moved, the newest first."""
    moved, supersedes = moved_fen(session), superseded_by(session)
    issued = decision_lines(session, WantedDecisions(states=(DecisionState.ISSUED,)))
    money = [line for line in issued if line.kind != DecisionKind.REFUSAL]
    due = [
        Unpaid(line, line.amount_fen - _moved_before(line.decision_id, moved, supersedes)) for line in money
    ]
    return [each for each in due if each.due_fen != 0]


def _moved_before(decision_id: int, moved: Mapping[int, int], supersedes: Mapping[int, int]) -> int:
    """What was moved under a decision and under those it has superseded."""
    total, current = 0, decision_id
    while current:
        total += moved.get(current, 0)
        current = supersedes.get(current, 0)
    return total


def _accepted_undecided(programme_id: str) -> Select[int, str, str]:
    accepted = select(Application.id).where(Application.site_id == Site.id, Application.state.in_(_ACCEPTED))
    decided = select(Decision.id).where(
        Decision.site_id == Site.id, Decision.programme_id == programme_id, _stands()
    )
    return (
        select(Site.id, Node.name, Node.path)
        .join(Site.node)
        .where(Node.kind == NodeKind.STATION, Node.closed_on.is_(None), accepted.exists(), ~decided.exists())
        .order_by(Node.code)
    )


def _stands() -> ColumnElement[bool]:
    """Pending decisions, and issued ones other than refusals."""
    granting = Decision.state.in_(_IN_FORCE) & (Decision.kind != DecisionKind.REFUSAL)
    return or_(Decision.state.in_(PENDING), granting)


def _refused(session: Session, programme_id: str) -> Mapping[int, set[str]]:
    """The digests of the inputs on which refusals were issued, by site."""
    query = select(Decision.site_id, Decision.inputs_sha256).where(
        Decision.programme_id == programme_id,
        Decision.kind == DecisionKind.REFUSAL,
        Decision.state == DecisionState.ISSUED,
    )
    found: dict[int, set[str]] = defaultdict(set)
    for site_id, sha256 in session.execute(query):
        found[site_id].add(sha256)
    return found


def _stated(session: Session, programme: Programme) -> Mapping[int, dict[str, Any]]:
    """What the districts have stated of the programme's facts, by site."""
    query = select(Fact.site_id, Fact.name, Fact.value).where(
        Fact.column == Column.DECLARED, Fact.current, Fact.name.in_(programme.facts)
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for site_id, name, value in session.execute(query):
        if value is not None:
            found[site_id][name] = programme.parse_fact(name, value)
    return found


def _facts(programme: Programme, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an accepted site that has no grant, as `eligibility.facts_for` has them one by one."""
    known = {"acceptance": "passed", "already_granted": False}
    return {**stated, **{name: value for name, value in known.items() if name in programme.facts}}
