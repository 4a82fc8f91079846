"""Slack for one workspace: in through Socket Mode, out through the Web API."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.commands import Commands
from adapters.slack.delivery import SlackMessenger
from adapters.slack.intake import MOST_AT_ONCE, until_ours
from adapters.slack.limits import ChannelPacer
from adapters.slack.listeners import Listeners
from adapters.slack.mentions import Mentions
from adapters.slack.place_events import PlaceEvents
from adapters.slack.posting import Poster
from adapters.slack.questions import SlackQuestions
from adapters.slack.refusals import error_code, is_final
from adapters.slack.sockets import Socket
from adapters.slack.token_forms import NO_BOT, token_faults
from adapters.slack.tokens import OwnToken, WorkspaceClient
from adapters.slack.traits import SLACK
from adapters.slack.web_api import API, Workspace, open_session
from bot.ports.errors import PlatformError, PlatformUnreachableError, StorageError
from bot.ports.outbox import Messenger
from bot.ports.secret_box import SecretBox
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestions
from content.language.platforms import slack as words

log = structlog.get_logger()

_SOCKETS: Final = 2
"""While Slack renews one connection, which it does every few hours, the other one hears."""
_FINISH_S: Final = 1.2
_NOTE_AGAIN_S: Final = 30.0


class SlackConnector:
    """The `Connector` of one Slack workspace."""

    traits = SLACK

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
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        most_at_once: int = MOST_AT_ONCE,
        on_plain_answer: Callable[[], None] = lambda: None,
    ) -> None:
        """What is asked is kept in *questions*; all but messages needs a *secret_box* for that."""
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_base = api_base
        self._router = router
        self._listens = listens
        """Whether people are answered here; where another process does, it only posts."""
        self._may_send = may_send
        self._patience_s = patience_s
        """How long, in seconds, a connection may be down before a new one takes its place."""
        self._in_flight = InFlight(most_at_once)
        self._questions = SlackQuestions(questions, secret_box)
        self._on_plain_answer = on_plain_answer
        self._sockets: list[Socket] = []
        self._session: aiohttp.ClientSession | None = None
        self._messenger: SlackMessenger | None = None
        self._workspace: Workspace | None = None
        self._is_doubting = False
        """Whether it is being looked whether the app is still installed."""
        self._taking_up: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()
        self._lost: PlatformError | None = None

    @property
    def messenger(self) -> Messenger:
        """Through which announcements go to Slack; there is none before `start`."""
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
        if self._taking_up is not None:
            self._taking_up.cancel()
            await asyncio.gather(self._taking_up, return_exceptions=True)
        await self._in_flight.finish(_FINISH_S)
        if self._session:
            await self._session.close()
            self._session = None
        self._ended.set()

    async def _start(self) -> None:
        if faults := token_faults(self._bot_token, self._app_token):
            raise PlatformError(f"Slack: {'; '.join(faults)}")
        self._session = session = open_session()
        token = OwnToken(self._bot_token, self._doubt)
        client = WorkspaceClient(token, session, self._api_base)
        workspace = await self._identify(session, client)
        poster = Poster(client, ChannelPacer(), self._may_send)
        poster.on_removed = self._doubt
        poster.on_plain_answer = self._on_plain_answer
        self._workspace = workspace
        self._in_flight.begin(self._come_back(workspace.team))
        if self._listens:
            await self._listen(workspace, poster, client)
        self._messenger = SlackMessenger(
            client,
            poster,
            team=workspace.team,
            bot_user=workspace.bot_user,
            clock=self._router.clock,
            pictures=self._router.pictures,
        )
        log.info("slack_connected", team=workspace.team, bot_user=workspace.bot_user)

    async def _listen(self, workspace: Workspace, poster: Poster, client: AsyncWebClient) -> None:
        commands = Commands(workspace, self._router, poster)
        places = PlaceEvents(workspace, self._router, self._on_removed)
        listeners = Listeners(
            workspace,
            commands,
            Mentions(workspace, self._router, poster, commands.answer_typed),
            places,
            self._in_flight,
            self._questions,
        )
        app = listeners.app()
        reception = FairQueue(at_once=1)
        self._sockets = [
            Socket(
                app,
                client,
                self._app_token,
                reception=reception,
                on_lost=self._lose,
                patience_s=self._patience_s,
            )
            for _ in range(_SOCKETS)
        ]
        await self._sockets[0].open()
        for socket in self._sockets:
            socket.watch()
        self._in_flight.begin(places.catch_up())
        self._taking_up = asyncio.create_task(self._take_up(workspace.team, listeners))

    async def _take_up(self, team: str, listeners: Listeners) -> None:
        """Go on with what was left unanswered in this workspace before we came."""
        came = self._router.clock.now()
        await until_ours(self._may_send)
        async for asked, body, question in self._questions.left_over(asked_before=came):
            if question.accepted.speaker.destination.workspace == team:
                await listeners.take_up(asked, body, question)
            else:
                question.leave()

    async def _identify(self, session: aiohttp.ClientSession, client: AsyncWebClient) -> Workspace:
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
                f"Slack cannot be reached at {self._api_base or API} ({type(error).__name__})"
            ) from error
        if not response.get("bot_id"):
            raise PlatformError(f"SLACK_BOT_TOKEN {NO_BOT}")
        return Workspace(
            team=str(response["team_id"]),
            bot_user=str(response["user_id"]),
            bot=str(response["bot_id"]),
            client=client,
            session=session,
            api_base=self._api_base,
            url=str(response.get("url") or ""),
            name=str(response.get("team") or ""),
        )

    async def _come_back(self, team: str) -> None:
        """Note that we are in the workspace, however long the database is out of reach."""
        while True:
            try:
                await self._router.come_back(team)
            except StorageError as error:
                log.warning("slack_return_not_stored", reason=str(error))
                await asyncio.sleep(_NOTE_AGAIN_S)
            else:
                return

    async def _on_removed(self, _at: datetime | None) -> None:
        """Slack says that the app was removed: its word may come late, or twice."""
        self._doubt()

    def _doubt(self) -> None:
        """Look whether the app is still installed; once, however many calls are refused."""
        if self._workspace is not None and not self._is_doubting:
            self._is_doubting = True
            self._in_flight.begin(self._look_whether_removed(self._workspace))

    async def _look_whether_removed(self, workspace: Workspace) -> None:
        """End, where Slack says that the app was uninstalled or its token revoked.

        All that is of the workspace then goes in time.
        """
        try:
            await workspace.client.auth_test()
        except SlackApiError as error:
            code = error_code(error)
            if is_final(code):
                with contextlib.suppress(StorageError):  # it goes all the same, only later
                    await self._router.leave(workspace.team)
                self._lose(PlatformError(words.no_longer_installed(code)))
        except (aiohttp.ClientError, TimeoutError):
            pass
        finally:
            self._is_doubting = False

    def _lose(self, error: PlatformError) -> None:
        self._lost = error
        self._ended.set()
