"""What channels and their servers are called, and what kind of trouble they have."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three columns; the version before leaves them empty."""
    for name in ("suspended_cause", "name", "workspace_name"):
        op.add_column("destination", sa.Column(name, sa.Text()))


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
