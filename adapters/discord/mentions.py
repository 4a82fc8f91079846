"""Mentions and direct messages: answered like commands. Other chatter is none of our business."""

import re
from typing import Any, Final

import aiohttp
import discord
import structlog

from adapters.discord.buttons import offered_with
from adapters.discord.channels import destination_of
from adapters.discord.commands import CommandContext
from adapters.discord.messages import (
    RenderedMessage,
    answer_message,
    plain_message,
    sentence_message,
)
from bot.ports.errors import StorageError
from bot.ports.platforms import Speaker
from content.language.platforms import apologies

log = structlog.get_logger()

_MARKUP: Final = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>")
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
    said, offered = await _answer(words or _GREETING, speaker, context, message=str(message.id))
    if said is None:
        return
    try:
        await _reply(message, said, offered)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("answer_not_sent", channel=message.channel.id, reason=str(error))


async def _reply(message: discord.Message, said: RenderedMessage, offered: dict[str, Any]) -> None:
    """Send the answer; in plain words where embeds or replies are not allowed."""
    nobody = discord.AllowedMentions.none()
    # The question may be deleted by now; the answer is then an ordinary message.
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(
            content=said.content,
            embeds=list(said.embeds),
            reference=reference,
            allowed_mentions=nobody,
            **offered,
        )
    except discord.Forbidden:
        await message.channel.send(
            content=plain_message(said).content, suppress_embeds=True, allowed_mentions=nobody
        )


async def _answer(
    words: str, speaker: Speaker, context: CommandContext, *, message: str
) -> tuple[RenderedMessage | None, dict[str, Any]]:
    """Return what there is to say, None where nothing is, and what else is offered there."""
    try:
        answer = await context.router.ask(words, speaker, message=message)
    except StorageError as error:
        log.warning("question_failed", channel=speaker.destination.channel, reason=str(error))
        return sentence_message(apologies.notes_out_of_reach(speaker.wording)), {}
    except Exception:  # the edge of a job: one bad question must not go unanswered
        log.exception("question_failed", channel=speaker.destination.channel)
        return sentence_message(apologies.went_wrong(speaker.wording)), {}
    if answer.silent:
        return None, {}
    offered = offered_with(answer, context.router.clock.now().date())
    return answer_message(answer, context.command_ids), offered


def _guild_of(channel: Any) -> int | None:
    """Return the server of a channel that the gateway has not shown."""
    return getattr(channel, "guild_id", None)
