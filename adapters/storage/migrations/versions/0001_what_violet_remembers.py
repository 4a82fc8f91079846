"""What Violet remembers: claims, subscriptions, the outbox and conversations.

The types are written out rather than taken from `tables`, which will move on without this.
"""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('waiting', 'sending', 'unknown')")


def upgrade() -> None:
    _what_is_known()
    _who_listens()
    _what_is_told()
    _what_is_asked()


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )


def _id() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, primary_key=True)


def _of(table: str) -> sa.Column[int]:
    """A column that points at a row of *table*."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(f"{table}_id", kind, sa.ForeignKey(f"{table}.id"), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _pointer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A row's number without a foreign key: what it points at may go, or there may be none."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=nullable)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _what_is_known() -> None:
    op.create_table(
        "claim",
        _id(),
        _text("claim_id"),
        _number("revision"),
        sa.Column("digest", sa.String(64), nullable=False),
        _text("show"),
        _text("season"),
        _text("kind"),
        _text("payload"),
        _moment("recorded_at"),
        sa.UniqueConstraint("claim_id", "revision"),
    )
    op.create_table("show_seen", sa.Column("show", sa.Text(), primary_key=True), _moment("seen_at"))
    op.create_table("mark", sa.Column("name", sa.Text(), primary_key=True), _moment("moment"))


def _who_listens() -> None:
    op.create_table(
        "destination",
        _id(),
        _text("platform"),
        _text("workspace"),
        _text("channel"),
        _text("thread"),
        _text("person"),
        _moment("suspended_at", nullable=True),
        _text("suspended_reason", nullable=True),
        _moment("refused_since", nullable=True),
        _number("probes"),
        _moment("look_at", nullable=True),
        _text("lease", nullable=True),
        _moment("busy_until", nullable=True),
        sa.UniqueConstraint("platform", "workspace", "channel", "thread", "person"),
    )
    is_suspended = sa.text("suspended_at IS NOT NULL")
    op.create_index(
        "ix_destination_suspended",
        "destination",
        ["look_at"],
        sqlite_where=is_suspended,
        postgresql_where=is_suspended,
    )
    op.create_table(
        "subscription",
        _id(),
        _of("destination"),
        _text("show"),
        _number("topics"),
        _text("lowest_stance"),
        _number("lowest_sureness"),
        _text("steps"),
        _text("zone"),
        _number("hour"),
        _number("quiet_from", nullable=True),
        _number("quiet_to", nullable=True),
        _text("digest"),
        _text("rhythm"),
        _text("mentions"),
        _yes_or_no("silent"),
        _moment("paused_at", nullable=True),
        _text("created_by"),
        _moment("created_at"),
        sa.UniqueConstraint("destination_id", "show"),
    )
    op.create_index("ix_subscription_show", "subscription", ["show"])
    op.create_index("ix_subscription_zone_hour", "subscription", ["zone", "hour"])
    op.create_table(
        "rhythm",
        sa.Column("name", sa.Text(), primary_key=True),
        _text("zone"),
        _number("hour"),
        _number("quiet_from", nullable=True),
        _number("quiet_to", nullable=True),
        _text("digest"),
        _moment("digest_at", nullable=True),
        _moment("quiet_until", nullable=True),
    )


def _what_is_told() -> None:
    op.create_table(
        "announcement",
        _id(),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        _number("topic"),
        _text("show"),
        _text("season"),
        _number("sureness", nullable=True),
        _number("step", nullable=True),
        _text("zone", nullable=True),
        _number("hour", nullable=True),
        _text("about"),
        _yes_or_no("corrects"),
        _pointer("corrected_by", nullable=True),
        _pointer("only_for", nullable=True),
        _text("payload"),
        _moment("created_at"),
        _moment("expires_at", nullable=True),
    )
    op.create_index("ix_announcement_about", "announcement", ["about"])
    is_for_all = sa.text("only_for IS NULL")
    op.create_index(
        "ix_announcement_latest",
        "announcement",
        ["created_at"],
        sqlite_where=is_for_all,
        postgresql_where=is_for_all,
    )
    is_countdown = sa.text("step IS NOT NULL")
    op.create_index(
        "ix_announcement_countdown",
        "announcement",
        ["show", "season"],
        sqlite_where=is_countdown,
        postgresql_where=is_countdown,
    )
    op.create_table(
        "delivery",
        _id(),
        _of("announcement"),
        _of("destination"),
        _pointer("subscription_id", nullable=True),
        _pointer("revises"),
        _text("platform"),
        _number("turn"),
        _text("state"),
        _moment("due_at"),
        _moment("expires_at", nullable=True),
        _text("lease", nullable=True),
        _number("attempts"),
        _yes_or_no("is_plain"),
        _moment("first_tried_at", nullable=True),
        _text("message", nullable=True),
        _text("reason", nullable=True),
        _moment("updated_at"),
        sa.UniqueConstraint("announcement_id", "destination_id", "revises"),
    )
    op.create_index("ix_delivery_destination_id", "delivery", ["destination_id"])
    is_held = sa.text("state IN ('held')")
    op.create_index(
        "ix_delivery_held",
        "delivery",
        ["due_at"],
        sqlite_where=is_held,
        postgresql_where=is_held,
    )
    for name, columns in (
        ("due", ["platform", "due_at", "turn", "id"]),
        ("open_at", ["destination_id"]),
        ("expiring", ["expires_at"]),
    ):
        op.create_index(
            f"ix_delivery_{name}",
            "delivery",
            columns,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )


def _what_is_asked() -> None:
    op.create_table(
        "conversation",
        *(
            sa.Column(name, sa.Text(), primary_key=True)
            for name in ("platform", "workspace", "channel", "thread", "person")
        ),
        _text("payload"),
        _moment("updated_at"),
    )
    op.create_index("ix_conversation_updated_at", "conversation", ["updated_at"])
