"""What people ask on Discord, kept from when it comes until it is answered.

It is kept as Discord's own event, from which any process can take it up again. That of an
interaction holds the token by which it is answered, so it is kept encrypted, or not at all.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import discord
import structlog

from adapters.discord.channels import destination_from, destination_of
from adapters.discord.shards import EVERY_SHARD, Shards
from adapters.discord.traits import DISCORD
from bot.masking import SECRETS
from bot.ports.answers import AcceptedQuestion
from bot.ports.errors import StorageError, UnreadableSecretError
from bot.ports.platforms import Speaker
from bot.ports.secret_box import SecretBox
from bot.runtime.open_questions import OpenQuestion, OpenQuestions

log = structlog.get_logger()

Event = dict[str, Any]

MESSAGE, INTERACTION = "MESSAGE_CREATE", "INTERACTION_CREATE"
TOKEN_LIVES_S: Final = 14.5 * 60.0
"""For a little less than as long as Discord takes an answer to an interaction.

https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""
_MESSAGE_WAITS: Final = timedelta(days=1)
"""For so long a question in words is worth an answer."""
_LOOK_AGAIN_S: Final = 5.0
_ANSWERED: Final = frozenset({2, 3, 5})
"""Commands, components and forms; nobody waits for what is offered to be chosen while typing."""
_THREADS: Final = frozenset({10, 11, 12})
_UNNAMED_THREAD: Final = {"owner_id": "0", "member_count": 0, "message_count": 0}
"""What discord.py needs to know of a thread, and Discord does not say of one that is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInteraction:
    """An interaction that is being answered."""

    kind: int
    """https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type"""
    application_id: str
    since: float
    """When it came, on the loop's clock."""
    question: OpenQuestion | None
    """None: it is not kept."""

    @property
    def is_again(self) -> bool:
        """Whether an earlier run may have answered it."""
        return self.question is not None and self.question.is_again


_interaction: ContextVar[OpenInteraction | None] = ContextVar("interaction", default=None)
_message: ContextVar[OpenQuestion | None] = ContextVar("message", default=None)


def open_interaction() -> OpenInteraction:
    """Return the interaction that is being answered, in whichever task."""
    return _interaction.get() or _opened({}, asyncio.get_running_loop().time(), None)


def _opened(event: Event, since: float, question: OpenQuestion | None) -> OpenInteraction:
    kind, application = event.get("type"), event.get("application_id")
    return OpenInteraction(
        kind=kind if isinstance(kind, int) else 0,
        application_id=str(application or ""),
        since=since,
        question=question,
    )


class DiscordQuestions:
    """Takes what is asked on, and up again after a restart."""

    def __init__(
        self,
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        shards: Shards = EVERY_SHARD,
    ) -> None:
        """Without *questions* nothing is kept, without a *secret_box* no interaction is.

        What an earlier run left is taken up where these *shards* hear of it.
        """
        self._shards = shards
        self._questions = questions
        self._secret_box = secret_box

    @contextmanager
    def taking(self, event: Event) -> Iterator[None]:
        """Take an interaction on; it is the one that is answered in every task begun within."""
        since = asyncio.get_running_loop().time()
        mend_threads(event)
        question = self._accept_interaction(event) if event.get("type") in _ANSWERED else None
        token = _interaction.set(_opened(event, since, question))
        try:
            yield
        finally:
            _interaction.reset(token)

    @contextmanager
    def again(self, question: OpenQuestion, event: Event) -> Iterator[None]:
        """Take up again what was asked; it is answered in every task begun within."""
        opened = _opened(event, question.since, question)
        interaction, message = _interaction.set(opened), _message.set(question)
        try:
            yield
        finally:
            _interaction.reset(interaction)
            _message.reset(message)

    def of_message(self, message: discord.Message, speaker: Speaker) -> OpenQuestion | None:
        """Return the question that *message* asks, taken on unless it is taken up again."""
        again = _message.get()
        if again is not None or self._questions is None:
            return again
        now = self._questions.clock.now()
        key = f"m{message.id}"
        return self._questions.accept(
            AcceptedQuestion(
                key=key,
                speaker=speaker,
                asked=self._written({"event": MESSAGE, "data": _as_event(message)}, key),
                accepted_at=now,
                answer_by=now + _MESSAGE_WAITS,
            )
        )

    async def left_over(self) -> AsyncIterator[tuple[str, Event, OpenQuestion]]:
        """Yield what an earlier run left unanswered: the event's name, the event, the question."""
        if self._questions is None:
            return
        for question in await self._left_over(self._questions):
            try:
                asked = self._read(question.accepted)
            except (UnreadableSecretError, ValueError, KeyError) as error:
                log.warning("question_unreadable", platform="discord", reason=str(error))
                question.end()
                continue
            log.info("question_taken_up", platform="discord", key=question.accepted.key)
            SECRETS.learn_in(asked["data"])
            yield asked["event"], asked["data"], question

    async def _left_over(self, questions: OpenQuestions) -> Sequence[OpenQuestion]:
        while True:
            try:
                return await questions.left_over(DISCORD.id, self._shards.serve)
            except StorageError as error:
                log.warning("questions_not_taken_up", platform="discord", reason=str(error))
            await asyncio.sleep(_LOOK_AGAIN_S)

    def _accept_interaction(self, event: Event) -> OpenQuestion | None:
        if self._questions is None or self._secret_box is None:
            return None
        try:
            key, speaker = f"i{int(event['id'])}", _speaker_of(event)
        except (KeyError, TypeError, ValueError):
            return None  # what reads it says what is wrong with it
        now, lives_s = (
            self._questions.clock.now(),
            self._questions.clock.seconds_within(TOKEN_LIVES_S),
        )
        return self._questions.accept(
            AcceptedQuestion(
                key=key,
                speaker=speaker,
                asked=self._written({"event": INTERACTION, "data": event}, key),
                accepted_at=now,
                answer_by=now + timedelta(seconds=lives_s),
            )
        )

    def _written(self, asked: Event, key: str) -> str:
        text = json.dumps(asked, separators=(",", ":"))
        box = self._secret_box
        return text if box is None else box.encrypt(text, "discord question", key)

    def _read(self, accepted: AcceptedQuestion) -> Event:
        text = accepted.asked
        if not text.startswith("{"):
            if self._secret_box is None:
                raise UnreadableSecretError("it was encrypted, and there is no key any more")
            text = self._secret_box.decrypt(text, "discord question", accepted.key)
        asked: Event = json.loads(text)
        if not isinstance(asked["data"], dict) or asked["event"] not in {MESSAGE, INTERACTION}:
            raise ValueError("it is no event of Discord's")
        return asked


def mend_threads(event: Event) -> None:
    """Say of each thread in the event what Discord leaves out, so that discord.py can read it.

    Of a channel that is chosen Discord tells a part only.
    https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
    """
    data = event.get("data")
    resolved = data.get("resolved") if isinstance(data, dict) else None
    channels = resolved.get("channels") if isinstance(resolved, dict) else None
    chosen = list(channels.values()) if isinstance(channels, dict) else []
    for channel in (*chosen, event.get("channel")):
        if isinstance(channel, dict) and channel.get("type") in _THREADS:
            for name, value in _UNNAMED_THREAD.items():
                channel.setdefault(name, value)


def _as_event(message: discord.Message) -> Event:
    """Return as much of the event that told of *message* as reading it again takes."""
    guild = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
    named = [_user(user) for user in message.mentions]
    event: Event = {
        "id": str(message.id),
        "type": message.type.value,
        "channel_id": str(message.channel.id),
        "author": _user(message.author),
        "content": message.content,
        "timestamp": message.created_at.isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": named,
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }
    if guild is not None:
        event["guild_id"] = str(guild)
    return event


def _user(user: discord.abc.User) -> Event:
    return {
        "id": str(user.id),
        "username": "",
        "discriminator": "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
    }


def _speaker_of(event: Event) -> Speaker:
    """Return who asks, as far as the event says it by itself."""
    guild = event.get("guild_id")
    user = event["member"]["user"] if "member" in event else event["user"]
    channel = event.get("channel") or {}
    is_thread = channel.get("type") in _THREADS
    destination = destination_from(
        int(guild) if guild else None,
        int(event["channel_id"]) if event.get("channel_id") else None,
        int(channel["parent_id"]) if is_thread and channel.get("parent_id") else None,
    )
    return Speaker(destination=destination, person=str(user["id"]))


def speaker_of_message(message: discord.Message) -> Speaker:
    """Return who wrote *message*, and where."""
    guild = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
    destination = destination_of(message.channel, guild_id=guild, channel_id=message.channel.id)
    # Discord does not tell what the author of a message reads, but what the server's admins chose.
    locale = message.guild.preferred_locale.value if message.guild else None
    return Speaker(destination=destination, person=str(message.author.id), locale=locale)
