"""What is followed in listings, how far it was read, and what waits for an editor because of it."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables, which a version that does not know them never looks at."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "followed",
        sa.Column("id", number, primary_key=True),
        sa.Column("show", sa.Text(), nullable=False, unique=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("introduces", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("claims", sa.LargeBinary(), nullable=False),
        sa.Column("sightings", sa.Text(), nullable=False),
        sa.Column("standing", sa.LargeBinary(), nullable=False),
        sa.Column("sighted", sa.Integer(), nullable=False),
        sa.Column("seen_at", moment),
        sa.Column("updated", moment),
        sa.Column("listed", moment),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("gone_since", moment),
        sa.Column("followed_at", moment, nullable=False),
        sa.Column("followed_by", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("changed", number, nullable=False),
        sa.UniqueConstraint("source", "listing"),
    )
    for columns in (
        ["source", "due_at", "id"],
        ["source", "changed"],
        ["community", "followed_at"],
    ):
        op.create_index(f"ix_followed_{'_'.join(columns)}", "followed", columns)
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("number", number, nullable=False),
    )
    for table in ("listing_source", "call_budget"):
        op.create_table(
            table,
            sa.Column("source", sa.Text(), primary_key=True),
            sa.Column("payload", sa.Text(), nullable=False),
        )
    op.create_table(
        "proposal",
        sa.Column("id", number, primary_key=True),
        sa.Column("claim_id", sa.Text(), nullable=False, unique=True),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("found_at", moment, nullable=False),
        sa.Column("closed_at", moment),
        sa.Column("closed_by", sa.Text()),
        sa.Column("accepted", sa.Boolean()),
    )
    op.create_index("ix_proposal_closed_at", "proposal", ["closed_at"])


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
