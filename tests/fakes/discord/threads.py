"""Forums of the fake: posts with tags, each a thread whose first message has its id."""

from typing import TYPE_CHECKING, Any

from fakes.discord.refusals import RefusedError, broken
from fakes.discord.state import (
    EMBED,
    HISTORY,
    MANAGE_THREADS,
    SEND,
    VIEW,
    Channel,
    Message,
)

if TYPE_CHECKING:
    from fakes.discord.rest import Request
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]

FORUM, PUBLIC_THREAD = 15, 11
MOST_ACTIVE = 1000


class Threads:
    """https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel"""

    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server
        self.most_active = MOST_ACTIVE
        """Threads that a server may have open at once."""

    async def create(self, request: "Request", channel: str) -> Body:
        """Make a post; or go wrong, before or after, as the next fault says."""
        fault = self._server.faults.take()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self._server.faults.retry_after_s)
        forum = self._found(channel)
        if forum.kind != FORUM:
            raise self._server.rest.wrong(request, ["only posts in forums are played here"])
        self._server.rest.check_message(request, request.body["message"])
        tags = self._checked_tags(request, forum)
        needed = SEND | (EMBED if request.body["message"].get("embeds") else 0)
        if forum.allowed & needed != needed:
            raise RefusedError(403, 50013, "Missing Permissions")
        if len(self._active(forum.guild)) >= self.most_active:
            raise RefusedError(400, 160006, "Maximum number of active threads reached")
        made = self._server.channel(
            request.body["name"],
            forum.guild,
            kind=PUBLIC_THREAD,
            parent=forum,
            app_permissions=forum.app_permissions,
            applied_tags=tags,
            is_of_the_bot=True,
        )
        first = Message(
            id=made.id,
            channel=made,
            author=self._server.bot,
            body=request.body["message"],
            at=self._server.clock.now(),
            flags=request.body["message"].get("flags") or 0,
        )
        made.messages.append(first)
        await self._server.gateway.dispatch(
            "THREAD_CREATE", made.payload() | {"newly_created": True}, guild_id=forum.guild.id
        )
        await self._server.dispatch_message(first, own=True)
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)
        return made.payload() | {"message": first.payload()}

    async def active(self, _request: "Request", guild: str) -> Body:
        found = self._active(self._server.guilds[guild])
        return {"threads": [one.payload() for one in found], "members": []}

    async def archived(self, _request: "Request", channel: str) -> Body:
        forum = self._found(channel)
        found = [one for one in self._of(forum.guild) if one.parent is forum and one.is_archived]
        if not forum.allowed & HISTORY:
            raise RefusedError(403, 50013, "Missing Permissions")
        return {"threads": [one.payload() for one in found], "members": [], "has_more": False}

    async def edit(self, request: "Request", channel: str) -> Body:
        thread = self._found(channel)
        if not thread.is_thread or set(request.body) - {"archived"}:
            raise self._server.rest.wrong(request, ["only the opening of threads is played here"])
        if thread.is_locked and not thread.allowed & MANAGE_THREADS:
            raise RefusedError(403, 50013, "Missing Permissions")
        thread.is_archived = request.body["archived"]
        return thread.payload()

    def _checked_tags(self, request: "Request", forum: Channel) -> list[str]:
        tags = [str(one) for one in request.body.get("applied_tags") or []]
        known = {one["id"]: one for one in forum.tags}
        if set(tags) - set(known):
            raise self._server.rest.wrong(request, ["no such tag"])
        if any(known[one]["moderated"] for one in tags) and not forum.allowed & MANAGE_THREADS:
            raise RefusedError(403, 50013, "Missing Permissions")
        if forum.requires_tag and not tags:
            raise RefusedError(400, 40067, "A tag is required to create a forum post")
        return tags

    def _of(self, guild: Any) -> list[Channel]:
        return [one for one in guild.channels if one.is_thread and not one.deleted]

    def _active(self, guild: Any) -> list[Channel]:
        return [one for one in self._of(guild) if not one.is_archived]

    def _found(self, channel: str) -> Channel:
        place = self._server.channels.get(channel)
        if place is None or place.deleted:
            raise RefusedError(404, 10003, "Unknown Channel")
        if not place.app_permissions & VIEW:
            raise RefusedError(403, 50001, "Missing Access")
        return place
