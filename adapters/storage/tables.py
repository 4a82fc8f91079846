"""The tables, as the program of this version needs them; the migrations make the same ones."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    bindparam,
    text,
)
from sqlalchemy.engine import Dialect

REVISION: Final = "0001"
"""The migration that makes these tables; kept here so that starting need not load Alembic."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC by every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the driver stores."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone; only aware moments are stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the aware moment; SQLite's text has no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


_ID: Final = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _required(name: str, kind: Any, **how: Any) -> Column[Any]:
    return Column(name, kind, nullable=False, **how)


claim = Table(
    "claim",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("claim_id", Text),
    _required("revision", Integer),
    _required("digest", String(64)),
    _required("show", Text),
    _required("season", Text),
    _required("kind", Text),
    _required("payload", Text),
    _required("recorded_at", Moment),
    UniqueConstraint("claim_id", "revision"),
)
"""Append-only: what a claim says now is its latest revision, what it said before stays."""

show_seen = Table(
    "show_seen",
    metadata,
    Column("show", Text, primary_key=True),
    _required("seen_at", Moment),
)

mark = Table(
    "mark",
    metadata,
    Column("name", Text, primary_key=True),
    _required("moment", Moment),
)
"""How far noticing and counting have come; no row: never."""

destination = Table(
    "destination",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("platform", Text),
    _required("workspace", Text),
    _required("channel", Text),
    _required("thread", Text),
    Column("suspended_at", Moment),
    Column("suspended_reason", Text),
    Column("lease", Text),
    Column("busy_until", Moment),
    UniqueConstraint("platform", "workspace", "channel", "thread"),
)
"""*lease* is that of the one delivery that may be in flight to it, until *busy_until*."""

subscription = Table(
    "subscription",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("destination_id", ForeignKey("destination.id")),
    _required("show", Text),
    _required("topics", Integer),
    _required("lowest_stance", Text),
    _required("lowest_sureness", Integer),
    _required("steps", Text),
    _required("zone", Text),
    _required("hour", Integer),
    _required("created_by", Text),
    _required("created_at", Moment),
    UniqueConstraint("destination_id", "show"),
    Index(None, "show"),
    Index(None, "zone", "hour"),
)
"""*show* is empty for every show; *topics* a bit each; *steps* such as ``,100,30,7,``."""

announcement = Table(
    "announcement",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("name", Text, unique=True),
    _required("topic", Integer),
    _required("show", Text),
    _required("season", Text),
    Column("sureness", Integer),
    Column("step", Integer),
    Column("zone", Text),
    Column("hour", Integer),
    _required("payload", Text),
    _required("created_at", Moment),
    Column("expires_at", Moment),
    Index(
        "ix_announcement_countdown",
        "show",
        "season",
        sqlite_where=text("step IS NOT NULL"),
        postgresql_where=text("step IS NOT NULL"),
    ),
)
"""*name* is the announcement's own id; *step* is null for news, *zone* and *hour* for everybody."""

OPEN: Final = ("waiting", "sending", "unknown")
"""The states in which something is still to be done; every other one is an end."""
_OPEN_SQL: Final = "state IN ('waiting', 'sending', 'unknown')"

delivery = Table(
    "delivery",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("announcement_id", ForeignKey("announcement.id")),
    _required("destination_id", ForeignKey("destination.id")),
    _required("platform", Text),
    _required("turn", Integer),
    _required("state", Text),
    _required("due_at", Moment),
    Column("expires_at", Moment),
    Column("lease", Text),
    _required("attempts", Integer),
    Column("first_tried_at", Moment),
    Column("message", Text),
    Column("reason", Text),
    _required("updated_at", Moment),
    UniqueConstraint("destination_id", "announcement_id"),
    Index(
        "ix_delivery_due",
        *("platform", "due_at", "turn", "id"),
        sqlite_where=text(_OPEN_SQL),
        postgresql_where=text(_OPEN_SQL),
    ),
    Index(
        "ix_delivery_open_at",
        "destination_id",
        sqlite_where=text(_OPEN_SQL),
        postgresql_where=text(_OPEN_SQL),
    ),
    Index(
        "ix_delivery_expiring",
        "expires_at",
        sqlite_where=text(_OPEN_SQL),
        postgresql_where=text(_OPEN_SQL),
    ),
)
"""*due_at* is when it may next be taken: held under a lease, that is when the lease runs out.

*turn* counts a workspace's deliveries of one announcement, so that all first channels come before
all second ones. The partial indexes leave out what has ended, however much of it there is.
"""

conversation = Table(
    "conversation",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    _required("payload", Text),
    _required("updated_at", Moment),
    Index(None, "updated_at"),
)


def is_open(deliveries: Any = delivery) -> ColumnElement[bool]:
    """Return the condition of the partial indexes, on the table or an alias of it.

    Written out in the statement: with parameters neither database would see that an index fits.
    """
    states: BindParameter[Any] = bindparam(None, list(OPEN), expanding=True, literal_execute=True)
    condition: ColumnElement[bool] = deliveries.c.state.in_(states)
    return condition
