"""Announcement channels of the fake: what is published there, and which channels follow them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakes.discord.refusals import RefusedError, broken, limited
from fakes.discord.state import (
    CROSSPOSTED,
    IS_CROSSPOST,
    MANAGE_CHANNELS,
    MANAGE_WEBHOOKS,
    NEWS,
    TEXT,
    Channel,
    Guild,
    Message,
    User,
)

if TYPE_CHECKING:
    from fakes.discord.rest import Request
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]

AN_HOUR_S = 3600.0
MOST_PUBLISHED, MOST_EDITED = 10, 3
"""In an hour: messages of a channel, and edits of one message."""
MOST_WEBHOOKS, MOST_CHANNELS = 15, 500
"""Of a channel, and of a server."""


@dataclass
class Webhook:
    """What brings the published messages of *source* into *channel*."""

    id: str
    channel: Channel
    source: Channel
    by: User

    def payload(self) -> Body:
        assert self.channel.guild is not None
        assert self.source.guild is not None
        return {
            "id": self.id,
            "type": 2,
            "guild_id": self.channel.guild.id,
            "channel_id": self.channel.id,
            "user": self.by.payload(),
            "name": f"{self.source.guild.name} #{self.source.name}",
            "avatar": None,
            "application_id": None,
            "source_guild": {
                "id": self.source.guild.id,
                "name": self.source.guild.name,
                "icon": None,
            },
            "source_channel": {"id": self.source.id, "name": self.source.name},
        }


@dataclass
class Following:
    """Who follows what, and how often was published within the hour, by the fake's own clock."""

    server: "FakeDiscord"
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    published: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    edited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    copies: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    """Of each published message, those that followers were brought."""

    def followers(self, source: Channel) -> list[Channel]:
        return [one.channel for one in self.webhooks.values() if one.source is source]

    def add(self, source: Channel, channel: Channel, by: User | None = None) -> Webhook:
        """Let *channel* follow *source*: once more, where it does already, as Discord does."""
        one = Webhook(self.server.ids.make(), channel, source, by or self.server.bot)
        self.webhooks[one.id] = one
        return one

    async def crosspost(self, _request: "Request", channel: str, message: str) -> Body:
        fault = self.server.faults.take_of_publishing()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self.server.faults.retry_after_s)
        found = self.server.rest.messages.message(channel, message)
        if found.channel.kind != NEWS:
            raise RefusedError(403, 50024, "Cannot execute action on this channel type")
        if found.author is not self.server.bot:
            raise RefusedError(403, 50013, "Missing Permissions")
        if found.flags & CROSSPOSTED:
            raise RefusedError(400, 40033, "This message has already been crossposted")
        self._count(self.published[channel], MOST_PUBLISHED)
        found.flags |= CROSSPOSTED
        for one in list(self.webhooks.values()):
            if one.source is found.channel and not one.channel.deleted:
                self._bring(found, one)
        if fault is not None:
            raise broken(fault, self.server.faults.retry_after_s)
        return found.payload()

    def edit(self, message: Message) -> None:
        """Count an edit of *message* where it is published; its copies show the same by then."""
        if not message.flags & CROSSPOSTED:
            return
        times = self._recent(self.edited[message.id])
        if len(times) >= MOST_EDITED:
            text = "This message cannot be edited due to announcement rate limits"
            raise RefusedError(400, 20022, text)
        times.append(self.server.clock.now())

    def bring_edit(self, message: Message) -> None:
        for copy in self.copies[message.id]:
            copy.body = message.body

    async def follow(self, request: "Request", channel: str) -> Body:
        fault = self.server.faults.take_of_following()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self.server.faults.retry_after_s)
        source = self.server.rest.messages.found(channel)
        target = self.server.rest.messages.found(str(request.body["webhook_channel_id"]))
        if source.kind != NEWS or target.kind not in {TEXT, NEWS}:
            raise RefusedError(400, 50024, "Cannot execute action on this channel type")
        _need(target, MANAGE_WEBHOOKS)
        if len(self._of(target)) >= MOST_WEBHOOKS:
            raise RefusedError(400, 30007, "Maximum number of webhooks reached (15)")
        made = self.add(source, target)
        if fault is not None:
            raise broken(fault, self.server.faults.retry_after_s)
        return {"channel_id": source.id, "webhook_id": made.id}

    async def channel_webhooks(self, _request: "Request", channel: str) -> list[Body]:
        target = self.server.rest.messages.found(channel)
        _need(target, MANAGE_WEBHOOKS)
        return [one.payload() for one in self._of(target)]

    async def delete_webhook(self, _request: "Request", webhook: str) -> None:
        fault = self.server.faults.take_of_following()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self.server.faults.retry_after_s)
        found = self.webhooks.get(webhook)
        if found is None or found.channel.deleted:
            raise RefusedError(404, 10015, "Unknown Webhook")
        _need(found.channel, MANAGE_WEBHOOKS)
        del self.webhooks[webhook]
        if fault is not None:
            raise broken(fault, self.server.faults.retry_after_s)

    async def guild_channels(self, _request: "Request", guild: str) -> list[Body]:
        home = self._guild(guild)
        shown = (one for one in home.channels if not one.deleted and not one.is_thread)
        return [one.payload() for one in shown]

    async def create_channel(self, request: "Request", guild: str) -> tuple[Body, Body]:
        fault = self.server.faults.take_of_following()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self.server.faults.retry_after_s)
        home, body = self._guild(guild), request.body
        if not home.rights & MANAGE_CHANNELS:
            raise RefusedError(403, 50013, "Missing Permissions")
        if sum(not one.deleted for one in home.channels) >= MOST_CHANNELS:
            raise RefusedError(400, 30013, "Maximum number of guild channels reached (500)")
        if body.get("type") == NEWS and not home.is_community:
            raise RefusedError(400, 50035, "Invalid Form Body")
        made = self.server.channel(body["name"], home, kind=body["type"], topic=body.get("topic"))
        await self.server.gateway.dispatch("CHANNEL_CREATE", made.payload(), guild_id=home.id)
        if fault is not None:
            raise broken(fault, self.server.faults.retry_after_s)
        return made.payload(), {}

    async def delete_channel(self, _request: "Request", channel: str) -> Body:
        found = self.server.rest.messages.found(channel)
        if found.guild is None or not found.guild.rights & MANAGE_CHANNELS:
            raise RefusedError(403, 50013, "Missing Permissions")
        found.deleted = True
        for one in [one for one in self.webhooks.values() if one.source is found]:
            del self.webhooks[one.id]
        shown = found.payload()
        await self.server.gateway.dispatch("CHANNEL_DELETE", shown, guild_id=found.guild.id)
        return shown

    def _bring(self, message: Message, webhook: Webhook) -> None:
        copy = Message(
            id=self.server.ids.make(),
            channel=webhook.channel,
            author=User(webhook.id, "Violet #news", bot=True),
            body={key: message.body[key] for key in ("content", "embeds") if key in message.body},
            at=self.server.clock.now(),
            webhook_id=webhook.id,
            flags=IS_CROSSPOST,
        )
        webhook.channel.messages.append(copy)
        self.copies[message.id].append(copy)

    def _of(self, channel: Channel) -> list[Webhook]:
        return [one for one in self.webhooks.values() if one.channel is channel]

    def _recent(self, times: list[float]) -> list[float]:
        since = self.server.clock.now() - AN_HOUR_S
        times[:] = [at for at in times if at > since]
        return times

    def _count(self, times: list[float], most: int) -> None:
        if len(self._recent(times)) >= most:
            self.server.limits.refused += 1
            raise limited(times[0] + AN_HOUR_S - self.server.clock.now(), scope="shared")
        times.append(self.server.clock.now())

    def _guild(self, guild: str) -> Guild:
        found = self.server.guilds.get(guild)
        if found is None:
            raise RefusedError(404, 10004, "Unknown Guild")
        if not found.is_home:
            raise RefusedError(403, 50001, "Missing Access")
        return found


def _need(channel: Channel, right: int) -> None:
    if not channel.app_permissions & right:
        raise RefusedError(403, 50013, "Missing Permissions")
