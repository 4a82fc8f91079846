"""What Discord knows of its channels: what Violet may do there, and where a message is found.

https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Collection
from typing import Any, Final

import aiohttp
import discord

from adapters.discord.message_ids import message_in
from adapters.discord.obstacles import PostingPlace, missing_of, timed_out_until
from adapters.discord.server_language import speaks_otherwise
from adapters.discord.traits import DISCORD
from bot.ports.places import PlaceStanding
from bot.ports.platforms import ChannelCheck, Speaker
from content.commands.powers import AdminChoice, AdminRole, Power
from content.language.platforms import discord as words
from content.language.platforms import discord_places as places
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.following import Home

POSTABLE: Final = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
)
"""The kinds of channel that can hear of shows."""


_MAY_FOLLOW: Final = frozenset({discord.ChannelType.text.value, discord.ChannelType.news.value})


def is_postable(channel: object) -> bool:
    """Whether a channel is one of a server's that can hear of shows."""
    is_direct = isinstance(channel, discord.abc.PrivateChannel)
    return not is_direct and getattr(channel, "type", None) in POSTABLE


def hears_at(interaction: discord.Interaction[Any]) -> bool:
    """Whether what is used there is used where shows can be followed, with Violet at home."""
    return interaction.is_guild_integration() and is_postable(interaction.channel)


class DiscordChannels:
    """The `Channels` of somebody who runs a command."""

    def __init__(
        self, interaction: discord.Interaction[Any], *, wants_events: bool = False
    ) -> None:
        """*wants_events* where the command asks for scheduled events, too."""
        self._interaction = interaction
        self._wants_events = wants_events

    async def why_not(
        self, power: Power, by: Speaker, destination: Destination, choice: AdminChoice
    ) -> str | None:
        """Return why not, as Discord says with this very command, button or form.

        Whoever may manage the server may, and whoever has the role that those chose. To whom the
        server shows our commands, which it can choose by itself, is not told to us, and so counts
        for nothing: it can show a command to fewer people, and to more who are then refused.
        """
        interaction, wording = self._interaction, by.wording
        here = "" if interaction.guild_id is None else str(interaction.guild_id)
        if not here:
            return words.servers_only(wording)
        if destination.workspace != here or not self._is_of_the_server(destination):
            return words.not_of_this_server(wording)
        if not interaction.is_guild_integration():
            return words.not_at_home(wording)
        member = interaction.user
        allowed = interaction.permissions
        is_manager = allowed.manage_guild or allowed.administrator
        # A role that was deleted is none of anybody's any more, whatever its number was.
        has_role = isinstance(member, discord.Member) and any(
            str(role.id) == choice.role for role in member.roles if not role.is_default()
        )
        if member.bot or not (is_manager or (has_role and not power.is_for_true_admins)):
            is_role_enough = not power.is_for_true_admins
            return (words.managers_only if is_role_enough else words.appointers_only)(wording)
        if not self._is_seen(destination):
            return words.channel_unseen(wording)
        return None

    async def why_untold(self, destination: Destination, wording: Wording = ENGLISH) -> str | None:
        """Return why nothing can be posted there, and how to allow it."""
        channel_id = int(destination.thread or destination.channel)
        place = self._place(channel_id, destination)
        if place.kind is not None and place.kind not in POSTABLE:
            return wording.say(words.GONE[50008])
        for obstacle in place.obstacles(wording):
            return places.nothing_saved(obstacle, wording)
        if place.missing:
            is_here = channel_id == self._interaction.channel_id
            named = None if is_here else self._chosen(channel_id).get("name")
            return words.lacking_to_subscribe(place.missing, named, wording)
        if self._wants_events and self._lacks_events(place):
            return places.nothing_saved(places.lacking_for_events(wording), wording)
        return None

    async def why_it_cannot_follow(
        self, destination: Destination, home: Home, wording: Wording = ENGLISH
    ) -> str | None:
        """Return what is lacking, as Discord says with this very command."""
        channel_id = int(destination.channel)
        kind = self._chosen(channel_id).get("type")
        if kind is None:
            kind = getattr(getattr(self._channel(channel_id), "type", None), "value", None)
        if kind is not None and kind not in _MAY_FOLLOW:
            return wording.say(words.CANNOT_FOLLOW)
        if speaks_otherwise(self._interaction.client, destination.workspace, home.workspace):
            return wording.say(words.OTHER_LANGUAGE)
        granted = granted_to_us(self._interaction, channel_id)
        if granted is None or granted.manage_webhooks or granted.administrator:
            return None
        return words.lacking_to_follow(wording)

    def shown(self, destination: Destination) -> PlaceStanding:
        """Return the names that Discord gives with the command, or at the gateway."""
        channel_id = int(destination.thread or destination.channel)
        name = self._chosen(channel_id).get("name")
        guild = self._interaction.guild
        return PlaceStanding(
            destination=destination,
            name=name or getattr(self._channel(channel_id), "name", None),
            workspace_name=(guild.name or None) if guild else None,
            is_sure=False,
        )

    async def find_role(self, typed: str, wording: Wording = ENGLISH) -> AdminRole | str:
        """Return the role that was chosen with the command."""
        data: dict[str, Any] = dict(self._interaction.data or {})
        role = data.get("resolved", {}).get("roles", {}).get(typed)
        if role is None or typed == str(self._interaction.guild_id):
            return words.no_admin_role(wording)
        note = words.how_the_role_sees(wording)
        return AdminRole(id=typed, name=str(role.get("name") or typed), note=note)

    async def check(
        self,
        destination: Destination,
        wording: Wording = ENGLISH,
        *,
        mentioned: Collection[str] = (),
        pictured: bool = False,
    ) -> ChannelCheck:
        """Return what is allowed there, as Discord says with the command or at the gateway."""
        channel_id = int(destination.thread or destination.channel)
        place = self._place(channel_id, destination)
        problems = place.obstacles(wording)
        client = self._interaction.client
        if any(is_role_gone(client, destination.workspace, role) for role in mentioned):
            problems.append(words.role_deleted(wording))
        if place.granted is None:
            return ChannelCheck(problems=tuple(problems), notes=(words.untold(wording),))
        if place.timed_out_until is None and place.missing:  # a timeout takes all of them away
            problems.append(words.lacking(place.missing, wording))
        needed = missing_of(discord.Permissions.none(), place.kind)
        granted = [name for name in needed if name not in place.missing]
        notes = [words.allowed(granted, wording)] if granted else []
        if not place.granted.read_message_history:
            notes.append(words.lacking_history(wording))
        if pictured and not place.granted.attach_files:
            notes.append(words.lacking_files(wording))
        return ChannelCheck(problems=tuple(problems), notes=tuple(notes))

    async def page(self, destination: Destination, message: str) -> str | None:
        """Return the message's own link; https://support.discord.com says how one is copied."""
        channel = destination.thread or destination.channel
        if not channel:
            return None
        where, id_ = message_in(message, int(channel))
        if await self._is_deleted(where, id_):
            return None
        return f"https://discord.com/channels/{destination.workspace or '@me'}/{where}/{id_}"

    def _chosen(self, channel_id: int) -> dict[str, Any]:
        """Return what Discord says with the command of a channel that was chosen."""
        data: dict[str, Any] = dict(self._interaction.data or {})
        found: dict[str, dict[str, Any]] = data.get("resolved", {}).get("channels", {})
        return found.get(str(channel_id), {})

    def _is_of_the_server(self, destination: Destination) -> bool:
        chosen = self._chosen(int(destination.thread or destination.channel))
        return str(chosen.get("guild_id") or destination.workspace) == destination.workspace

    def _is_seen(self, destination: Destination) -> bool:
        """Whether whoever runs the command sees the channel; not known is not seen."""
        channel_id = int(destination.thread or destination.channel)
        if channel_id == self._interaction.channel_id:
            allowed = self._interaction.permissions
        else:
            said = self._chosen(channel_id).get("permissions")
            allowed = discord.Permissions(int(said or 0))
        return allowed.view_channel or allowed.administrator

    def _place(self, channel_id: int, destination: Destination) -> PostingPlace:
        """Return what Discord says of a channel with the command, or at the gateway before."""
        channel, said = self._channel(channel_id), self._chosen(channel_id)
        kind = getattr(channel, "type", None)
        if "type" in said:
            kind = discord.enums.try_enum(discord.ChannelType, said["type"])
        elif kind is None and destination.thread:
            kind = discord.ChannelType.public_thread
        closed = dict(said.get("thread_metadata") or {})
        if not closed and isinstance(channel, discord.Thread):
            closed = {"archived": channel.archived, "locked": channel.locked}
        granted = granted_to_us(self._interaction, channel_id)
        client = self._interaction.client
        return PostingPlace(
            kind=kind,
            granted=granted,
            is_archived=bool(closed.get("archived")),
            is_locked=bool(closed.get("locked")),
            # Of private threads the gateway tells of those alone that we are in, or may manage.
            is_joined=kind is not discord.ChannelType.private_thread
            or client.get_channel(channel_id) is not None
            or (granted is not None and granted.manage_threads),
            timed_out_until=timed_out_until(client, destination.workspace),
        )

    def _lacks_events(self, place: PostingPlace) -> bool:
        return place.granted is not None and not place.granted.create_events

    async def _is_deleted(self, channel: int, message: int) -> bool:
        """Whether Discord says that it is gone; where Discord does not answer, nobody knows."""
        place = self._interaction.client.get_partial_messageable(channel)
        try:
            await place.fetch_message(message)
        except discord.NotFound:
            return True
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return False
        return False

    def _channel(self, channel_id: int) -> object:
        if channel_id == self._interaction.channel_id:
            return self._interaction.channel
        return self._interaction.client.get_channel(channel_id)


def is_role_gone(client: discord.Client, guild_id: str, role: str) -> bool:
    """Whether a server that the gateway has shown has no role of that id any more."""
    if not (guild_id.isdigit() and role.isascii() and role.isdigit()):
        return False
    guild = client.get_guild(int(guild_id))
    return guild is not None and not guild.unavailable and guild.get_role(int(role)) is None


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
            platform=DISCORD.id,
            workspace=workspace,
            channel=str(parent_id),
            thread=str(channel_id),
        )
    return Destination(platform=DISCORD.id, workspace=workspace, channel=str(channel_id))


def destination_of(channel: object, *, guild_id: int | None, channel_id: int | None) -> Destination:
    """Return the destination that a message or a command came from."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return destination_from(guild_id, channel_id, parent)


def speaker_of(interaction: discord.Interaction[Any]) -> Speaker:
    """Return who runs the command, and where."""
    destination = destination_of(
        interaction.channel, guild_id=interaction.guild_id, channel_id=interaction.channel_id
    )
    return Speaker(
        destination=destination,
        person=str(interaction.user.id),
        locale=str(interaction.locale),
    )
