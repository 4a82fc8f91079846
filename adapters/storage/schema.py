"""The tables, as the program of this version needs them; the migrations make the same ones."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Sequence,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect

from content.subscriptions.delivery_states import DeliveryState

REVISION: Final = "0033"
"""The last of the migrations that make these tables; kept here so that starting need not load
Alembic.
"""


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


ID: Final = BigInteger().with_variant(Integer, "sqlite")
_ID: Final = ID
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def required(name: str, kind: Any, **how: Any) -> Column[Any]:
    """Return a column that is never null."""
    return Column(name, kind, nullable=False, **how)


_required: Final = required


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
    Index(None, "show"),
)
"""Append-only: what a claim says now is its latest revision, what it said before stays."""
claim_origin = Table(
    "claim_origin",
    metadata,
    Column("claim_id", Text, primary_key=True),
    _required("origin", Text),
    Index(None, "origin"),
)
"""Which source brought a claim; a claim that stands in a show file has no row."""
show_seen = Table(
    "show_seen",
    metadata,
    Column("show", Text, primary_key=True),
    _required("seen_at", Moment),
    Column("weighed", Text),
)
"""*weighed* tells which claims of a show that is followed in a listing were weighed for news last;
null: its claims are held in memory, and every one of them is compared.
"""
mark = Table(
    "mark",
    metadata,
    Column("name", Text, primary_key=True),
    _required("moment", Moment),
)
"""How far noticing and counting have come, and what is not to be tried yet; no row: never."""
tally = Table(
    "tally",
    metadata,
    Column("what", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("part", BigInteger, primary_key=True, autoincrement=False),
    _required("number", BigInteger),
)
"""How many there are, kept as it changes by `tallies`: the sum of its parts, of which SQLite has
one, numbered 0. *platform* is empty where all platforms are counted together.
"""
Sequence("tally_part", metadata=metadata)
SUSPENDED_SQL: Final = "suspended_at IS NOT NULL"
destination = Table(
    "destination",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("platform", Text),
    _required("workspace", Text),
    _required("channel", Text),
    _required("thread", Text),
    _required("person", Text, default=""),
    Column("suspended_at", Moment),
    Column("suspended_reason", Text),
    Column("refused_since", Moment),
    _required("probes", Integer, default=0),
    Column("look_at", Moment),
    Column("lease", Text),
    Column("busy_until", Moment),
    Column("queued_until", _ID),
    Column("suspended_cause", Text),
    Column("name", Text),
    Column("workspace_name", Text),
    UniqueConstraint("platform", "workspace", "channel", "thread", "person"),
    Index(
        "ix_destination_suspended",
        "look_at",
        sqlite_where=text(SUSPENDED_SQL),
        postgresql_where=text(SUSPENDED_SQL),
    ),
)
"""*lease* is that of the one delivery that may be in flight to it, until *busy_until*.

*refused_since* and *suspended_cause* outlive a suspension that is lifted and comes back before
anything was delivered; a person who takes no direct messages has that cause and no suspension. A
null *look_at* of a suspended one: it is looked at no more. Its names are kept since nobody can be
asked for them once it is gone.
*queued_until* is the announcement up to which everything was queued for it out of turn, since its
subscriptions changed while some were still being queued; null: none was.
"""
HEARS_EPISODES_SQL: Final = "topics & 512 <> 0"
"""The condition that a subscription wants the topic of episodes, as its indexes say it."""
WANTS_EVENTS_SQL: Final = "subscription.events"
"""The condition that a subscription wants events, as it fits its index."""
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
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    _required("digest", Text),
    _required("rhythm", Text),
    _required("mentions", Text),
    _required("silent", Boolean),
    Column("paused_at", Moment),
    _required("created_by", Text),
    _required("created_at", Moment),
    _required("counts_on_listings", Boolean, server_default=false()),
    _required("instant", Boolean, server_default=false()),
    _required("events", Boolean, server_default=false()),
    _required("living", Boolean, server_default=false()),
    _required("picture", Boolean, server_default=false()),
    UniqueConstraint("destination_id", "show"),
    Index(None, "show", "destination_id"),
    Index(None, "zone", "hour"),
    Index(
        "ix_subscription_events",
        "destination_id",
        sqlite_where=text("events"),
        postgresql_where=text("events"),
    ),
    Index(
        "ix_subscription_living",
        "id",
        sqlite_where=text("living"),
        postgresql_where=text("living"),
    ),
    Index(
        "ix_subscription_episode_hours",
        "zone",
        "hour",
        sqlite_where=text(HEARS_EPISODES_SQL),
        postgresql_where=text(HEARS_EPISODES_SQL),
    ),
    Index(
        "ix_subscription_episode_shows",
        "show",
        sqlite_where=text(HEARS_EPISODES_SQL),
        postgresql_where=text(HEARS_EPISODES_SQL),
    ),
    Index(
        "ix_subscription_instant",
        "destination_id",
        sqlite_where=text("instant"),
        postgresql_where=text("instant"),
    ),
)
"""*show* is empty for every show; *topics* a bit each; *steps* such as ``,100,30,7,``.

*rhythm* names its row there, and is empty where everything is told at once.
"""
rhythm = Table(
    "rhythm",
    metadata,
    Column("name", Text, primary_key=True),
    _required("zone", Text),
    _required("hour", Integer),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    _required("digest", Text),
    Column("digest_at", Moment),
    Column("quiet_until", Moment),
)
"""Each combination of quiet hours and digest that anybody chose, however many did.

The two moments are worked out for what is being queued, so that one statement can queue it for
everybody: no database knows our calendar.
"""
_FOR_ALL_SQL: Final = "only_for IS NULL"
_FOR_ONE_SQL: Final = "only_for IS NOT NULL"
_FANNED_OUT_SQL: Final = "fanned_out IS NOT NULL"
_CALLED_OFF_SQL: Final = "called_off IS NOT NULL"
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
    _required("about", Text),
    _required("corrects", Boolean),
    Column("corrected_by", _ID),
    Column("only_for", _ID),
    _required("payload", Text),
    _required("created_at", Moment),
    Column("expires_at", Moment),
    Column("weighed_at", Moment),
    Column("fanned_out", _ID),
    Column("called_off", _ID),
    Column("call_off_reason", Text),
    Column("premiere", Boolean),
    Index(None, "about"),
    Index(
        "ix_announcement_latest",
        "created_at",
        sqlite_where=text(_FOR_ALL_SQL),
        postgresql_where=text(_FOR_ALL_SQL),
    ),
    Index(
        "ix_announcement_only_for",
        "only_for",
        sqlite_where=text(_FOR_ONE_SQL),
        postgresql_where=text(_FOR_ONE_SQL),
    ),
    Index(
        "ix_announcement_countdown",
        "show",
        "season",
        sqlite_where=text("step IS NOT NULL"),
        postgresql_where=text("step IS NOT NULL"),
    ),
    Index(
        "ix_announcement_fanned_out",
        "id",
        sqlite_where=text(_FANNED_OUT_SQL),
        postgresql_where=text(_FANNED_OUT_SQL),
    ),
    Index(
        "ix_announcement_called_off",
        "id",
        sqlite_where=text(_CALLED_OFF_SQL),
        postgresql_where=text(_CALLED_OFF_SQL),
    ),
)
"""*name* is the announcement's own id; *step* is null for news, *zone* and *hour* for everybody.

*step* is below zero where weekly digests alone tell it, since that step falls into their week;
*premiere* is of an episode that whoever hears of it by a countdown does without: whether the day
is confirmed to which that runs; null: none does.

*corrected_by* is the later announcement by which it is no longer so; *only_for* the one
destination that a digest or a notice is told to.

*fanned_out* is the destination up to which it was queued for whoever wants it, as they wanted it
at *weighed_at*; null: for everybody. *called_off* is the destination up to which its deliveries
were voided or are being edited, because of *call_off_reason*; null: no longer, or not at all.
"""
OPEN: Final = tuple(state for state in DeliveryState if state.is_open)
"""The states in which something is still to be sent."""
HELD: Final = (DeliveryState.HELD,)


def _in_sql(states: Iterable[DeliveryState]) -> str:
    """Return the condition that a delivery is in one of *states*, as `conditions` writes it."""
    return f"state IN ({', '.join(repr(state.value) for state in states)})"


OPEN_SQL: Final = _in_sql(OPEN)
REVISES_SQL: Final = "revises <> 0"
_CONTINUES_SQL: Final = "continues IS NOT NULL"
_HELD_SQL: Final = _in_sql(HELD)
delivery = Table(
    "delivery",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("announcement_id", ForeignKey("announcement.id")),
    _required("destination_id", ForeignKey("destination.id")),
    Column("subscription_id", _ID),
    _required("revises", _ID, default=0),
    _required("platform", Text),
    Column("turn", Integer, key="rank", nullable=False),
    _required("state", Text),
    _required("due_at", Moment),
    Column("expires_at", Moment),
    Column("lease", Text),
    _required("attempts", Integer),
    _required("is_plain", Boolean, default=False),
    Column("first_tried_at", Moment),
    Column("message", Text),
    Column("reason", Text),
    _required("updated_at", Moment),
    Column("continues", _ID),
    UniqueConstraint("announcement_id", "destination_id", "revises"),
    Index(None, "destination_id"),
    Index(
        "ix_delivery_due",
        *("platform", "due_at", "rank", "id"),
        sqlite_where=text(OPEN_SQL),
        postgresql_where=text(OPEN_SQL),
    ),
    Index(
        "ix_delivery_open_at",
        "destination_id",
        sqlite_where=text(OPEN_SQL),
        postgresql_where=text(OPEN_SQL),
    ),
    Index(
        "ix_delivery_held",
        "due_at",
        sqlite_where=text(_HELD_SQL),
        postgresql_where=text(_HELD_SQL),
    ),
    Index(
        "ix_delivery_revises",
        "revises",
        sqlite_where=text(REVISES_SQL),
        postgresql_where=text(REVISES_SQL),
    ),
    Index(
        "ix_delivery_continues",
        "continues",
        sqlite_where=text(_CONTINUES_SQL),
        postgresql_where=text(_CONTINUES_SQL),
    ),
    Index(
        "ix_delivery_expiring",
        "expires_at",
        sqlite_where=text(OPEN_SQL),
        postgresql_where=text(OPEN_SQL),
    ),
)
"""*due_at* is when it may next be taken: held under a lease, that is when the lease runs out.

*subscription_id* is by which subscription it is told, and no foreign key, since that may go.
*revises* is the delivery whose message is to be edited, and 0 where a message is to be sent.
*continues* is the delivery of the headline of which it came: it is told in that one's message, or
answers it; null: it stands by itself.
*first_tried_at* is of the first try that may have arrived, and null where none can have.

*rank*, the column `turn`, counts a workspace's deliveries of one announcement, so that all first
channels come before all second ones. The partial indexes leave out what has ended, however much
that is.
"""
digested = Table(
    "digested",
    metadata,
    Column("delivery_id", ForeignKey("delivery.id"), primary_key=True),
    _required("digest_id", ForeignKey("delivery.id")),
    Index(None, "digest_id"),
)
"""In which digest's delivery that was told which had been held for it."""
_LEFT_SQL: Final = "due_at IS NOT NULL"
pruning = Table(
    "pruning",
    metadata,
    Column("announcement_id", ForeignKey("announcement.id"), primary_key=True),
    Column("due_at", Moment),
    _required("destination_id", _ID),
    Column("pruned_at", Moment),
    Index(
        "ix_pruning_due",
        "due_at",
        sqlite_where=text(_LEFT_SQL),
        postgresql_where=text(_LEFT_SQL),
    ),
)
"""How far the deliveries of an announcement were looked through for what has ended long ago.

*due_at* is when they are next, from the destination after *destination_id* on; null: none is left.
*pruned_at* is when the first of them went. The row of the newest announcement of all these stays:
whatever was announced after it was not looked through yet.
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
    Index(None, "platform", "workspace", "updated_at"),
)
answer = Table(
    "answer",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _required("workspace", Text),
    _required("channel", Text),
    _required("thread", Text),
    _required("person", Text),
    _required("asked", Text),
    _required("acknowledged", Text),
    _required("accepted_at", Moment),
    _required("answer_by", Moment),
    _required("taken", Integer),
    Column("answered_at", Moment),
    Index(None, "answered_at"),
)
"""Questions that were accepted. One without *answered_at* is to be answered still; once it is
answered, neither what was *asked* nor the *person* is kept.
"""
suggestion = Table(
    "suggestion",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("platform", Text),
    _required("workspace", Text),
    _required("channel", Text),
    _required("thread", Text),
    Column("message", Text),
    _required("person", Text),
    _required("words", Text),
    Column("show", Text),
    Column("season", Text),
    _required("said_at", Moment),
    Column("closed_at", Moment),
    Column("closed_by", Text),
    UniqueConstraint("platform", "workspace", "channel", "message"),
    Index(None, "platform", "person", "said_at"),
    Index(None, "closed_at"),
)
"""What people suggest; it waits while *closed_at* is null.

*message* is the platform's own id of it, and null where there is none to know it again by.
"""
followed = Table(
    "followed",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("show", Text, unique=True),
    _required("source", Text),
    _required("listing", Text),
    _required("url", Text),
    Column("year", Integer),
    _required("introduces", Boolean),
    _required("payload", Text),
    _required("claims", LargeBinary),
    _required("sightings", Text),
    _required("standing", LargeBinary),
    _required("sighted", Integer),
    Column("seen_at", Moment),
    Column("updated", Moment),
    Column("listed", Moment),
    _required("due_at", Moment),
    Column("gone_since", Moment),
    _required("followed_at", Moment),
    _required("followed_by", Text),
    _required("community", Text),
    _required("kept", Boolean),
    _required("changed", _ID),
    UniqueConstraint("source", "listing"),
    Index(None, "source", "due_at", "id"),
    Index(None, "source", "changed"),
    Index(None, "community", "followed_at"),
    Index(None, "followed_by"),
)
"""A row is the show file of a show that a listing is followed for: what it is, and all its claims.

*standing* is what the listing says of it now, as its *sightings* have it, for whoever answers;
*changed* the `counter` of when anything of it became another; *sighted* how many sightings it has.
Of people it holds *followed_by* and *community*: who followed it first, and where.
"""
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    _required("number", _ID),
)
"""Numbers that are given once, in the order in which the transactions that took them are stored."""
listing_source = Table(
    "listing_source",
    metadata,
    Column("source", Text, primary_key=True),
    _required("payload", Text),
)
"""How each source of listings stands."""
call_budget = Table(
    "call_budget",
    metadata,
    Column("source", Text, primary_key=True),
    _required("payload", Text),
)
"""When each source was called of late; whoever takes a call holds its row."""
proposal = Table(
    "proposal",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("claim_id", Text, unique=True),
    _required("show", Text),
    _required("origin", Text),
    _required("payload", Text),
    _required("found_at", Moment),
    Column("closed_at", Moment),
    Column("closed_by", Text),
    Column("accepted", Boolean),
    _required("revision", Integer, server_default="1"),
    Column("drafted_by", Text),
    Column("correction", _ID),
    Column("amended_by", Text),
    Column("amended_at", Moment),
    Column("reason", Text),
    Column("told_at", Moment),
    Index(None, "closed_at"),
)
"""What may become a claim; it waits while *closed_at* is null.

*claim_id* is that of the claim as it was found; one that was amended has another in its *payload*.
*correction* is the number of a `suggestion`, and *told_at* when editors were told that it waits.
"""
decision = Table(
    "decision",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("show", Text),
    _required("proposal", _ID),
    _required("verdict", Text),
    _required("origin", Text),
    _required("payload", Text),
    _required("decided_by", Text),
    _required("decided_at", Moment),
    Column("reason", Text),
    Index(None, "show", "id"),
    Index(None, "decided_at"),
)
"""What editors did with proposals; *payload* is the claim as it read from then on."""
editor_claim = Table(
    "editor_claim",
    metadata,
    Column("id", _ID, primary_key=True, autoincrement=False),
    _required("claim_id", Text, unique=True),
    _required("show", Text),
    _required("payload", Text),
    _required("recorded_by", Text),
    _required("recorded_at", Moment),
    Column("retracted_by", Text),
    Column("retracted_at", Moment),
    Index(None, "show", "id"),
)
"""What editors claim and take back; a row is never taken away, and *id* is a `counter`'s number.

Of people it holds *recorded_by* and *retracted_by*, which editor did it.
"""
episode = Table(
    "episode",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("source", Text),
    _required("listed_id", Text),
    _required("show", Text),
    _required("season", Integer),
    Column("number", Integer),
    _required("name", Text),
    _required("is_special", Boolean),
    _required("is_significant", Boolean),
    _required("url", Text),
    _required("day", Date),
    Column("moment", Moment),
    _required("first_seen", Moment),
    _required("last_seen", Moment),
    _required("as_of", Moment),
    Column("moved_at", Moment),
    Column("was_day", Date),
    Column("was_moment", Moment),
    Column("missing_since", Moment),
    UniqueConstraint("source", "listed_id"),
    Index(None, "source", "show"),
    Index(None, "day"),
    Index(None, "was_day"),
    Index(None, "moved_at"),
)
"""The episodes that air soon, as a listing was seen to say it; those of long ago are gone.

*day* is the broadcaster's, and *moment* null where no hour is listed. *moved_at* is since when it
airs then, or no longer, and *was_day* and *was_moment* when it was to air before that.
"""
story = Table(
    "story",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("name", Text, unique=True),
    _required("show", Text),
    _required("began", Moment),
    Column("edited_at", Moment),
    _required("outlets", Integer),
    _required("outlets_told", Integer),
    _required("revision", _ID),
    _required("payload", Text),
    Index(None, "show", "began"),
    Index(None, "began"),
)
"""What happened to one show, as outlets told it; *payload* is who did, and what it is about.

It was told as it *began*. Of its *outlets* the post says *outlets_told*, since *edited_at*.
"""
feed = Table(
    "feed",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("url", Text, unique=True),
    _required("named", Boolean),
    _required("added", Boolean),
    _required("added_by", Text),
    _required("added_at", Moment),
    Column("paused_at", Moment),
    _required("paused_by", Text),
    _required("due_at", Moment),
    _required("revision", _ID),
    _required("payload", Text),
    Index(None, "due_at"),
)
"""A feed of news, read while the operator has *named* it or an editor *added* it.

*payload* is how far it was read. Of people it holds *added_by* and *paused_by*.
"""
_WAITS_SQL: Final = "taken_at IS NULL"
feed_item = Table(
    "feed_item",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("name", String(32), unique=True),
    _required("feed_id", _ID),
    Column("payload", Text),
    _required("first_seen", Moment),
    Column("taken_at", Moment),
    Index(
        "ix_feed_item_waits",
        "id",
        sqlite_where=text(_WAITS_SQL),
        postgresql_where=text(_WAITS_SQL),
    ),
    Index(None, "taken_at"),
)
"""An item that is handed on, or was: *payload* goes when it is taken, its row some months later."""
feed_item_key = Table(
    "feed_item_key",
    metadata,
    Column("key", String(32), primary_key=True),
    _required("feed_id", _ID),
    _required("first_seen", Moment),
    _required("seen_at", Moment),
    Index(None, "feed_id", "seen_at"),
)
"""All by which an item is known again; *seen_at* is when the feed last had it, within a week."""
feed_host = Table(
    "feed_host",
    metadata,
    Column("host", Text, primary_key=True),
    _required("payload", Text),
)
"""How often each host was asked for feeds of late; the empty one counts for all together."""
installation = Table(
    "installation",
    metadata,
    Column("platform", String(32), primary_key=True),
    _required("application", Text),
)
"""Which application each platform's account is of; no row: nobody has connected there yet."""
heartbeat = Table(
    "heartbeat",
    metadata,
    Column("role", String(64), primary_key=True),
    _required("at", Moment),
)
"""When whoever has a role was last there, by the clock of the database; on SQLite nobody says."""
forgotten = Table(
    "forgotten",
    metadata,
    Column("whom", String(64), primary_key=True),
    _required("at", Moment),
    Index(None, "at"),
)
"""Who asked to be forgotten within the hour, as a fingerprint: what they said before *at*, and is
still being answered, is not kept.
"""
departed = Table(
    "departed",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    _required("left_at", Moment),
    Index(None, "left_at"),
)
"""Servers and workspaces from which Violet was removed, until all that is of them goes."""
server_admins = Table(
    "server_admins",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    _required("role", Text),
    _required("role_name", Text),
    _required("creators", Boolean),
)
"""Who counts as admin of a server besides its true ones; *role* is empty where no role does."""
audit = Table(
    "audit",
    metadata,
    Column("id", _ID, primary_key=True),
    _required("at", Moment),
    _required("by", Text),
    _required("kind", Text),
    _required("platform", Text),
    _required("workspace", Text),
    _required("channel", Text),
    _required("thread", Text),
    _required("person", Text),
    _required("show", Text),
    _required("detail", Text),
    Index(None, "platform", "workspace", "channel", "id"),
    Index(None, "at"),
)
"""What admins did for a channel, or with an empty one for a server; where *platform* is empty too,
what editors did for everyone. Of people it holds *by*, and *person* of a direct message.
"""
workspace = Table(
    "workspace",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("enterprise", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    _required("application", Text),
    _required("bot", Text),
    _required("bot_user", Text),
    _required("url", Text),
    _required("scopes", Text),
    _required("teams", Text),
    _required("access", Text),
    _required("refresh", Text),
    Column("expires_at", Moment),
    _required("version", Integer),
    Column("locked_until", Moment),
    _required("installed_at", Moment),
    Column("removed_at", Moment),
    Index(None, "removed_at"),
)
"""Who installed Violet by themselves: a *team*, or where that is empty all *teams* of an
*enterprise*. *access* and *refresh* are tokens, encrypted for this row alone; both are empty once
the app was removed there. Until *locked_until* somebody is getting the next ones.
"""
spent_ticket = Table(
    "spent_ticket",
    metadata,
    Column("ticket", String(64), primary_key=True),
    _required("until", Moment),
    Index(None, "until"),
)
"""What was good once and was used, as a fingerprint, for as long as it would have been good."""
for _counted in (delivery, destination, subscription):
    _counted.add_is_dependent_on(tally)
