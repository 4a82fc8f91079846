"""Forums: a post a show, into which all of its news goes, each found again before it is repeated.

A post is a thread, and its first message has the thread's id. Making one knows no nonce.
https://docs.discord.com/developers/topics/threads#forums
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import discord
from discord.http import MultipartParameters
from discord.utils import snowflake_time, utcnow

from adapters.discord.limits import LimitedClient
from adapters.discord.markup import plain
from adapters.discord.message_ids import message_id
from adapters.discord.messages import carries
from adapters.discord.obstacles import FORUMS
from adapters.discord.server_language import wording_in
from bot.ports.forum_posts import ForumPost, ForumPosts
from bot.ports.journal import Clock
from bot.ports.outbox import Delivery
from content.announcements.announcement import Announcement, DigestPost, Notice
from content.language.platforms import discord as words
from content.language.platforms import discord_places as places
from content.language.wording import ENGLISH, Wording
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_NAME_LIMIT: Final = 100
_MOST_TAGS: Final = 5
_ARCHIVED_PAGE: Final = 50
_SKEW: Final = timedelta(minutes=5)
"""By how much Discord's clock may be behind ours."""
_NO_THREAD: Final = 10003
_CLOSED: Final = 50083
_FORBIDDEN: Final = 50013
_LOCKED: Final = 160005
_FULL: Final = frozenset({160006, 160007})
_UNTAGGED: Final = 40067
_AN_HOUR_S: Final = 3600.0


class Forums:
    """Sends to forums, within the limits of whoever sends."""

    def __init__(self, asking: LimitedClient, clock: Clock, posts: ForumPosts | None) -> None:
        """*posts* remembers which show has which; None: nothing is sent to forums."""
        self._asking = asking
        self._clock = clock
        self._posts = posts
        self._learnt: set[int] = set()
        """Forums of which the gateway did not tell."""

    def holds(self, client: discord.Client, place: Destination) -> bool:
        """Whether *place* is a forum, as far as is known by now."""
        if self._posts is None or place.thread or place.person:
            return False
        channel = int(place.channel)
        kind = getattr(client.get_channel(channel), "type", None)
        return kind in FORUMS or channel in self._learnt

    async def learn(self, client: discord.Client, place: Destination) -> bool:
        """Ask Discord whether *place* is a forum, where nothing else can be posted there."""
        if self._posts is None or place.thread or place.person or self.holds(client, place):
            return False
        async with self._asking.once():
            found = await client.http.get_channel(int(place.channel))
        if discord.enums.try_enum(discord.ChannelType, found["type"]) in FORUMS:
            self._learnt.add(int(place.channel))
            return True
        return False

    async def send(
        self,
        client: discord.Client,
        delivery: Delivery,
        message: dict[str, Any],
        to_thread: Callable[[int], Awaitable[str]],
    ) -> Outcome:
        """Send it into the post of its show, which is made where there is none.

        *message* is what a new post begins with; *to_thread* sends to a post that is there, and
        returns the message's id.
        """
        posts, place, show = self._known, delivery.destination, _show_of(delivery.announcement)
        post = await posts.of(place, show)
        if post is not None and not post.thread:
            found = await self._found(client, delivery, post)
            if isinstance(found, Delivered) and post.key == delivery.key:
                return found
            if found is not None and not isinstance(found, Delivered):
                return _put_off(found)
            post = await posts.of(place, show) if found is not None else None
        if post is not None:
            try:
                sent = await to_thread(int(post.thread))
            except discord.HTTPException as error:
                if error.code == _LOCKED:
                    return _locked(client, delivery)
                if error.code != _NO_THREAD:
                    raise
            else:
                return Delivered(message=message_id(post.thread, sent))
        return await self._begin(client, delivery, message)

    async def find(
        self,
        client: discord.Client,
        delivery: Delivery,
        in_thread: Callable[[int], Awaitable[Outcome | None]],
    ) -> Outcome | None:
        """Look for an earlier try: for the post that it may have made, or in the one there was."""
        posts, place, show = self._known, delivery.destination, _show_of(delivery.announcement)
        post = await posts.of(place, show)
        if post is None:
            return None
        if not post.thread:
            found = await self._found(client, delivery, post)
            if found is None or not isinstance(found, Delivered) or post.key == delivery.key:
                return found
            post = await posts.of(place, show)
        if post is None:
            return None
        outcome = await in_thread(int(post.thread))
        if isinstance(outcome, Unknown) and await self._is_gone(client, post):
            await posts.forget(place, show)
            return None  # whatever was in it is there no more
        if isinstance(outcome, Delivered):
            return Delivered(message=message_id(post.thread, outcome.message))
        return outcome

    async def reopen(self, client: discord.Client, thread: int, error: Exception) -> bool:
        """Open a post again that was archived, where *error* says so; False: it is another one."""
        if not (isinstance(error, discord.HTTPException) and error.code == _CLOSED):
            return False
        await client.http.edit_channel(thread, archived=False)
        return True

    def outcome_of_edit(
        self, client: discord.Client, delivery: Delivery, error: Exception, outcome: Outcome
    ) -> Outcome:
        """Return what *error* says of editing, where it is of one post and not of its forum.

        Other posts of it may well take what is told. Else the *outcome* that it has anywhere.
        """
        if not isinstance(error, discord.HTTPException) or not isinstance(outcome, Rejected):
            return outcome
        if not self.holds(client, delivery.destination):
            return outcome
        if error.code == _NO_THREAD:
            return Rejected(refusal=Refusal.MESSAGE, reason=words.UNEDITABLE[10008])
        # One that is locked can only be opened by who may manage threads, which reads like this.
        is_unopened = error.code == _FORBIDDEN and outcome.cause is Cause.FORBIDDEN
        if error.code == _LOCKED or is_unopened:
            return _locked(client, delivery)
        return outcome

    @property
    def _known(self) -> ForumPosts:
        if self._posts is None:
            raise RuntimeError("nothing is sent to forums")
        return self._posts

    async def _begin(
        self, client: discord.Client, delivery: Delivery, message: dict[str, Any]
    ) -> Outcome:
        """Make a post that begins with *message*; that it is tried is written down before."""
        posts, place, show = self._known, delivery.destination, _show_of(delivery.announcement)
        try:
            async with self._asking.once():
                forum = client.get_channel(int(place.channel))
                if not isinstance(forum, discord.ForumChannel):
                    forum = await client.fetch_channel(int(place.channel))
                wording = wording_in(client, place.workspace)
                tags = _tags_for(forum, delivery.announcement, wording)
                if tags is None:
                    reason = places.only_moderated_tags()
                    return Rejected(refusal=Refusal.DESTINATION, reason=reason)
                post = ForumPost(key=delivery.key, tried_at=self._clock.now())
                await posts.keep(place, show, post)
                said = {
                    "name": _name_of(delivery.announcement, wording),
                    "applied_tags": tags,
                    "message": message,
                }
                made = await client.http.start_thread_in_forum(
                    int(place.channel), params=MultipartParameters(said, None, None)
                )
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = _refusal(error) or self._asking.outcome(error, client, place)
            if isinstance(outcome, Rejected):
                await posts.forget(place, show)
            return outcome
        thread = str(made["id"])
        await posts.keep(place, show, replace(post, thread=thread))
        return Delivered(message=message_id(thread, thread))

    async def _is_gone(self, client: discord.Client, post: ForumPost) -> bool:
        """Whether Discord says that a post of ours was deleted."""
        try:
            async with self._asking.once():
                await client.http.get_channel(int(post.thread))
        except discord.HTTPException as error:
            return error.code == _NO_THREAD
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return False
        return False

    async def _found(
        self, client: discord.Client, delivery: Delivery, post: ForumPost
    ) -> Outcome | None:
        """Look for the post of an earlier try, and write it down; None: it is not there."""
        place, show = delivery.destination, _show_of(delivery.announcement)
        try:
            async with self._asking.once():
                thread = await self._thread_with(client, place, post)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = self._asking.outcome(error, client, place)
            if isinstance(outcome, Rejected) and outcome.refusal is not Refusal.LATER:
                return Unknown(reason=words.could_not_look(outcome.reason))
            return outcome
        if thread is None:
            await self._known.forget(place, show)
            return None
        await self._known.keep(place, show, replace(post, thread=thread))
        return Delivered(message=message_id(thread, thread))

    async def _thread_with(
        self, client: discord.Client, place: Destination, post: ForumPost
    ) -> str | None:
        """Return the post of ours that begins with the message that has the key."""
        since = self._on_the_wall(post.tried_at)
        active = await client.http.get_active_threads(int(place.workspace))
        archived = await client.http.get_public_archived_threads(
            int(place.channel), limit=_ARCHIVED_PAGE
        )
        me = client.user.id if client.user else 0
        for one in [*active["threads"], *archived["threads"]]:
            is_ours = str(one.get("parent_id")) == place.channel and _owner(one) == me
            if not is_ours or snowflake_time(int(one["id"])) < since:
                continue
            try:
                first = await client.http.get_message(int(one["id"]), int(one["id"]))
            except discord.NotFound:
                continue
            embeds = [discord.Embed.from_dict(embed) for embed in first["embeds"]]
            if carries(embeds, post.key, first["content"]):
                return str(one["id"])
        return None

    def _on_the_wall(self, moment: datetime) -> datetime:
        """Return a moment of our clock as Discord has it, and some minutes before."""
        ago_s = max(0.0, (self._clock.now() - moment).total_seconds())
        return utcnow() - timedelta(seconds=ago_s / self._clock.seconds_within(1.0)) - _SKEW


def _owner(thread: Any) -> int:
    return int(thread.get("owner_id") or 0)


def _show_of(announcement: Announcement) -> str:
    """Return the show whose post it goes into; empty: it is about several, or about none."""
    if isinstance(announcement, DigestPost | Notice):
        return ""
    return announcement.subject.show


def _name_of(announcement: Announcement, wording: Wording) -> str:
    """Return what the post is called that it begins."""
    if isinstance(announcement, DigestPost | Notice):
        return wording.say(places.POST_OF_ALL)
    return plain(announcement.show, _NAME_LIMIT) or wording.say(places.POST_OF_ALL)


def _tags_for(forum: object, announcement: Announcement, wording: Wording) -> list[str] | None:
    """Return the ids of the tags that name its show or its kind of news.

    Where a post must have one and none does, the first that anybody may set. None: there is none.
    """
    if not isinstance(forum, discord.ForumChannel):
        return []
    me: Any = forum.guild.me
    moderates = me is not None and forum.permissions_for(me).manage_threads
    free = [tag for tag in forum.available_tags if moderates or not tag.moderated]
    names = {_name_of(announcement, one).casefold() for one in (ENGLISH, wording)}
    if not isinstance(announcement, Notice):
        names.add(announcement.topic.value.casefold())
    if not isinstance(announcement, DigestPost | Notice):
        names.add(str(announcement.subject.show).casefold())
    chosen = [tag for tag in free if tag.name.casefold() in names]
    if not chosen and forum.flags.require_tag:
        if not free:
            return None
        chosen = free[:1]
    return [str(tag.id) for tag in chosen[:_MOST_TAGS]]


def _refusal(error: Exception) -> Rejected | None:
    """Return what *error* says of making a post, where it says more than of any message."""
    if not isinstance(error, discord.HTTPException):
        return None
    if error.code in _FULL:
        return _later(places.TOO_MANY_POSTS, _AN_HOUR_S)
    if error.code == _UNTAGGED:
        return Rejected(refusal=Refusal.DESTINATION, reason=places.only_moderated_tags())
    return None


def _locked(client: discord.Client, delivery: Delivery) -> Rejected:
    wording = wording_in(client, delivery.destination.workspace)
    return _later(places.post_locked(_name_of(delivery.announcement, wording)), _AN_HOUR_S)


def _put_off(found: Outcome) -> Rejected:
    """Return that nothing is sent while nobody knows whether there is a post."""
    if isinstance(found, Rejected):
        return replace(found, refusal=Refusal.LATER)
    reason = found.reason if isinstance(found, Unknown) else words.CHANNEL_UNASKED
    return _later(reason, 15.0)


def _later(reason: str, after_s: float) -> Rejected:
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=after_s)
