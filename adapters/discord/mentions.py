"""Mentions and direct messages: answered like commands. Other chatter is none of our business."""

import re
from datetime import date
from typing import Any, Final

import aiohttp
import discord
import structlog

from adapters.discord.buttons import offered_with
from adapters.discord.channels import destination_of, is_postable
from adapters.discord.commands import CommandContext
from adapters.discord.messages import (
    RenderedMessage,
    answer_message,
    plain_message,
    sentence_message,
)
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker
from content.answers.listed_answers import with_offers_said
from content.answers.reply import Answer
from content.language.platforms import apologies

log = structlog.get_logger()

_MARKUP: Final = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>|@(?:everyone|here)\b")
"""Mentions and custom emoji, which are no words of a question."""
_GREETING: Final = "help"
"""What somebody asks who only says our name."""
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
    guild_id = message.guild.id if message.guild else _guild_of(message.channel)
    destination = destination_of(message.channel, guild_id=guild_id, channel_id=message.channel.id)
    speaker = Speaker(destination=destination, person=str(message.author.id))
    today = context.router.clock.now().date()
    said = await _answer(words or _GREETING, speaker, context, message=str(message.id))
    if said is None or (isinstance(said, Answer) and said.silent):
        return
    try:
        await _reply(message, said, context, today)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("answer_not_sent", channel=message.channel.id, reason=str(error))


async def _reply(
    message: discord.Message, answer: Answer | str, context: CommandContext, today: date
) -> None:
    """Send the answer; in plain words where embeds or replies are not allowed."""
    nobody = discord.AllowedMentions.none()
    # The question may be deleted by now; the answer is then an ordinary message.
    reference = message.to_reference(fail_if_not_exists=False)
    said, offered = _rendered(answer, context), {}
    if isinstance(answer, Answer):
        offered = offered_with(answer, today, hears=is_postable(message.channel))
    try:
        await message.channel.send(
            content=said.content,
            embeds=list(said.embeds),
            reference=reference,
            allowed_mentions=nobody,
            **offered,
        )
    except discord.Forbidden:
        # Where embeds may not be posted there are no buttons either: what they offer is said.
        in_words = answer
        if isinstance(answer, Answer):
            in_words = with_offers_said(answer, by_verb=True)
        plain = plain_message(_rendered(in_words, context))
        await message.channel.send(
            content=plain.content, suppress_embeds=True, allowed_mentions=nobody
        )


def _rendered(answer: Answer | str, context: CommandContext) -> RenderedMessage:
    if isinstance(answer, str):
        return sentence_message(answer)
    return answer_message(answer, context.command_ids)


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


def _guild_of(channel: Any) -> int | None:
    """Return the server of a channel that the gateway has not shown."""
    return getattr(channel, "guild_id", None)
