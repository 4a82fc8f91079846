"""Answers to commands: within Discord's three seconds, whatever happens behind them.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

import aiohttp
import discord
import structlog

from adapters.discord.buttons import offered_with
from adapters.discord.messages import RenderedMessage, answer_message, sentence_message
from adapters.discord.reception import Reception, place_of
from bot.ports import Speaker, StorageError
from content.answers.reply import Answer

log = structlog.get_logger()

_PATIENCE_S: Final = 1.5
"""After this Discord is told to wait, long before its three seconds are over."""
_LONGEST_S: Final = 60.0
SORRY: Final = "Something went wrong on my side; it has been logged. Please try again."
BUSY: Final = "I cannot get at my notes just now; please try again in a minute."
_PUZZLED: Final = (
    "That did not sound like a question for me. Try for example: "
    "when does Jessica Jones season 2 come out?"
)


def speaker_of(interaction: discord.Interaction[Any]) -> Speaker:
    """Return who runs the command, and where."""
    destination = place_of(
        interaction.channel, guild_id=interaction.guild_id, channel_id=interaction.channel_id
    )
    return Speaker(destination=destination, person=str(interaction.user.id))


async def respond(
    interaction: discord.Interaction[Any],
    reception: Reception,
    work: Coroutine[Any, Any, Answer],
    *,
    private: bool = False,
) -> None:
    """Answer the command with what *work* returns, or with a kind sentence where it fails.

    With *private* only whoever ran the command sees the answer.
    """
    reception.take_in_hand()
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=_PATIENCE_S)
        is_late = not task.done()
        if is_late:
            await interaction.response.defer(ephemeral=private, thinking=True)
        message, answer = await _said(task, interaction)
        offered = {}
        if answer is not None and not private:
            offered = offered_with(answer, reception.router.clock.now().date())
        if is_late:
            await _follow_up(interaction, message, offered)
        else:
            await say(interaction, message, private=private or answer is None, **offered)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        log.exception("answer_not_sent", command=_name(interaction))
    finally:
        task.cancel()


async def say(
    interaction: discord.Interaction[Any],
    message: RenderedMessage,
    *,
    private: bool,
    **offered: Any,
) -> None:
    """Send *message* as the command's answer, with what else is *offered* there."""
    await interaction.response.send_message(
        content=message.content,
        embeds=list(message.embeds),
        ephemeral=private,
        allowed_mentions=discord.AllowedMentions.none(),
        **offered,
    )


async def _follow_up(
    interaction: discord.Interaction[Any], message: RenderedMessage, offered: dict[str, Any]
) -> None:
    await interaction.edit_original_response(
        content=message.content,
        embeds=list(message.embeds),
        allowed_mentions=discord.AllowedMentions.none(),
        **offered,
    )


async def _said(
    task: asyncio.Task[Answer], interaction: discord.Interaction[Any]
) -> tuple[RenderedMessage, Answer | None]:
    """Return what there is to say, and the answer in it; None where it is an apology."""
    try:
        async with asyncio.timeout(_LONGEST_S):
            answer = await task
        return (sentence_message(_PUZZLED) if answer.silent else answer_message(answer)), answer
    except StorageError as error:
        log.warning("question_failed", command=_name(interaction), reason=str(error))
        return sentence_message(BUSY), None
    except Exception:  # the edge of a job: one bad question must not go unanswered
        log.exception("question_failed", command=_name(interaction))
        return sentence_message(SORRY), None


def _name(interaction: discord.Interaction[Any]) -> str:
    return interaction.command.qualified_name if interaction.command else ""
