"""Zones that only the operating system knew, which the pinned data of time zones does not have."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give channels with such a zone the nearest that there is, so that none of them is skipped.

    ``posix/X`` keeps the clock of X, and ``right/X`` that of X but for leap seconds; ``localtime``
    and its like were whatever the machine was set to, which is UTC wherever Violet is deployed.
    """
    for table in ("subscription", "rhythm"):
        zone = sa.column("zone", sa.Text())
        rows = sa.table(table, zone)
        for folder in ("posix/", "right/"):
            op.execute(
                sa.update(rows)
                .where(zone.like(f"{folder}%"))
                .values(zone=sa.func.substr(zone, len(folder) + 1))
            )
        machine = ("localtime", "posixrules", "Factory")
        op.execute(sa.update(rows).where(zone.in_(machine)).values(zone="UTC"))


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
