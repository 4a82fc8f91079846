"""The shows that are followed in listings, in the database: a row is the show file of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.engine import Transactions, upsert
from adapters.storage.followed_claims import next_change
from adapters.storage.listing_codec import (
    show_from_json,
    show_to_json,
    sightings_from_json,
    sightings_to_json,
    state_from_json,
    state_to_json,
)
from adapters.storage.packed_claims import pack, packed_claims
from adapters.storage.packed_listing import pack_listing
from adapters.storage.proposals import add_proposals
from adapters.storage.schema import followed as table
from bot.ports.listings import (
    MOST,
    MOST_A_DAY,
    Followed,
    Following,
    SourceState,
    WatchCounts,
)
from content.facts.claims import Claim, ShowId
from content.facts.proposals import Proposal
from content.listings.listing import listing_of
from content.listings.records import ListingId
from content.listings.wished_ids import claim_about, wished_ids

_DAY: Final = timedelta(days=1)
_BATCH: Final = 500
_LONG: Final = ("claims", "sightings", "standing")
"""The columns that are read for one show at a time."""


class StoredWatchlist:
    """The port `Watchlist`."""

    def __init__(self, transactions: Transactions, *, at_most: int = MOST) -> None:
        self._transactions = transactions
        self._at_most = at_most

    async def follow(self, followed: Followed, *, now: datetime) -> tuple[Following, ShowId]:
        """Follow a show; who follows new ones does so one after another, so that limits hold."""
        while True:
            async with self._transactions.writing() as connection:
                known = await _known(connection, followed)
                if known is not None:
                    if followed.kept:
                        mine = (table.c.show == known, ~table.c.kept)
                        await connection.execute(update(table).where(*mine).values(kept=True))
                    return Following.KNOWN, known
                change = await next_change(connection)
                # Whoever had the number before may have followed it; its row is then no row to be
                # changed with this number in hand, since others take the two the other way round.
                if await _known(connection, followed) is None:
                    refusal = await _refusal(connection, followed.community, now, self._at_most)
                    if refusal is not None:
                        return refusal, followed.show.id
                    return Following.NEW, await _add(connection, followed, change)

    async def unfollow(self, show: ShowId) -> bool:
        """Let the operator follow it no more; who subscribes to it still does."""
        mine = (table.c.show == show, table.c.kept)
        async with self._transactions.writing() as connection:
            left = await connection.execute(update(table).where(*mine).values(kept=False))
            return left.rowcount > 0

    async def known(self, source: str, listing: ListingId) -> ShowId | None:
        """Return the show that a record is followed as."""
        query = select(table.c.show).where(table.c.source == source, table.c.listing == listing)
        async with self._transactions.reading() as connection:
            found = await connection.scalar(query)
            return None if found is None else ShowId(found)

    async def every(self, source: str) -> Sequence[Followed]:
        """Return all of them, by title."""
        columns = [column for column in table.c if column.name not in _LONG]
        query = select(*columns).where(table.c.source == source)
        async with self._transactions.reading() as connection:
            found = [_read(row) for row in await connection.execute(query)]
        return sorted(found, key=lambda one: (one.show.title.casefold(), one.show.id))

    async def followed(self, show: ShowId) -> Followed | None:
        """Return what is held of one show."""
        query = select(table).where(table.c.show == show)
        async with self._transactions.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
            return None if row is None else _read(row)

    async def due(self, source: str, *, now: datetime, limit: int) -> Sequence[Followed]:
        """Return what is to be read by *now*; of those that nobody wants only an index is read."""
        query = (
            select(table)
            .where(table.c.source == source, table.c.due_at <= now, _is_wanted())
            .order_by(table.c.due_at, table.c.id)
            .limit(max(0, limit))
        )
        async with self._transactions.reading() as connection:
            return [_read(row) for row in await connection.execute(query)]

    async def next_due(self, source: str) -> datetime | None:
        """Go along an index, by when they are due, to the first that anybody wants."""
        query = select(table.c.due_at).where(table.c.source == source, _is_wanted())
        query = query.order_by(table.c.due_at, table.c.id).limit(1)
        async with self._transactions.reading() as connection:
            return await connection.scalar(query)

    async def counts(self, source: str, *, now: datetime) -> WatchCounts:
        """Count the rows, of each of which one index says whether anybody wants it."""
        is_due = table.c.due_at <= now
        query = select(
            func.count(),
            func.coalesce(func.sum(case((is_due, 1), else_=0)), 0),
            func.min(case((~is_due, table.c.due_at))),
        ).where(table.c.source == source, _is_wanted())
        async with self._transactions.reading() as connection:
            followed, due, next_at = (await connection.execute(query)).one()
        return WatchCounts(followed=followed, due=due, next_at=next_at)

    async def hasten(self, source: str, *, now: datetime) -> int:
        """Let them be due, some at a time and in the order of their numbers."""
        query = select(table.c.id).where(
            table.c.source == source, table.c.due_at > now, _is_wanted()
        )
        async with self._transactions.reading() as connection:
            later = list(await connection.scalars(query.order_by(table.c.id)))
        for start in range(0, len(later), _BATCH):
            batch = table.c.id.in_(later[start : start + _BATCH])
            async with self._transactions.writing() as connection:
                await connection.execute(update(table).where(batch).values(due_at=now))
        return (await self.counts(source, now=now)).due

    async def mark_changed(
        self, source: str, changed: Mapping[ListingId, datetime], *, now: datetime
    ) -> int:
        """Look which of them are followed, then change those, some at a time."""
        query = select(table.c.listing).where(table.c.source == source)
        if len(changed) <= _BATCH:
            query = query.where(table.c.listing.in_(list(changed)))
        async with self._transactions.reading() as connection:
            found = map(ListingId, await connection.scalars(query))
            ours = [listing for listing in found if listing in changed]
        due = 0
        for start in range(0, len(ours), _BATCH):
            batch = {listing: changed[listing] for listing in ours[start : start + _BATCH]}
            async with self._transactions.writing() as connection:
                due += await _mark(connection, source, batch, now)
        return due

    async def store(
        self, after: Followed, *, new: Sequence[Claim] = (), proposals: Sequence[Proposal] = ()
    ) -> bool:
        """Store what was read; the row is held from the first look at it to the end."""
        mine = (table.c.show == after.show.id, table.c.source == after.source)
        async with self._transactions.writing() as connection:
            query = select(table).where(*mine).with_for_update()
            row = (await connection.execute(query)).one_or_none()
            if row is None or _is_later(row.seen_at, after.seen_at):
                return False
            held = packed_claims(row.claims, row.source).claims
            claims = {claim.id: claim for claim in (*held, *after.claims, *new)}
            values = _said(replace(after, claims=tuple(claims.values())))
            values |= {
                "listing": await _listing_of(connection, row, after),
                "url": after.url,
                "seen_at": after.seen_at,
                "updated": after.updated,
                "listed": _latest(row.listed, after.listed),
                "due_at": _due_at(row, after),
                "gone_since": after.gone_since,
            }
            found = [
                replace(one, claim=replace(one.claim, origin=after.source)) for one in proposals
            ]
            await add_proposals(connection, found, now=after.seen_at or after.followed_at)
            values["changed"] = await next_change(connection)
            await connection.execute(update(table).where(table.c.id == row.id).values(values))
            return True

    async def sightings(self, source: str) -> int:
        """Return how many there are, which each row counts."""
        query = select(func.sum(table.c.sighted)).where(table.c.source == source)
        async with self._transactions.reading() as connection:
            return await connection.scalar(query) or 0

    async def state(self, source: str) -> SourceState:
        """Return how *source* stands."""
        stands = schema.listing_source
        query = select(stands.c.payload).where(stands.c.source == source)
        async with self._transactions.reading() as connection:
            found = await connection.scalar(query)
            return SourceState(source=source) if found is None else state_from_json(source, found)

    async def set_state(self, state: SourceState) -> None:
        """Hold how a source stands, whatever was held before."""
        stands, payload = schema.listing_source, state_to_json(state)
        async with self._transactions.writing() as connection:
            held = upsert(connection, stands).values(source=state.source, payload=payload)
            await connection.execute(
                held.on_conflict_do_update(
                    index_elements=[stands.c.source], set_={"payload": payload}
                )
            )


async def _known(connection: AsyncConnection, followed: Followed) -> ShowId | None:
    """Return the show that its record is followed as, or whose file introduces it already."""
    is_it: ColumnElement[bool] = _is_record(followed.source, [followed.listing])
    if not followed.introduces:
        is_it = or_(is_it, table.c.show == followed.show.id)
    found = await connection.scalar(select(table.c.show).where(is_it).order_by(table.c.id))
    return None if found is None else ShowId(found)


async def _refusal(
    connection: AsyncConnection, community: str, now: datetime, at_most: int
) -> Following | None:
    """Return which limit that community has come to, if any; the operator has none.

    What comes after *now* was followed on another clock, as before a rehearsal.
    """
    if not community:
        return None
    theirs = table.c.community == community
    today = (table.c.followed_at > now - _DAY, table.c.followed_at <= now)
    if await _count(connection, theirs, *today) >= MOST_A_DAY:
        return Following.TOO_MANY_TODAY
    if await _count(connection, theirs, _is_wanted_in(community)) >= at_most:
        return Following.TOO_MANY
    return None


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return await connection.scalar(select(func.count()).select_from(table).where(*which)) or 0


async def _add(connection: AsyncConnection, followed: Followed, change: int) -> ShowId:
    """Add its row under the first id that is free, and return that."""
    wish, source = followed.show.id, followed.source
    for show in wished_ids(wish, followed.year, followed.listing):
        if followed.introduces and await _is_taken(connection, show):
            continue
        claims = [claim_about(claim, show, source) for claim in followed.claims]
        held = replace(followed, show=replace(followed.show, id=show), claims=tuple(claims))
        await connection.execute(
            insert(table).values(
                **_said(held),
                show=show,
                source=source,
                listing=held.listing,
                url=held.url,
                year=held.year,
                seen_at=held.seen_at,
                updated=held.updated,
                listed=held.listed,
                due_at=held.due_at,
                gone_since=held.gone_since,
                followed_at=held.followed_at,
                followed_by=held.followed_by,
                community=held.community,
                kept=held.kept,
                changed=change,
            )
        )
        return show
    raise AssertionError("ids that a show may have come without end")


async def _is_taken(connection: AsyncConnection, show: ShowId) -> bool:
    """Return whether another show has that id, or ever had it."""
    seen = schema.show_seen
    for column in (table.c.show, seen.c.show):
        if await connection.scalar(select(column).where(column == show)) is not None:
            return True
    return False


async def _mark(
    connection: AsyncConnection, source: str, changed: Mapping[ListingId, datetime], now: datetime
) -> int:
    """Mark those, which are followed, in the order of their numbers; return how many are due."""
    columns = [table.c[name] for name in ("id", "listing", "updated", "listed", "due_at")]
    query = select(*columns, _is_wanted().label("is_wanted"))
    query = query.where(_is_record(source, changed)).order_by(table.c.id)
    rows = (await connection.execute(query.with_for_update(of=table))).all()
    values, due = [], 0
    for row in rows:
        listed = _latest(row.listed, changed[ListingId(row.listing)])
        is_older = row.updated is None or row.updated < listed
        due_at = min(row.due_at, now) if is_older else row.due_at
        if (listed, due_at) != (row.listed, row.due_at):
            values.append({"number": row.id, "listed_at": listed, "read_at": due_at})
            # So that it is known everywhere that the listing may say something else by now.
            values[-1]["change"] = await next_change(connection)
        due += due_at != row.due_at and row.is_wanted
    if values:
        marking = update(table).where(table.c.id == bindparam("number"))
        marking = marking.values(
            listed=bindparam("listed_at"), due_at=bindparam("read_at"), changed=bindparam("change")
        )
        await connection.execute(marking, values)
    return due


async def _listing_of(connection: AsyncConnection, row: Row[Any], after: Followed) -> str:
    """Return the number under which it is read from now on.

    Where two records that are followed became one, each show is read under its own as before.
    """
    if row.listing == after.listing:
        return after.listing
    query = select(table.c.id).where(_is_record(after.source, [after.listing]))
    taken = await connection.scalar(query)
    return after.listing if taken is None else str(row.listing)


def _is_record(source: str, listings: Collection[ListingId]) -> ColumnElement[bool]:
    return (table.c.source == source) & table.c.listing.in_(list(listings))


def _is_wanted() -> ColumnElement[bool]:
    """Return whether anybody wants it read, by one look into an index for each row.

    As a value, and not as what exists: that PostgreSQL would answer by reading all subscriptions.
    """
    subscription = schema.subscription
    one = select(literal(1)).where(subscription.c.show == table.c.show).limit(1)
    return or_(table.c.kept, one.scalar_subquery().is_not(None))


def _is_wanted_in(community: str) -> ColumnElement[bool]:
    """Return whether anybody there subscribes to it, a person included.

    A workspace has few places, and all its shows are found by those; people whom a platform knows
    without one are many, and each show is looked up instead.
    """
    platform, _, workspace = community.partition(":")
    places, subscription = schema.destination, schema.subscription
    here = (places.c.platform == platform, places.c.workspace == workspace)
    if workspace:
        theirs = subscription.join(places, places.c.id == subscription.c.destination_id)
        return table.c.show.in_(select(subscription.c.show).select_from(theirs).where(*here))
    # As values, so that no database begins with all those people.
    place = select(places.c.id).where(places.c.id == subscription.c.destination_id, *here)
    one = select(literal(1)).where(
        subscription.c.show == table.c.show, place.scalar_subquery().is_not(None)
    )
    return one.limit(1).scalar_subquery().is_not(None)


def _due_at(row: Row[Any], after: Followed) -> datetime:
    """Return when it is read next: what the list of changes said meanwhile was not read yet."""
    due_at: datetime = row.due_at
    has_more = _is_later(row.listed, after.listed) and _is_later(row.listed, after.updated)
    return min(due_at, after.due_at) if has_more else after.due_at


def _is_later(moment: datetime | None, than: datetime | None) -> bool:
    return moment is not None and (than is None or moment > than)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return one if _is_later(one, other) else other


def _said(followed: Followed) -> dict[str, Any]:
    """Return the columns of what is known because of it."""
    return {
        "payload": show_to_json(followed.show),
        "introduces": followed.introduces,
        "claims": pack(followed.claims),
        "sightings": sightings_to_json(followed.sightings),
        "standing": pack_listing(
            listing_of(
                followed.sightings,
                url=followed.url,
                seen_at=followed.seen_at,
                source=followed.source,
            )
        ),
        "sighted": len(followed.sightings),
    }


def _read(row: Row[Any]) -> Followed:
    """Return what *row* holds; without claims and sightings where it has no such columns."""
    is_whole = set(_LONG) <= set(row._fields)
    return Followed(
        show=show_from_json(row.payload),
        source=row.source,
        listing=ListingId(row.listing),
        url=row.url,
        year=row.year,
        introduces=row.introduces,
        claims=packed_claims(row.claims, row.source).claims if is_whole else (),
        sightings=sightings_from_json(row.sightings) if is_whole else (),
        seen_at=row.seen_at,
        updated=row.updated,
        listed=row.listed,
        due_at=row.due_at,
        gone_since=row.gone_since,
        followed_at=row.followed_at,
        followed_by=row.followed_by,
        community=row.community,
        kept=row.kept,
    )
