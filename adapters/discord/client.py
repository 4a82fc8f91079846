"""discord.py's client, set up for Violet: few intents, no caches, and one bad event at a time."""

import sys
from collections.abc import Callable
from typing import Any, Final

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.commands import CommandTree
from adapters.discord.mentions import hear
from adapters.discord.reception import Reception
from adapters.discord.remind_button import RemindButton

log = structlog.get_logger()

_LONGEST_PAUSE_S: Final = 30.0
"""The least that discord.py lets be set; beyond it a send is put off instead of slept through."""


def intents() -> discord.Intents:
    """Return what the gateway shall tell us; none of it needs Discord's approval.

    The words of mentions and of direct messages come without the message content intent.
    https://docs.discord.com/developers/events/gateway#message-content-intent
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Client(discord.AutoShardedClient):
    """One connection to Discord, from its login to its end."""

    def __init__(
        self,
        reception: Reception,
        on_connected: Callable[["Client"], None],
        trace: aiohttp.TraceConfig,
    ) -> None:
        # Violet does not speak, so what speaking would need is no news to an operator.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_PAUSE_S,
            http_trace=trace,
        )
        self.reception = reception
        self.tree = CommandTree(self, reception)
        self.add_dynamic_items(RemindButton)
        self._on_connected = on_connected
        self._connected: set[int] = set()
        self._forgive_bad_events()

    async def on_shard_connect(self, shard_id: int) -> None:
        """Tell the gate once every shard is there; questions are answered from then on."""
        self._connected.add(shard_id)
        if len(self._connected) == self.shard_count:
            self._on_connected(self)

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is for us."""
        if self.user is not None:
            await hear(message, self.user.id, self.reception)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log what went wrong in an event; nothing else ends with it."""
        error = sys.exception()
        log.error("event_failed", platform="discord", event_method=event_method, exc_info=error)

    def _forgive_bad_events(self) -> None:
        """Let an event that cannot be read be logged and skipped.

        discord.py would let it end the whole client. There is no public place to stand in.
        """
        parsers = self._connection.parsers
        for name, parse in list(parsers.items()):
            parsers[name] = _forgiving(name, parse)


def _forgiving(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def read(data: Any) -> None:
        try:
            parse(data)
        except Exception:  # whatever the event holds, the next one must be heard
            log.exception("event_unreadable", platform="discord", event_name=name)

    return read


def go_through(api_base: str) -> None:
    """Send every request to *api_base* instead of to discord.com.

    discord.py keeps the address in a class variable that the routes of interactions read too,
    so no subclass could reach them all. One process has one Discord; the change stands until the
    process ends.
    """
    Route.BASE = api_base.rstrip("/")


async def learn_gateway(client: discord.Client) -> None:
    """Connect where GET /gateway/bot says, also where a session is begun anew.

    discord.py asks for the address at the first connection only, and falls back to a class
    variable afterwards. The client must be logged in.
    """
    _, gateway, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
