"""Whose the database is, and when each role was last attended to."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables; the first bot that connects makes the database its own."""
    op.create_table(
        "installation",
        sa.Column("platform", sa.String(32), primary_key=True),
        sa.Column("application", sa.Text(), nullable=False),
    )
    op.create_table(
        "heartbeat",
        sa.Column("role", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
