"""What editors claim, in the database, so that every process learns it."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.audit import keep_act
from adapters.storage.codec import claim_from_json, claim_to_json
from adapters.storage.engine import Transactions
from adapters.storage.followed_claims import next_change
from adapters.storage.schema import editor_claim as table
from bot.ports.editor_claims import RecordedClaim, Recording
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.sources import Fetched
from content.commands.acts import act_of_claim
from content.facts.catalogue import ShowClaims
from content.facts.claims import Action, Claim, ClaimId, ShowId
from content.facts.editor_claims import NEWSDESK, says_the_same

_CHANGES: Final = "editor_claim"
_AT_A_TIME: Final = 200


class StoredEditorClaims:
    """The port `EditorClaims`, and the `ClaimSource` from which every process learns them."""

    name: Final = NEWSDESK
    every_s: Final = 10.0

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def record(self, claim: Claim, *, by: str, now: datetime) -> Recording:
        """Record it; whoever else does waits, so that no number is seen after a higher one."""
        async with self._transactions.writing() as connection:
            number = await next_change(connection, _CHANGES)
            held = await _held(connection, table.c.show == claim.subject.show)
            known = _known(held, claim)
            if known is not None:
                return Recording(kept=known, is_new=False)
            kept = await _add(connection, number, claim, by=by, now=now)
            await keep_act(connection, act_of_claim(kept.claim, by=by, now=now))
            return Recording(kept=kept, is_new=True)

    async def find(self, claim: ClaimId) -> RecordedClaim | None:
        """Return the one of that id."""
        async with self._transactions.reading() as connection:
            return next(iter(await _held(connection, table.c.claim_id == claim)), None)

    async def about(self, show: ShowId) -> Sequence[RecordedClaim]:
        """Return all of *show*, by number."""
        async with self._transactions.reading() as connection:
            return await _held(connection, table.c.show == show)

    async def every(self) -> Sequence[RecordedClaim]:
        """Return all, by number."""
        async with self._transactions.reading() as connection:
            return await _held(connection)

    async def fetch(self, since: str | None) -> Fetched:
        """Return the shows of which editors have claimed something since then, each with all of it.

        Raises:
            SourceUnavailableError: the database cannot be read now.
        """
        begin = int(since) if since and since.isdecimal() else 0
        try:
            return await self._fetch(begin)
        except StorageError as error:
            raise SourceUnavailableError(str(error)) from error

    async def _fetch(self, begin: int) -> Fetched:
        async with self._transactions.behind.reading() as connection:
            newest = await connection.scalar(select(func.max(table.c.id))) or 0
            begin = begin if begin <= newest else 0  # the cursor is one of another database
            found: list[RecordedClaim] = []
            if newest > begin:
                newer = select(table.c.show).where(table.c.id > begin)
                found = await _held(connection, table.c.show.in_(newer), table.c.id <= newest)
        by_show: dict[ShowId, list[Claim]] = {}
        for one in found:
            by_show.setdefault(one.claim.subject.show, []).append(one.claim)
        return Fetched(
            changed=tuple(ShowClaims(show, None, tuple(mine)) for show, mine in by_show.items()),
            is_whole=begin == 0,
            cursor=str(newest),
        )


async def add_editor_claim(
    connection: AsyncConnection, claim: Claim, *, by: str, now: datetime
) -> None:
    """Claim in this transaction what an editor accepted; the same that stands is enough.

    Where its id is taken by another claim, or by one that was taken back, it is claimed under an
    id that follows from it.
    """
    number = await next_change(connection, _CHANGES)
    stands = (table.c.claim_id == claim.id, table.c.retracted_at.is_(None))
    if not any(says_the_same(one.claim, claim) for one in await _held(connection, *stands)):
        await _add(connection, number, claim, by=by, now=now)


async def _add(
    connection: AsyncConnection, number: int, claim: Claim, *, by: str, now: datetime
) -> RecordedClaim:
    free = await _free_id(connection, claim.id)
    claim = replace(claim, id=free, recorded_at=now, origin=NEWSDESK)
    await connection.execute(
        insert(table).values(
            id=number,
            claim_id=claim.id,
            show=claim.subject.show,
            payload=claim_to_json(claim),
            recorded_by=by,
            recorded_at=now,
        )
    )
    if claim.retracts:
        mine = (table.c.claim_id.in_(claim.retracts), table.c.retracted_at.is_(None))
        await connection.execute(
            update(table).where(*mine).values(retracted_by=by, retracted_at=now)
        )
    return RecordedClaim(claim=claim, by=by)


async def _held(connection: AsyncConnection, *which: ColumnElement[bool]) -> list[RecordedClaim]:
    found: list[RecordedClaim] = []
    for row in await connection.execute(select(table).where(*which).order_by(table.c.id)):
        found.append(_read(row))
        if len(found) % _AT_A_TIME == 0:
            await asyncio.sleep(0)  # others have a turn, however many claims there are
    return found


def _read(row: Row[Any]) -> RecordedClaim:
    return RecordedClaim(
        claim=claim_from_json(row.payload, row.recorded_at, NEWSDESK),
        by=row.recorded_by,
        retracted_by=row.retracted_by,
        retracted_at=row.retracted_at,
    )


def _known(held: Iterable[RecordedClaim], claim: Claim) -> RecordedClaim | None:
    """Return what makes *claim* nothing new."""
    for one in held:
        if claim.action is Action.RETRACTS:
            if one.claim.action is Action.RETRACTS and set(claim.retracts) <= {*one.claim.retracts}:
                return one
        elif one.retracted_at is None and says_the_same(one.claim, claim):
            return one
    return None


async def _free_id(connection: AsyncConnection, wanted: ClaimId) -> ClaimId:
    """Return *wanted*, or where another claim has it, that with the first free number behind it."""
    begun = table.c.claim_id.startswith(wanted, autoescape=True)
    taken = set((await connection.scalars(select(table.c.claim_id).where(begun))).all())
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = ClaimId(f"{wanted}-{number}")
    return free
