"""Where questions from Discord are taken in hand, whichever way they came in."""

import asyncio
from dataclasses import dataclass, field

import discord

from bot.router import Router
from content.subscriptions.destination import Destination, Platform


@dataclass(frozen=True, slots=True)
class Reception:
    """The router, and what is being answered there at this moment."""

    router: Router
    in_hand: set[asyncio.Task[object]] = field(default_factory=set)

    def take_in_hand(self) -> None:
        """Let the present task be finished before Violet disconnects."""
        task = asyncio.current_task()
        if task is not None:
            self.in_hand.add(task)
            task.add_done_callback(self.in_hand.discard)


def place(
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


def place_of(channel: object, *, guild_id: int | None, channel_id: int | None) -> Destination:
    """Return the destination that a message or a command came from."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return place(guild_id, channel_id, parent)
