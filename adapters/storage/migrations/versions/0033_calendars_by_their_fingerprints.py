"""Which channels have a calendar, by the fingerprint of its address."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    place = ("platform", "workspace", "channel", "thread", "person")
    op.create_table(
        "calendar",
        *(sa.Column(name, sa.Text(), nullable=False) for name in place),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*place, name="pk_calendar"),
        sa.UniqueConstraint("fingerprint", name="uq_calendar_fingerprint"),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
