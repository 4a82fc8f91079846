"""Which feeds of news are read, how far, and what was found in them."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables, which a version that does not know them never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "feed",
        sa.Column("id", number, primary_key=True),
        sa.Column("url", sa.Text(), nullable=False, unique=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("paused_at", moment),
        sa.Column("paused_by", sa.Text(), nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
    )
    op.create_index("ix_feed_due_at", "feed", ["due_at"])
    op.create_table(
        "feed_item",
        sa.Column("id", number, primary_key=True),
        sa.Column("name", sa.String(32), nullable=False, unique=True),
        sa.Column("feed_id", number, nullable=False),
        sa.Column("payload", sa.Text()),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("taken_at", moment),
    )
    waits = sa.text("taken_at IS NULL")
    op.create_index(
        "ix_feed_item_waits", "feed_item", ["id"], sqlite_where=waits, postgresql_where=waits
    )
    op.create_index("ix_feed_item_taken_at", "feed_item", ["taken_at"])
    op.create_table(
        "feed_item_key",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("feed_id", number, nullable=False),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
    )
    op.create_index("ix_feed_item_key_feed_id_seen_at", "feed_item_key", ["feed_id", "seen_at"])
    op.create_table(
        "feed_host",
        sa.Column("host", sa.Text(), primary_key=True),
        sa.Column("payload", sa.Text(), nullable=False),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
