"""How a place on Discord stands, as the gateway has shown it; nobody is asked.

https://docs.discord.com/developers/topics/permissions
"""

from dataclasses import replace
from typing import Final

import discord
from discord.utils import utcnow

from adapters.discord.channels import permissions_of
from adapters.discord.obstacles import missing_of
from bot.ports.places import PlaceStanding
from content.language.platforms import discord as words
from content.language.platforms import discord_troubles as troubles
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome, Refusal, Rejected

_AFTER_A_TIMEOUT_S: Final = 5.0
"""Our clock may be ahead of Discord's."""


def standing(client: discord.Client, place: Destination) -> PlaceStanding:
    """Return how a channel or thread stands, with the names by which it is known."""
    unseen = PlaceStanding(destination=place, is_sure=False)
    if place.person or not place.workspace.isdigit():
        return unseen
    guild = client.get_guild(int(place.workspace))
    if guild is None:
        is_left = client.is_ready() and _hears_of(client, place)
        return replace(unseen, is_sure=True, refused=LEFT) if is_left else unseen
    named = replace(unseen, workspace_name=guild.name or None)
    if guild.unavailable or guild.me is None:
        return named
    channel = guild.get_channel_or_thread(int(place.thread or place.channel))
    if channel is None:  # a channel that is hidden, or a thread that is archived, is not shown
        return named
    named = replace(named, name=channel.name)
    if isinstance(channel, discord.Thread) and channel.archived:
        return named
    return replace(named, is_sure=True, refused=_refusal(channel, guild.me))


def truer(outcome: Outcome, client: discord.Client, place: Destination) -> Outcome:
    """Return *outcome* with the true cause: Discord says the same of several."""
    if not isinstance(outcome, Rejected) or place.person:
        return outcome
    if outcome.cause is Cause.GONE and place.thread:
        return replace(outcome, reason=troubles.THREAD_GONE)
    if outcome.cause is not Cause.FORBIDDEN:
        return outcome
    return standing(client, place).refused or outcome


def deleted_place(place: Destination, name: str | None, server: str | None) -> PlaceStanding:
    """Return how a place stands that was deleted."""
    reason = troubles.THREAD_GONE if place.thread else words.GONE[10003]
    refused = Rejected(refusal=Refusal.DESTINATION, reason=reason, cause=Cause.GONE)
    return PlaceStanding(destination=place, name=name, workspace_name=server, refused=refused)


def removed_place(place: Destination, server: str | None) -> PlaceStanding:
    """Return how a place stands from whose server Violet was removed."""
    return PlaceStanding(destination=place, workspace_name=server, refused=LEFT)


LEFT: Final = Rejected(refusal=Refusal.DESTINATION, reason=troubles.REMOVED, cause=Cause.LEFT)
"""Why nothing is told in a server that Violet is no longer in."""


def _refusal(
    channel: discord.abc.GuildChannel | discord.Thread, me: discord.Member
) -> Rejected | None:
    until = me.timed_out_until
    if until is not None and me.is_timed_out():
        return Rejected(
            refusal=Refusal.DESTINATION,
            reason=troubles.timed_out(until),
            retry_after_s=(until - utcnow()).total_seconds() + _AFTER_A_TIMEOUT_S,
            cause=Cause.TIMED_OUT,
        )
    allowed = permissions_of(channel)
    thread = isinstance(channel, discord.Thread)
    missing = missing_of(allowed, channel.type, thread=thread) if allowed is not None else ()
    if missing:
        return Rejected(
            refusal=Refusal.DESTINATION,
            reason=words.lacking_when_posting(missing),
            cause=Cause.FORBIDDEN,
        )
    manages = allowed is not None and allowed.manage_threads
    if isinstance(channel, discord.Thread) and channel.locked and not manages:
        return Rejected(
            refusal=Refusal.DESTINATION, reason=words.THREAD_CLOSED, cause=Cause.ARCHIVED
        )
    return None


def _hears_of(client: discord.Client, place: Destination) -> bool:
    """Whether that server would be told of by one of our shards, were we in it."""
    if not isinstance(client, discord.AutoShardedClient) or not client.shard_count:
        return True
    return (int(place.workspace) >> 22) % client.shard_count in client.shards
