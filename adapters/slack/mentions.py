"""Answers to mentions and direct messages, where they were written, each once."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.buttons import is_channel, offering_message
from adapters.slack.channels import speaker_of
from adapters.slack.delivery import Poster
from adapters.slack.markup import words_of
from adapters.slack.messages import SlackMessage, note_message, spent_message
from adapters.slack.web_api import Workspace
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import LookUp, Speaker
from bot.router import Router
from content.commands.parse import Ask, Help, read_command
from content.language.platforms import apologies
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from content.understanding.intents import Intent

log = structlog.get_logger()

_MOST_REMEMBERED: Final = 20_000
_REMEMBERED_FOR_S: Final = 7200.0


Typed = Callable[[str, Speaker], Awaitable[SlackMessage | None]]


class Mentions:
    """Answers what people write to Violet in one workspace."""

    def __init__(
        self, workspace: Workspace, router: Router, poster: Poster, typed: Typed | None = None
    ) -> None:
        """*typed* answers a command that is written to Violet alone; None: they are questions."""
        self._typed = typed
        self._workspace = workspace
        self._router = router
        self._poster = poster

    async def answer_message(self, event: dict[str, Any]) -> None:
        """Answer a mention or a direct message where it was written."""
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
        words = words_of(str(event.get("text") or ""), bot_user=self._workspace.bot_user)
        speaker = speaker_of(self._workspace, channel, thread, str(event["user"]))
        if self._typed is not None and not is_channel(channel) and is_command(words):
            message = await self._typed(str(event["text"]), speaker)
            if message is not None:
                await self._reply(channel, thread, message)
            return
        try:
            if words:
                sent = str(event.get("ts") or "") or None
                said = await self._router.ask(words, speaker, message=sent)
            else:
                said = await self._router.look_up(LookUp(intent=Intent.HELP, speaker=speaker))
        except ShareSpentError as spent:
            if spent.is_first:
                await self._tell_alone(speaker, spent_message(spent, speaker.wording))
            return
        except StorageError as error:
            log.warning("question_failed", channel=channel, reason=str(error))
            await self._reply(
                channel, thread, note_message(apologies.notes_out_of_reach(speaker.wording))
            )
            return
        if said.silent:
            return
        today = self._router.clock.now().date()
        await self._reply(channel, thread, offering_message(said, today, hears=is_channel(channel)))

    async def apologise(self, event: dict[str, Any]) -> None:
        """Say that a message could not be answered."""
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
        await self._reply(channel, thread, note_message(apologies.went_wrong()))

    async def _tell_alone(self, speaker: Speaker, message: SlackMessage) -> None:
        """Say it where they wrote, to them alone.

        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        here = speaker.destination
        if not is_channel(here.channel):
            await self._reply(here.channel, here.thread, message)
            return
        try:
            await self._workspace.client.chat_postEphemeral(
                channel=here.channel,
                user=speaker.person,
                thread_ts=here.thread or None,
                **message.arguments(),
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack_reply_lost", channel=here.channel, reason=str(error)[:100])

    async def _reply(self, channel: str, thread: str, message: SlackMessage) -> None:
        outcome = await self._poster.reply(channel, message, thread=thread)
        if isinstance(outcome, Rejected) and outcome.refusal is Refusal.LATER:
            # The poster sits out a short pause by itself before it tries again.
            outcome = await self._poster.reply(channel, message, thread=thread)
        if not isinstance(outcome, Delivered):
            log.warning("slack_reply_lost", channel=channel, reason=outcome.reason)


def is_command(words: str) -> bool:
    """Whether it begins with a verb, rather than being a question or a cry for help."""
    return not isinstance(read_command(words), Ask | Help)


class EventsTaken:
    """What was taken in hand already; times are seconds on the wall, as Slack's are.

    Slack delivers an event again for up to six minutes when it saw no acknowledgement, so an hour
    and more of memory outlives the last of them.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def take(self, key: str, *, now: float) -> bool:
        """Remember *key*; False where it was taken before."""
        if self._until.get(key, now) > now:
            return False
        self._forget(now)
        self._until[key] = now + _REMEMBERED_FOR_S
        return True

    def release(self, key: str) -> None:
        """Forget *key*: what it stands for failed, and a repetition is welcome."""
        self._until.pop(key, None)

    def _forget(self, now: float) -> None:
        """Drop what is over, oldest first, and the oldest of too many."""
        while self._until:
            oldest = next(iter(self._until))
            if self._until[oldest] > now and len(self._until) < _MOST_REMEMBERED:
                return
            del self._until[oldest]
