"""How proposals are amended and drafted, what editors decided and why, and what they were told."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that may stay empty, and a table: the version before goes on without them."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "proposal", sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("proposal", sa.Column("drafted_by", sa.Text()))
    op.add_column("proposal", sa.Column("correction", number))
    op.add_column("proposal", sa.Column("amended_by", sa.Text()))
    op.add_column("proposal", sa.Column("amended_at", moment))
    op.add_column("proposal", sa.Column("reason", sa.Text()))
    op.add_column("proposal", sa.Column("told_at", moment))
    op.create_table(
        "decision",
        sa.Column("id", number, primary_key=True),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("proposal", number, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", moment, nullable=False),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("ix_decision_show_id", "decision", ["show", "id"])
    op.create_index("ix_decision_decided_at", "decision", ["decided_at"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
