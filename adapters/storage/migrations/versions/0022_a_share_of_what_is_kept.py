"""Conversations found by server or workspace, so that each keeps a share of its own."""

from typing import NoReturn

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add an index, which a version from before does without."""
    op.create_index(
        "ix_conversation_platform_workspace_updated_at",
        "conversation",
        ["platform", "workspace", "updated_at"],
    )


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
