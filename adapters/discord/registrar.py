"""When commands are registered: where Discord holds others, and while it takes new ones."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord import app_commands

from adapters.discord.markup import CommandIds
from adapters.discord.registration import Described, held_commands, is_registered, registered
from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.postponements import Postponements

log = structlog.get_logger()

_TOO_MANY_CREATED: Final = 30034
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#json"""
_A_DAY_S: Final = 24 * 3600.0
_SOON_S: Final = 600.0
"""After a trouble that passes by itself."""
_LOOK_EVERY_S: Final = 60.0


class Registrar:
    """Registers the commands of one application, now or once Discord takes them."""

    def __init__(
        self,
        clock: Clock,
        postponements: Postponements | None = None,
        *,
        look_every_s: float = _LOOK_EVERY_S,
    ) -> None:
        """With *postponements* a refusal is remembered over a restart."""
        self._clock = clock
        self._postponements = postponements
        self._look_every_s = look_every_s
        self._due_at: datetime | None = None
        """When it is tried again; None: there is nothing to be tried."""

    async def register(self, tree: app_commands.CommandTree[Any], application: int) -> CommandIds:
        """Register the commands of *tree* for every server where they differ; return their ids.

        Where that does not work now, what was registered before serves until it does.
        """
        held: Sequence[Described] = ()
        self._due_at = None
        try:
            held = await held_commands(tree, application)
            if await is_registered(tree, held) or await self._has_to_wait(application):
                return registered(held)
            made = await tree.sync()
        except discord.RateLimited as error:
            await self._put_off(application, error.retry_after)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            if isinstance(error, discord.HTTPException) and error.code == _TOO_MANY_CREATED:
                await self._put_off(application, _A_DAY_S)
            else:
                self._due_at = self._in(_SOON_S)
                log.exception("commands_not_registered", platform="discord", again_at=self._due_at)
        else:
            log.info("commands_registered", platform="discord", count=len(made))
            await self._keep(application, None)
            return {command.name: command.id for command in made}
        return registered(held)

    async def insist(
        self,
        tree: app_commands.CommandTree[Any],
        application: int,
        command_ids: dict[str, int],
    ) -> None:
        """Try again whenever that is due, until it has worked; keep *command_ids* right."""
        while self._due_at is not None:
            await asyncio.sleep(self._look_every_s)
            if self._clock.now() >= self._due_at:
                command_ids.update(await self.register(tree, application))

    async def _has_to_wait(self, application: int) -> bool:
        """Whether Discord refused them so shortly ago that asking it again is of no use."""
        try:
            until = (
                await self._postponements.until(_name(application)) if self._postponements else None
            )
        except StorageError as error:
            log.warning("commands_not_looked_up", platform="discord", reason=str(error))
            return False
        if until is None or until <= self._clock.now():
            return False
        self._due_at = until
        log.info("commands_wait", platform="discord", again_at=until)
        return True

    async def _put_off(self, application: int, wait_s: float) -> None:
        self._due_at = self._in(wait_s)
        log.warning(
            "commands_refused",
            platform="discord",
            reason="Discord takes 200 new commands a day of one application, and had them today; "
            "those of before serve until then. Find what else registers commands with this token: "
            "another program, or an older Violet beside this one",
            again_at=self._due_at,
        )
        await self._keep(application, self._due_at)

    async def _keep(self, application: int, until: datetime | None) -> None:
        if self._postponements is None:
            return
        try:
            await self._postponements.put_off(_name(application), until)
        except StorageError as error:
            log.warning("commands_wait_not_kept", platform="discord", reason=str(error))

    def _in(self, wall_s: float) -> datetime:
        return self._clock.now() + timedelta(seconds=self._clock.seconds_within(wall_s))


def _name(application: int) -> str:
    return f"discord-commands/{application}"
