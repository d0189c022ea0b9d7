"""Codes of an authenticator app that open once: the step of time that was last accepted"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("tf_last_step", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "tf_last_step")
