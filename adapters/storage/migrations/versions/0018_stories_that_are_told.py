"""The stories of the last days, and what was told of them."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "story",
        sa.Column("id", number, primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("began", moment, nullable=False),
        sa.Column("edited_at", moment),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("outlets_told", sa.Integer(), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
    )
    op.create_index("ix_story_show_began", "story", ["show", "began"])
    op.create_index("ix_story_began", "story", ["began"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
