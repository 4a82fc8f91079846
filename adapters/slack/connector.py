"""Slack: in through Socket Mode, out through the Web API.

Everything is acknowledged at once, and what is for us is then begun. Bolt acknowledges neither what
no listener matches nor what a listener fails at, and Slack then delivers it again; and Bolt drops
the tasks it starts. So listeners here only begin what `InFlight` holds.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.buttons import STEP
from adapters.slack.commands import Commands
from adapters.slack.delivery import Poster, SlackMessenger
from adapters.slack.desk_forms import CLAIM_SHOW, DESK_SENT
from adapters.slack.desk_messages import DESK_PRESS
from adapters.slack.forms import SHOW, SUBSCRIBE
from adapters.slack.limits import ChannelPacer
from adapters.slack.mentions import EventsTaken, Mentions
from adapters.slack.refusals import error_code, is_final
from adapters.slack.sockets import Socket
from adapters.slack.token_forms import NO_BOT, token_faults
from adapters.slack.tokens import OwnToken, WorkspaceClient
from adapters.slack.traits import COMMAND, SLACK
from adapters.slack.web_api import API, QUIET_LOGGER, Workspace, open_session, web_client
from bot.ports.errors import PlatformError, PlatformUnreachableError, StorageError
from bot.ports.outbox import Messenger
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.in_flight import InFlight

log = structlog.get_logger()

OnRemoved = Callable[[datetime | None], Awaitable[None]]
"""Hears that the app was removed from the workspace, and when, where that is told."""
_SOCKETS: Final = 2
"""While Slack renews one connection, which it does every few hours, the other one hears."""
_FINISH_S: Final = 1.2
_NOTE_AGAIN_S: Final = 30.0


class Listeners:
    """Hears what Slack sends and sees that each is answered once."""

    def __init__(
        self,
        workspace: Workspace,
        commands: Commands,
        mentions: Mentions,
        in_flight: InFlight,
        *,
        on_removed: OnRemoved,
    ) -> None:
        self._workspace = workspace
        self._commands = commands
        self._mentions = mentions
        self._in_flight = in_flight
        self._seen = EventsTaken()
        self._on_removed = on_removed

    def app(self) -> AsyncApp:
        """Return the Bolt app; it holds no token, so it can leak none."""
        us = AuthorizeResult(
            enterprise_id=None,
            team_id=self._workspace.team,
            bot_id=self._workspace.bot,
            bot_user_id=self._workspace.bot_user,
        )

        async def authorize() -> AuthorizeResult:  # no method: Bolt would pass it a `self`
            return us

        app = AsyncApp(
            name="violet",
            logger=QUIET_LOGGER,
            client=web_client(
                self._workspace.session, token=None, api_base=self._workspace.api_base
            ),
            authorize=authorize,
            # A listener here only begins a task, so it runs before the acknowledgement without
            # delaying it, and Bolt starts no task of its own.
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,  # a socket needs no signature
            ssl_check_enabled=False,
        )
        app.command(COMMAND)(self._on_command)
        app.action(STEP)(self._on_button)
        app.action(DESK_PRESS)(self._on_desk_press)
        app.options(SHOW)(self._on_typed)
        app.options(CLAIM_SHOW)(self._on_desk_typed)
        app.view(SUBSCRIBE)(self._on_form)
        app.view(DESK_SENT)(self._on_desk_form)
        app.event("app_mention")(self._on_mention)
        app.event("message")(self._on_message)
        app.event("app_uninstalled")(self._on_uninstalled)
        app.event("tokens_revoked")(self._on_tokens_revoked)
        app.error(self._on_error)
        return app

    async def _on_error(self, error: Exception) -> BoltResponse:
        """Acknowledge all the same: Slack would only send it again."""
        if isinstance(error, StorageError):  # what must be stored is told again
            log.warning("slack_event_not_taken", reason=str(error))
            return BoltResponse(status=503, body="")
        if not isinstance(error, BoltUnhandledRequestError):
            log.error("slack_listener_failed", exc_info=error)
        return BoltResponse(status=200, body="")

    async def _on_command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if self._in_flight.is_full:
            log.warning("slack_command_dropped", channel=body.get("channel_id"))
            return
        self._in_flight.begin(self._commands.answer_command(body))

    async def _on_button(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if self._in_flight.is_full:
            log.warning("slack_button_dropped")
            return
        self._in_flight.begin(self._commands.answer_button(body))

    async def _on_desk_press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if self._in_flight.is_full:
            log.warning("slack_button_dropped")
            return
        self._in_flight.begin(self._commands.newsdesk.answer_press(body))

    async def _on_typed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Say what can be chosen; Slack waits three seconds, and what is told is its answer."""
        self._in_flight.hold_current()
        await ack(options=await self._commands.admin.suggest(body))

    async def _on_form(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Say at once what is wrong with a form; what is in it is taken in hand behind that.

        https://docs.slack.dev/surfaces/modals#displaying_errors
        """
        admin = self._commands.admin
        faults = admin.fault_in(body["view"])
        if faults:
            await ack(response_action="errors", errors=faults)
            return
        await ack(response_action="update", view=admin.waiting())
        self._in_flight.begin(admin.take_form(body))

    async def _on_desk_typed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(options=await self._commands.newsdesk.suggest(body))

    async def _on_desk_form(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The same for the forms of the newsdesk."""
        newsdesk = self._commands.newsdesk
        faults = newsdesk.fault_in(body["view"])
        if faults:
            await ack(response_action="errors", errors=faults)
            return
        await ack(response_action="update", view=newsdesk.waiting(body["view"]))
        self._in_flight.begin(newsdesk.take_form(body))

    async def _on_uninstalled(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Let go of the workspace before it is acknowledged: Slack says it again where we cannot.

        https://docs.slack.dev/reference/events/app_uninstalled, which comes before or after:
        """
        await self._on_removed(_time_of(body))
        await ack()

    async def _on_tokens_revoked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """https://docs.slack.dev/reference/events/tokens_revoked: of the bot, or of people."""
        if (body["event"].get("tokens") or {}).get("bot"):
            await self._on_removed(_time_of(body))
        await ack()

    async def _on_mention(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._hear(body)

    async def _on_message(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Hear direct messages; in channels only a mention is for us."""
        await ack()
        if body["event"].get("channel_type") == "im":
            self._hear(body)

    def _hear(self, body: dict[str, Any]) -> None:
        event = body["event"]
        if not self._is_from_a_person(event):
            return
        if self._in_flight.is_full:
            log.warning("slack_message_dropped", channel=event.get("channel"))
            return
        # One message may come as two events, and each again and again; its place and time stay.
        key = f"{event['channel']}/{event.get('ts') or body.get('event_id')}"
        if self._seen.take(key, now=asyncio.get_running_loop().time()):
            self._in_flight.begin(self._answer(event, key))

    def _is_from_a_person(self, event: dict[str, Any]) -> bool:
        """Whether it is a message as typed: no bot's, no edit, no join, none of our own."""
        return bool(
            event.get("user")
            and event.get("channel")
            and event["user"] != self._workspace.bot_user
            and not event.get("bot_id")
            and not event.get("subtype")
            and not event.get("edited")
            and not event.get("hidden")
        )

    async def _answer(self, event: dict[str, Any], key: str) -> None:
        try:
            await self._mentions.answer_message(event)
        except Exception:  # one bad question must not end the others
            log.exception("slack_message_failed", channel=event.get("channel"))
            self._seen.release(key)
            await self._mentions.apologise(event)


def _time_of(body: dict[str, Any]) -> datetime | None:
    """Return when an event happened; None: it does not say."""
    at = body.get("event_time")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int) and 0 < at < 2**33 else None


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
        self._in_flight = InFlight()
        self._sockets: list[Socket] = []
        self._session: aiohttp.ClientSession | None = None
        self._messenger: SlackMessenger | None = None
        self._ended = asyncio.Event()
        self._lost: PlatformError | None = None
        self._team = ""
        """The workspace that we are in; empty: it is not known yet."""

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
        await self._in_flight.finish(_FINISH_S)
        if self._session:
            await self._session.close()
            self._session = None
        self._ended.set()

    async def _start(self) -> None:
        if faults := token_faults(self._bot_token, self._app_token):
            raise PlatformError(f"Slack: {'; '.join(faults)}")
        self._session = session = open_session()
        token = OwnToken(self._bot_token, self._leave)
        client = WorkspaceClient(token, session, self._api_base)
        workspace = await self._identify(session, client)
        self._team = workspace.team
        self._in_flight.begin(self._come_back(workspace.team))
        poster = Poster(client, ChannelPacer(), self._may_send)
        if self._listens:
            await self._listen(workspace, poster, client)
        self._messenger = SlackMessenger(
            client,
            poster,
            team=workspace.team,
            bot_user=workspace.bot_user,
            clock=self._router.clock,
        )
        log.info("slack_connected", team=workspace.team, bot_user=workspace.bot_user)

    async def _listen(self, workspace: Workspace, poster: Poster, client: AsyncWebClient) -> None:
        listeners = Listeners(
            workspace,
            Commands(workspace, self._router, poster),
            Mentions(workspace, self._router, poster),
            self._in_flight,
            on_removed=lambda _at: self._leave_if_removed(client),
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

    async def _leave_if_removed(self, client: AsyncWebClient) -> None:
        """Ask Slack: the word of a removal may come after the app was installed again."""
        with contextlib.suppress(SlackApiError, aiohttp.ClientError, TimeoutError):
            await client.auth_test()  # which leaves, where it is refused

    async def _leave(self) -> None:
        """Let all that is of the workspace go in time, and end: the token is good for nothing."""
        if self._team and self._lost is None:
            with contextlib.suppress(StorageError):  # it goes all the same, only later
                await self._router.leave(self._team)
            self._lose(
                PlatformError(
                    "the app was removed from its Slack workspace, or its tokens were revoked; "
                    "install it again, and set SLACK_BOT_TOKEN anew"
                )
            )

    def _lose(self, error: PlatformError) -> None:
        self._lost = error
        self._ended.set()
