"""Answers to mentions, in their threads, and to direct messages, each once."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.buttons import is_channel, offering_message
from adapters.slack.channels import speaker_of
from adapters.slack.events import Event, is_direct
from adapters.slack.markup import words_of
from adapters.slack.messages import SlackMessage, note_message, spent_message
from adapters.slack.posting import Poster
from adapters.slack.public_answers import AnswerPlace, PublicAnswers
from adapters.slack.retries import until_told
from adapters.slack.web_api import Workspace
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import LookUp, Speaker
from bot.router import Router
from bot.runtime.open_questions import OpenQuestion
from content.answers.reply import Answer
from content.commands.parse import Ask, Help, read_command
from content.language.platforms import apologies
from content.understanding.intents import Intent

log = structlog.get_logger()

_MOST_REMEMBERED: Final = 20_000
_REMEMBERED_FOR_S: Final = 7200.0
_TELLS_FOR_S: Final = 60.0

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
        self._answers = PublicAnswers(workspace.client, poster, bot_user=workspace.bot_user)

    def speaker(self, event: Event) -> Speaker:
        """Return who wrote that, and where."""
        thread = str(event.get("thread_ts") or "")
        return speaker_of(self._workspace, str(event["channel"]), thread, str(event["user"]))

    async def answer_message(
        self, event: Event, key: str, question: OpenQuestion | None = None
    ) -> None:
        """Answer a message for us in its thread, or in the direct messages where it was written.

        Raises:
            NoAnswerNowError: nobody can be told for now.
        """
        speaker, place = self.speaker(event), _place_of(event)
        message = await self._message(event, speaker, place, key)
        if message is None:
            return
        await self._go_on_in(speaker, place.after)
        if question is not None and question.was_answered:
            return
        told = await self._answers.tell(place, message, key, question)
        if told is not None and not place.thread:
            await self._go_on_in(speaker, told)

    async def _message(
        self, event: Event, speaker: Speaker, place: AnswerPlace, key: str
    ) -> SlackMessage | None:
        """Return what is said to a message; None: nothing, or it was said already."""
        if self._typed is not None and is_direct(event) and is_command(self._words(event)):
            return await self._typed(str(event["text"]), speaker)
        try:
            said = await self._said(event, speaker)
        except ShareSpentError as spent:
            if spent.is_first:
                await self._tell_alone(speaker, spent_message(spent, speaker.wording), place, key)
            return None
        except StorageError as error:
            log.warning("question_failed", channel=place.channel, reason=str(error))
            return note_message(apologies.notes_out_of_reach(speaker.wording))
        except Exception:  # one bad question must not end the others
            log.exception("slack_message_failed", channel=place.channel)
            return note_message(apologies.went_wrong(speaker.wording))
        if said.silent:
            return None
        today = self._router.clock.now().date()
        return offering_message(said, today, hears=is_channel(place.channel))

    async def _said(self, event: Event, speaker: Speaker) -> Answer:
        words = self._words(event)
        if not words:
            return await self._router.look_up(LookUp(intent=Intent.HELP, speaker=speaker))
        sent = str(event.get("ts") or "") or None
        return await self._router.ask(words, speaker, message=sent)

    def _words(self, event: Event) -> str:
        return words_of(str(event.get("text") or ""), bot_user=self._workspace.bot_user)

    async def _go_on_in(self, speaker: Speaker, thread: str) -> None:
        """Let what was said be leant on in a thread as well, where it may be gone on with."""
        if not speaker.destination.thread and thread:
            try:
                await self._router.go_on_in(speaker, thread)
            except StorageError as error:
                log.warning("conversation_not_kept", reason=str(error))

    async def _tell_alone(
        self, speaker: Speaker, message: SlackMessage, place: AnswerPlace, key: str
    ) -> None:
        """Say it where they wrote, to them alone.

        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        here = speaker.destination
        if not is_channel(here.channel):
            await self._answers.tell(place, message, key, None)
            return
        tell = partial(
            self._workspace.client.chat_postEphemeral,
            channel=here.channel,
            user=speaker.person,
            thread_ts=here.thread or None,
            **message.arguments(),
        )
        try:
            await until_told(tell, within_s=_TELLS_FOR_S)
        except (SlackApiError, aiohttp.ClientError, OSError) as error:
            log.warning("slack_reply_lost", channel=here.channel, reason=str(error)[:100])


def _place_of(event: Event) -> AnswerPlace:
    """Return where the answer goes: a thread is begun where none was, but not among two."""
    sent, thread = str(event.get("ts") or ""), str(event.get("thread_ts") or "")
    if not is_direct(event):
        thread = thread or sent
    return AnswerPlace(channel=str(event["channel"]), thread=thread, after=sent)


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
