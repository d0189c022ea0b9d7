"""Writes the history: one entry an act, in the act's transaction, chained to the entry before it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.records.history import GENESIS, ChainHead, HistoryEntry, newest_hash
from inspect_app.records.organisation import Site
from inspect_app.workflow.office import Office

# Under this key a session keeps the head it has locked, together with the transaction that holds the lock.
_HELD = "chain head"


def lock(session: Session) -> ChainHead:
    """The head of the chain, locked until the transaction ends.

    Acts take it before they read what they judge by. Writers therefore follow one another on PostgreSQL as
    they do on SQLite: none decides on what another is changing, and none waits for one that waits for it.
    """
    held: ChainHead | None
    holder, held = session.info.get(_HELD, (None, None))
    if held is None or holder is not session.get_transaction():
        held = _locked(session)
        session.info[_HELD] = (session.get_transaction(), held)
    return held


def _locked(session: Session) -> ChainHead:
    query = select(ChainHead).with_for_update().execution_options(populate_existing=True)
    head = session.scalar(query)
    if head is None:
        head = ChainHead(hash=GENESIS)
        session.add(head)
        session.flush()
    return head


def record(
    office: Office,
    act: str,
    subject: str,
    subject_id: object,
    *,
    site: Site | None = None,
    why: str = "",
    detail: Mapping[str, Any] | None = None,
) -> HistoryEntry:
    """Append what was done: `act` in the past tense ("submitted"), of which subject, and why."""
    head = lock(office.session)
    entry = HistoryEntry(
        at=office.at,
        by_id=office.by.id,
        act=act,
        subject=subject,
        subject_id=str(subject_id),
        site_id=None if site is None else site.id,
        why=why,
        detail=dict(detail or {}),
        previous_hash=head.hash,
    )
    entry.hash = head.hash = entry.computed_hash()
    office.session.add(entry)
    office.session.flush()
    return entry


def broken_links(session: Session) -> list[int]:
    """Ids of the entries that do not fit: changed ones, and those next to which an entry is missing."""
    broken = []
    previous, last_id = GENESIS, 0
    for entry in session.scalars(
        select(HistoryEntry).order_by(HistoryEntry.id).execution_options(yield_per=500)
    ):
        if entry.previous_hash != previous or entry.hash != entry.computed_hash():
            broken.append(entry.id)
        previous, last_id = entry.hash, entry.id
    if newest_hash(session) != previous and last_id not in broken:
        broken.append(last_id)
    return broken
