"""Following on Discord: channels that are kept for others, and the webhooks that bring them.

https://docs.discord.com/developers/resources/channel#follow-announcement-channel
"""

import re
from collections.abc import Mapping
from typing import Any, Final

import discord
from discord.http import Route

from adapters.discord.limits import channel_of
from adapters.discord.publishing import DiscordPublisher
from adapters.discord.server_language import speaks_otherwise, wording_in
from content.facts.claims import ShowId
from content.language.platforms import discord as words
from content.subscriptions.destination import Destination
from content.subscriptions.following import Follow, Home
from content.subscriptions.outcomes import Outcome, Refusal, Rejected, Unknown

_MARK: Final = re.compile(r"\[violet:([a-z0-9-]*)\]\s*\Z")
"""At the end of a channel's topic: by what it is known again."""
_FOLLOWS: Final = 2
"""https://docs.discord.com/developers/resources/webhook#webhook-object-webhook-types"""
_GONE: Final = frozenset({10003, 10015})
_NAME_LIMIT: Final = 100
_REASONS: Final = {
    30007: words.TOO_MANY_WEBHOOKS,
    30013: words.TOO_MANY_CHANNELS,
    50013: words.NEEDS_WEBHOOKS,
    50001: words.NEEDS_WEBHOOKS,
    50024: words.CANNOT_FOLLOW,
}


class DiscordFollower(DiscordPublisher):
    """The `Follower` of Discord, over whichever client is connected."""

    async def find_channels(self, home: Home) -> Mapping[ShowId | None, str] | Rejected | Unknown:
        """Look through the server's channels for ours, by their topics."""
        answer = await self.asked(
            lambda client: client.http.get_all_guild_channels(int(home.workspace))
        )
        failed = self._failed(answer, home_place(home))
        if failed:
            return failed
        found: dict[ShowId | None, str] = {}
        for channel in answer:
            mark = _MARK.search(channel.get("topic") or "")
            if mark and channel["type"] == discord.ChannelType.news.value:
                found.setdefault(ShowId(mark[1]) if mark[1] else None, str(channel["id"]))
        return found

    async def make_channel(
        self, home: Home, show: ShowId | None, title: str
    ) -> str | Rejected | Unknown:
        """Make an announcement channel, which takes a server that is a community."""

        async def make(client: discord.Client) -> Any:
            topic = words.home_topic(title, wording_in(client, home.workspace))
            return await client.http.create_channel(
                int(home.workspace),
                discord.ChannelType.news.value,
                name=(show or words.EVERY_SHOW_CHANNEL)[:_NAME_LIMIT],
                topic=f"{topic} [violet:{show or ''}]",
            )

        answer = await self.asked(make)
        failed = self._failed(answer, home_place(home), home=True)
        return failed or str(answer["id"])

    async def remove_channel(self, channel: Destination) -> Rejected | Unknown | None:
        """Delete it, unless it is gone."""
        answer = await self.asked(lambda client: client.http.delete_channel(channel_of(channel)))
        if isinstance(answer, discord.HTTPException) and answer.code in _GONE:
            return None
        return self._failed(answer, channel)

    async def follow(self, follow: Follow) -> str | Rejected | Unknown:
        """Ask for it; see `DiscordChannels.why_it_cannot_follow` for what that takes."""
        target = channel_of(follow.destination)
        client = self._client_now()
        source = client.get_channel(int(follow.home)) if client else None
        guild = getattr(source, "guild", None)
        if (
            client
            and guild
            and speaks_otherwise(client, follow.destination.workspace, str(guild.id))
        ):
            return Rejected(refusal=Refusal.DESTINATION, reason=words.OTHER_LANGUAGE)
        answer = await self.asked(
            lambda client: client.http.follow_webhook(int(follow.home), target)
        )
        return self._failed(answer, follow.destination) or str(answer["webhook_id"])

    async def find_follow(self, follow: Follow) -> str | Rejected | Unknown | None:
        """Look through the channel's webhooks."""
        target = channel_of(follow.destination)
        answer = await self.asked(lambda client: client.http.channel_webhooks(target))
        failed = self._failed(answer, follow.destination)
        if failed:
            return failed
        for webhook in answer:
            source = webhook.get("source_channel") or {}
            if webhook["type"] == _FOLLOWS and str(source.get("id")) == follow.home:
                return str(webhook["id"])
        return None

    async def unfollow(self, follow: Follow) -> Rejected | Unknown | None:
        """Delete the webhook; where that is gone, so is the follow."""
        if not follow.webhook:
            found = await self.find_follow(follow)
            if not isinstance(found, str):
                return None if found is None or self._is_gone(found) else found
            webhook = found
        else:
            webhook = follow.webhook
        route = Route("DELETE", "/webhooks/{webhook_id}", webhook_id=int(webhook))
        answer = await self.asked(lambda client: client.http.request(route))
        if isinstance(answer, discord.HTTPException) and (
            answer.code in _GONE or self._is_left(follow.destination)
        ):
            return None
        return self._failed(answer, follow.destination)

    def _is_left(self, place: Destination) -> bool:
        """Whether we are no member of its server any more: then nothing there is ours to end."""
        client = self._client_now()
        if client is None or not client.is_ready():
            return False
        return client.get_guild(int(place.workspace)) is None

    def _is_gone(self, failed: Rejected | Unknown) -> bool:
        return failed.reason == words.GONE[10003]

    def _failed(
        self, answer: Any, place: Destination, *, home: bool = False
    ) -> Rejected | Unknown | None:
        """Return what went wrong, in words that say what helps."""
        outcome: Outcome | None = self.outcome(answer, place)
        if outcome is None:
            return None
        if isinstance(answer, discord.HTTPException) and answer.code in _REASONS:
            forbidden = home and answer.code in {50001, 50013}
            reason = words.NEEDS_CHANNELS if forbidden else _REASONS[answer.code]
            return Rejected(refusal=Refusal.DESTINATION, reason=reason)
        return outcome if isinstance(outcome, Rejected | Unknown) else None


def home_place(home: Home) -> Destination:
    """Return the server itself, of which something is asked."""
    return Destination(platform=home.platform, workspace=home.workspace, channel=home.workspace)
