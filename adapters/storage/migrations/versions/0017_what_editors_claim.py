"""What editors claim and take back, and which of them did."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "editor_claim",
        sa.Column("id", number, primary_key=True, autoincrement=False),
        sa.Column("claim_id", sa.Text(), nullable=False, unique=True),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("retracted_by", sa.Text()),
        sa.Column("retracted_at", moment),
    )
    op.create_index("ix_editor_claim_show_id", "editor_claim", ["show", "id"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
