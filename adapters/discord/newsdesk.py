"""`/newsdesk`: what people suggest; for editors, wherever Discord shows it to others too."""

from typing import Any

import discord
from discord import app_commands

from adapters.discord.commands import CommandContext, respond, speaker_of
from content.commands.parse import Review


def newsdesk_group(context: CommandContext) -> app_commands.Group:
    """Return the group of commands.

    A server shows it to those who manage it. A direct message shows it to everybody, so that an
    editor who manages no server has it too; the router knows who is one.
    """
    group = app_commands.Group(
        name="newsdesk",
        description="What waits for the editors",
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    group.add_command(_review(context))
    return group


def _review(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(done="The number of one that you have looked into; it waits no more")
    async def review(
        interaction: discord.Interaction[discord.Client],
        done: app_commands.Range[int, 1, 999_999_999] | None = None,
    ) -> None:
        wanted = Review(None if done is None else str(done))
        work = context.router.review(wanted, speaker_of(interaction))
        await respond(interaction, context, work, private=True)

    return app_commands.Command(
        name="review",
        description="Corrections that people have told me, the oldest first",
        callback=review,
    )
