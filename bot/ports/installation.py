"""Whose database it is: the application that Violet is on each platform."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from bot.ports.leadership import Role
from content.subscriptions.destination import Platform

Identify = Callable[[], Awaitable[str | None]]
"""Ask a platform which application our token is of.

None: it does not say. It raises what starting a connector raises: PlatformUnreachableError where it
cannot be asked now, PlatformError where it refuses the token.
"""


class Installation(Protocol):
    """Which applications share this database; with none of them anybody may."""

    async def admit(self, platform: Platform, application: str) -> None:
        """Let *application* use the database; the first one of a platform makes it its own.

        Raises:
            ForeignInstallationError: it is another application's.
            StorageError: it cannot be looked at now.
        """
        ...

    async def adopt(self, platform: Platform, application: str) -> str | None:
        """Make the database *application*'s; return whose it was, None: nobody's.

        Processes of the former one end by themselves within seconds.
        """
        ...

    async def applications(self) -> Mapping[Platform, str]:
        """Return whose it is."""
        ...


class Heartbeats(Protocol):
    """Whether what one process at a time does is done by any."""

    async def unattended(self) -> list[Role]:
        """Return the roles that this process wants and nobody has attended to for a minute.

        Only processes on this very database, and so of this installation, count.
        """
        ...
