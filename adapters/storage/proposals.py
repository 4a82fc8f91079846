"""What may become a claim, in the database, so that an editor on any platform sees all of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.editor_claims import add_editor_claim
from adapters.storage.engine import Transactions, upsert
from adapters.storage.followed_claims import next_change
from adapters.storage.listing_codec import (
    proposal_from_json,
    proposal_to_json,
)
from adapters.storage.packed_claims import pack, packed_claims
from adapters.storage.schema import proposal as table
from bot.ports.proposals import WaitingProposal, WaitingProposals
from content.facts.claims import Claim
from content.facts.proposals import DECIDED_KEPT_FOR, MOST_WAITING, Proposal


class StoredProposals:
    """The port `Proposals`."""

    def __init__(self, transactions: Transactions, *, at_most: int = MOST_WAITING) -> None:
        self._transactions = transactions
        self._at_most = at_most

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        """Keep them; what was decided long ago goes at the same moment."""
        async with self._transactions.writing() as connection:
            return await add_proposals(connection, proposals, now=now, at_most=self._at_most)

    async def waiting(self, *, limit: int) -> WaitingProposals:
        """Return the oldest of what waits, and how many wait."""
        query = select(table).where(table.c.closed_at.is_(None)).order_by(table.c.id)
        async with self._transactions.reading() as connection:
            rows = (await connection.execute(query.limit(max(0, limit)))).all()
            oldest = [
                WaitingProposal(
                    number=row.id,
                    proposal=proposal_from_json(row.payload, row.found_at, row.origin),
                )
                for row in rows
            ]
            return WaitingProposals(oldest=oldest, count=await _waiting(connection))

    async def decide(
        self, number: int, *, accepted: bool, by: str, now: datetime
    ) -> Proposal | None:
        """Decide the one of that number, where it waits."""
        waits = (table.c.id == number, table.c.closed_at.is_(None))
        async with self._transactions.writing() as connection:
            row = (await connection.execute(select(table).where(*waits))).one_or_none()
            if row is None:
                return None
            proposal = proposal_from_json(row.payload, row.found_at, row.origin)
            # The show's row comes first, as where a show is stored with proposals about it.
            held = await _claims_held(connection, proposal.claim) if accepted else None
            closing = update(table).where(*waits)
            closing = closing.values(closed_at=now, closed_by=by, accepted=accepted)
            if not (await connection.execute(closing)).rowcount:
                return None  # another editor was quicker
            if held is not None:
                await _add_claim(connection, held, proposal.claim)
            elif accepted:
                await add_editor_claim(connection, proposal.claim, by=by, now=now)
            return proposal


async def add_proposals(
    connection: AsyncConnection,
    proposals: Sequence[Proposal],
    *,
    now: datetime,
    at_most: int = MOST_WAITING,
) -> int:
    """Add those that are not there and have room, and return how many; forget what is old."""
    if not proposals:
        return 0
    if connection.dialect.name == "postgresql":
        # Nobody else adds any until the transaction ends, so that the limit holds exactly.
        await connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
    room, added = at_most - await _waiting(connection), 0
    for one in proposals:
        if added >= room:
            break
        insertion = upsert(connection, table).on_conflict_do_nothing()
        values = {
            "claim_id": one.claim.id,
            "show": one.claim.subject.show,
            "origin": one.claim.origin,
            "payload": proposal_to_json(one),
            "found_at": one.found_at,
        }
        added += (await connection.execute(insertion.values(values))).rowcount
    # Only now: SQLite numbers on from the highest there is, and no number may come twice.
    await connection.execute(delete(table).where(table.c.closed_at <= now - DECIDED_KEPT_FOR))
    return added


async def _waiting(connection: AsyncConnection) -> int:
    return await connection.scalar(select(func.count()).where(table.c.closed_at.is_(None))) or 0


async def _claims_held(connection: AsyncConnection, claim: Claim) -> tuple[Claim, ...] | None:
    """Return the claims of its show's row, which is held; None: it is followed in no such place."""
    followed = schema.followed
    mine = (followed.c.show == claim.subject.show, followed.c.source == claim.origin)
    held = await connection.scalar(select(followed.c.claims).where(*mine).with_for_update())
    return None if held is None else packed_claims(held, claim.origin).claims


async def _add_claim(connection: AsyncConnection, held: Sequence[Claim], claim: Claim) -> None:
    followed = schema.followed
    if claim.id not in {one.id for one in held}:
        await connection.execute(
            update(followed)
            .where(followed.c.show == claim.subject.show)
            .values(claims=pack([*held, claim]), changed=await next_change(connection))
        )
