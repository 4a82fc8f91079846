"""Slack: in through Socket Mode, out through the Web API."""

import asyncio
from collections.abc import Callable
from typing import Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.delivery import SlackMessenger
from adapters.slack.errands import Errands
from adapters.slack.limits import Pacer
from adapters.slack.listeners import Listeners
from adapters.slack.mentions import Answering, Home
from adapters.slack.posting import Poster
from adapters.slack.refusals import error_code, is_final
from adapters.slack.sockets import Socket
from adapters.slack.web_api import SLACK, open_session, web_client
from bot.ports import Messenger, PlatformError, PlatformUnreachableError
from bot.router import Router
from content.subscriptions.destination import Platform

log = structlog.get_logger()

_SOCKETS: Final = 2
"""While Slack renews one connection, which it does every few hours, the other one hears."""
_FINISH_S: Final = 1.2


class SlackConnector:
    """The `Connector` of one Slack workspace."""

    platform = Platform.SLACK

    def __init__(
        self,
        bot_token: str,
        app_token: str,
        router: Router,
        *,
        api_base: str | None,
        patience_s: float = 20.0,
        listens: bool = True,
        may_send: Callable[[], bool] | None = None,
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_base = api_base
        self._router = router
        self._listens = listens
        """Whether people are answered here; where another process does, it only posts."""
        self._may_send = may_send
        self._patience_s = patience_s
        """How long, in seconds, a connection may be down before a new one takes its place."""
        self._errands = Errands()
        self._sockets: list[Socket] = []
        self._session: aiohttp.ClientSession | None = None
        self._messenger: SlackMessenger | None = None
        self._ended = asyncio.Event()
        self._lost: PlatformError | None = None

    @property
    def messenger(self) -> Messenger:
        """Its way out; there is none before `start`."""
        if self._messenger is None:
            raise PlatformError("Slack is not connected yet; start it before telling anything")
        return self._messenger

    async def start(self) -> None:
        """Connect, and return when questions are being answered."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def wait(self) -> None:
        """Return when stopped."""
        await self._ended.wait()
        if self._lost:
            raise self._lost

    async def stop(self) -> None:
        """Hear nothing more, finish what is being answered, and disconnect."""
        await asyncio.gather(*(socket.close() for socket in self._sockets))
        self._sockets.clear()
        await self._errands.finish(_FINISH_S)
        if self._session:
            await self._session.close()
            self._session = None
        self._ended.set()

    async def _start(self) -> None:
        self._session = session = open_session()
        client = web_client(session, token=self._bot_token, api_base=self._api_base)
        home = await self._identify(session, client)
        poster = Poster(client, Pacer(), self._may_send)
        if self._listens:
            await self._listen(home, poster, client)
        self._messenger = SlackMessenger(
            client, poster, team=home.team, bot_user=home.bot_user, clock=self._router.clock
        )
        log.info("slack_connected", team=home.team, bot_user=home.bot_user)

    async def _listen(self, home: Home, poster: Poster, client: AsyncWebClient) -> None:
        listeners = Listeners(home, Answering(home, self._router, poster), self._errands)
        app = listeners.app()
        self._sockets = [
            Socket(app, client, self._app_token, on_lost=self._lose, patience_s=self._patience_s)
            for _ in range(_SOCKETS)
        ]
        await self._sockets[0].open()
        for socket in self._sockets:
            socket.watch()

    async def _identify(self, session: aiohttp.ClientSession, client: AsyncWebClient) -> Home:
        """Ask Slack who we are.

        Raises:
            PlatformError: the bot token is refused, or Slack cannot be reached.
        """
        try:
            response = await client.auth_test()
        except SlackApiError as error:
            code = error_code(error)
            if not is_final(code):
                raise PlatformUnreachableError(
                    f"Slack does not say who we are ({code or 'no answer'}); try again later"
                ) from None
            raise PlatformError(
                f"Slack refuses SLACK_BOT_TOKEN ({code}); install the app in the workspace and "
                "copy its bot token (it begins with xoxb-)"
            ) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PlatformUnreachableError(
                f"Slack cannot be reached at {self._api_base or SLACK} ({type(error).__name__})"
            ) from error
        if not response.get("bot_id"):
            raise PlatformError(
                "SLACK_BOT_TOKEN belongs to a person, not to a bot; a bot's begins with xoxb-"
            )
        return Home(
            team=str(response["team_id"]),
            bot_user=str(response["user_id"]),
            bot=str(response["bot_id"]),
            client=client,
            session=session,
            api_base=self._api_base,
            url=str(response.get("url") or ""),
        )

    def _lose(self, error: PlatformError) -> None:
        self._lost = error
        self._ended.set()
