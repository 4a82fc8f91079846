"""What the gateway tells of servers, channels, threads and roles: heard, and noted at once.

https://docs.discord.com/developers/events/gateway-events
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

import discord

from adapters.discord.channels import destination_from, is_role_gone
from adapters.discord.commands import CommandContext
from adapters.discord.standing import deleted_place, removed_place, standing
from adapters.discord.traits import DISCORD
from bot.ports.places import KnownPlace, PlaceStanding
from bot.verbs.drop_mention import drop_mention
from bot.verbs.recover import note_places

_TOGETHER_S: Final = 0.3
"""Whoever rearranges a server changes much at once; it is looked at once, after so long."""


class PlaceEvents(discord.Client):
    """The part of a client that hears how places change."""

    _context: CommandContext

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._changed: set[int] = set()
        """The ids of servers that are about to be looked at."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    async def on_ready(self) -> None:
        """Note in which servers we are, and what changed in them while nobody listened."""
        self._context.in_flight.hold_current()
        await self._context.router.present_in([str(guild.id) for guild in self.guilds])
        for workspace in await self._context.router.places.everywhere(DISCORD.id):
            await self._look_over(workspace)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Look over a server that was down."""
        self.look_over_soon(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that we were invited, perhaps anew."""
        self._context.in_flight.hold_current()
        await self._context.router.come_back(str(guild.id))
        await self._look_over(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that we were removed from a server; one that is only down tells of no removal."""
        self._context.in_flight.hold_current()
        await self._context.router.leave(str(guild.id))
        places = await self._places(str(guild.id))
        await self._note([removed_place(one.destination, guild.name or None) for one in places])

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell nothing more in a channel that was deleted, nor in its threads."""
        self._context.in_flight.hold_current()
        guild, theirs = channel.guild, str(channel.id)
        found = []
        for one in await self._places(str(guild.id)):
            place = one.destination
            if place.channel == theirs:
                found.append(
                    deleted_place(place, None if place.thread else channel.name, guild.name)
                )
        await self._note(found)

    async def on_raw_thread_delete(self, deleted: discord.RawThreadDeleteEvent) -> None:
        """Tell nothing more in a thread that was deleted."""
        self._context.in_flight.hold_current()
        name = deleted.thread.name if deleted.thread else None
        places = await self._places(str(deleted.guild_id))
        mine = [one for one in places if one.destination.thread == str(deleted.thread_id)]
        await self._note([deleted_place(one.destination, name, None) for one in mine])

    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Look over a server in which a channel was renamed, opened or closed to us."""
        self.look_over_soon(after.guild)

    async def on_raw_thread_update(self, updated: discord.RawThreadUpdateEvent) -> None:
        """The same of a thread; one that was archived is shown again from now on."""
        self.look_over_soon(discord.Object(updated.guild_id))

    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        """Look over a server in which roles allow something else now."""
        self.look_over_soon(after.guild)

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Mention a role no more that was deleted; it may also have allowed us something."""
        self._context.in_flight.hold_current()
        await self._look_over(str(role.guild.id), {str(role.id): role.name})

    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        """Look over a server in which we got or lost a role, or were put in timeout."""
        if self.user is not None and after.id == self.user.id:
            self.look_over_soon(after.guild)

    async def on_webhooks_update(self, channel: discord.abc.GuildChannel) -> None:
        """Have it looked at whether a channel follows still, where somebody may have ended that."""
        followable = self._context.router.followable
        if followable is not None:
            self._context.in_flight.hold_current()
            await followable.follows.doubt(destination_from(channel.guild.id, channel.id))

    async def on_mention_gone(self, workspace: str) -> None:
        """Look over a server in which a send found a role to be gone."""
        self.look_over_soon(discord.Object(workspace))

    def look_over_soon(self, guild: discord.abc.Snowflake) -> None:
        """Look once, however many things change at once."""
        if guild.id not in self._changed:
            self._changed.add(guild.id)
            self._context.in_flight.begin(self._look_over_later(guild.id))

    async def _look_over_later(self, guild_id: int) -> None:
        try:
            await asyncio.sleep(_TOGETHER_S)
        finally:
            self._changed.discard(guild_id)
        await self._look_over(str(guild_id))

    async def _look_over(self, workspace: str, deleted: Mapping[str, str] | None = None) -> None:
        """Note how its places stand, and drop its roles that are gone; *deleted* has names.

        What failed of its events may be allowed now.
        """
        router = self._context.router
        await router.events.hurry(DISCORD.id, workspace, now=router.clock.now())
        places = await self._places(workspace)
        await self._note([standing(self, one.destination) for one in places])
        for role in sorted({role for one in places for role in one.mentions}):
            if is_role_gone(self, workspace, role):
                await self._drop_mention(workspace, role, (deleted or {}).get(role))

    async def _drop_mention(self, workspace: str, role: str, name: str | None) -> None:
        router = self._context.router
        await drop_mention(
            role,
            workspace,
            name=name,
            traits=router.traits,
            clock=router.clock,
            outbox=router.outbox,
            places=router.places,
        )

    async def _places(self, workspace: str) -> Sequence[KnownPlace]:
        return await self._context.router.places.subscribed(DISCORD.id, workspace)

    async def _note(self, standings: Sequence[PlaceStanding]) -> None:
        router = self._context.router
        await note_places(
            standings,
            clock=router.clock,
            subscriptions=router.subscriptions,
            places=router.places,
        )
