"""What is found of people who want to be forgotten, and of communities that Violet has left."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables and indexes: the version before goes on without them."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "forgotten",
        sa.Column("whom", sa.String(64), primary_key=True),
        sa.Column("at", moment, nullable=False),
    )
    op.create_index("ix_forgotten_at", "forgotten", ["at"])
    op.create_table(
        "departed",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("workspace", sa.Text(), primary_key=True),
        sa.Column("left_at", moment, nullable=False),
    )
    op.create_index("ix_departed_left_at", "departed", ["left_at"])
    op.create_index("ix_followed_followed_by", "followed", ["followed_by"])
    op.create_index(
        "ix_announcement_only_for",
        "announcement",
        ["only_for"],
        sqlite_where=sa.text("only_for IS NOT NULL"),
        postgresql_where=sa.text("only_for IS NOT NULL"),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
