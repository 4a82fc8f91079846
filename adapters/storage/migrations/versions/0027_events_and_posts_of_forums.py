"""What stands in servers beside posts: events for premieres, and the posts of forums."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables, and a column that says no, also for whatever a version before puts there."""
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "subscription",
        sa.Column("events", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_subscription_events",
        "subscription",
        ["destination_id"],
        sqlite_where=sa.text("events"),
        postgresql_where=sa.text("events"),
    )
    op.create_table(
        "scheduled_event",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("workspace", sa.Text(), primary_key=True),
        sa.Column("subject", sa.Text(), primary_key=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("is_tried", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "forum_post",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("workspace", sa.Text(), primary_key=True),
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("show", sa.Text(), primary_key=True),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tried_at", moment, nullable=False),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
