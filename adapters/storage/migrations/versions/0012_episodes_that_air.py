"""The episodes that air, as listings were seen to say it, and who hears of them."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, a column that is null before, and indexes of what nobody has chosen yet."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "episode",
        sa.Column("id", number, primary_key=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("listed_id", sa.Text(), nullable=False),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_special", sa.Boolean(), nullable=False),
        sa.Column("is_significant", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moment", moment),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("last_seen", moment, nullable=False),
        sa.Column("as_of", moment, nullable=False),
        sa.Column("moved_at", moment),
        sa.Column("was_day", sa.Date()),
        sa.Column("was_moment", moment),
        sa.Column("missing_since", moment),
        sa.UniqueConstraint("source", "listed_id"),
    )
    for columns in (["source", "show"], ["day"], ["was_day"], ["moved_at"]):
        op.create_index(f"ix_episode_{'_'.join(columns)}", "episode", columns)
    op.add_column("announcement", sa.Column("premiere", sa.Boolean()))
    hears_episodes = sa.text("topics & 512 <> 0")
    for name, columns in (("hours", ["zone", "hour"]), ("shows", ["show"])):
        op.create_index(
            f"ix_subscription_episode_{name}",
            "subscription",
            columns,
            sqlite_where=hears_episodes,
            postgresql_where=hears_episodes,
        )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
