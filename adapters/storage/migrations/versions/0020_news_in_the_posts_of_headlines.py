"""Which headline's post tells a piece of news that came of it."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is null before; a version that does not know it tells the news by itself.

    Added without batch mode, so that SQLite keeps the table's triggers.
    """
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("delivery", sa.Column("continues", number))
    continues = sa.text("continues IS NOT NULL")
    op.create_index(
        "ix_delivery_continues",
        "delivery",
        ["continues"],
        sqlite_where=continues,
        postgresql_where=continues,
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
