"""Which source brought a claim: what no file holds is known again after a restart."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    op.create_table(
        "claim_origin",
        sa.Column("claim_id", sa.Text(), primary_key=True),
        sa.Column("origin", sa.Text(), nullable=False),
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
