"""Discord, as far as connecting goes."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

import aiohttp
import discord
import structlog

from adapters.discord.client import Client, go_through, learn_gateway
from adapters.discord.delivery import DiscordMessenger
from adapters.discord.reception import Reception
from adapters.discord.registration import register
from bot.ports import Messenger, PlatformError, PlatformUnreachableError
from bot.router import Router
from content.subscriptions.destination import Platform

log = structlog.get_logger()

_START_WITHIN_S: Final = 60.0
_ANSWER_WITHIN_S: Final = 1.2
_CLOSE_WITHIN_S: Final = 0.6
_LONGEST_BACK_OFF_S: Final = 60.0
_FOR_GOOD: Final = {
    4004: "Discord refuses the token; put a new one into DISCORD_TOKEN (see .env.example)",
    4010: "Discord has changed how many shards it wants; start Violet again, which asks anew",
    4011: "Discord wants more shards than it said; start Violet again, which asks anew",
    4012: "Discord no longer speaks the gateway version of this discord.py; update Violet",
    4013: "Discord does not know the intents that Violet asks for; update Violet",
    4014: "Discord disallows the intents that Violet asks for; none of them should need approval",
}
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""


class DiscordConnector:
    """The `Connector` of Discord."""

    platform = Platform.DISCORD

    def __init__(
        self,
        token: str,
        router: Router,
        *,
        api_base: str | None,
        sends_per_second: float,
        listens: bool = True,
        may_send: Callable[[], bool] | None = None,
    ) -> None:
        self._token = token
        self._api_base = api_base
        self._listens = listens
        """Whether people are answered here; where another process does, it only sends."""
        self._reception = Reception(router)
        self._messenger = DiscordMessenger(
            clock=router.clock, sends_per_second=sends_per_second, may_send=may_send
        )
        self._connected = asyncio.Event()
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._back_off_s = 1.0

    @property
    def messenger(self) -> Messenger:
        """Its way out."""
        return self._messenger

    @property
    def invalid_requests(self) -> int:
        """How many requests Discord counted against us in the last ten minutes."""
        return self._messenger.invalid_requests

    async def start(self) -> None:
        """Log in, register the commands where they changed, and connect.

        Raises:
            PlatformError: the token is refused, or Discord cannot be reached.
        """
        self._task = asyncio.create_task(self._stay_connected())
        connected = asyncio.create_task(self._connected.wait())
        try:
            await asyncio.wait(
                {self._task, connected},
                timeout=_START_WITHIN_S,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            connected.cancel()
        if self._task.done():
            await self._task
        if not self._connected.is_set():
            await self.stop()
            raise PlatformUnreachableError(
                "Discord cannot be reached; see the log, and try again later"
            )

    async def wait(self) -> None:
        """Return once it was stopped; a lost connection is made again until then.

        Raises:
            PlatformError: Discord will not have us back.
        """
        if self._task is not None:
            await asyncio.wait({self._task})
            if not self._task.cancelled():
                self._task.result()

    async def stop(self) -> None:
        """Finish what is being answered, and disconnect."""
        self._stopping.set()
        if self._reception.in_hand:
            await asyncio.wait(set(self._reception.in_hand), timeout=_ANSWER_WITHIN_S)
        if self._client is not None:
            await _closed(self._client)
        if self._task is not None:
            _, late = await asyncio.wait({self._task}, timeout=_CLOSE_WITHIN_S)
            for task in late:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _stay_connected(self) -> None:
        """Connect, and connect anew whenever discord.py gives up.

        Raises:
            PlatformError: trying again is of no use, or the first try failed.
        """
        while not self._stopping.is_set():
            try:
                await self._connect()
            except PlatformError:
                raise
            except Exception as error:  # whatever it was, a fresh client knows nothing of it
                if not self._connected.is_set():
                    raise PlatformUnreachableError(
                        f"Discord cannot be reached ({type(error).__name__}); try again later"
                    ) from error
                log.exception("connection_lost", platform="discord", again_in_s=self._back_off_s)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._back_off_s)
            self._back_off_s = min(2 * self._back_off_s, _LONGEST_BACK_OFF_S)

    async def _connect(self) -> None:
        """Log in and stay until the connection ends for discord.py."""
        client = None
        try:
            if self._api_base:
                go_through(self._api_base)
            client = self._client = Client(
                self._reception, self._is_connected, self._messenger.trace()
            )
            await client.login(self._token)
            if self._api_base:
                await learn_gateway(client)
            if self._listens:
                await self._register(client)
                await client.connect()
            else:
                self._is_connected(client)
                await self._stopping.wait()
        except discord.LoginFailure:
            raise PlatformError(_FOR_GOOD[4004]) from None
        except discord.PrivilegedIntentsRequired as error:
            raise PlatformError(_FOR_GOOD[4014]) from error
        except discord.ConnectionClosed as error:
            if error.code in _FOR_GOOD:
                raise PlatformError(_FOR_GOOD[error.code]) from error
            raise
        finally:
            if client is not None:
                await _closed(client)

    async def _register(self, client: Client) -> None:
        """Register the commands; what was registered before serves until it works."""
        try:
            await register(client.tree, client.application_id or 0)
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            log.exception("commands_not_registered", platform="discord")

    def _is_connected(self, client: Client) -> None:
        self._messenger.use(client)
        self._connected.set()
        self._back_off_s = 1.0
        log.info("connected", platform="discord", shards=client.shard_count)


async def _closed(client: Client) -> None:
    """Close *client*, however long the other side takes over its goodbye."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE_WITHIN_S):
            await client.close()
