"""Which digest told what: so that a digest can be edited when something in it is no longer so."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "digested",
        sa.Column("delivery_id", number, sa.ForeignKey("delivery.id"), primary_key=True),
        sa.Column("digest_id", number, sa.ForeignKey("delivery.id"), nullable=False),
    )
    op.create_index("ix_digested_digest_id", "digested", ["digest_id"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
