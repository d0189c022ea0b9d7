"""What tablets send: answers with revisions, captures, drawings, signatures and the end of a visit"""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from inspect_app.records.types import dump_exact

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Kind = sa.types.TypeEngine[Any]

_ON_PHOTOGRAPHS: tuple[tuple[str, Kind], ...] = (
    ("taken_at", sa.DateTime()),
    ("clock_offset_s", sa.Double()),
    ("latitude", sa.Double()),
    ("longitude", sa.Double()),
    ("accuracy_m", sa.Double()),
    ("source", sa.String(length=16)),
    ("drawing", sa.Text()),
    ("drawing_revision", sa.String(length=36)),
)
_ON_INSPECTIONS: tuple[tuple[str, Kind], ...] = (
    ("ended_at", sa.DateTime()),
    ("ended_as", sa.String(length=36)),
)


def upgrade() -> None:
    _make_answers()
    _make_signatures()
    for name, kind in _ON_PHOTOGRAPHS:
        op.add_column("photograph", sa.Column(name, kind, nullable=True))
    for name, kind in _ON_INSPECTIONS:
        op.add_column("inspection", sa.Column(name, kind, nullable=True))
    op.execute("UPDATE inspection SET ended_at = finished_at")
    op.add_column("finding", sa.Column("revision", sa.String(length=36), nullable=True))
    _answer_for_each_finding(op.get_bind())
    with op.batch_alter_table("finding") as finding:
        finding.alter_column("revision", existing_type=sa.String(length=36), nullable=False)
        finding.create_foreign_key("fk_finding_revision_answer", "answer", ["revision"], ["revision"])


def downgrade() -> None:
    with op.batch_alter_table("finding") as finding:
        finding.drop_constraint("fk_finding_revision_answer", type_="foreignkey")
        finding.drop_column("revision")
    for name, _kind in _ON_INSPECTIONS:
        op.drop_column("inspection", name)
    for name, _kind in _ON_PHOTOGRAPHS:
        op.drop_column("photograph", name)
    op.drop_table("signature")
    op.drop_table("answer")


def _make_answers() -> None:
    op.create_table(
        "answer",
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("base", sa.String(length=36), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_answer_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_answer_inspection_id_inspection"
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name="fk_answer_settled_by_id_person"),
        sa.PrimaryKeyConstraint("revision", name="pk_answer"),
    )
    op.create_index("ix_answer_item", "answer", ["inspection_id", "item_id"], unique=False)
    op.create_index(
        "uq_answer_standing",
        "answer",
        ["inspection_id", "item_id"],
        unique=True,
        sqlite_where=sa.text("standing = 'standing'"),
        postgresql_where=sa.text("standing = 'standing'"),
    )


def _make_signatures() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("display_sha256", sa.String(length=64), nullable=False),
        sa.Column("statement_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_signature_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_signature_inspection_id_inspection"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
    )
    op.create_index("ix_signature_inspection_id", "signature", ["inspection_id"], unique=False)


def _answer_for_each_finding(connection: sa.Connection) -> None:
    """What was recorded so far becomes the standing answer of its item.

    Which facts an item reads stands in its checklist and not in the database: these answers name none. The
    values found stay in their statements.
    """
    found = connection.execute(
        sa.text("SELECT id, inspection_id, item_id, grade, checked, note, by_id, at FROM finding")
    )
    rows = [
        {
            **row,
            "revision": str(uuid4()),
            "content": dump_exact(
                {
                    "grade": row["grade"],
                    "checked": bool(row["checked"]),
                    "note": row["note"],
                    "facts": {},
                    "why": "",
                }
            ),
        }
        for row in found.mappings()
    ]
    if rows:
        connection.execute(
            sa.text(
                "INSERT INTO answer"
                " (revision, inspection_id, item_id, content, by_id, at, received_at, standing)"
                " VALUES (:revision, :inspection_id, :item_id, :content, :by_id, :at, :at, 'standing')"
            ),
            rows,
        )
        connection.execute(sa.text("UPDATE finding SET revision = :revision WHERE id = :id"), rows)
