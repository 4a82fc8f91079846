"""Which subscriptions have one message kept that says how many days are left."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that says no, also for whatever a version before puts there, and an index."""
    op.add_column(
        "subscription",
        sa.Column("living", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_subscription_living",
        "subscription",
        ["id"],
        sqlite_where=sa.text("living"),
        postgresql_where=sa.text("living"),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
