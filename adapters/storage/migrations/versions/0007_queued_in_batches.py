"""How far each announcement was queued, and called off; subscribers found by show and place."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that are null for what was queued at once, as every version before did."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("destination", sa.Column("queued_until", number))
    op.add_column("announcement", sa.Column("weighed_at", sa.DateTime(timezone=True)))
    op.add_column("announcement", sa.Column("fanned_out", number))
    op.add_column("announcement", sa.Column("called_off", number))
    op.add_column("announcement", sa.Column("call_off_reason", sa.Text()))
    for column in ("fanned_out", "called_off"):
        is_left = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_announcement_{column}",
            "announcement",
            ["id"],
            sqlite_where=is_left,
            postgresql_where=is_left,
        )
    op.create_index(
        "ix_subscription_show_destination_id", "subscription", ["show", "destination_id"]
    )
    op.drop_index("ix_subscription_show", "subscription")


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
