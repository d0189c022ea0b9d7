"""The first schema"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain_head"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.UniqueConstraint("document_id", "edition", "sha256", name="uq_edition_document_id_edition_sha256"),
    )
    op.create_table(
        "node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["node.id"], name="fk_node_parent_id_node"),
        sa.PrimaryKeyConstraint("id", name="pk_node"),
        sa.UniqueConstraint("code", name="uq_node_code"),
        sa.UniqueConstraint("path", name="uq_node_path"),
    )
    op.create_index("ix_node_parent_id", "node", ["parent_id"], unique=False)
    op.create_index(
        "ix_node_path_prefix", "node", ["path"], unique=False, postgresql_ops={"path": "text_pattern_ops"}
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("fs_webauthn_user_handle", sa.String(length=64), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_person_fs_uniquifier"),
        sa.UniqueConstraint("fs_webauthn_user_handle", name="uq_person_fs_webauthn_user_handle"),
        sa.UniqueConstraint("username", name="uq_person_username"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"], name="fk_appointment_node_id_node"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_appointment_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_node_id", "appointment", ["node_id"], unique=False)
    op.create_index("ix_appointment_person_id", "appointment", ["person_id"], unique=False)
    op.create_index(
        "uq_appointment_current",
        "appointment",
        ["person_id", "role", "node_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(length=64), nullable=False),
        sa.Column("extensions", sa.String(length=255), nullable=True),
        sa.Column("create_datetime", sa.DateTime(), nullable=False),
        sa.Column("lastuse_datetime", sa.DateTime(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("usage", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["person.id"], name="fk_passkey_user_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_user_id", "passkey", ["user_id"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("boundary", sa.String(length=64), nullable=False),
        sa.Column("reading", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_ruling_by_id_person"),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name="fk_ruling_withdrawn_by_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_ruling"),
    )
    op.create_index(
        "uq_ruling_standing",
        "ruling",
        ["document_id", "item_id", "boundary"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"], name="fk_site_node_id_node"),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("node_id", name="uq_site_node_id"),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("state_since", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_application_edition_id_edition"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_application_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_application"),
    )
    op.create_index("ix_application_site_id", "application", ["site_id"], unique=False)
    op.create_index("ix_application_state", "application", ["state"], unique=False)
    op.create_index(
        "uq_application_open",
        "application",
        ["site_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("rulings", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("inputs_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("signatory_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("approvals_fell", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("sheet_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_fen >= 0", name=op.f("ck_decision_amount")),
        sa.CheckConstraint(
            "reviewer_id IS NULL OR reviewer_id <> proposer_id", name=op.f("ck_decision_reviewer")
        ),
        sa.CheckConstraint(
            "signatory_id IS NULL OR (signatory_id <> proposer_id AND signatory_id <> reviewer_id)",
            name=op.f("ck_decision_signatory"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_decision_edition_id_edition"),
        sa.ForeignKeyConstraint(["proposer_id"], ["person.id"], name="fk_decision_proposer_id_person"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name="fk_decision_reviewer_id_person"),
        sa.ForeignKeyConstraint(["signatory_id"], ["person.id"], name="fk_decision_signatory_id_person"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_decision_site_id_site"),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["decision.id"], name="fk_decision_supersedes_id_decision"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("number", name="uq_decision_number"),
    )
    op.create_index("ix_decision_programme_id", "decision", ["programme_id"], unique=False)
    op.create_index("ix_decision_site_id", "decision", ["site_id"], unique=False)
    op.create_index("ix_decision_state", "decision", ["state"], unique=False)
    op.create_index(
        "uq_decision_pending",
        "decision",
        ["programme_id", "site_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('proposed', 'reviewed', 'signed')"),
        postgresql_where=sa.text("state IN ('proposed', 'reviewed', 'signed')"),
    )
    op.create_table(
        "history_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_history_entry_by_id_person"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_history_entry_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_history_entry"),
        sa.UniqueConstraint("hash", name="uq_history_entry_hash"),
    )
    op.create_index("ix_history_entry_site", "history_entry", ["site_id", "id"], unique=False)
    op.create_index("ix_history_entry_subject", "history_entry", ["subject", "subject_id"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("rulings", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_assessment_application_id_application"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_assessment_by_id_person"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_assessment_edition_id_edition"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_index("ix_assessment_application_id", "assessment", ["application_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("sheet_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_certificate_application_id_application"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_certificate_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("application_id", name="uq_certificate_application_id"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
    )
    op.create_index("ix_certificate_site_id", "certificate", ["site_id"], unique=False)
    op.create_index(
        "uq_certificate_standing",
        "certificate",
        ["site_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('valid', 'suspended')"),
        postgresql_where=sa.text("state IN ('valid', 'suspended')"),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("scheduled_on", sa.Date(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_inspection_application_id_application"
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_inspection_edition_id_edition"),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name="fk_inspection_lead_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
    )
    op.create_index("ix_inspection_application_id", "inspection", ["application_id"], unique=False)
    op.create_index("ix_inspection_scheduled_on", "inspection", ["scheduled_on"], unique=False)
    op.create_index("ix_inspection_state", "inspection", ["state"], unique=False)
    op.create_table(
        "ledger_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_ledger_line_by_id_person"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_ledger_line_decision_id_decision"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_line"),
    )
    op.create_index("ix_ledger_line_decision_id", "ledger_line", ["decision_id"], unique=False)
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("stated_as", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_fact_application_id_application"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_fact_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_fact_inspection_id_inspection"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_fact_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
    )
    op.create_index("ix_fact_application_id", "fact", ["application_id"], unique=False)
    op.create_index("ix_fact_inspection_id", "fact", ["inspection_id"], unique=False)
    op.create_index("ix_fact_site", "fact", ["site_id", "name"], unique=False)
    op.create_index(
        "uq_fact_current",
        "fact",
        ["site_id", "stated_as", "name"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("grade", sa.String(length=3), nullable=True),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_finding_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_finding_inspection_id_inspection"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("inspection_id", "item_id", name="uq_finding_inspection_id_item_id"),
    )
    op.create_index("ix_finding_inspection_id", "finding", ["inspection_id"], unique=False)
    op.create_table(
        "inspection_inspector",
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_inspection_inspector_inspection_id_inspection"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_inspection_inspector_person_id_person"
        ),
        sa.PrimaryKeyConstraint("inspection_id", "person_id", name="pk_inspection_inspector"),
    )
    op.create_table(
        "rectification_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_rectification_order_application_id_application"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_rectification_order_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_rectification_order_inspection_id_inspection"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rectification_order"),
        sa.UniqueConstraint("number", name="uq_rectification_order_number"),
    )
    op.create_index(
        "ix_rectification_order_application_id", "rectification_order", ["application_id"], unique=False
    )
    op.create_index("ix_rectification_order_state", "rectification_order", ["state"], unique=False)
    op.create_table(
        "rectification_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_verdict", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name="fk_rectification_item_done_by_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["rectification_order.id"],
            name="fk_rectification_item_order_id_rectification_order",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rectification_item"),
    )
    op.create_index("ix_rectification_item_order_id", "rectification_item", ["order_id"], unique=False)
    op.create_table(
        "photograph",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=True),
        sa.Column("rectification_item_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("display_sha256", sa.String(length=64), nullable=False),
        sa.Column("thumbnail_sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("camera_taken_at", sa.String(length=32), nullable=True),
        sa.Column("camera_latitude", sa.Double(), nullable=True),
        sa.Column("camera_longitude", sa.Double(), nullable=True),
        sa.Column("dhash", sa.BigInteger(), nullable=False),
        sa.Column("band0", sa.Integer(), nullable=False),
        sa.Column("band1", sa.Integer(), nullable=False),
        sa.Column("band2", sa.Integer(), nullable=False),
        sa.Column("band3", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_photograph_by_id_person"),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_photograph_inspection_id_inspection"
        ),
        sa.ForeignKeyConstraint(
            ["rectification_item_id"],
            ["rectification_item.id"],
            name="fk_photograph_rectification_item_id_rectification_item",
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_photograph_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_photograph"),
    )
    op.create_index("ix_photograph_band0", "photograph", ["band0"], unique=False)
    op.create_index("ix_photograph_band1", "photograph", ["band1"], unique=False)
    op.create_index("ix_photograph_band2", "photograph", ["band2"], unique=False)
    op.create_index("ix_photograph_band3", "photograph", ["band3"], unique=False)
    op.create_index("ix_photograph_inspection_id", "photograph", ["inspection_id"], unique=False)
    op.create_index(
        "ix_photograph_rectification_item_id", "photograph", ["rectification_item_id"], unique=False
    )
    op.create_index("ix_photograph_sha256", "photograph", ["sha256"], unique=False)
    op.create_index("ix_photograph_site_id", "photograph", ["site_id"], unique=False)


def downgrade() -> None:
    op.drop_table("photograph")
    op.drop_table("rectification_item")
    op.drop_table("rectification_order")
    op.drop_table("inspection_inspector")
    op.drop_table("finding")
    op.drop_table("fact")
    op.drop_table("ledger_line")
    op.drop_table("inspection")
    op.drop_table("certificate")
    op.drop_table("assessment")
    op.drop_table("history_entry")
    op.drop_table("decision")
    op.drop_table("application")
    op.drop_table("site")
    op.drop_table("ruling")
    op.drop_table("passkey")
    op.drop_table("appointment")
    op.drop_table("person")
    op.drop_table("node")
    op.drop_table("edition")
    op.drop_table("counter")
    op.drop_table("chain_head")
