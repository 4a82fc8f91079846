"""What is claimed of the shows that are followed in a listing: each row is a show file."""

import asyncio
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engine import Transactions, upsert
from adapters.storage.listing_codec import show_from_json, state_from_json
from adapters.storage.packed_claims import packed_claims
from adapters.storage.packed_listing import packed_listing
from adapters.storage.schema import counter, followed, listing_source
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.sources import Fetched
from content.facts.catalogue import ShowClaims
from content.facts.claims import ShowId

_CHANGES: Final = "followed"
_AT_A_TIME: Final = 200


class FollowedClaims:
    """The `ClaimSource` of what is claimed because of a listing, as every process learns it."""

    name: Final = "tvmaze"
    every_s: Final = 10.0

    def __init__(self, transactions: Transactions, *, at_a_time: int = _AT_A_TIME) -> None:
        self._transactions = transactions
        self._at_a_time = at_a_time

    async def fetch(self, since: str | None) -> Fetched:
        """Return the shows whose rows say something else since then, each with all its claims.

        Raises:
            SourceUnavailableError: the database cannot be read now.
        """
        begin = int(since) if since and since.isdecimal() else 0
        try:
            return await self._fetch(begin)
        except StorageError as error:
            raise SourceUnavailableError(str(error)) from error

    async def _fetch(self, begin: int) -> Fetched:
        table, found = followed, dict[ShowId, ShowClaims]()
        columns = [
            table.c[name]
            for name in (
                *("show", "source", "introduces", "payload", "claims", "standing", "changed"),
                *("seen_at", "updated", "listed"),
            )
        ]
        mine = table.c.source == self.name
        async with self._transactions.reading() as connection:
            newest = await connection.scalar(select(func.max(table.c.changed)).where(mine)) or 0
            begin = begin if begin <= newest else 0  # the cursor is one of another database
            at = begin
            while at < newest:
                query = select(*columns).where(mine, table.c.changed > at)
                query = query.order_by(table.c.changed).limit(self._at_a_time)
                rows = (await connection.execute(query)).all()
                if not rows:
                    break
                for row in rows:
                    found[ShowId(row.show)] = _read(row)
                at = rows[-1].changed
                await asyncio.sleep(0)  # others have a turn, however many shows there are
            reached_at = await self._reached_at(connection)
        return Fetched(
            changed=tuple(found.values()),
            is_whole=begin == 0,
            cursor=str(at),
            reached_at=reached_at,
        )

    async def _reached_at(self, connection: AsyncConnection) -> datetime | None:
        """Return when the list of changes was read last, and was taken in."""
        query = select(listing_source.c.payload).where(listing_source.c.source == self.name)
        payload = await connection.scalar(query)
        state = None if payload is None else state_from_json(self.name, payload)
        return state.changes_at if state is not None and state.halted_since is None else None


async def next_change(connection: AsyncConnection, of: str = _CHANGES) -> int:
    """Return the next number of a change to a row of `followed`, or *of* another table.

    Whoever has it is alone with that until the transaction ends: so numbers are seen in the order
    in which they are given, and none is ever seen after a higher one.
    """
    given = upsert(connection, counter).values(name=of, number=1)
    given = given.on_conflict_do_update(
        index_elements=[counter.c.name], set_={"number": counter.c.number + 1}
    )
    number: int = (await connection.execute(given.returning(counter.c.number))).scalar_one()
    return number


def is_served(claim: Table, origin: Table) -> ColumnElement[bool]:
    """Return whether a recorded claim is about a show that is followed where the claim is from."""
    return exists().where(
        followed.c.show == claim.c.show,
        followed.c.source == origin.c.origin,
        followed.c.source == FollowedClaims.name,
    )


def _read(row: Row[Any]) -> ShowClaims:
    return ShowClaims(
        id=ShowId(row.show),
        show=show_from_json(row.payload) if row.introduces else None,
        claims=packed_claims(row.claims, row.source),
        listing=packed_listing(
            row.standing,
            row.source,
            row.seen_at,
            is_outdated=None not in {row.listed, row.updated} and row.listed > row.updated,
        ),
    )
