"""What keeps Violet from posting in a channel of a server, as Discord says it at this moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord
from discord.utils import utcnow

from content.language.platforms import discord as words
from content.language.platforms import discord_places as places
from content.language.wording import Wording

FORUMS: Final = frozenset({discord.ChannelType.forum})
"""Where a post is a thread of its own; https://docs.discord.com/developers/topics/threads#forums"""
_VOICED: Final = frozenset({discord.ChannelType.voice, discord.ChannelType.stage_voice})
"""Whose text is closed to whoever may not connect."""
_THREADS: Final = frozenset(
    {
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
        discord.ChannelType.news_thread,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingPlace:
    """A channel or thread, as far as Discord tells of it."""

    kind: discord.ChannelType | None
    granted: discord.Permissions | None
    """What Violet may do there; None: Discord does not say."""
    is_archived: bool = False
    is_locked: bool = False
    is_joined: bool = True
    """Whether Violet is in it, where only those who are see it."""
    timed_out_until: datetime | None = None
    """Until when Violet may say nothing in the whole server, aware; None: she may."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names, as Discord shows them, of what is not allowed and is needed to post there."""
        return () if self.granted is None else missing_of(self.granted, self.kind)

    def obstacles(self, wording: Wording) -> list[str]:
        """Return what stands in the way, each with who mends it and how; permissions aside."""
        found = []
        if self.is_locked:
            found.append(wording.say(words.GONE[160005]))
        elif self.is_archived:
            found.append(wording.say(words.GONE[50083]))
        if self.timed_out_until is not None:
            found.append(places.timed_out(self.timed_out_until, wording))
        if not self.is_joined:
            found.append(places.not_in_thread(wording))
        return found


def missing_of(
    allowed: discord.Permissions, kind: discord.ChannelType | None, *, thread: bool = False
) -> tuple[str, ...]:
    """Return the names, as Discord shows them, of what is not allowed and is needed to post.

    *thread* where that is known of a channel whose kind is not.
    """
    needed = [(words.VIEW, allowed.view_channel)]
    if thread or kind in _THREADS:
        needed.append((words.SEND_IN_THREADS, allowed.send_messages_in_threads))
    elif kind in FORUMS:
        needed.append((places.CREATE_POSTS, allowed.send_messages))
        needed.append((places.SEND_IN_POSTS, allowed.send_messages_in_threads))
    elif kind in _VOICED:
        needed += [(places.CONNECT, allowed.connect), (words.SEND, allowed.send_messages)]
    else:
        needed.append((words.SEND, allowed.send_messages))
    needed.append((words.EMBED, allowed.embed_links))
    return tuple(name for name, is_allowed in needed if not is_allowed)


def timed_out_until(client: discord.Client, guild_id: str) -> datetime | None:
    """Return until when Violet may say nothing in a server; None: she may, as far as is known.

    https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members
    """
    guild = client.get_guild(int(guild_id)) if guild_id.isdigit() else None
    me = guild.me if guild is not None else None
    until = me.timed_out_until if me is not None else None
    return until if until is not None and until > utcnow() else None
