"""What is not to be tried before a moment, in the database."""

from datetime import datetime
from typing import Final

from sqlalchemy import select

from adapters.storage.claims import set_mark
from adapters.storage.engine import Transactions
from adapters.storage.schema import mark as table

_PREFIX: Final = "not before: "


class StoredPostponements:
    """The port `Postponements`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def until(self, what: str) -> datetime | None:
        """See the port."""
        query = select(table.c.moment).where(table.c.name == f"{_PREFIX}{what}")
        async with self._transactions.behind.reading() as connection:
            found: datetime | None = await connection.scalar(query)
        return found

    async def put_off(self, what: str, until: datetime | None) -> None:
        """See the port."""
        async with self._transactions.behind.writing() as connection:
            await set_mark(connection, f"{_PREFIX}{what}", until)
