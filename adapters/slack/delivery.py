"""Telling on Slack: out of the outbox into a channel, and looking whether it got there."""

import time
from collections.abc import Sequence
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.messages import announcement_message
from adapters.slack.methods import patience
from adapters.slack.pictures import PictureUploads
from adapters.slack.posting import NEWS_WAIT_S, Poster
from adapters.slack.refusals import error_code, later, refusal
from adapters.slack.standing import standing
from adapters.slack.traits import SLACK
from bot.ports.journal import Clock
from bot.ports.outbox import Delivery
from bot.ports.pictures import Pictures
from bot.ports.places import PlaceStanding
from content.language.platforms import slack as words
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

EVENT_TYPE: Final = "violet_delivery"
"""Marks our messages; https://docs.slack.dev/messaging/message-metadata"""
PAGE: Final = 15
"""The most that apps outside Slack's marketplace may get in one page."""
_MOST_PAGES: Final = 20
_ASK_AGAIN_S: Final = 30.0
_MARGIN_S: Final = 60.0
"""How far Slack's clock and ours may be apart."""


class SlackMessenger:
    """The `Messenger` of one workspace."""

    traits = SLACK

    def __init__(
        self,
        client: AsyncWebClient,
        poster: Poster,
        *,
        team: str,
        bot_user: str,
        clock: Clock,
        pictures: Pictures | None = None,
    ) -> None:
        self._pictures = PictureUploads(client, pictures)
        self._client = client
        self._poster = poster
        self._team = team
        self._bot_user = bot_user
        self._clock = clock
        self._direct: dict[str, str] = {}
        """The channels of direct messages, by person."""

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        """Wait for its slot, some seconds at most; a direct message is opened before that."""
        if delivery.destination.workspace != self._team:
            return _elsewhere()
        channel = await self._channel(delivery.destination)
        return (
            channel if isinstance(channel, Rejected) else await self._poster.reserve_slot(channel)
        )

    async def send(self, delivery: Delivery) -> Outcome:
        """Post it once, with its key where `find` can see it."""
        if delivery.destination.workspace != self._team:
            return _elsewhere()
        channel = await self._channel(delivery.destination)
        if isinstance(channel, Rejected):
            return channel
        message = announcement_message(delivery.announcement)
        message = message.plain if delivery.is_plain else message
        message = await self._pictures.shown(delivery, message)
        return await self._poster.post(
            channel,
            message.mentioning(delivery.mention) if delivery.mention else message,
            thread=delivery.destination.thread,
            answers=delivery.reply_to or "",
            metadata=_metadata(delivery),
        )

    async def revise(self, delivery: Delivery) -> Outcome:
        """Edit our message; a workspace may forbid that, or only for what is old."""
        if delivery.destination.workspace != self._team:
            return _elsewhere()
        channel = await self._channel(delivery.destination)
        if isinstance(channel, Rejected):
            return channel
        message = announcement_message(delivery.announcement)
        return await self._poster.edit(
            channel,
            delivery.revises or "",
            message.plain if delivery.is_plain else message,
            metadata=_metadata(delivery),
        )

    async def probe(self, destination: Destination) -> Rejected | None:
        """Ask Slack how the channel stands; only posting shows whether posting is restricted."""
        if destination.workspace != self._team:
            return _elsewhere()
        if destination.person:
            return None
        try:
            response = await self._client.conversations_info(channel=destination.channel)
        except SlackApiError as error:
            outcome = refusal(error)
            return outcome if isinstance(outcome, Rejected) else later(_ASK_AGAIN_S, words.UNASKED)
        except (aiohttp.ClientError, TimeoutError):
            return later(_ASK_AGAIN_S, words.UNASKED)
        found = standing(destination, response.get("channel") or {}, bot_user=self._bot_user)
        return found.refused

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:  # noqa: ARG002  the port's name
        """Return nothing: Slack tells of channels by events, and of the rest to whoever asks."""
        return ()

    async def _channel(self, place: Destination) -> str | Rejected:
        """Return the channel to post in; a direct one is opened where it was not yet."""
        if not place.person:
            return place.channel
        if place.person in self._direct:
            return self._direct[place.person]
        try:
            with patience(NEWS_WAIT_S):
                response = await self._client.conversations_open(users=place.person)
        except SlackApiError as error:
            outcome = refusal(error)
            if isinstance(outcome, Rejected) and outcome.refusal is Refusal.LATER:
                return outcome
            # A missing permission to write to people is no reason to tell the channels nothing.
            reason = words.opens_no_direct_message(error_code(error))
            return Rejected(refusal=Refusal.DESTINATION, reason=reason, cause=Cause.DIRECT_CLOSED)
        except (aiohttp.ClientError, TimeoutError):
            return later(_ASK_AGAIN_S, words.UNASKED)
        self._direct[place.person] = str(response["channel"]["id"])
        return self._direct[place.person]

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look for an earlier try among our own messages since then."""
        if delivery.destination.workspace != self._team:
            return _elsewhere()
        channel = await self._channel(delivery.destination)
        if isinstance(channel, Rejected):
            return channel
        try:
            return await self._look(delivery, channel)
        except SlackApiError as error:
            return _could_not_look(error)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Unknown(reason=words.could_not_ask(type(error).__name__))

    async def _look(self, delivery: Delivery, channel: str) -> Outcome | None:
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await self._page(delivery, channel, cursor)
            for message in page.get("messages") or ():
                if self._is_ours(message, delivery.key):
                    return Delivered(message=str(message["ts"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        return Unknown(reason=words.SEARCH_TOO_LONG)

    async def _page(self, delivery: Delivery, channel: str, cursor: str) -> dict[str, Any]:
        place = delivery.destination
        arguments: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{self._first_try(delivery) - _MARGIN_S:.6f}",
            "limit": PAGE,
            "include_all_metadata": True,
        }
        if cursor:
            arguments["cursor"] = cursor
        if place.thread:
            response = await self._client.conversations_replies(ts=place.thread, **arguments)
        else:
            response = await self._client.conversations_history(**arguments)
        return response.data if isinstance(response.data, dict) else {}

    def _first_try(self, delivery: Delivery) -> float:
        """Seconds since the epoch on Slack's clock.

        Slack stamps messages with the time on the wall, which a rehearsal's clock does not keep.
        """
        now = self._clock.now()
        passed = (now - (delivery.first_tried_at or now)).total_seconds()
        return time.time() - max(0.0, passed) / self._clock.seconds_within(1.0)

    def _is_ours(self, message: dict[str, Any], key: str) -> bool:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        return (
            message.get("user") == self._bot_user
            and metadata.get("event_type") == EVENT_TYPE
            and payload.get("key") == key
        )


def _metadata(delivery: Delivery) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": delivery.key}}


def _elsewhere() -> Rejected:
    return Rejected(refusal=Refusal.DESTINATION, reason=words.NOT_INSTALLED)


def _could_not_look(error: SlackApiError) -> Outcome | None:
    """What to make of a search that Slack refused.

    A channel that we cannot see takes no message either: that is the answer, for good. Anything
    else is no answer, least of all "it is not there".
    """
    code = error_code(error)
    if code == "thread_not_found":
        return None
    outcome = refusal(error)
    if (
        code == "missing_scope"
        or not isinstance(outcome, Rejected)
        or outcome.refusal is Refusal.OURS
    ):
        return Unknown(reason=words.could_not_search(code))
    return outcome
