"""What editors accepted of articles and the like: each row is a claim, as a show file has it."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.codec import claim_from_json, claim_to_json
from adapters.storage.engine import Transactions, upsert
from adapters.storage.followed_claims import next_number
from adapters.storage.schema import editor_claim as table
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.sources import Fetched
from content.facts.catalogue import ShowClaims
from content.facts.claims import Claim, ShowId

_NUMBERS: Final = "editor_claim"


class EditorClaims:
    """The `ClaimSource` of what editors accepted, as every process learns it."""

    name: Final = "newsdesk"
    every_s: Final = 10.0

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def fetch(self, since: str | None) -> Fetched:
        """Return the shows of which more was accepted since then, each with all that was.

        Raises:
            SourceUnavailableError: the database cannot be read now.
        """
        begin = int(since) if since and since.isdecimal() else 0
        try:
            return await self._fetch(begin)
        except StorageError as error:
            raise SourceUnavailableError(str(error)) from error

    async def _fetch(self, begin: int) -> Fetched:
        async with self._transactions.reading() as connection:
            newest = await connection.scalar(select(func.max(table.c.id))) or 0
            begin = begin if begin <= newest else 0  # the cursor is one of another database
            found: dict[ShowId, list[Claim]] = {}
            if begin < newest:
                moved = select(table.c.show).where(table.c.id > begin)
                query = select(table).where(table.c.show.in_(moved)).order_by(table.c.id)
                for row in await connection.execute(query):
                    claim = claim_from_json(row.payload, row.accepted_at, row.origin)
                    found.setdefault(claim.subject.show, []).append(claim)
        return Fetched(
            changed=tuple(ShowClaims(show, None, tuple(mine)) for show, mine in found.items()),
            is_whole=begin == 0,
            cursor=str(newest),
        )


async def add_editor_claim(connection: AsyncConnection, claim: Claim, *, now: datetime) -> None:
    """Hold a claim that an editor accepted; one of its id that is held stays as it is."""
    values = {
        # In the order in which they are stored, so that no cursor ever passes one over.
        "id": await next_number(connection, _NUMBERS),
        "claim_id": claim.id,
        "show": claim.subject.show,
        "origin": claim.origin,
        "payload": claim_to_json(claim),
        "accepted_at": now,
    }
    await connection.execute(upsert(connection, table).values(values).on_conflict_do_nothing())
