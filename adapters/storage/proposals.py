"""What may become a claim, in the database, so that an editor on any platform sees all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import digests, schema
from adapters.storage.audit import keep_act
from adapters.storage.codec import claim_from_json, claim_to_json
from adapters.storage.editor_claims import add_editor_claim
from adapters.storage.engine import Transactions, upsert
from adapters.storage.followed_claims import next_change
from adapters.storage.listing_codec import (
    proposal_from_json,
    proposal_to_json,
)
from adapters.storage.packed_claims import pack, packed_claims
from adapters.storage.schema import proposal as table
from bot.ports.proposals import ProposalOutcome, UntoldProposals, WaitingProposals
from content.announcements.announcement import Notice
from content.commands.acts import Act, ActKind
from content.facts.claims import Claim, ClaimId, ShowId
from content.facts.editor_claims import NEWSDESK, says_the_same
from content.facts.proposals import (
    DECIDED_KEPT_FOR,
    DECISIONS_KEPT_FOR,
    MOST_WAITING,
    EditorDecision,
    EditorVerdict,
    KeptProposal,
    Proposal,
)
from content.subscriptions.destination import Destination

_WAITS: Final = table.c.closed_at.is_(None)
_IS_UNTOLD: Final = (_WAITS, table.c.told_at.is_(None), table.c.drafted_by.is_(None))


class StoredProposals:
    """The port `Proposals`."""

    def __init__(self, transactions: Transactions, *, at_most: int = MOST_WAITING) -> None:
        self._transactions = transactions
        self._at_most = at_most

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        """Keep them; what was decided long ago goes at the same moment."""
        async with self._transactions.writing() as connection:
            return await add_proposals(connection, proposals, now=now, at_most=self._at_most)

    async def draft(
        self, proposal: Proposal, *, by: str, now: datetime, correction: int | None = None
    ) -> ProposalOutcome:
        """Keep it under an id that is free, unless it is there already."""
        async with self._transactions.writing() as connection:
            await _hold_writers(connection)
            mine = select(table).where(_WAITS, table.c.drafted_by.is_not(None))
            for kept in map(_read, await connection.execute(mine.order_by(table.c.id))):
                is_of_it = correction is not None and kept.correction == correction
                if is_of_it or says_the_same(kept.proposal.claim, proposal.claim):
                    return ProposalOutcome(is_done=False, stands=kept)
            if correction is not None and not await _is_open(connection, correction):
                return ProposalOutcome(is_done=False, stands=None)
            free = await _free_id(connection, proposal.claim.id)
            claim = replace(proposal.claim, id=free, origin=NEWSDESK)
            proposal = replace(proposal, claim=claim)
            values = _values(proposal) | {"drafted_by": by, "correction": correction}
            added = insert(table).values(values).returning(table.c.id)
            number = (await connection.execute(added)).scalar_one()
            await _forget(connection, now)
            decision = EditorDecision(
                number=number, verdict=EditorVerdict.DRAFTED, claim=claim, by=by, at=now
            )
            await _write_down(connection, decision)
            kept = KeptProposal(
                number=number, proposal=proposal, drafted_by=by, correction=correction
            )
            return ProposalOutcome(is_done=True, stands=kept)

    async def waiting(self, *, limit: int) -> WaitingProposals:
        """Return the oldest of what waits, and how many wait."""
        query = select(table).where(_WAITS).order_by(table.c.id).limit(max(0, limit))
        async with self._transactions.reading() as connection:
            oldest = [_read(row) for row in await connection.execute(query)]
            return WaitingProposals(oldest=oldest, count=await _waiting(connection))

    async def find(self, number: int) -> KeptProposal | None:
        """Return the one of that number."""
        async with self._transactions.reading() as connection:
            return await _find(connection, number)

    async def amend(
        self, number: int, claim: Claim, *, by: str, now: datetime, revision: int
    ) -> ProposalOutcome:
        """Write another claim in its place, which becomes one of the editors' own."""
        claim = replace(claim, origin=NEWSDESK)
        async with self._transactions.writing() as connection:
            before = await _find(connection, number)
            if before is None:
                return ProposalOutcome(is_done=False, stands=None)
            amending = (
                update(table)
                .where(table.c.id == number, _WAITS, table.c.revision == revision)
                .values(
                    show=claim.subject.show,
                    origin=claim.origin,
                    payload=proposal_to_json(replace(before.proposal, claim=claim)),
                    revision=revision + 1,
                    amended_by=by,
                    amended_at=now,
                )
            )
            is_done = (await connection.execute(amending)).rowcount == 1
            if is_done:
                decision = EditorDecision(
                    number=number, verdict=EditorVerdict.AMENDED, claim=claim, by=by, at=now
                )
                await _write_down(connection, decision)
            return ProposalOutcome(is_done=is_done, stands=await _find(connection, number))

    async def decide(
        self,
        number: int,
        *,
        accepted: bool,
        by: str,
        now: datetime,
        revision: int | None = None,
        reason: str | None = None,
    ) -> ProposalOutcome:
        """Decide the one of that number, where it waits and reads as the editor saw it."""
        async with self._transactions.writing() as connection:
            before = await _find(connection, number)
            if before is None or before.decided is not None:
                return ProposalOutcome(is_done=False, stands=before)
            claim = before.proposal.claim
            # The show's row comes first, as where a show is stored with proposals about it.
            held = await _claims_held(connection, claim) if accepted else None
            closing = (
                update(table)
                .where(
                    table.c.id == number,
                    _WAITS,
                    # What was read is what is decided, be it asked for or not.
                    table.c.revision == (before.revision if revision is None else revision),
                )
                .values(closed_at=now, closed_by=by, accepted=accepted, reason=reason)
            )
            is_done = (await connection.execute(closing)).rowcount == 1
            stands = await _find(connection, number)
            if not is_done or stands is None or stands.decided is None:
                return ProposalOutcome(is_done=False, stands=stands)
            await _write_down(connection, stands.decided)
            if held is not None:
                await _add_claim(connection, held, claim)
            elif accepted:
                await add_editor_claim(connection, claim, by=by, now=now)
            if accepted and before.correction is not None:
                await _close(connection, before.correction, by=by, now=now)
            return ProposalOutcome(is_done=True, stands=stands)

    async def decisions(self, show: ShowId, *, limit: int) -> Sequence[EditorDecision]:
        """Return what editors did with proposals about *show*."""
        mine = schema.decision
        query = select(mine).where(mine.c.show == show).order_by(mine.c.id.desc()).limit(limit)
        async with self._transactions.reading() as connection:
            return [
                EditorDecision(
                    number=row.proposal,
                    verdict=EditorVerdict(row.verdict),
                    claim=claim_from_json(row.payload, None, row.origin),
                    by=row.decided_by,
                    at=row.decided_at,
                    reason=row.reason,
                )
                for row in await connection.execute(query)
            ]

    async def untold(self, *, since: datetime, limit: int) -> UntoldProposals | None:
        """Return what is new; nobody waits for it."""
        query = select(func.count(), func.max(table.c.id)).where(*_IS_UNTOLD)
        some = select(table).where(*_IS_UNTOLD).order_by(table.c.id).limit(limit)
        async with self._transactions.behind.reading() as connection:
            count, up_to = (await connection.execute(query)).one()
            if not count or await _were_told(connection, since):
                return None
            oldest = [_read(row) for row in await connection.execute(some)]
            return UntoldProposals(oldest=oldest, count=count, up_to=up_to)

    async def tell(
        self,
        untold: UntoldProposals,
        notices: Sequence[tuple[Notice, Destination]],
        *,
        since: datetime,
        now: datetime,
    ) -> bool:
        """Queue *notices* in the transaction that marks what they tell of."""
        told = update(table).where(*_IS_UNTOLD, table.c.id <= untold.up_to).values(told_at=now)
        try:
            async with self._transactions.behind.writing() as connection:
                await _hold_writers(connection)
                if await _were_told(connection, since):
                    return False
                if not (await connection.execute(told)).rowcount:
                    return False
                for notice, destination in notices:
                    await digests.tell(connection, notice, destination, now, ())
                await self._transactions.behind.notify(connection)
        except digests.NothingStoredError:
            return False
        return True


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
    await _hold_writers(connection)
    room, added = at_most - await _found_waiting(connection), 0
    for one in proposals:
        if added >= room:
            break
        insertion = upsert(connection, table).on_conflict_do_nothing()
        added += (await connection.execute(insertion.values(_values(one)))).rowcount
    await _forget(connection, now)
    return added


async def _hold_writers(connection: AsyncConnection) -> None:
    """Let nobody else add any until the transaction ends, so that limits hold exactly.

    SQLite has one writer at a time anyhow.
    """
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")


async def _forget(connection: AsyncConnection, now: datetime) -> None:
    """Remove what was decided long ago, once something was added.

    Not before: SQLite numbers on from the highest there is, and no number may come twice.
    """
    decisions = schema.decision
    await connection.execute(delete(table).where(table.c.closed_at <= now - DECIDED_KEPT_FOR))
    old = decisions.c.decided_at <= now - DECISIONS_KEPT_FOR
    await connection.execute(delete(decisions).where(old))


async def _write_down(connection: AsyncConnection, decision: EditorDecision) -> None:
    await connection.execute(
        insert(schema.decision).values(
            show=decision.claim.subject.show,
            proposal=decision.number,
            verdict=decision.verdict.value,
            origin=decision.claim.origin,
            payload=claim_to_json(decision.claim),
            decided_by=decision.by,
            decided_at=decision.at,
            reason=decision.reason,
        )
    )
    await keep_act(
        connection,
        Act(
            kind=ActKind(decision.verdict.value),
            by=decision.by,
            at=decision.at,
            show=decision.claim.subject.show,
            detail=str(decision.number),
        ),
    )


async def _waiting(connection: AsyncConnection) -> int:
    return await connection.scalar(select(func.count()).where(_WAITS)) or 0


async def _found_waiting(connection: AsyncConnection) -> int:
    query = select(func.count()).where(_WAITS, table.c.drafted_by.is_(None))
    return await connection.scalar(query) or 0


async def _were_told(connection: AsyncConnection, since: datetime) -> bool:
    latest = await connection.scalar(select(func.max(table.c.told_at)))
    return latest is not None and latest > since


async def _find(connection: AsyncConnection, number: int) -> KeptProposal | None:
    row = (await connection.execute(select(table).where(table.c.id == number))).one_or_none()
    return None if row is None else _read(row)


def _values(proposal: Proposal) -> dict[str, object]:
    return {
        "claim_id": proposal.claim.id,
        "show": proposal.claim.subject.show,
        "origin": proposal.claim.origin,
        "payload": proposal_to_json(proposal),
        "found_at": proposal.found_at,
    }


def _read(row: Row[Any]) -> KeptProposal:
    proposal = proposal_from_json(row.payload, row.found_at, row.origin)
    amended = decided = None
    if row.amended_at is not None:
        amended = EditorDecision(
            number=row.id,
            verdict=EditorVerdict.AMENDED,
            claim=proposal.claim,
            by=row.amended_by,
            at=row.amended_at,
        )
    if row.closed_at is not None:
        decided = EditorDecision(
            number=row.id,
            verdict=EditorVerdict.ACCEPTED if row.accepted else EditorVerdict.REJECTED,
            claim=proposal.claim,
            by=row.closed_by,
            at=row.closed_at,
            reason=row.reason,
        )
    return KeptProposal(
        number=row.id,
        proposal=proposal,
        revision=row.revision,
        drafted_by=row.drafted_by,
        correction=row.correction,
        amended=amended,
        decided=decided,
    )


async def _is_open(connection: AsyncConnection, correction: int) -> bool:
    mine = schema.suggestion.c
    query = select(mine.id).where(mine.id == correction, mine.closed_at.is_(None))
    return await connection.scalar(query) is not None


async def _close(connection: AsyncConnection, correction: int, *, by: str, now: datetime) -> None:
    mine = schema.suggestion
    await connection.execute(
        update(mine)
        .where(mine.c.id == correction, mine.c.closed_at.is_(None))
        .values(closed_by=by, closed_at=now)
    )


async def _free_id(connection: AsyncConnection, wanted: ClaimId) -> ClaimId:
    begun = table.c.claim_id.startswith(wanted, autoescape=True)
    taken: Iterable[str] = await connection.scalars(select(table.c.claim_id).where(begun))
    free, number, ids = wanted, 1, set(taken)
    while free in ids:
        number += 1
        free = ClaimId(f"{wanted}-{number}")
    return free


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
