"""Messages in the fake's channels: made once a nonce, refused where they may not be."""

import asyncio
from typing import TYPE_CHECKING, Any

from fakes.discord.refusals import RefusedError, broken, limited
from fakes.discord.state import (
    ATTACH,
    CONNECT,
    EMBED,
    HISTORY,
    MANAGE_THREADS,
    NONCE_WINDOW_S,
    SEND,
    SEND_IN_THREADS,
    VIEW,
    Channel,
    Message,
)

if TYPE_CHECKING:
    from fakes.discord.rest import Request
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]


class Messages:
    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server
        self._by_nonce: dict[str, Message] = {}
        """The latest message of each nonce."""

    async def channel(self, _request: "Request", channel: str) -> Body:
        return self.found(channel).payload()

    async def history(self, request: "Request", channel: str) -> list[Body]:
        """Newest first; empty, not refused, for a bot that may not read it."""
        place = self.found(channel)
        limit = int(request.query.get("limit", "50"))
        if not 1 <= limit <= 100:
            raise self._server.rest.wrong(request, ["limit must be 1 to 100"])
        if place.guild and not place.app_permissions & HISTORY:
            return []
        shown = [one for one in place.messages if not one.deleted]
        if "before" in request.query:
            shown = [one for one in shown if int(one.id) < int(request.query["before"])]
        if "after" in request.query:
            shown = [one for one in shown if int(one.id) > int(request.query["after"])][:limit]
        return [one.payload() | {"nonce": None} for one in reversed(shown[-limit:])]

    async def one(self, _request: "Request", channel: str, message: str) -> Body:
        return self.message(channel, message).payload()

    async def edit(self, request: "Request", channel: str, message: str) -> Body:
        fault = self._server.faults.take()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self._server.faults.retry_after_s)
        found = self.message(channel, message)
        self._server.rest.check_message(request, request.body)
        if found.author.id != self._server.bot.id:
            raise RefusedError(403, 50005, "Cannot edit a message authored by another user")
        if found.channel.is_archived:
            raise RefusedError(400, 50083, "Thread is archived")
        self._server.following.edit(found)
        found.body = {**found.body, **request.body}
        self._server.following.bring_edit(found)
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)
        return found.payload()

    async def delete(self, _request: "Request", channel: str, message: str) -> None:
        self.message(channel, message).deleted = True

    async def create(self, request: "Request", channel: str) -> tuple[Body, dict[str, str]]:
        """Make a message; or go wrong, before or after, as the next fault says."""
        fault = self._server.faults.take()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self._server.faults.retry_after_s)
        if channel in self._server.faults.slow_s:
            await asyncio.sleep(self._server.faults.slow_s[channel])
        place = self.found(channel)
        self._server.rest.check_message(request, request.body)
        _allow(place, request.body)
        wait_s = self._server.limits.channel_wait_s(place.id)
        if wait_s:
            raise limited(wait_s, scope="user")
        message = self._earlier(request.body)
        if message is None:
            message = await self._made(place, request.body)
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)
        return message.payload(), self._server.limits.channel_headers(place.id)

    async def _made(self, place: Channel, body: Body) -> Message:
        nonce = body.get("nonce")
        message = Message(
            id=self._server.ids.make(),
            channel=place,
            author=self._server.bot,
            body=body,
            at=self._server.clock.now(),
            nonce=None if nonce is None else str(nonce),
            flags=body.get("flags") or 0,
        )
        place.messages.append(message)
        if message.nonce is not None:
            self._by_nonce[message.nonce] = message
        if self._server.on_accepted is not None:
            self._server.on_accepted(message)
        await self._server.dispatch_message(message, own=True)
        return message

    def _earlier(self, body: Body) -> Message | None:
        """Return the message that was made with this nonce in the past few minutes."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        message = self._by_nonce.get(str(body["nonce"]))
        if message is None or message.at < self._server.clock.now() - NONCE_WINDOW_S:
            return None
        if message.deleted:
            raise RefusedError(404, 10008, "Unknown Message")
        return message

    def found(self, channel: str) -> Channel:
        place = self._server.channels.get(channel)
        if place is None or place.deleted:
            raise RefusedError(404, 10003, "Unknown Channel")
        is_away = place.guild is not None and not place.guild.is_home
        if is_away or (place.guild and not place.app_permissions & VIEW):
            raise RefusedError(403, 50001, "Missing Access")
        return place

    def message(self, channel: str, message: str) -> Message:
        for one in self.found(channel).messages:
            if one.id == message and not one.deleted:
                return one
        raise RefusedError(404, 10008, "Unknown Message")


def _allow(place: Channel, body: Body) -> None:
    if place.guild is None:
        if not all(one.takes_messages for one in place.members):
            raise RefusedError(403, 50007, "Cannot send messages to this user")
        return
    if place.is_locked:
        raise RefusedError(400, 160005, "This thread is locked")
    if place.guild.is_silenced:
        raise RefusedError(403, 50013, "Missing Permissions")
    needed = SEND_IN_THREADS if place.is_thread else SEND
    if body.get("embeds"):
        needed |= EMBED
    if body.get("message_reference"):
        needed |= HISTORY
    if body.get("attachments"):
        needed |= ATTACH
    if place.kind in {2, 13}:
        needed |= CONNECT
    if place.kind in {4, 15, 16}:
        raise RefusedError(400, 50008, "Cannot send messages in a non-text channel")
    if place.allowed & needed != needed:
        raise RefusedError(403, 50013, "Missing Permissions")
    if place.is_locked and not place.allowed & MANAGE_THREADS:
        raise RefusedError(403, 160005, "Thread is locked")
    place.is_archived = False  # a message opens it again
