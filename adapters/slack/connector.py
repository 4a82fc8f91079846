"""Slack: in through Socket Mode, out through the Web API.

What is for us is kept and acknowledged, and then begun. Bolt acknowledges neither what no listener
matches nor what a listener fails at, and Slack then delivers it again; and Bolt drops the tasks it
starts. So listeners here only begin what `InFlight` holds.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, assert_never

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
from adapters.slack.channels import speaker_of_press
from adapters.slack.commands import Commands
from adapters.slack.delivery import Poster, SlackMessenger
from adapters.slack.desk_forms import CLAIM_SHOW, DESK_SENT
from adapters.slack.desk_messages import DESK_PRESS
from adapters.slack.events import message_for
from adapters.slack.forms import CHANNEL, HEARD, SETTINGS, SHOW, SUBSCRIBE
from adapters.slack.home import HOME_PRESS
from adapters.slack.intake import MOST_AT_ONCE, Intake, key_of_message, key_of_press
from adapters.slack.limits import ChannelPacer
from adapters.slack.mentions import Mentions
from adapters.slack.place_events import PLACE_EVENTS, POSTING_CHANGED, PlaceEvents
from adapters.slack.questions import AskedBy, SlackQuestions
from adapters.slack.refusals import error_code, is_final
from adapters.slack.sockets import Socket
from adapters.slack.traits import COMMAND, SLACK
from adapters.slack.web_api import API, QUIET_LOGGER, Workspace, open_session, web_client
from bot.ports.errors import PlatformError, PlatformUnreachableError
from bot.ports.outbox import Messenger
from bot.ports.secret_box import SecretBox
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestion, OpenQuestions
from content.language.platforms import apologies
from content.language.platforms import slack as words
from content.subscriptions.preference_fields import FIELDS

log = structlog.get_logger()

_OFFERED: Final = re.compile(
    "|".join(
        f"^{name}$"
        for name in (
            *(SHOW, HEARD),
            *(field.key for field in FIELDS if field.entry and field.entry.is_offered),
        )
    )
)
"""The fields whose choices are told while somebody types."""
_SOCKETS: Final = 2
"""While Slack renews one connection, which it does every few hours, the other one hears."""
_FINISH_S: Final = 1.2
_LOOK_AGAIN_S: Final = 1.0
_OTHERS_ANSWER_WITHIN_S: Final = 60.0


class Listeners:
    """Hears what Slack sends and sees that each is answered once."""

    def __init__(
        self,
        workspace: Workspace,
        commands: Commands,
        mentions: Mentions,
        places: PlaceEvents,
        in_flight: InFlight,
        questions: SlackQuestions,
    ) -> None:
        self._workspace = workspace
        self._commands = commands
        self._mentions = mentions
        self._places = places
        self._in_flight = in_flight
        self._intake = Intake(questions, in_flight, self._answer)

    async def take_up(self, asked: AskedBy, body: dict[str, Any], question: OpenQuestion) -> None:
        """Answer what an earlier run took on here and left unanswered."""
        await self._intake.take_up(asked, body, question)

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
            # A listener here only keeps what came and begins a task, so it runs before the
            # acknowledgement without delaying it much, and Bolt starts no task of its own.
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,  # a socket needs no signature
            ssl_check_enabled=False,
        )
        app.command(COMMAND)(self._on_command)
        app.action(STEP)(self._on_button)
        app.action(DESK_PRESS)(self._on_desk_press)
        app.options(_OFFERED)(self._on_typed)
        app.action(re.compile(rf"^({SHOW}|{HEARD}|{CHANNEL})$"))(self._on_chosen)
        app.options(CLAIM_SHOW)(self._on_desk_typed)
        app.view(re.compile(rf"^({SUBSCRIBE}|{SETTINGS})$"))(self._on_form)
        app.view(DESK_SENT)(self._on_desk_form)
        app.action(HOME_PRESS)(self._on_home_press)
        for kind, heard in self.events().items():
            app.event(kind)(heard)
        app.error(self._on_error)
        return app

    def events(self) -> Mapping[str, Callable[..., Awaitable[BoltResponse | None]]]:
        """Return what hears each kind of event; the manifest asks Slack for these."""
        return {
            "app_home_opened": self._on_home,
            "app_mention": self._on_message,
            "message": self._on_message,
            **dict.fromkeys(PLACE_EVENTS, self._on_place_event),
        }

    async def _on_error(self, error: Exception) -> BoltResponse:
        """Acknowledge all the same: Slack would only send it again."""
        if not isinstance(error, BoltUnhandledRequestError):
            log.error("slack_listener_failed", exc_info=error)
        return BoltResponse(status=200, body="")

    async def _on_command(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        if self._intake.is_full:
            await ack(text=apologies.busy())
            return None
        return await self._take(ack, AskedBy.COMMAND, body)

    async def _on_button(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        return await self._take(ack, AskedBy.BUTTON, body)

    async def _on_desk_press(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        return await self._take(ack, AskedBy.DESK_PRESS, body)

    async def _take(
        self, ack: AsyncAck, asked: AskedBy, body: dict[str, Any], **acknowledgement: Any
    ) -> BoltResponse | None:
        key = key_of_press(asked, self._workspace.team, body)
        speaker = speaker_of_press(self._workspace, body)
        return await self._intake.take(ack, asked, body, key, speaker, **acknowledgement)

    async def _on_typed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Say what can be chosen; Slack waits three seconds, and what is told is its answer."""
        self._in_flight.hold_current()
        await ack(options=await self._commands.admin.forms.suggest(body))

    async def _on_chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Something was chosen in a form on which what else it shows depends."""
        await ack()
        if self._in_flight.is_full or "view" not in body:
            return
        self._in_flight.begin(self._commands.admin.forms.choose(body))

    async def _on_form(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        """Say at once what is wrong with a form; what is in it is taken in hand behind that.

        https://docs.slack.dev/surfaces/modals#displaying_errors
        """
        forms = self._commands.admin.forms
        faults = forms.fault_in(body["view"])
        if faults:
            await ack(response_action="errors", errors=faults)
            return None
        form = str(body["view"].get("callback_id") or "")
        shown = {"response_action": "update", "view": forms.waiting(form)}
        return await self._take(ack, AskedBy.FORM, body, **shown)

    async def _on_desk_typed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(options=await self._commands.newsdesk.suggest(body))

    async def _on_desk_form(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        """The same for the forms of the newsdesk."""
        newsdesk = self._commands.newsdesk
        faults = newsdesk.fault_in(body["view"])
        if faults:
            await ack(response_action="errors", errors=faults)
            return None
        shown = {"response_action": "update", "view": newsdesk.waiting(body["view"])}
        return await self._take(ack, AskedBy.DESK_FORM, body, **shown)

    async def _on_home(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if not self._in_flight.is_full:
            self._in_flight.begin(self._commands.home.answer_opened(body["event"]))

    async def _on_home_press(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        return await self._take(ack, AskedBy.HOME_PRESS, body)

    async def _on_place_event(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._in_flight.begin(self._places.hear(body["event"]))

    async def _on_message(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        """Hear what is for us; in channels only a mention is."""
        if body["event"].get("subtype") == POSTING_CHANGED:
            await self._on_place_event(ack, body)
            return None
        event = message_for(self._workspace.bot_user, body["event"])
        if event is None:
            await ack()
            return None
        key = key_of_message(self._workspace.team, event)
        speaker = self._mentions.speaker(event)
        return await self._intake.take(ack, AskedBy.MESSAGE, event, key, speaker)

    async def _answer(
        self, asked: AskedBy, body: dict[str, Any], key: str, question: OpenQuestion | None
    ) -> None:
        match asked:
            case AskedBy.MESSAGE:
                await self._mentions.answer_message(body, key, question)
            case AskedBy.COMMAND:
                await self._commands.answer_command(body)
            case AskedBy.BUTTON:
                await self._commands.answer_button(body)
            case AskedBy.DESK_PRESS:
                await self._commands.newsdesk.answer_press(body)
            case AskedBy.FORM:
                await self._commands.admin.forms.take(body)
            case AskedBy.DESK_FORM:
                await self._commands.newsdesk.take_form(body)
            case AskedBy.HOME_PRESS:
                await self._commands.home.answer_press(body)
            case _:
                assert_never(asked)


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
        commands = Commands(workspace, self._router, poster)
        places = PlaceEvents(workspace, self._router, self._look_whether_removed)
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
        """Go on with what was left unanswered, at once where we tell this workspace its news.

        Another process that does so may be answering it at this very moment. What still waits a
        minute later, and was asked before we came, was left by one that is gone.
        """
        came, loop = self._router.clock.now(), asyncio.get_running_loop()
        until = loop.time() + _OTHERS_ANSWER_WITHIN_S
        while self._may_send is not None and not self._may_send():
            if loop.time() >= until:
                break
            await asyncio.sleep(_LOOK_AGAIN_S)
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
