"""The register of decisions: one line a decision, without what it is frozen on; and the ledger."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from inspect_app.records.decisions import Decision, DecisionKind, DecisionState, LedgerLine
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Person


@dataclass(frozen=True)
class DecisionLine:
    decision_id: int
    number: str | None
    programme_id: str
    kind: DecisionKind
    state: DecisionState
    amount_fen: int
    site_id: int
    site_name: str
    path: str
    proposer_id: int
    proposer_name: str
    proposed_at: dt.datetime
    reviewer_id: int | None
    issued_at: dt.datetime | None
    approvals_fell: str
    supersedes_id: int | None


@dataclass(frozen=True)
class LedgerEntry:
    """Money that moved, with the decision it moved under."""

    booked_on: dt.date
    amount_fen: int
    reference: str
    decision_id: int
    number: str | None
    programme_id: str
    site_name: str
    path: str
    by_name: str


@dataclass(frozen=True)
class WantedDecisions:
    """Which decisions to list; "" and no states are all. `text` is part of the number or the site's name."""

    states: tuple[DecisionState, ...] = ()
    programme_id: str = ""
    text: str = ""


_COLUMNS = (
    Decision.id,
    Decision.number,
    Decision.programme_id,
    Decision.kind,
    Decision.state,
    Decision.amount_fen,
    Decision.site_id,
    Node.name,
    Node.path,
    Decision.proposer_id,
    Person.name,
    Decision.proposed_at,
    Decision.reviewer_id,
    Decision.issued_at,
    Decision.approvals_fell,
    Decision.supersedes_id,
)


def decision_lines(
    session: Session,
    wanted: WantedDecisions = WantedDecisions(),
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[DecisionLine]:
    """Decisions of the whole city, the newest first."""
    query = _wanted(_joined(select(*_COLUMNS)), wanted).order_by(Decision.id.desc())
    return [DecisionLine(*row) for row in session.execute(query.limit(limit).offset(offset))]


def count_decisions(session: Session, wanted: WantedDecisions = WantedDecisions()) -> dict[str, int]:
    """How many decisions stand in each state."""
    query = _wanted(_joined(select(Decision.state, func.count(Decision.id))), wanted)
    return {str(state): count for state, count in session.execute(query.group_by(Decision.state))}


def moved_fen(session: Session) -> dict[int, int]:
    """What was moved under each decision by itself."""
    query = select(LedgerLine.decision_id, func.sum(LedgerLine.amount_fen)).group_by(LedgerLine.decision_id)
    return {decision_id: int(total) for decision_id, total in session.execute(query)}


def superseded_by(session: Session) -> dict[int, int]:
    """Which decision each superseding one takes the place of, by id."""
    query = select(Decision.id, Decision.supersedes_id).where(Decision.supersedes_id.is_not(None))
    return {later: earlier for later, earlier in session.execute(query) if earlier is not None}


def ledger(
    session: Session, *, ids: Collection[int] = (), limit: int | None = None, offset: int = 0
) -> list[LedgerEntry]:
    """Money that moved, the newest first: all of it, or under these decisions."""
    columns = (
        LedgerLine.booked_on,
        LedgerLine.amount_fen,
        LedgerLine.reference,
        Decision.id,
        Decision.number,
        Decision.programme_id,
        Node.name,
        Node.path,
        Person.name,
    )
    query = (
        select(*columns)
        .join(LedgerLine.decision)
        .join(Decision.site)
        .join(Site.node)
        .join(Person, Person.id == LedgerLine.by_id)
        .order_by(LedgerLine.booked_on.desc(), LedgerLine.id.desc())
    )
    if ids:
        query = query.where(LedgerLine.decision_id.in_(ids))
    return [LedgerEntry(*row) for row in session.execute(query.limit(limit).offset(offset))]


def ledger_totals(session: Session) -> tuple[int, int]:
    """How many lines the ledger has, and what they come to in fen."""
    count, total = session.execute(
        select(func.count(LedgerLine.id), func.coalesce(func.sum(LedgerLine.amount_fen), 0))
    ).one()
    return int(count), int(total)


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(Decision)
        .join(Site, Decision.site_id == Site.id)
        .join(Site.node)
        .join(Person, Person.id == Decision.proposer_id)
    )


def _wanted(query: Select[*tuple[Any, ...]], wanted: WantedDecisions) -> Select[*tuple[Any, ...]]:
    if wanted.states:
        query = query.where(Decision.state.in_(wanted.states))
    if wanted.programme_id:
        query = query.where(Decision.programme_id == wanted.programme_id)
    if wanted.text:
        query = query.where(
            Node.name.icontains(wanted.text, autoescape=True)
            | Decision.number.icontains(wanted.text, autoescape=True)
        )
    return query
