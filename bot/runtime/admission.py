"""Whether a platform's account of ours may use this database."""

import asyncio
from collections.abc import Iterable
from typing import Final

from bot.ports.errors import ForeignInstallationError, PlatformError, StorageError
from bot.ports.installation import Identify, Installation
from content.subscriptions.destination import Platform

_START_WITHIN_S: Final = 3.0


class Admission:
    """Asks a platform once who we are there, and the database whether that may use it."""

    def __init__(
        self, platform: Platform, identify: Identify | None, installation: Installation
    ) -> None:
        self._platform = platform
        self._identify = identify
        self._installation = installation
        self._application: str | None = None

    async def confirm(self) -> None:
        """Return where we may, also where nobody says who we are.

        Raises:
            ForeignInstallationError: the database is another bot's.
            StorageError: it cannot be looked at now.
            PlatformUnreachableError: the platform cannot be asked now.
            PlatformError: the platform refuses the token.
        """
        if self._application is None and self._identify is not None:
            self._application = await self._identify()
        if self._application is not None:
            await self._installation.admit(self._platform, self._application)


async def confirm_soon(admissions: Iterable[Admission]) -> None:
    """Confirm all of them, as far as that can be known within a moment.

    What cannot is found out by whoever connects, before anything is heard or said there.

    Raises:
        ForeignInstallationError: the database is another bot's.
    """
    for fault in await asyncio.gather(*map(_confirmed, admissions)):
        if fault:
            raise fault


async def _confirmed(one: Admission) -> ForeignInstallationError | None:
    try:
        async with asyncio.timeout(_START_WITHIN_S):
            await one.confirm()
    except ForeignInstallationError as error:
        return error
    except (PlatformError, StorageError, TimeoutError):
        pass
    return None
