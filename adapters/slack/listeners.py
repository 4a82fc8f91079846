"""What is heard of one workspace of Slack, through its sockets or over HTTP.

What is for us is kept and acknowledged, and then begun. Bolt acknowledges neither what no listener
matches nor what a listener fails at, and Slack then delivers it again; and Bolt drops the tasks it
starts. So listeners here only begin what `InFlight` holds.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, assert_never

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters.slack.buttons import STEP
from adapters.slack.channels import speaker_of_press
from adapters.slack.commands import Commands
from adapters.slack.desk_forms import CLAIM_SHOW, DESK_SENT
from adapters.slack.desk_messages import DESK_PRESS
from adapters.slack.events import message_for, time_of
from adapters.slack.forms import CHANNEL, HEARD, SETTINGS, SHOW, SUBSCRIBE
from adapters.slack.home import HOME_PRESS
from adapters.slack.intake import Intake, key_of_message, key_of_press
from adapters.slack.mentions import Mentions
from adapters.slack.place_events import PLACE_EVENTS, POSTING_CHANGED, REMOVALS, PlaceEvents
from adapters.slack.questions import AskedBy, SlackQuestions
from adapters.slack.traits import COMMAND
from adapters.slack.turns import end_turn
from adapters.slack.web_api import QUIET_LOGGER, Workspace, web_client
from bot.ports.errors import PlatformUnreachableError, StorageError
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestion
from content.language.platforms import apologies
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
            **dict.fromkeys(REMOVALS, self._on_removal),
        }

    async def _on_error(self, error: Exception) -> BoltResponse:
        """Acknowledge all the same: Slack would only send it again."""
        if isinstance(error, StorageError | PlatformUnreachableError):
            # What must be stored, or looked at first, is told again.
            log.warning("slack_event_not_taken", reason=str(error))
            return BoltResponse(status=503, body="")
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

    async def _on_removal(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Let go of the workspace before it is acknowledged: Slack says it again where we cannot.

        https://docs.slack.dev/reference/events/app_uninstalled
        """
        end_turn()  # so that nobody else waits for the store, too
        await self._places.hear_removal(body["event"], at=time_of(body))
        await ack()

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
