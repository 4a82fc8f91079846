"""Slack: in through Socket Mode, out through the Web API.

Everything is acknowledged at once, and what is for us is then begun. Bolt acknowledges neither what
no listener matches nor what a listener fails at, and Slack then delivers it again; and Bolt drops
the tasks it starts. So listeners here only begin what `InFlight` holds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
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
from adapters.slack.place_events import PLACE_EVENTS, PlaceEvents
from adapters.slack.refusals import error_code, is_final
from adapters.slack.sockets import Socket
from adapters.slack.traits import COMMAND, SLACK
from adapters.slack.web_api import API, QUIET_LOGGER, Workspace, open_session, web_client
from bot.ports.errors import PlatformError, PlatformUnreachableError
from bot.ports.outbox import Messenger
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.in_flight import InFlight
from content.language.platforms import slack as words

log = structlog.get_logger()

_SOCKETS: Final = 2
"""While Slack renews one connection, which it does every few hours, the other one hears."""
_FINISH_S: Final = 1.2


class Listeners:
    """Hears what Slack sends and sees that each is answered once."""

    def __init__(
        self,
        workspace: Workspace,
        commands: Commands,
        mentions: Mentions,
        places: PlaceEvents,
        in_flight: InFlight,
    ) -> None:
        self._workspace = workspace
        self._commands = commands
        self._mentions = mentions
        self._places = places
        self._in_flight = in_flight
        self._seen = EventsTaken()

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
        for kind, heard in self.events().items():
            app.event(kind)(heard)
        app.error(self._on_error)
        return app

    def events(self) -> Mapping[str, Callable[..., Awaitable[None]]]:
        """Return what hears each kind of event; the manifest asks Slack for these."""
        return {
            "app_mention": self._on_mention,
            "message": self._on_message,
            **dict.fromkeys(PLACE_EVENTS, self._on_place_event),
        }

    async def _on_error(self, error: Exception) -> BoltResponse:
        """Acknowledge all the same: Slack would only send it again."""
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

    async def _on_place_event(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._in_flight.begin(self._places.hear(body["event"]))

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
        self._workspace: Workspace | None = None
        self._is_doubting = False
        """Whether it is being looked whether the app is still installed."""
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
        await self._in_flight.finish(_FINISH_S)
        if self._session:
            await self._session.close()
            self._session = None
        self._ended.set()

    async def _start(self) -> None:
        self._session = session = open_session()
        client = web_client(session, token=self._bot_token, api_base=self._api_base)
        workspace = await self._identify(session, client)
        poster = Poster(client, ChannelPacer(), self._may_send)
        poster.on_removed = self._doubt
        self._workspace = workspace
        await self._router.come_back(workspace.team)
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
        places = PlaceEvents(workspace, self._router, self._look_whether_removed)
        listeners = Listeners(
            workspace,
            Commands(workspace, self._router, poster),
            Mentions(workspace, self._router, poster),
            places,
            self._in_flight,
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
            raise PlatformError(
                "SLACK_BOT_TOKEN belongs to a person, not to a bot; a bot's begins with xoxb-"
            )
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

    def _doubt(self) -> None:
        """Look whether the app is still installed; once, however many posts are refused."""
        if not self._is_doubting:
            self._is_doubting = True
            self._in_flight.begin(self._look_whether_removed())

    async def _look_whether_removed(self) -> None:
        """End, where Slack says that the app was uninstalled or its token revoked.

        Slack's word of it may come late, or twice, after the app was installed again.
        """
        workspace = self._workspace
        if workspace is None:
            return
        try:
            await workspace.client.auth_test()
        except SlackApiError as error:
            code = error_code(error)
            if is_final(code):
                await self._router.leave(workspace.team)
                self._lose(PlatformError(words.no_longer_installed(code)))
        except (aiohttp.ClientError, TimeoutError):
            pass
        finally:
            self._is_doubting = False

    def _lose(self, error: PlatformError) -> None:
        self._lost = error
        self._ended.set()
