"""Mentions and direct messages: answered like commands. Other chatter is none of our business."""

import asyncio
import re
from datetime import date
from functools import partial
from typing import Any, Final

import aiohttp
import discord
import structlog

from adapters.discord.buttons import offered_with
from adapters.discord.channels import is_postable, permissions_of
from adapters.discord.commands import CommandContext
from adapters.discord.messages import (
    RenderedMessage,
    answer_message,
    plain_message,
    sentence_message,
)
from adapters.discord.questions import speaker_of_message
from adapters.discord.retries import passes, until_told
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker
from bot.runtime.open_questions import OpenQuestion
from content.answers.listed_answers import with_offers_said
from content.answers.reply import Answer
from content.language.platforms import apologies

log = structlog.get_logger()

_MARKUP: Final = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>|@(?:everyone|here)\b")
"""Mentions and custom emoji, which are no words of a question."""
_GREETING: Final = "help"
"""What somebody asks who only says our name."""
_NONCE_LIVES_S: Final = 100.0
"""For so long a message that is sent again makes no second one: "the past few minutes".

https://docs.discord.com/developers/resources/message#create-message
"""
_INSIST_S: Final = 15.0 * 60.0
"""After this it is left to the next connection, or to the next start."""
_EACH_S: Final = 10.0
_PAUSE_S: Final = 20.0
_MOST_READ: Final = 500
_KINDS: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})


async def answer_mention(message: discord.Message, me: int, context: CommandContext) -> None:
    """Answer *message* where it is for Violet, whose user id is *me*; bots are never answered."""
    if message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
        return
    is_direct = isinstance(message.channel, discord.DMChannel)
    if not is_direct and all(user.id != me for user in message.mentions):
        return
    context.in_flight.hold_current()
    words = _MARKUP.sub(" ", message.content).strip()
    speaker = speaker_of_message(message)
    question = context.questions.of_message(message, speaker)
    said = await _answer(words or _GREETING, speaker, context, message=str(message.id))
    if question is not None:
        await question.kept()
    if question is not None and question.was_answered:
        return
    if said is not None and (not isinstance(said, Answer) or not said.silent):
        try:
            await _reply_once(message, said, question, context, me)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("answer_not_sent", channel=message.channel.id, reason=str(error))
            if question is not None and passes(error):
                question.leave()
                return
    if question is not None:
        question.end()


async def _reply_once(
    message: discord.Message,
    answer: Answer | str,
    question: OpenQuestion | None,
    context: CommandContext,
    me: int,
) -> None:
    """Send the answer until it is there; where it may be there for long, look for it first."""
    loop, today = asyncio.get_running_loop(), context.router.clock.now().date()
    began = loop.time() if question is None else question.since
    until = loop.time() + _INSIST_S
    while True:
        try:
            if loop.time() - began > _NONCE_LIVES_S and await _is_there(
                message, answer, context, me
            ):
                return
            await _reply(message, answer, context, today, until=loop.time() + _NONCE_LIVES_S)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            if not passes(error) or loop.time() >= until:
                raise
            log.warning("answer_delayed", channel=message.channel.id, reason=str(error))
            await asyncio.sleep(_PAUSE_S)
        else:
            return


async def _is_there(
    message: discord.Message, answer: Answer | str, context: CommandContext, me: int
) -> bool:
    """Whether *message* was answered: by a reply, or else by the same words after it.

    Where that cannot be looked up it counts as answered, since nothing may be said twice.
    """
    allowed = permissions_of(message.channel)
    if allowed is not None and not allowed.read_message_history:
        log.warning("answer_not_looked_for", channel=message.channel.id)
        return True
    rich = _rendered(answer, context)
    looks = {_look(rich.content, rich.embeds), _look(plain_message(rich).content, ())}

    async def look() -> bool:
        later = message.channel.history(limit=_MOST_READ, after=message, oldest_first=True)
        async for one in later:
            if one.author.id != me:
                continue
            answered = one.reference.message_id if one.reference else None
            if answered == message.id or (not answered and _look(one.content, one.embeds) in looks):
                return True
        return False

    until = asyncio.get_running_loop().time() + _NONCE_LIVES_S
    return await until_told(look, until=until, each_s=_EACH_S)


def _look(content: str | None, embeds: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    return content or "", tuple((one.title or "", one.description or "") for one in embeds)


async def _reply(
    message: discord.Message,
    answer: Answer | str,
    context: CommandContext,
    today: date,
    *,
    until: float,
) -> None:
    """Send the answer; in plain words where embeds or replies are not allowed.

    It bears the number of the question, so that sending it again makes no second one.
    """
    send = partial(
        message.channel.send,
        allowed_mentions=discord.AllowedMentions.none(),
        nonce=f"m{message.id}",  # discord.py then sends enforce_nonce as well
    )
    # The question may be deleted by now; the answer is then an ordinary message.
    reference = message.to_reference(fail_if_not_exists=False)
    said, offered = _rendered(answer, context), {}
    if isinstance(answer, Answer):
        offered = offered_with(answer, today, hears=is_postable(message.channel))
    try:
        rich = partial(
            send,
            content=said.content,
            embeds=list(said.embeds),
            reference=reference,
            **offered,
        )
        await until_told(rich, until=until, each_s=_EACH_S)
    except discord.Forbidden:
        # Where embeds may not be posted there are no buttons either: what they offer is said.
        in_words = answer
        if isinstance(answer, Answer):
            in_words = with_offers_said(answer, by_verb=True)
        plain = plain_message(_rendered(in_words, context))
        bare = partial(send, content=plain.content, suppress_embeds=True)
        await until_told(bare, until=until, each_s=_EACH_S)


def _rendered(answer: Answer | str, context: CommandContext) -> RenderedMessage:
    if isinstance(answer, str):
        return sentence_message(answer)
    return answer_message(answer, context.command_ids, context.colour_of)


async def _answer(
    words: str, speaker: Speaker, context: CommandContext, *, message: str
) -> Answer | str | None:
    """Return the answer, or an apology; None where that was said already."""
    try:
        return await context.router.ask(words, speaker, message=message)
    except ShareSpentError as spent:
        if not spent.is_first:
            return None
        return apologies.too_much_at_once(
            spent.refills_in, of_all=spent.is_all, wording=speaker.wording
        )
    except StorageError as error:
        log.warning("question_failed", channel=speaker.destination.channel, reason=str(error))
        return apologies.notes_out_of_reach(speaker.wording)
    except Exception:  # the edge of a job: one bad question must not go unanswered
        log.exception("question_failed", channel=speaker.destination.channel)
        return apologies.went_wrong(speaker.wording)
