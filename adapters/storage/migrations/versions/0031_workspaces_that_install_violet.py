"""Workspaces that installed Violet by themselves, with their tokens."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables, which a version that does not know them never looks at."""
    moment = sa.DateTime(timezone=True)
    names = ("platform", "enterprise", "team", "application", "bot", "bot_user", "url", "scopes")
    op.create_table(
        "workspace",
        *(sa.Column(name, sa.Text(), nullable=False) for name in names),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("refresh", sa.Text(), nullable=False),
        sa.Column("expires_at", moment),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("locked_until", moment),
        sa.Column("installed_at", moment, nullable=False),
        sa.Column("removed_at", moment),
        sa.PrimaryKeyConstraint("platform", "enterprise", "team", name="pk_workspace"),
    )
    op.create_index("ix_workspace_removed_at", "workspace", ["removed_at"])
    op.create_table(
        "spent_ticket",
        sa.Column("ticket", sa.String(64), primary_key=True),
        sa.Column("until", moment, nullable=False),
    )
    op.create_index("ix_spent_ticket_until", "spent_ticket", ["until"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
