"""What admins and editors did, and who counts as admin, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.engine import Transactions, upsert
from content.commands.acts import ACTS_KEPT_FOR, DETAIL_LIMIT, Act, ActKind
from content.commands.powers import NO_CHOICE, AdminChoice
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination, Platform

table: Final = schema.audit
_ADMINS: Final = schema.server_admins
_CHOSEN: Final = ("role", "role_name", "creators")
_NOWHERE: Final = Destination(platform=Platform(""), workspace="", channel="")
_FORGOTTEN_AT_ONCE: Final = 500
_PLACE: Final = ("platform", "workspace", "channel", "thread", "person")


class StoredAudit:
    """The port `Audit`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def at(self, destination: Destination, *, limit: int) -> Sequence[Act]:
        """Return the newest of a channel and of its server as a whole."""
        server = Destination(
            platform=destination.platform, workspace=destination.workspace, channel=""
        )
        return await self._newest(or_(_is_for(destination), _is_for(server)), limit)

    async def on_newsdesk(self, *, limit: int) -> Sequence[Act]:
        """Return the newest of the newsdesk."""
        return await self._newest(_is_for(_NOWHERE), limit)

    async def _newest(self, which: ColumnElement[bool], limit: int) -> Sequence[Act]:
        query = select(table).where(which).order_by(table.c.id.desc()).limit(max(0, limit))
        async with self._transactions.reading() as connection:
            return [_read(row) for row in await connection.execute(query)]


class StoredServerAdmins:
    """The port `ServerAdmins`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def of(self, destination: Destination) -> AdminChoice:
        """Return what the server chose."""
        query = select(_ADMINS).where(
            _ADMINS.c.platform == destination.platform,
            _ADMINS.c.workspace == destination.workspace,
        )
        async with self._transactions.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return NO_CHOICE
        return AdminChoice(role=row.role, role_name=row.role_name, creators=row.creators)

    async def choose(self, destination: Destination, choice: AdminChoice, *, act: Act) -> None:
        """Write the choice down in the place of the one before."""
        chosen = {name: getattr(choice, name) for name in _CHOSEN}
        where = {"platform": destination.platform, "workspace": destination.workspace}
        async with self._transactions.writing() as connection:
            await connection.execute(
                upsert(connection, _ADMINS)
                .values(**where, **chosen)
                .on_conflict_do_update(index_elements=list(where), set_=chosen)
            )
            await keep_act(connection, act)


async def forget_acts(transactions: Transactions, *, now: datetime) -> int:
    """Remove some of what was done longer ago than `ACTS_KEPT_FOR`; return how many went."""
    old = select(table.c.id).where(table.c.at <= now - ACTS_KEPT_FOR)
    some = old.order_by(table.c.at).limit(_FORGOTTEN_AT_ONCE)
    async with transactions.behind.reading() as connection:
        if await connection.scalar(old.limit(1)) is None:
            return 0
    async with transactions.behind.writing() as connection:
        gone = await connection.execute(delete(table).where(table.c.id.in_(some)))
        return gone.rowcount


async def keep_act(connection: AsyncConnection, act: Act | None) -> None:
    """Keep *act* in this transaction; None: nobody's who would have to answer for it."""
    if act is None:
        return
    place = act.destination or _NOWHERE
    await connection.execute(
        insert(table).values(
            at=act.at,
            by=act.by,
            kind=act.kind.value,
            show=act.show or "",
            detail=act.detail[:DETAIL_LIMIT],
            **{name: getattr(place, name) for name in _PLACE},
        )
    )


def _is_for(destination: Destination) -> ColumnElement[bool]:
    return and_(*(table.c[name] == getattr(destination, name) for name in _PLACE))


def _read(row: Row[Any]) -> Act:
    place = Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
        person=row.person,
    )
    return Act(
        kind=ActKind(row.kind),
        by=row.by,
        at=row.at,
        destination=None if place == _NOWHERE else place,
        show=ShowId(row.show) if row.show else None,
        detail=row.detail,
    )
