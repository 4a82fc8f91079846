"""What comes of pressing a button; pressed twice, or long after, it does no harm."""

import asyncio
from collections.abc import Coroutine
from typing import Any, assert_never

import aiohttp
import discord
import structlog

from adapters.discord.admin import follow_here
from adapters.discord.buttons import offered_with
from adapters.discord.channels import hears_at, speaker_of
from adapters.discord.commands import (
    PATIENCE_S,
    CommandContext,
    respond,
    said_by,
    say,
)
from adapters.discord.messages import RenderedMessage, sentence_message
from bot.ports.pictures import DrawnPicture
from bot.ports.platforms import LookUp, behind_answer
from content.answers.reply import Answer
from content.commands.admin import Remind
from content.commands.next_steps import StepAction, of_look_up, of_reminder, replaces
from content.language.platforms import apologies

log = structlog.get_logger()

Interaction = discord.Interaction[Any]


async def take_step(
    interaction: Interaction, context: CommandContext, action: StepAction, value: str
) -> None:
    """Do what the button is for; whoever may not have it done is told so alone."""
    match action:
        case StepAction.REMIND:
            show, season = of_reminder(value)
            work = context.router.remind(Remind(show, season), speaker_of(interaction))
            await respond(interaction, context, work, private=True)
        case StepAction.LOOK_UP:
            await _look_up(interaction, context, value)
        case StepAction.FORGET:
            forgetting = context.router.forget_me(speaker_of(interaction), language=value)
            await respond(interaction, context, forgetting, private=True)
        case StepAction.FOLLOW:
            await follow_here(interaction, context, value)
        case StepAction.SOURCES | StepAction.HISTORY:
            wanted = behind_answer(action, value, speaker_of(interaction))
            if wanted is None:
                sorry = apologies.went_wrong(speaker_of(interaction).wording)
                await say(interaction, sentence_message(sorry), private=True)
                return
            drawn: list[DrawnPicture] = []
            told = _told(context, wanted, action, drawn)
            await respond(interaction, context, told, private=True, pictures=drawn)
        case _:
            assert_never(action)


async def _told(
    context: CommandContext, wanted: LookUp, action: StepAction, drawn: list[DrawnPicture]
) -> Answer:
    """Return the answer, and put what can be seen of it into *drawn*."""
    if action is not StepAction.HISTORY:
        return await context.router.look_up(wanted)
    answer, picture = await context.router.show_history(wanted)
    drawn += [picture] if picture else []
    return answer


async def _look_up(interaction: Interaction, context: CommandContext, key: str) -> None:
    speaker = speaker_of(interaction)
    offer, language = of_look_up(key)
    if offer is None:
        sorry = apologies.went_wrong(speaker.wording)
        await say(interaction, sentence_message(sorry), private=True)
        return
    work = context.router.take_offer(offer, speaker, language=language)
    await _answer_in_place(interaction, context, work)


async def _answer_in_place(
    interaction: Interaction, context: CommandContext, work: Coroutine[Any, Any, Answer]
) -> None:
    """Put the answer where the button was; what is so for the moment is said to one alone.

    However many press it, the channel has one answer.
    """
    context.in_flight.hold_current()
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=PATIENCE_S)
        is_late = not task.done()
        if is_late:
            await interaction.response.defer()
        message, answer = await said_by(task, interaction, context)
        if answer is None or not replaces(answer):
            await _say_to_one(interaction, message, is_late=is_late)
            return
        today = context.router.clock.now().date()
        offered = offered_with(answer, today, hears=hears_at(interaction))
        await _put(interaction, message, offered.get("view"), is_late=is_late)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        log.exception("answer_not_sent", command="look")
    finally:
        task.cancel()


async def _say_to_one(interaction: Interaction, message: RenderedMessage, *, is_late: bool) -> None:
    if not is_late:
        await say(interaction, message, private=True)
        return
    await interaction.followup.send(
        content=message.content or discord.utils.MISSING,
        embeds=list(message.embeds),
        ephemeral=True,
        allowed_mentions=discord.AllowedMentions.none(),
    )


async def _put(
    interaction: Interaction,
    message: RenderedMessage,
    view: discord.ui.View | None,
    *,
    is_late: bool,
) -> None:
    edit = interaction.edit_original_response if is_late else interaction.response.edit_message
    await edit(
        content=message.content,
        embeds=list(message.embeds),
        view=view,
        allowed_mentions=discord.AllowedMentions.none(),
    )
