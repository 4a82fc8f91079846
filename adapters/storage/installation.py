"""Whose the database is, and whether anybody attends to it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select, text

from adapters.storage.engine import Transactions, upsert
from adapters.storage.schema import installation as table
from bot.ports.errors import ForeignInstallationError
from bot.ports.leadership import Role
from content.subscriptions.destination import Platform

SILENT_AFTER: Final = timedelta(minutes=1)

_UNATTENDED: Final = text(
    "SELECT wanted.role FROM unnest(CAST(:roles AS text[])) AS wanted(role) WHERE NOT EXISTS"
    " (SELECT 1 FROM heartbeat WHERE heartbeat.role = wanted.role"
    " AND heartbeat.at > clock_timestamp() - CAST(:within AS interval))"
)


class StoredInstallation:
    """The port `Installation`: a row for each platform."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def admit(self, platform: Platform, application: str) -> None:
        """Let it in, or refuse it; of two that come first at once, one is refused.

        Raises:
            ForeignInstallationError: the database is another one's.
        """
        owner = (await self.applications()).get(platform)
        if owner is None:
            mine = {"platform": platform, "application": application}
            async with self._transactions.writing() as connection:
                await connection.execute(
                    upsert(connection, table).values(mine).on_conflict_do_nothing()
                )
            owner = (await self.applications())[platform]
        if owner != application:
            raise ForeignInstallationError(
                f"{self._transactions.name} belongs to another bot: on {platform} to application "
                f"{owner}, and the token here is that of application {application}; give each bot "
                "a database of its own, or on PostgreSQL a schema, in VIOLET_DATABASE_URL; where "
                "this bot replaces that one for good, run violet db adopt"
            )

    async def adopt(self, platform: Platform, application: str) -> str | None:
        """Make it that application's."""
        former = (await self.applications()).get(platform)
        async with self._transactions.writing() as connection:
            await connection.execute(delete(table).where(table.c.platform == platform))
            await connection.execute(
                table.insert().values(platform=platform, application=application)
            )
        return former

    async def applications(self) -> Mapping[Platform, str]:
        """Return whose it is."""
        async with self._transactions.reading() as connection:
            rows = await connection.execute(select(table.c.platform, table.c.application))
            return {Platform(platform): application for platform, application in rows}


class StoredHeartbeats:
    """The port `Heartbeats` on PostgreSQL: whoever has a role says so in a row of its own."""

    def __init__(
        self,
        transactions: Transactions,
        wanted_for: Callable[[timedelta], list[Role]],
        *,
        within: timedelta = SILENT_AFTER,
    ) -> None:
        self._transactions = transactions
        self._wanted_for = wanted_for
        """The roles that were wanted for so long."""
        self._within = within

    async def unattended(self) -> list[Role]:
        """Return them, by the clock of the database."""
        wanted = self._wanted_for(self._within)
        if not wanted:
            return []
        values = {"roles": wanted, "within": self._within}
        async with self._transactions.reading() as connection:
            return [Role(name) for name in await connection.scalars(_UNATTENDED, values)]
