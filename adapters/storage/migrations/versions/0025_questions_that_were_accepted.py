"""Questions that were accepted, until they are answered."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, which a version that does not know it never looks at."""
    moment = sa.DateTime(timezone=True)
    names = ("platform", "key", "workspace", "channel", "thread", "person", "asked", "acknowledged")
    op.create_table(
        "answer",
        *(sa.Column(name, sa.Text(), nullable=False) for name in names),
        sa.Column("accepted_at", moment, nullable=False),
        sa.Column("answer_by", moment, nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("answered_at", moment),
        sa.PrimaryKeyConstraint("platform", "key", name="pk_answer"),
    )
    op.create_index("ix_answer_answered_at", "answer", ["answered_at"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
