"""What Discord knows of its own places: what Violet may do there, and where a message is found."""

from typing import Any

import discord

from adapters.discord.permissions import granted_to_us, how_to_grant, is_thread, missing_in
from bot.ports import Access
from content.subscriptions.destination import Destination


class Places:
    """The `Channels` of somebody who runs a command."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction

    async def access(self, destination: Destination) -> Access:
        """Return what is allowed there, as Discord says with the command or at the gateway."""
        channel_id = int(destination.thread or destination.channel)
        channel = self._channel(channel_id)
        faults: list[str] = []
        if isinstance(channel, discord.Thread) and (channel.archived or channel.locked):
            faults.append("The thread is closed; whoever may manage threads can open it again.")
        allowed = granted_to_us(self._interaction, channel_id)
        if allowed is None:
            return Access(
                faults=tuple(faults),
                found=("Discord does not tell me what I am allowed in that channel.",),
            )
        thread = _is_thread(channel, destination)
        missing = missing_in(allowed, thread=thread)
        if missing:
            faults.append(f"I lack {', '.join(missing)}. {how_to_grant(missing)}")
        needed = missing_in(discord.Permissions.none(), thread=thread)
        granted = [name for name in needed if name not in missing]
        found = [f"I am allowed: {', '.join(granted)}."] if granted else []
        if not allowed.read_message_history:
            history = ("Read Message History",)
            found.append(
                "I lack Read Message History, without which I cannot look whether a post arrived "
                f"when Discord's answer was lost. {how_to_grant(history)}"
            )
        return Access(faults=tuple(faults), found=tuple(found))

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
