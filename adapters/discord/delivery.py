"""Announcements to channels: sent once, found again when the answer was lost, and revised."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import discord
from discord.http import handle_message_parameters
from discord.utils import utcnow

from adapters.discord.calendar import DiscordCalendar
from adapters.discord.channels import (
    is_role_gone,
    permissions_in,
    permissions_of,
)
from adapters.discord.colours import ColourOf, own_colour
from adapters.discord.following import DiscordFollower
from adapters.discord.forums import Forums
from adapters.discord.limits import LimitedClient, channel_of, not_connected, not_now
from adapters.discord.message_ids import message_in
from adapters.discord.messages import (
    RenderedMessage,
    announcement_message,
    carries,
    plain_announcement,
)
from adapters.discord.obstacles import missing_of
from adapters.discord.pictures import attached, may_attach, picture_for
from adapters.discord.publishing import is_to_publish
from adapters.discord.refusals import outcome_of_edit
from adapters.discord.server_language import wording_in
from adapters.discord.standing import standing
from adapters.discord.traits import DISCORD
from bot.ports.forum_posts import ForumPosts
from bot.ports.journal import Clock
from bot.ports.outbox import Delivery
from bot.ports.pictures import Pictures
from bot.ports.places import PlaceStanding
from content.announcements.announcement import CountdownStep
from content.announcements.zoned import zoned
from content.language.platforms import discord as words
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.following import Home
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_NONCE_WINDOW_S: Final = 120.0
"""Discord knows a nonce again for "the past few minutes"; within two, repeating is safe.

https://docs.discord.com/developers/resources/message#create-message
"""
_SKEW: Final = timedelta(minutes=5)
"""By how much Discord's clock may be behind ours."""
_NO_TEXT: Final = 50008
"""Nothing is posted in a channel of that kind by itself."""
_UNASKED_S: Final = 5.0
_PAGE: Final = 100
_MOST_PAGES: Final = 20


class DiscordMessenger:
    """The `Messenger` of Discord, over whichever client is connected."""

    traits = DISCORD

    def __init__(
        self,
        *,
        clock: Clock,
        sends_per_second: float,
        may_send: Callable[[], bool] | None = None,
        posts: ForumPosts | None = None,
        home: Home | None = None,
        pictures: Pictures | None = None,
        colour_of: ColourOf = own_colour,
    ) -> None:
        """*posts* remembers the posts of shows in forums; None: forums are told nothing.

        What is told in *home* is read by others, in any zone.
        """
        self._clock = clock
        self._pictures = pictures
        self._colour_of = colour_of
        self._asking = LimitedClient(sends_per_second, may_send)
        self.calendar = DiscordCalendar(self._asking, lambda: self._client, may_send)
        self._forums = Forums(self._asking, clock, posts)
        self._client: discord.Client | None = None
        self.follower = DiscordFollower(self._asking, lambda: self._client)
        self._home = home
        self._direct: dict[str, int] = {}
        """The channels of direct messages, by person."""

    @property
    def invalid_requests(self) -> int:
        """How many requests Discord counted against us in the last ten minutes."""
        return self._asking.invalid_requests

    def use(self, client: discord.Client) -> None:
        """Send through *client* from now on."""
        self._client = client
        self._asking.pace_from_now()

    def trace(self) -> aiohttp.TraceConfig:
        """Return the hook by which every request and answer is seen, for the client to use."""
        return self._asking.trace()

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:  # noqa: ARG002  the port's name
        """Return why there is no use in beginning, at once.

        The slot itself is taken within `send`: one that waited for a slow database would keep
        answers to people waiting too.
        """
        client = self._client
        if client is None or client.is_closed():
            return not_connected()
        return self._asking.outlook()

    async def send(self, delivery: Delivery) -> Outcome:
        """Send it once; a repetition within two minutes makes no second message."""
        client, delivery = self._client, self._for_readers(delivery)
        if client is None or client.is_closed():
            return not_connected()
        wording = wording_in(client, delivery.destination.workspace)
        picture = await picture_for(delivery, self._pictures, wording)
        waiting = await self._asking.reserve_slot(client)
        if waiting is not None:
            return waiting
        if is_role_gone(client, delivery.destination.workspace, delivery.mention or ""):
            client.dispatch("mention_gone", delivery.destination.workspace)
            delivery = replace(delivery, mention=None)
        if self._forums.holds(client, delivery.destination):
            return await self._send_to_forum(client, delivery)
        try:
            async with self._asking.once():
                channel = await self._channel(client, delivery.destination)
                is_in_server = bool(delivery.destination.workspace)
                if picture and not may_attach(client, channel, is_in_server=is_in_server):
                    picture = None
                # Without what `Messageable.send` makes of the answer, of which the id is enough.
                with handle_message_parameters(
                    **attached(_said(client, delivery, self._colour_of), picture),
                    **_how(client, delivery, channel),
                    nonce=delivery.key,  # discord.py then sends enforce_nonce as well
                ) as params:
                    sent = await client.http.send_message(channel, params=params)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            if await self._is_new_forum(client, delivery.destination, error):
                return Rejected(refusal=Refusal.LATER, reason=words.GONE[50008], retry_after_s=0.0)
            return self._asking.outcome(error, client, delivery.destination)
        published = is_to_publish(client, channel, delivery, self._home)
        return Delivered(message=str(sent["id"]), is_to_publish=published)

    async def _send_to_forum(self, client: discord.Client, delivery: Delivery) -> Outcome:
        """Send it into the post of its show."""

        async def to_thread(thread: int) -> str:
            async with self._asking.once():
                with handle_message_parameters(
                    **_said(client, delivery, self._colour_of),
                    **_how(client, delivery, thread),
                    nonce=delivery.key,
                ) as params:
                    sent = await client.http.send_message(thread, params=params)
            return str(sent["id"])

        try:
            first = _first_message(client, delivery, self._colour_of)
            return await self._forums.send(client, delivery, first, to_thread)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            return self._asking.outcome(error, client, delivery.destination)

    async def _is_new_forum(
        self, client: discord.Client, place: Destination, error: Exception
    ) -> bool:
        """Whether nothing was posted since *place* is a forum, of which nobody knew."""
        if not (isinstance(error, discord.HTTPException) and error.code == _NO_TEXT):
            return False
        try:
            return await self._forums.learn(client, place)
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return False

    async def revise(self, delivery: Delivery) -> Outcome:
        """Edit our message to what is so now; one that was deleted cannot be edited."""
        client, delivery = self._client, self._for_readers(delivery)
        if client is None or client.is_closed():
            return not_connected()
        waiting = await self._asking.reserve_slot(client)
        if waiting is not None:
            return waiting
        try:
            async with self._asking.once():
                channel = await self._channel(client, delivery.destination)
                channel, message = message_in(delivery.revises or "0", channel)
                place = client.get_partial_messageable(channel).get_partial_message(message)
                said = {
                    "embeds": [],
                    **_said(client, delivery, self._colour_of),
                    "allowed_mentions": discord.AllowedMentions.none(),
                }
                if isinstance(delivery.announcement, CountdownStep):
                    said["attachments"] = []  # a picture of what is no longer so
                try:
                    await place.edit(**said)
                except discord.HTTPException as error:
                    if not self._forums.holds(client, delivery.destination):
                        raise
                    if not await self._forums.reopen(client, channel, error):
                        raise
                    await place.edit(**said)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = self._asking.outcome(error, client, delivery.destination)
            outcome = self._forums.outcome_of_edit(client, delivery, error, outcome)
            return outcome_of_edit(error, outcome)
        return Delivered(message=delivery.revises or "")

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look for an earlier try in the channel's history, from then on.

        None also while sending again is safe by itself: within two minutes of the first try.
        """
        began = delivery.first_tried_at
        if began is None:
            return None
        client = self._client
        if client is not None and self._forums.holds(client, delivery.destination):
            return await self._find_in_forum(client, delivery, began)
        age_s = (self._clock.now() - began).total_seconds()
        if 0 <= age_s < self._clock.seconds_within(_NONCE_WINDOW_S):
            return None
        if client is None or client.is_closed() or client.user is None:
            return Unknown(reason=words.could_not_look(words.SEARCH_NOT_CONNECTED))
        try:
            async with self._asking.once():
                channel = await self._channel(client, delivery.destination)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            return self._asking.outcome(error, client, delivery.destination)
        return await _search(
            client, self._asking, delivery, channel, self._on_the_wall(began), self._home
        )

    async def _find_in_forum(
        self, client: discord.Client, delivery: Delivery, began: datetime
    ) -> Outcome | None:
        async def in_thread(thread: int) -> Outcome | None:
            since = self._on_the_wall(began)
            return await _search(client, self._asking, delivery, thread, since, self._home)

        if client.is_closed() or client.user is None:
            return Unknown(reason=words.could_not_look(words.SEARCH_NOT_CONNECTED))
        return await self._forums.find(client, delivery, in_thread)

    def _on_the_wall(self, began: datetime) -> datetime:
        """Return when a try began as Discord stamps messages, and some minutes before.

        That is the wall's time, which a rehearsal's clock does not keep.
        """
        age_s = max(0.0, (self._clock.now() - began).total_seconds())
        return utcnow() - timedelta(seconds=age_s / self._clock.seconds_within(1.0)) - _SKEW

    async def probe(self, destination: Destination) -> Rejected | None:
        """Ask for the channel, and see whether what is needed to post there is allowed."""
        client = self._client
        if client is None or client.is_closed():
            return not_connected()
        if destination.person:
            return None  # nothing but a message shows whether somebody takes messages
        known = standing(client, destination).refused
        if known is not None:
            return known
        waiting = await self._asking.reserve_slot(client)
        if waiting is not None:
            return waiting
        try:
            async with self._asking.once():
                found = await client.fetch_channel(channel_of(destination))
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = self._asking.outcome(error, client, destination)
            if isinstance(outcome, Rejected):
                return outcome
            return not_now(words.CHANNEL_UNASKED, _UNASKED_S)
        return _refusal_in(client, found, destination)

    def _for_readers(self, delivery: Delivery) -> Delivery:
        """Return what is sent: others read what is told at home, wherever they are."""
        if self._home is None or delivery.destination.workspace != self._home.workspace:
            return delivery
        return replace(delivery, announcement=zoned(delivery.announcement, self._home.zone))

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:
        """Return what the gateway has shown of *places*."""
        client = self._client
        if client is None or client.is_closed():
            return ()
        return [standing(client, one) for one in places]

    async def _channel(self, client: discord.Client, place: Destination) -> int:
        """Return the channel to post in; a direct one is opened where it was not yet."""
        if not place.person:
            return channel_of(place)
        if place.person not in self._direct:
            opened = await client.create_dm(discord.Object(int(place.person)))
            self._direct[place.person] = opened.id
        return self._direct[place.person]


def _rendered(client: discord.Client, delivery: Delivery, colour_of: ColourOf) -> RenderedMessage:
    announcement, key = delivery.announcement, delivery.key
    wording = wording_in(client, delivery.destination.workspace)
    if delivery.is_plain:
        return plain_announcement(announcement, key, wording)
    return announcement_message(announcement, key, wording, colour_of)


def _said(client: discord.Client, delivery: Delivery, colour_of: ColourOf) -> dict[str, Any]:
    """Return what the message says, a mention before it."""
    message = _rendered(client, delivery, colour_of)
    role = _role(delivery)
    parts = [f"<@&{role}>" if role else "", message.content or ""]
    content = "\n".join(filter(None, parts))
    said: dict[str, Any] = {}
    if content:
        said["content"] = content
    if message.embeds:
        said["embeds"] = list(message.embeds)
    return said


def _how(client: discord.Client, delivery: Delivery, channel: int) -> dict[str, Any]:
    """Return whom it notifies, and what it answers."""
    role = _role(delivery)
    how: dict[str, Any] = {"allowed_mentions": discord.AllowedMentions.none()}
    if role:
        how["allowed_mentions"] = discord.AllowedMentions(
            everyone=False, users=False, roles=[discord.Object(role)], replied_user=False
        )
    if delivery.silent:
        how["flags"] = discord.MessageFlags(suppress_notifications=True)
    is_there = delivery.reply_to and message_in(delivery.reply_to, channel)[0] == channel
    if delivery.reply_to and is_there and _may_answer(client, channel):
        where, message = message_in(delivery.reply_to, channel)
        answered = discord.MessageReference(
            message_id=message, channel_id=where, fail_if_not_exists=False
        )
        how["message_reference"] = answered.to_message_reference_dict()
    return how


def _first_message(
    client: discord.Client, delivery: Delivery, colour_of: ColourOf
) -> dict[str, Any]:
    """Return what a post in a forum begins with, as Discord takes it."""
    said, role = _said(client, delivery, colour_of), _role(delivery)
    mentions: dict[str, Any] = {"parse": [], "roles": [str(role)]} if role else {"parse": []}
    message = {
        "content": said.get("content"),
        "embeds": [embed.to_dict() for embed in said.get("embeds", [])],
        "allowed_mentions": mentions,
    }
    if delivery.silent:
        message["flags"] = discord.MessageFlags(suppress_notifications=True).value
    return {name: value for name, value in message.items() if value is not None}


def _may_answer(client: discord.Client, channel: int) -> bool:
    """Whether a message there may be answered: that takes the permission to read it.

    Where it is lacking, the news does not fail for that.
    """
    allowed = permissions_in(client, channel)
    return allowed is None or allowed.read_message_history


def _role(delivery: Delivery) -> int | None:
    """Return the role to mention; on Discord a role's id is a number, and nothing else pings."""
    mention = delivery.mention or ""
    return int(mention) if mention.isascii() and mention.isdigit() else None


def _refusal_in(client: discord.Client, found: object, destination: Destination) -> Rejected | None:
    thread = bool(destination.thread)
    if isinstance(found, discord.Thread) and (found.locked or found.archived):
        return Rejected(
            refusal=Refusal.DESTINATION,
            reason=words.THREAD_CLOSED,
            cause=Cause.ARCHIVED,
        )
    allowed = permissions_in(client, channel_of(destination)) or permissions_of(found)
    kind = getattr(found, "type", None)
    missing = missing_of(allowed, kind, thread=thread) if allowed is not None else ()
    if not missing:
        return None
    return Rejected(
        refusal=Refusal.DESTINATION,
        reason=words.lacking_when_posting(missing),
        cause=Cause.FORBIDDEN,
    )


async def _search(
    client: discord.Client,
    asking: LimitedClient,
    delivery: Delivery,
    channel: int,
    since: datetime,
    home: Home | None,
) -> Outcome | None:
    """Return what became of *delivery*, None where it is certainly not there.

    Read forwards from *since*: what was tried then comes before whatever was said later.
    """
    allowed = permissions_in(client, channel)
    if allowed is not None and not allowed.read_message_history:
        # Discord then answers with an empty history rather than with a refusal.
        return _unreadable()
    me = client.user.id if client.user else None
    place = client.get_partial_messageable(channel)
    after: discord.Message | datetime = since
    for number in range(_MOST_PAGES):
        waiting = await asking.reserve_slot(client)
        if waiting is not None:
            return waiting
        try:
            async with asking.once():
                pages = place.history(limit=_PAGE, after=after, oldest_first=True)
                page = [message async for message in pages]
                if not page and not number and not await _is_readable(client, delivery, channel):
                    return _unreadable()
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = asking.outcome(error, client, delivery.destination)
            if isinstance(outcome, Rejected) and outcome.refusal is not Refusal.LATER:
                return Unknown(reason=words.could_not_look(outcome.reason))
            return outcome
        for message in page:
            if message.author.id == me and carries(message.embeds, delivery.key, message.content):
                published = is_to_publish(client, channel, delivery, home)
                return Delivered(message=str(message.id), is_to_publish=published)
        if len(page) < _PAGE:
            return None
        after = page[-1]
    return Unknown(reason=words.could_not_look(words.SEARCH_TOO_LONG))


def _unreadable() -> Unknown:
    return Unknown(reason=words.could_not_look(words.how_to_grant((words.HISTORY,))))


async def _is_readable(client: discord.Client, delivery: Delivery, channel: int) -> bool:
    """Whether an empty history means that nothing was said, rather than that we may not read it.

    The gateway does not tell of every channel, archived threads for one; those are asked for.
    """
    if not delivery.destination.workspace:
        return True
    allowed = permissions_in(client, channel)
    if allowed is None:
        allowed = permissions_of(await client.fetch_channel(channel))
    return allowed is not None and allowed.read_message_history
