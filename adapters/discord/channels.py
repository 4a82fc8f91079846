"""What Discord knows of its channels: what Violet may do there, and where a message is found.

https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Sequence
from typing import Any

import discord

from bot.ports import ChannelCheck
from content.subscriptions.destination import Destination, Platform

_THREADS = frozenset(
    {
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
        discord.ChannelType.news_thread,
    }
)


class DiscordChannels:
    """The `Channels` of somebody who runs a command."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction

    async def check(self, destination: Destination) -> ChannelCheck:
        """Return what is allowed there, as Discord says with the command or at the gateway."""
        channel_id = int(destination.thread or destination.channel)
        channel = self._channel(channel_id)
        problems: list[str] = []
        if isinstance(channel, discord.Thread) and (channel.archived or channel.locked):
            problems.append("The thread is closed; whoever may manage threads can open it again.")
        allowed = granted_to_us(self._interaction, channel_id)
        if allowed is None:
            return ChannelCheck(
                problems=tuple(problems),
                notes=("Discord does not tell me what I am allowed in that channel.",),
            )
        thread = _is_thread(channel, destination)
        missing = missing_in(allowed, thread=thread)
        if missing:
            problems.append(f"I lack {', '.join(missing)}. {how_to_grant(missing)}")
        needed = missing_in(discord.Permissions.none(), thread=thread)
        granted = [name for name in needed if name not in missing]
        notes = [f"I am allowed: {', '.join(granted)}."] if granted else []
        if not allowed.read_message_history:
            history = ("Read Message History",)
            notes.append(
                "I lack Read Message History, without which I cannot look whether a post arrived "
                f"when Discord's answer was lost. {how_to_grant(history)}"
            )
        return ChannelCheck(problems=tuple(problems), notes=tuple(notes))

    def page(self, destination: Destination, message: str) -> str | None:
        """Return the message's own link; https://support.discord.com says how one is copied."""
        channel = destination.thread or destination.channel
        if not channel:
            return None
        return f"https://discord.com/channels/{destination.workspace or '@me'}/{channel}/{message}"

    def _channel(self, channel_id: int) -> object:
        if channel_id == self._interaction.channel_id:
            return self._interaction.channel
        return self._interaction.client.get_channel(channel_id)


def _is_thread(channel: object, destination: Destination) -> bool:
    kind = getattr(channel, "type", None)
    return bool(destination.thread) or (kind is not None and is_thread(kind))


def is_thread(kind: discord.ChannelType) -> bool:
    """Whether a channel of this kind is a thread in another one."""
    return kind in _THREADS


def missing_in(allowed: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """Return the names, as Discord shows them, of what is not allowed and is needed to post."""
    send = (
        ("Send Messages in Threads", allowed.send_messages_in_threads)
        if thread
        else ("Send Messages", allowed.send_messages)
    )
    needed = (("View Channel", allowed.view_channel), send, ("Embed Links", allowed.embed_links))
    return tuple(name for name, is_allowed in needed if not is_allowed)


def how_to_grant(names: Sequence[str]) -> str:
    """Return how an admin grants these permissions, as one sentence."""
    wanted = ", ".join(names) or "View Channel, Send Messages, Embed Links"
    return (
        "An admin can allow it in the channel's settings, under Permissions: "
        f"add Violet there and turn on {wanted}."
    )


def permissions_in(client: discord.Client, channel_id: int) -> discord.Permissions | None:
    """Return what Violet may do there as far as the gateway told us, or None."""
    return permissions_of(client.get_channel(channel_id))


def permissions_of(channel: object) -> discord.Permissions | None:
    """Return what Violet may do in this channel of a server, or None where it cannot be known."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return None
    # A thread whose parent is unknown has no permissions to compute.
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return None
    me: Any = channel.guild.me  # None until the guild is available, whatever its type says
    return None if me is None else channel.permissions_for(me)


def granted_to_us(
    interaction: discord.Interaction[Any], channel_id: int
) -> discord.Permissions | None:
    """Return what Violet may do in a channel that a command names, or None where unknown.

    Discord says so with the command: for its own channel, and since July 2026 for a chosen one.
    """
    if channel_id == interaction.channel_id:
        return interaction.app_permissions
    data: dict[str, Any] = dict(interaction.data or {})
    chosen = data.get("resolved", {}).get("channels", {}).get(str(channel_id), {})
    if "app_permissions" in chosen:
        return discord.Permissions(int(chosen["app_permissions"]))
    return permissions_in(interaction.client, channel_id)


def destination_from(
    guild_id: int | None, channel_id: int | None, parent_id: int | None = None
) -> Destination:
    """Return the destination: a thread, where it has a parent, or else a channel or a person."""
    workspace = "" if guild_id is None else str(guild_id)
    if parent_id is not None:
        return Destination(
            platform=Platform.DISCORD,
            workspace=workspace,
            channel=str(parent_id),
            thread=str(channel_id),
        )
    return Destination(platform=Platform.DISCORD, workspace=workspace, channel=str(channel_id))


def destination_of(channel: object, *, guild_id: int | None, channel_id: int | None) -> Destination:
    """Return the destination that a message or a command came from."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return destination_from(guild_id, channel_id, parent)
