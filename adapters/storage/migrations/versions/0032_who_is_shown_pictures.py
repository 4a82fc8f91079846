"""Which subscriptions have countdowns with a picture."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that says no, also for whatever a version before puts there."""
    op.add_column(
        "subscription",
        sa.Column("picture", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
