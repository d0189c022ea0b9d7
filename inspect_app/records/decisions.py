"""Subsidy decisions with the inputs they were frozen on, and the ledger of what was paid."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from inspect_app.records.editions import Edition
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Person
from inspect_app.records.types import Base, ExactJson


class DecisionKind(enum.StrEnum):
    GRANT = "grant"
    REFUSAL = "refusal"
    CORRECTION = "correction"
    CLAWBACK = "clawback"


class DecisionState(enum.StrEnum):
    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    ISSUED = "issued"
    PAID = "paid"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Decision(Base):
    """Proposed, reviewed and signed by three different people; nothing issued is ever edited.

    `facts`, `rulings` and `result` are frozen when it is proposed; `inputs_sha256` is the digest of the first
    two and of the edition. `approvals_fell` says why approvals given earlier no longer hold.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("amount_fen >= 0", name="amount"),
        CheckConstraint("reviewer_id IS NULL OR reviewer_id <> proposer_id", name="reviewer"),
        CheckConstraint(
            "signatory_id IS NULL OR (signatory_id <> proposer_id AND signatory_id <> reviewer_id)",
            name="signatory",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(String(64), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    kind: Mapped[DecisionKind] = mapped_column(String(16))
    state: Mapped[DecisionState] = mapped_column(String(16), index=True)
    number: Mapped[str | None] = mapped_column(String(40), unique=True)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    rulings: Mapped[list[Any]] = mapped_column(ExactJson)
    result: Mapped[dict[str, Any]] = mapped_column(ExactJson)
    inputs_sha256: Mapped[str] = mapped_column(String(64))
    proposer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[dt.datetime]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[dt.datetime | None]
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[dt.datetime | None]
    approvals_fell: Mapped[str] = mapped_column(Text, default="")
    issued_at: Mapped[dt.datetime | None]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    sheet: Mapped[dict[str, Any] | None] = mapped_column(ExactJson)
    sheet_sha256: Mapped[str | None] = mapped_column(String(64))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship(lazy="joined")
    edition: Mapped[Edition] = relationship()
    proposer: Mapped[Person] = relationship(foreign_keys=proposer_id)
    reviewer: Mapped[Person | None] = relationship(foreign_keys=reviewer_id)
    signatory: Mapped[Person | None] = relationship(foreign_keys=signatory_id)
    supersedes: Mapped["Decision | None"] = relationship(remote_side=[id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own protocol


class LedgerLine(Base):
    """Money that moved because of an issued decision; a recovery is negative."""

    __tablename__ = "ledger_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    booked_on: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]

    decision: Mapped[Decision] = relationship()


PENDING = (DecisionState.PROPOSED, DecisionState.REVIEWED, DecisionState.SIGNED)
_PENDING = Decision.state.in_([state.value for state in PENDING])
Index(
    "uq_decision_pending",
    Decision.programme_id,
    Decision.site_id,
    unique=True,
    sqlite_where=_PENDING,
    postgresql_where=_PENDING,
)


def pending_decision(session: Session, programme_id: str, site_id: int) -> Decision | None:
    return session.scalar(
        select(Decision).where(
            Decision.programme_id == programme_id, Decision.site_id == site_id, Decision.state.in_(PENDING)
        )
    )


def standing_grants(session: Session, programme_id: str, site_id: int) -> list[Decision]:
    """What grants a site money under a programme: issued, neither replaced nor taken back; newest first."""
    query = select(Decision).where(
        Decision.programme_id == programme_id,
        Decision.site_id == site_id,
        Decision.kind.in_((DecisionKind.GRANT, DecisionKind.CORRECTION)),
        Decision.state.in_((DecisionState.ISSUED, DecisionState.PAID)),
    )
    return list(session.scalars(query.order_by(Decision.id.desc())))


def decisions_of(session: Session, site_id: int) -> list[Decision]:
    """Every decision on a site, newest first."""
    return list(
        session.scalars(select(Decision).where(Decision.site_id == site_id).order_by(Decision.id.desc()))
    )


def decisions_below(session: Session, node: Node, *states: DecisionState) -> list[Decision]:
    query = (
        select(Decision)
        .join(Decision.site)
        .join(Site.node)
        .where(Node.path.startswith(node.path, autoescape=True))
        .order_by(Decision.proposed_at, Decision.id)
    )
    return list(session.scalars(query.where(Decision.state.in_(states)) if states else query))


def decision_by_number(session: Session, number: str) -> Decision | None:
    return session.scalar(select(Decision).where(Decision.number == number))


def ledger_of(session: Session, decision_id: int) -> list[LedgerLine]:
    return list(
        session.scalars(
            select(LedgerLine).where(LedgerLine.decision_id == decision_id).order_by(LedgerLine.id)
        )
    )
