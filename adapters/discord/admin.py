"""`/updates`: what a channel hears; for whoever may manage the server."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.admin_options import (
    Channel,
    Chosen,
    Hour,
    Show,
    Text,
    Zone,
    typed,
    with_wishes,
)
from adapters.discord.channels import (
    DiscordChannels,
    destination_from,
    destination_of,
    granted_to_us,
    is_thread,
    missing_in,
)
from adapters.discord.commands import CommandContext, respond, say, speaker_of
from adapters.discord.messages import sentence_message
from content.commands.admin import (
    AdminCommand,
    ChangeSettings,
    CheckChannel,
    ExplainDelivery,
    ListSubscriptions,
    Pause,
    PreviewChannel,
    Resume,
    Subscribe,
    Unsubscribe,
)
from content.commands.reply import CommandReply
from content.language.platforms.discord import how_to_grant
from content.subscriptions.destination import Destination

Interaction = discord.Interaction[discord.Client]

_CHANNEL = "This channel, unless you choose another"
_ONE_OR_ALL = "Which show; every one, unless you choose"
_EVERYONE = "I do not mention @everyone; choose a role that people take because they want the news."
_UNHEARD = (
    "Discord will show the mention of that role, but notify nobody: an admin can allow anyone to "
    "mention it in the server's settings, under Roles."
)
_SHOW_VERBS = (
    ("unsubscribe", Unsubscribe, "Tell a channel no more, of one show or of all"),
    ("pause", Pause, "Tell a channel nothing for a while, of one show or of all"),
    ("resume", Resume, "Tell a channel again what was paused"),
    ("preview", PreviewChannel, "What a channel will be told, and how news looks there"),
)
_PLAIN_VERBS = (
    ("list", ListSubscriptions, "What a channel hears"),
    ("doctor", CheckChannel, "Whether I can post in a channel, and how to mend it if not"),
)


def updates_group(context: CommandContext) -> app_commands.Group:
    """Return the group of commands."""
    group = app_commands.Group(
        name="updates",
        description="What a channel hears",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    group.add_command(_subscribe(context))
    group.add_command(_settings(context))
    for name, command, description in _SHOW_VERBS:
        group.add_command(_with_show(context, name, command, description))
    for name, plain, description in _PLAIN_VERBS:
        group.add_command(_plain(context, name, plain, description))
    group.add_command(_why(context))
    return group


async def _carry_out(
    interaction: Interaction,
    context: CommandContext,
    command: AdminCommand,
    channel: Chosen | None,
    role: discord.Role | None = None,
) -> None:
    if role is not None and role.is_default():
        await say(interaction, sentence_message(_EVERYONE), private=True)
        return
    work = context.router.handle_admin(
        command,
        _destination(interaction, channel),
        DiscordChannels(interaction),
        by=speaker_of(interaction),
    )
    is_heard = role is None or role.mentionable or interaction.app_permissions.mention_everyone
    await respond(
        interaction, context, work if is_heard else _with_note(work, _UNHEARD), private=True
    )


async def _with_note(work: Coroutine[Any, Any, CommandReply], note: str) -> CommandReply:
    """Return what is said back with one more line to it."""
    reply = await work
    return replace(reply, lines=(*reply.lines, note))


def _subscribe(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show="Which show, or every show", channel=_CHANNEL)
    async def subscribe(
        interaction: Interaction,
        show: Show,
        channel: Channel | None = None,
        kinds: Text | None = None,
        stance: str | None = None,
        steps: Text | None = None,
        zone: Zone | None = None,
        hour: Hour | None = None,
        quiet: Text | None = None,
        digest: str | None = None,
        mention: discord.Role | None = None,
        mention_for: Text | None = None,
        silent: bool | None = None,  # noqa: FBT001  how discord.py knows an option of yes and no
    ) -> None:
        refusal = _refusal(interaction, channel)
        if refusal:
            await say(interaction, sentence_message(refusal), private=True)
            return
        wishes = typed(
            *(kinds, stance, steps, zone, hour, quiet, digest, mention, mention_for, silent)
        )
        await _carry_out(interaction, context, Subscribe(show, wishes), channel, mention)

    return app_commands.Command(
        name="subscribe",
        description="Tell a channel what changes, and count down to premieres",
        callback=with_wishes(subscribe, context),
    )


def _settings(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=_ONE_OR_ALL, channel=_CHANNEL)
    async def settings(
        interaction: Interaction,
        show: Show | None = None,
        channel: Channel | None = None,
        kinds: Text | None = None,
        stance: str | None = None,
        steps: Text | None = None,
        zone: Zone | None = None,
        hour: Hour | None = None,
        quiet: Text | None = None,
        digest: str | None = None,
        mention: discord.Role | None = None,
        mention_for: Text | None = None,
        silent: bool | None = None,  # noqa: FBT001  how discord.py knows an option of yes and no
    ) -> None:
        wishes = typed(
            *(kinds, stance, steps, zone, hour, quiet, digest, mention, mention_for, silent)
        )
        await _carry_out(interaction, context, ChangeSettings(show, wishes), channel, mention)

    return app_commands.Command(
        name="settings",
        description="How a channel hears its news; with options, change it",
        callback=with_wishes(settings, context),
    )


def _with_show(
    context: CommandContext,
    name: str,
    command: type[Unsubscribe | Pause | Resume | PreviewChannel],
    description: str,
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=_ONE_OR_ALL, channel=_CHANNEL)
    @app_commands.autocomplete(show=autocomplete.shows(context.router, also_every=True))
    async def run(
        interaction: Interaction, show: Show | None = None, channel: Channel | None = None
    ) -> None:
        await _carry_out(interaction, context, command(show), channel)

    return app_commands.Command(name=name, description=description, callback=run)


def _plain(
    context: CommandContext,
    name: str,
    command: type[ListSubscriptions | CheckChannel],
    description: str,
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(channel=_CHANNEL)
    async def run(interaction: Interaction, channel: Channel | None = None) -> None:
        await _carry_out(interaction, context, command(), channel)

    return app_commands.Command(name=name, description=description, callback=run)


def _why(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(news="A show, or some words of the news", channel=_CHANNEL)
    @app_commands.autocomplete(news=autocomplete.shows(context.router))
    async def why(
        interaction: Interaction, news: Text | None = None, channel: Channel | None = None
    ) -> None:
        await _carry_out(interaction, context, ExplainDelivery(news), channel)

    return app_commands.Command(
        name="why",
        description="Why a channel did or did not get a piece of news",
        callback=why,
    )


def _destination(interaction: Interaction, channel: Chosen | None) -> Destination:
    if channel is None:
        return destination_of(
            interaction.channel, guild_id=interaction.guild_id, channel_id=interaction.channel_id
        )
    parent = channel.parent_id if isinstance(channel, app_commands.AppCommandThread) else None
    return destination_from(interaction.guild_id, channel.id, parent)


def _refusal(interaction: Interaction, channel: Chosen | None) -> str | None:
    """Return why nothing can be posted there, and how to allow it; None where it can be."""
    channel_id = channel.id if channel is not None else interaction.channel_id
    kind = channel.type if channel is not None else getattr(interaction.channel, "type", None)
    if channel_id is None:
        return None
    granted = granted_to_us(interaction, channel_id)
    if granted is None:
        return None
    missing = missing_in(granted, thread=kind is not None and is_thread(kind))
    if not missing:
        return None
    where = f"#{channel.name}" if channel is not None else "this channel"
    return (
        f"I cannot post in {where}: I lack {', '.join(missing)}. {how_to_grant(missing)} "
        "Nothing was saved; please try again then."
    )
