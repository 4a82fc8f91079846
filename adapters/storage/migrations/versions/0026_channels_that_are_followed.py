"""What is published, and which channels follow which."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables, and a column that says no, also for whatever a version before puts there.

    Added without batch mode, so that SQLite keeps the table's triggers.
    """
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "publication",
        sa.Column("id", number, primary_key=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("destination_id", number, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("announcement_id", number, nullable=False),
        sa.Column("is_news", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("posted_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("tried_at", moment),
        sa.Column("expires_at", moment),
        sa.Column("ended_at", moment),
        sa.UniqueConstraint("destination_id", "message"),
    )
    op.create_index(
        "ix_publication_destination_id_tried_at", "publication", ["destination_id", "tried_at"]
    )
    op.create_index("ix_publication_ended_at", "publication", ["ended_at"])
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_publication_open",
        "publication",
        ["platform", "due_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "home_channel",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.UniqueConstraint("platform", "workspace", "show"),
    )
    op.create_table(
        "follow",
        sa.Column("id", number, primary_key=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("webhook", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("look_at", moment, nullable=False),
        sa.UniqueConstraint("platform", "channel", "home"),
    )
    op.create_index("ix_follow_home", "follow", ["home"])
    op.create_index("ix_follow_look_at", "follow", ["look_at"])
    op.add_column(
        "subscription",
        sa.Column("instant", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_subscription_instant",
        "subscription",
        ["destination_id"],
        sqlite_where=sa.text("instant"),
        postgresql_where=sa.text("instant"),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
