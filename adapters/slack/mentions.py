"""Answering on Slack: a command, a mention or a direct message in, words back."""

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.admin import Ordering
from adapters.slack.buttons import offering_message
from adapters.slack.channels import Places
from adapters.slack.commands import order_of, words_of
from adapters.slack.messages import SlackMessage, answer_message, note_message
from adapters.slack.posting import Poster
from adapters.slack.web_api import webhook_client
from bot.ports import LookUp, Speaker, StorageError
from bot.router import Router
from content.answers.reply import Answer
from content.commands.admin import Order, Remind
from content.commands.parse import read_command
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from content.understanding.question import Intent

log = structlog.get_logger()

_NO_QUESTION: Final = (
    "I could not find a question in that. Try /violet when jessica jones, or /violet help."
)
_SLACK_WOULD_NOT_SAY: Final = "Slack did not answer me just now. Please try again in a minute."
_BUSY: Final = "I cannot get at my notes just now; please try again in a minute."
_SORRY: Final = "Something went wrong on my side; it has been logged. Please try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Which workspace this is, who we are in it, and how it is reached."""

    team: str
    bot_user: str
    bot: str
    client: AsyncWebClient
    session: aiohttp.ClientSession
    api_base: str | None
    url: str = ""
    """The address of the workspace, with a slash at its end."""


class Answering:
    """Answers people in one workspace."""

    def __init__(self, home: Home, router: Router, poster: Poster) -> None:
        self._home = home
        self._router = router
        self._poster = poster
        self._places = Places(home.client, url=home.url)
        self.ordering = Ordering(home.client, router, poster, self._places, team=home.team)
        """What is ordered rather than asked."""

    async def answer_command(self, body: dict[str, Any]) -> None:
        """Answer /violet, so that only whoever typed it sees the answer."""
        channel = str(body.get("channel_id") or "")
        message = await self._done(self._obey(str(body.get("text") or ""), body), channel)
        await self._respond(str(body.get("response_url") or ""), message)

    async def answer_button(self, body: dict[str, Any]) -> None:
        """Remind whoever pressed the button; only they see the answer."""
        channel = str((body.get("channel") or {}).get("id") or "")
        speaker = self._speaker(channel, "", str(body["user"]["id"]))
        show = str(body["actions"][0].get("value") or "")
        message = await self._done(self._remind(show, speaker), channel)
        await self._respond(str(body.get("response_url") or ""), message)

    async def _done(self, work: Coroutine[Any, Any, SlackMessage], channel: str) -> SlackMessage:
        """Return what *work* says, or a kind sentence where it fails."""
        try:
            return await work
        except StorageError as error:
            log.warning("question_failed", channel=channel, reason=str(error))
            return note_message(_BUSY)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            log.warning("slack_command_unanswered", channel=channel, exc_info=True)
            return note_message(_SLACK_WOULD_NOT_SAY)
        except Exception:  # one bad question must not end the others
            log.exception("slack_command_failed", channel=channel)
            return note_message(_SORRY)

    async def answer_message(self, event: dict[str, Any]) -> None:
        """Answer a mention or a direct message where it was written."""
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
        words = words_of(str(event.get("text") or ""), bot_user=self._home.bot_user)
        speaker = self._speaker(channel, thread, str(event["user"]))
        try:
            if words:
                sent = str(event.get("ts") or "") or None
                said = await self._router.ask(words, speaker, message=sent)
            else:
                said = await self._router.look_up(LookUp(intent=Intent.HELP, speaker=speaker))
        except StorageError as error:
            log.warning("question_failed", channel=channel, reason=str(error))
            await self._reply(channel, thread, note_message(_BUSY))
            return
        if said.silent:
            return
        await self._reply(channel, thread, self._offering(said))

    async def apologise(self, event: dict[str, Any]) -> None:
        """Say that a message could not be answered."""
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
        await self._reply(channel, thread, note_message(_SORRY))

    async def _obey(self, written: str, body: dict[str, Any]) -> SlackMessage:
        """Return the answer to what was typed behind the command."""
        speaker = self._speaker(str(body["channel_id"]), "", str(body["user_id"]))
        order, trigger = read_command(order_of(written)), str(body.get("trigger_id") or "")
        if isinstance(order, Order):
            return await self.ordering.carry_out(order, speaker, trigger)
        command = read_command(words_of(written))
        said = await self._router.handle(command, speaker, self._places, message=trigger or None)
        return note_message(_NO_QUESTION) if said.silent else self._offering(said)

    async def _remind(self, show: str, speaker: Speaker) -> SlackMessage:
        return answer_message(await self._router.remind(Remind(show), speaker))

    def _offering(self, said: Answer) -> SlackMessage:
        return offering_message(said, self._router.clock.now().date())

    def _speaker(self, channel: str, thread: str, person: str) -> Speaker:
        destination = Destination(
            platform=Platform.SLACK, workspace=self._home.team, channel=channel, thread=thread
        )
        return Speaker(destination=destination, person=person)

    async def _reply(self, channel: str, thread: str, message: SlackMessage) -> None:
        outcome = await self._poster.reply(channel, message, thread=thread)
        if isinstance(outcome, Rejected) and outcome.refusal is Refusal.LATER:
            # The poster sits out a short pause by itself before it tries again.
            outcome = await self._poster.reply(channel, message, thread=thread)
        if not isinstance(outcome, Delivered):
            log.warning("slack_reply_lost", channel=channel, reason=outcome.reason)

    async def _respond(self, url: str, message: SlackMessage) -> None:
        """Use the command's response URL, of which Slack allows five uses in half an hour.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        client = webhook_client(self._home.session, url, api_base=self._home.api_base)
        for said in (message, message.plain):
            body = said.arguments() | {"response_type": "ephemeral", "replace_original": False}
            try:
                response = await client.send_dict(body)
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                log.warning("slack_command_answer_lost", reason=type(error).__name__)
                return
            if response.status_code == 200:
                return
            log.warning(
                "slack_command_answer_refused",
                status=response.status_code,
                reason=str(response.body)[:100],
            )
            if "block" not in str(response.body):
                return
