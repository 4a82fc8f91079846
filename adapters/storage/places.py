"""What is kept of channels beside what they want to hear: names, troubles, whom they mention."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.destinations import (
    KEY_COLUMNS,
    NAMES,
    SUSPENSION,
    cause_of,
    destination_in,
    is_at,
    suspend,
    suspensions_of,
)
from adapters.storage.engine import Transactions
from adapters.storage.preferences import stored_mentions, without_mention
from bot.ports.places import KnownPlace, MentionLost, PlaceStanding
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Rejected

_places, _wishes = schema.destination.c, schema.subscription.c
LONGEST_NAME: Final = 100
"""No platform has longer names of channels or servers."""


class StoredPlaces:
    """The port `Places`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def subscribed(self, platform: Platform, workspace: str) -> Sequence[KnownPlace]:
        """Return those with a subscription, and those that are suspended."""
        columns = ("id", *KEY_COLUMNS, *SUSPENSION, *NAMES)
        is_used = _places.suspended_at.is_not(None) | exists().where(
            _wishes.destination_id == _places.id
        )
        query = select(*(_places[name] for name in columns)).where(
            _places.platform == platform,
            _places.workspace == workspace,
            _places.person == "",
            is_used,
        )
        async with self._transactions.behind.reading() as connection:
            rows = (await connection.execute(query.order_by(_places.id))).all()
            suspended = [row for row in rows if row.suspended_at is not None]
            suspensions = {
                one.destination: one for one in await suspensions_of(connection, suspended)
            }
            mentions = await _mentions(connection, [row.id for row in rows])
        return [
            KnownPlace(
                destination=destination_in(row),
                suspension=suspensions.get(destination_in(row)),
                name=row.name,
                workspace_name=row.workspace_name,
                mentions=tuple(mentions.get(row.id, ())),
            )
            for row in rows
        ]

    async def everywhere(self, platform: Platform) -> Collection[str]:
        """Return them each once."""
        query = select(_places.workspace).where(
            _places.platform == platform, _places.person == "", _places.workspace != ""
        )
        async with self._transactions.behind.reading() as connection:
            return set(await connection.scalars(query.distinct()))

    async def remember(self, standings: Sequence[PlaceStanding]) -> None:
        """Write down names that were not known, or were others."""
        named = [one for one in standings if one.name or one.workspace_name]
        if not named:
            return
        async with self._transactions.behind.writing() as connection:
            for one in named:
                known = {"name": one.name, "workspace_name": one.workspace_name}
                values = {key: name[:LONGEST_NAME] for key, name in known.items() if name}
                is_other = [_places[key].is_distinct_from(name) for key, name in values.items()]
                changed = update(schema.destination).where(is_at(one.destination), _any(is_other))
                await connection.execute(changed.values(**values))

    async def suspend(self, destination: Destination, refused: Rejected, *, now: datetime) -> None:
        """Suspend it where it is not, or for another kind of trouble."""
        async with self._transactions.writing() as connection:
            query = select(schema.destination).where(is_at(destination)).with_for_update()
            row = (await connection.execute(query)).first()
            if row is None:
                return
            if row.suspended_at is None or cause_of(row) is not refused.cause:
                await suspend(connection, row.id, refused.reason, now, refused.cause)

    async def rename(self, destination: Destination, channel: str) -> None:
        """Change the id in place, unless the new one is known as well."""
        channels = schema.destination.alias()
        key = [getattr(destination, name) for name in ("platform", "workspace", "channel")]
        mine = and_(
            _places.platform == key[0], _places.workspace == key[1], _places.channel == key[2]
        )
        taken = exists().where(
            channels.c.platform == key[0],
            channels.c.workspace == key[1],
            channels.c.channel == channel,
            channels.c.thread == _places.thread,
        )
        async with self._transactions.writing() as connection:
            await connection.execute(
                update(schema.destination).where(mine, ~taken).values(channel=channel)
            )

    async def refuses_messages(self, person: Destination) -> bool:
        """Look whether the last message to them was refused for that."""
        query = select(_places.suspended_cause).where(is_at(person))
        async with self._transactions.reading() as connection:
            found = await connection.scalar(query)
        return found == Cause.DIRECT_CLOSED

    async def drop_mention(
        self, platform: Platform, workspace: str, mention: str
    ) -> Sequence[MentionLost]:
        """Take it out of each subscription that has it."""
        query = (
            select(schema.subscription.c.id, _wishes.mentions, _wishes.created_by, *_of_place())
            .join_from(schema.subscription, schema.destination)
            .where(
                _places.platform == platform,
                _places.workspace == workspace,
                _wishes.mentions.contains(f'"{mention}"', autoescape=True),
            )
            .order_by(_wishes.id)
        )
        change = update(schema.subscription).where(_wishes.id == bindparam("number"))
        found: dict[Destination, MentionLost] = {}
        async with self._transactions.writing() as connection:
            for row in (await connection.execute(query)).all():
                left = without_mention(row.mentions, mention)
                await connection.execute(change, {"number": row.id, "mentions": left})
                place = destination_in(row)
                by = dict.fromkeys([*(found[place].created_by if place in found else ())])
                found[place] = MentionLost(
                    destination=place,
                    name=row.name,
                    workspace_name=row.workspace_name,
                    created_by=tuple(dict.fromkeys([*by, *filter(None, [row.created_by])])),
                )
        return list(found.values())


def _of_place() -> list[Any]:
    return [_places[name] for name in (*KEY_COLUMNS, *NAMES)]


def _any(conditions: list[Any]) -> Any:
    found = conditions[0]
    for one in conditions[1:]:
        found |= one
    return found


async def _mentions(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, dict[str, None]]:
    """Return whom the subscriptions of each of these destinations mention."""
    found: dict[int, dict[str, None]] = {}
    query = select(_wishes.destination_id, _wishes.mentions).where(
        _wishes.destination_id.in_(ids), _wishes.mentions != "[]"
    )
    for row in await connection.execute(query):
        for whom in stored_mentions(row.mentions):
            found.setdefault(row.destination_id, {})[whom] = None
    return found
