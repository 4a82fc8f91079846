"""Which claims of a followed show were weighed for news last, claims found by show and origin."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is null where every claim is held in memory, as before."""
    op.add_column("show_seen", sa.Column("weighed", sa.Text()))
    op.create_index("ix_claim_show", "claim", ["show"])
    op.create_index("ix_claim_origin_origin", "claim_origin", ["origin"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
