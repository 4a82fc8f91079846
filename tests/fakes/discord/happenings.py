"""What happens to servers, channels and roles of the fake, with the events that tell of it.

Payloads as https://docs.discord.com/developers/events/gateway-events has them.
"""

from datetime import UTC, datetime, timedelta

from fakes.discord.server import FakeDiscord
from fakes.discord.state import Channel, Guild


class Happenings:
    """People who kick, silence, delete and rename."""

    def __init__(self, discord: FakeDiscord) -> None:
        self._discord = discord
        self._tell = discord.gateway.dispatch

    async def kicks(self, guild: Guild) -> None:
        """Somebody removes the bot from the server."""
        guild.is_home = False
        await self._tell("GUILD_DELETE", {"id": guild.id}, guild_id=guild.id)

    async def loses(self, guild: Guild) -> None:
        """Discord itself cannot reach the server for a while."""
        gone = {"id": guild.id, "unavailable": True}
        await self._tell("GUILD_DELETE", gone, guild_id=guild.id)

    async def finds(self, guild: Guild) -> None:
        await self._tell("GUILD_CREATE", guild.payload(), guild_id=guild.id)

    async def invites(self, guild: Guild) -> None:
        guild.is_home = True
        await self._tell("GUILD_CREATE", guild.payload(), guild_id=guild.id)

    async def times_out(self, guild: Guild, *, told: bool = True, **span: float) -> None:
        """Somebody silences the bot for so long; with no span it may speak again."""
        until = datetime.now(UTC) + timedelta(**span)
        guild.silenced_until = until if span else None
        if told:
            changed = {"guild_id": guild.id, **guild.member(self._discord.bot)}
            await self._tell("GUILD_MEMBER_UPDATE", changed, guild_id=guild.id)

    async def deletes(self, channel: Channel, *, told: bool = True) -> None:
        channel.deleted = True
        guild = channel.guild
        assert guild is not None
        if not told:
            return
        payload = channel.payload()
        if channel.is_thread:
            kept = {"id", "guild_id", "parent_id", "type"}
            thread = {name: value for name, value in payload.items() if name in kept}
            await self._tell("THREAD_DELETE", thread, guild_id=guild.id)
        else:
            await self._tell("CHANNEL_DELETE", payload, guild_id=guild.id)

    async def permits(self, channel: Channel, permissions: int) -> None:
        """Somebody changes what the bot may do in a channel."""
        channel.app_permissions = permissions
        await self._changes(channel)

    async def allows(self, guild: Guild, permissions: int) -> None:
        """Somebody changes what the bot may do in the whole server."""
        guild.app_permissions = permissions
        for role in guild.payload()["roles"][:1]:
            changed = {"guild_id": guild.id, "role": role}
            await self._tell("GUILD_ROLE_UPDATE", changed, guild_id=guild.id)

    async def renames(self, channel: Channel, name: str) -> None:
        channel.name = name
        await self._changes(channel)

    async def locks(self, thread: Channel, *, locked: bool = True) -> None:
        thread.is_locked = thread.is_archived = locked
        await self._changes(thread)

    async def deletes_role(self, guild: Guild, role: str) -> None:
        guild.roles = [one for one in guild.roles if one["id"] != role]
        gone = {"guild_id": guild.id, "role_id": role}
        await self._tell("GUILD_ROLE_DELETE", gone, guild_id=guild.id)

    async def removes_webhooks(self, channel: Channel) -> None:
        """Somebody ends everything that a channel follows, in its settings."""
        assert channel.guild is not None
        webhooks = self._discord.following.webhooks
        for key in [key for key, one in webhooks.items() if one.channel is channel]:
            del webhooks[key]
        changed = {"guild_id": channel.guild.id, "channel_id": channel.id}
        await self._tell("WEBHOOKS_UPDATE", changed, guild_id=channel.guild.id)

    async def _changes(self, channel: Channel) -> None:
        assert channel.guild is not None
        event = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        await self._tell(event, channel.payload(), guild_id=channel.guild.id)
