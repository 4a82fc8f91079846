"""What comes of the buttons and the form of the list of feeds; pressed twice it does no harm.

Who may have it done is looked at by the router, at every press and at every form that is sent.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import structlog

from adapters.discord.channels import speaker_of
from adapters.discord.commands import PATIENCE_S, CommandContext, said_by
from adapters.discord.desk_cards import typed_in
from adapters.discord.desk_forms import FilledForm, address_form
from adapters.discord.desk_presses import DeskAnswer
from adapters.discord.feed_cards import NEW, PAGE, feeds_page, start_of
from bot.ports.errors import BotError
from bot.ports.platforms import Speaker
from content.answers.reply import ReplyStatus
from content.commands.feed_list import FeedButton
from content.commands.parse import ManageFeeds
from content.commands.reply import CommandReply

log = structlog.get_logger()

Interaction = discord.Interaction[Any]


@dataclass
class _Change:
    """What is wanted of the feeds, and what came of it."""

    wanted: ManageFeeds
    start: int = 1
    """Where the list begins that is shown then."""
    outcome: CommandReply | None = None
    """None where nothing is to be changed, or nothing was."""
    listed: CommandReply | None = field(default=None)
    """None where it could not be read."""

    async def make(self, context: CommandContext, speaker: Speaker) -> CommandReply:
        """Do it, and read the list as it stands then; both are of one share."""
        router, every = context.router, ManageFeeds(start=self.start)
        with router.charged(speaker, self.wanted):
            said = await router.manage_feeds(self.wanted, speaker)
            if self.wanted == every:
                self.listed = said
            elif said.status is not ReplyStatus.OUT_OF_SCOPE:
                self.outcome = said
                try:
                    self.listed = await router.manage_feeds(every, speaker)
                except BotError as error:  # it is done all the same, and that is said
                    log.warning("feeds_not_listed", reason=str(error))
        return said


async def list_feeds(interaction: Interaction, context: CommandContext) -> None:
    """Show the feeds that are read, to an editor alone."""
    await _settle(interaction, context, _Change(ManageFeeds()), keys=())


async def press_feeds(interaction: Interaction, context: CommandContext, key: str) -> None:
    """Do what the button of that id is for."""
    message = interaction.message
    start = start_of(message) if message is not None else 1
    if button := FeedButton.from_key(key):
        await _settle(interaction, context, _Change(button.command, start), keys=(key,))
    elif match := PAGE.fullmatch(key):
        turned = int(match["to"])
        change = _Change(ManageFeeds(start=turned), turned)
        await _settle(interaction, context, change, keys=(key,))
    else:
        is_again = NEW.fullmatch(key) is not None and key.startswith("feedagain")
        typed = typed_in(message) if is_again and message is not None else None
        form = address_form(
            f"feed:{start}", typed.claim.url if typed else None, speaker_of(interaction).wording
        )
        change = _Change(ManageFeeds(start=start), start)
        await _settle(interaction, context, change, keys=(key,), form=form)


async def submit_feed(
    interaction: Interaction, context: CommandContext, filled: FilledForm
) -> None:
    """Read the feed at the address that was typed; where there is none, the address is kept."""
    _, _, here = filled.purpose.partition(":")
    start = int(here) if here.isdecimal() else 1
    address = filled.address or ""
    change = _Change(ManageFeeds(add=address), start)
    keys = (f"feednew:{start}", f"feedagain:{start}")
    await _settle(interaction, context, change, keys=keys, typed=address)


async def _settle(
    interaction: Interaction,
    context: CommandContext,
    change: _Change,
    *,
    keys: tuple[str, ...],
    form: discord.ui.Modal | None = None,
    typed: str | None = None,
) -> None:
    """Show what comes of *change* in the place of the list, or open a *form* for another feed."""
    context.in_flight.hold_current()
    task = asyncio.create_task(change.make(context, speaker_of(interaction)))
    answer = DeskAnswer(interaction, context, keys)
    try:
        await asyncio.wait({task}, timeout=PATIENCE_S)
        if not task.done():
            await answer.put_off()
        message, reply = await said_by(task, interaction, context)
        if not isinstance(reply, CommandReply) or reply.status is ReplyStatus.OUT_OF_SCOPE:
            await answer.say(message)
        elif form is not None:
            await answer.open(form)
        else:
            is_wrong = reply.status in {ReplyStatus.AMBIGUOUS, ReplyStatus.DOES_NOT_EXIST}
            view = feeds_page(
                change.listed,
                context.command_ids,
                outcome=change.outcome,
                tried=typed if is_wrong else None,
                here=change.start,
            )
            await answer.put(view)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        log.exception("answer_not_sent", command="newsdesk feeds")
    finally:
        task.cancel()
