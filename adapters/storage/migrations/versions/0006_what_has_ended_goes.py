"""What has ended goes: how far it was looked through, and which messages are to be edited."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and an index, which a version that does not know them never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "pruning",
        sa.Column(
            "announcement_id",
            number,
            sa.ForeignKey("announcement.id"),
            primary_key=True,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("destination_id", number, nullable=False),
        sa.Column("pruned_at", sa.DateTime(timezone=True)),
    )
    is_due = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_pruning_due", "pruning", ["due_at"], sqlite_where=is_due, postgresql_where=is_due
    )
    is_edit = sa.text("revises <> 0")
    op.create_index(
        "ix_delivery_revises",
        "delivery",
        ["revises"],
        sqlite_where=is_edit,
        postgresql_where=is_edit,
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
