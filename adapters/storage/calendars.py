"""The addresses of channels' calendars, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Row, String, Table, Text, and_, delete, select, tuple_

from adapters.storage import schema
from adapters.storage.audit import keep_act
from adapters.storage.engine import Transactions, upsert
from adapters.storage.schema import Moment, metadata
from content.commands.acts import Act
from content.subscriptions.destination import Destination, Platform

_PLACE: Final = ("platform", "workspace", "channel", "thread", "person")
table: Final = Table(
    "calendar",
    metadata,
    *(Column(name, Text, primary_key=True) for name in _PLACE),
    Column("fingerprint", String(64), nullable=False, unique=True),
    Column("given_at", Moment, nullable=False),
)
"""Which channel has a calendar, with the fingerprint of the secret in its address: the secret
itself is nowhere.
"""


class StoredCalendars:
    """The port `Calendars`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def given_at(self, destination: Destination) -> datetime | None:
        """Return when its address was made."""
        query = select(table.c.given_at).where(_is_for(destination))
        async with self._transactions.reading() as connection:
            found: datetime | None = await connection.scalar(query)
        return found

    async def give(
        self, destination: Destination, fingerprint: str, *, renews: bool, act: Act
    ) -> bool:
        """Write the fingerprint down in one statement, so that of two at once one is given."""
        key = {name: getattr(destination, name) for name in _PLACE}
        fresh = {"fingerprint": fingerprint, "given_at": act.at}
        async with self._transactions.writing() as connection:
            new = upsert(connection, table).values(**key, **fresh)
            written = await connection.execute(
                new.on_conflict_do_update(index_elements=[*key], set_=fresh)
                if renews
                else new.on_conflict_do_nothing(index_elements=[*key])
            )
            if not written.rowcount:
                return False
            await keep_act(connection, act)
        return True

    async def stop(self, destination: Destination, *, act: Act) -> bool:
        """Take the row away."""
        async with self._transactions.writing() as connection:
            gone = await connection.execute(delete(table).where(_is_for(destination)))
            if not gone.rowcount:
                return False
            await keep_act(connection, act)
        return True

    async def at(self, fingerprint: str) -> Destination | None:
        """Look the fingerprint up by its index."""
        query = select(*(table.c[name] for name in _PLACE)).where(
            table.c.fingerprint == fingerprint
        )
        async with self._transactions.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return _read(row) if row is not None else None


def is_of_one_in(places: Sequence[int]) -> ColumnElement[bool]:
    """Whether a row is of a destination whose number is among *places*."""
    known = schema.destination.c
    theirs = select(*(known[name] for name in _PLACE)).where(known.id.in_(places))
    return tuple_(*(table.c[name] for name in _PLACE)).in_(theirs)


def _is_for(destination: Destination) -> ColumnElement[bool]:
    return and_(*(table.c[name] == getattr(destination, name) for name in _PLACE))


def _read(row: Row[Any]) -> Destination:
    return Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
        person=row.person,
    )
