"""What Violet must be allowed to do in a channel, and how an admin allows it.

https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Sequence
from typing import Any

import discord

_THREADS = frozenset(
    {
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
        discord.ChannelType.news_thread,
    }
)


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
