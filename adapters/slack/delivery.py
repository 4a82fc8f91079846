"""Telling on Slack: out of the outbox into a channel, and looking whether it got there."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.limits import ChannelPacer
from adapters.slack.messages import SlackMessage, announcement_message
from adapters.slack.pictures import PictureUploads, shows_picture, without_picture
from adapters.slack.refusals import error_code, is_final, later, refusal
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

log = structlog.get_logger()

EVENT_TYPE: Final = "violet_delivery"
"""Marks our messages; https://docs.slack.dev/messaging/message-metadata"""
_PAGE: Final = 15
"""The most that apps outside Slack's marketplace may get in one page."""
_MOST_PAGES: Final = 20
_ASK_AGAIN_S: Final = 30.0
_MARGIN_S: Final = 60.0
"""How far Slack's clock and ours may be apart."""
_NEWS_WAIT_S: Final = 3.0
"""How long news may wait for its slot here rather than in the outbox, holding others up."""
_REPLY_WAIT_S: Final = 10.0
"""How long a reply may wait, which has no outbox to go back to."""
_UNREACHABLE_S: Final = 30.0
_ELSEWHERE_S: Final = 1.0
_RECONNECT_S: Final = 5.0
_BLOCK_FAULTS: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Our mistake, for which nobody shall miss the news.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""
_PICTURE_READY_S: Final = 1.5
"""How long Slack may need to look at a file before a message can show it."""
_NO_ANSWER: Final = frozenset(
    {
        "thread_not_found",
        "cannot_reply_to_message",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
"""A message cannot be answered; the news itself can still be posted."""


def _nothing() -> None:
    pass


class Poster:
    """Posts messages and says what became of each."""

    def __init__(
        self,
        client: AsyncWebClient,
        pacer: ChannelPacer,
        may_send: Callable[[], bool] | None = None,
    ) -> None:
        """*may_send* says whether it is still this process that tells the workspace its news.

        None: no other process, and no other connection of this one, ever does.
        """
        self._client = client
        self._pacer = pacer
        self._may_send = may_send
        self.on_removed: Callable[[], None] = _nothing
        """Called where Slack says that the token, or the app, is no more."""
        if may_send is not None:
            # Whoever told it before may have posted to any channel a moment ago.
            pacer.hold_news()

    async def reserve_slot(self, channel: str) -> Rejected | None:
        """Wait until news may go to *channel*; return why it may not soon."""
        return await self._wait(channel, _NEWS_WAIT_S) or self._outdone()

    async def reply(self, channel: str, message: SlackMessage, *, thread: str = "") -> Outcome:
        """Answer somebody who waits, ahead of all news; see `post`."""
        waiting = await self._wait(channel, _REPLY_WAIT_S, is_reply=True)
        if waiting is not None:
            return waiting
        arguments = {"channel": channel, **message.arguments()}
        return await self._post_somehow(arguments | ({"thread_ts": thread} if thread else {}))

    async def post(
        self,
        channel: str,
        message: SlackMessage,
        *,
        thread: str = "",
        answers: str = "",
        metadata: Mapping[str, Any] | None = None,
    ) -> Outcome:
        """Post news once, its slot having come.

        Where Slack takes issue with the blocks, post the text alone; where we are not in the
        channel, stay out of it. *answers* is a message of the channel to reply to for the whole
        channel to see; where that has gone, it is posted by itself.
        """
        # Asked once more, since a process may have been paused since its slot came.
        if outdone := self._outdone():
            return outdone
        arguments = {"channel": channel, **message.arguments()}
        if thread:
            arguments["thread_ts"] = thread
        elif answers:
            arguments |= {"thread_ts": answers, "reply_broadcast": True}
        if metadata:
            arguments["metadata"] = metadata
        return await self._post_somehow(arguments)

    async def _wait(
        self, channel: str, patience_s: float, *, is_reply: bool = False
    ) -> Rejected | None:
        wait_s = await self._pacer.slot(channel, patience_s=patience_s, is_reply=is_reply)
        if not wait_s:
            return None
        crowded = later(wait_s, words.CROWDED)
        return replace(crowded, is_crowded=self._pacer.is_crowded(patience_s))

    async def _post_somehow(self, arguments: dict[str, Any]) -> Outcome:
        channel = arguments["channel"]
        try:
            return await self._post(arguments)
        except SlackApiError as error:
            code = error_code(error)
            if code in _NO_ANSWER and arguments.pop("reply_broadcast", None):
                del arguments["thread_ts"]
                return await self._post_again(arguments)
            if code in _BLOCK_FAULTS and shows_picture(arguments):
                return await self._post_with_picture(arguments)
            if code in _BLOCK_FAULTS and arguments.pop("blocks", None):
                log.error("slack_blocks_refused", channel=channel, error=code)  # noqa: TRY400  no trace needed
                return await self._post_again(arguments)
            return self._refused(channel, error)

    async def _post_with_picture(self, arguments: dict[str, Any]) -> Outcome:
        """Post what was certainly refused: Slack may not have looked at the picture yet.

        Where it still takes issue with it, the news is told without.
        """
        await asyncio.sleep(_PICTURE_READY_S)
        try:
            return await self._post(arguments)
        except SlackApiError as error:
            if error_code(error) not in _BLOCK_FAULTS:
                return self._refused(arguments["channel"], error)
        return await self._post_somehow(arguments | {"blocks": without_picture(arguments)})

    async def _post_again(self, arguments: dict[str, Any]) -> Outcome:
        """Post what was certainly refused, now that the reason is gone."""
        try:
            return await self._post(arguments)
        except SlackApiError as error:
            return self._refused(arguments["channel"], error)

    async def _post(self, arguments: dict[str, Any]) -> Outcome:
        """Send it.

        Raises:
            SlackApiError: Slack answered, and the answer is no, or cannot be read.
        """
        try:
            self._pacer.note(arguments["channel"])
            response = await self._client.api_call("chat.postMessage", json=arguments)
            return Delivered(message=str(response["ts"]))
        except SlackApiError:
            raise
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return later(_UNREACHABLE_S, words.UNREACHABLE)
        except Exception as error:  # noqa: BLE001  a lost or garbled answer: it may be there
            return Unknown(reason=words.answer_lost(type(error).__name__))

    def _refused(self, channel: str, error: SlackApiError) -> Outcome:
        outcome = refusal(error)
        match outcome:
            case Rejected(refusal=Refusal.LATER, retry_after_s=float(seconds)):
                self._pacer.hold(channel, seconds)
            case Rejected(refusal=Refusal.PLATFORM) if is_final(error_code(error)):
                self.on_removed()
            case Rejected(refusal=Refusal.OURS):
                log.error("slack_message_refused", channel=channel, error=error_code(error))
        return outcome

    async def edit(
        self, channel: str, ts: str, message: SlackMessage, *, metadata: Mapping[str, Any]
    ) -> Outcome:
        """Edit a message of ours, its slot having come; safe to repeat."""
        if outdone := self._outdone():
            return outdone
        arguments = {"channel": channel, "ts": ts, **message.edits(), "metadata": metadata}
        try:
            self._pacer.note(channel)
            await self._client.api_call("chat.update", json=arguments)
        except SlackApiError as error:
            return self._refused(channel, error)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Unknown(reason=words.answer_lost(type(error).__name__))
        return Delivered(message=ts)

    def _outdone(self) -> Rejected | None:
        """Return why news cannot be posted by this any more, whatever it waited for."""
        if self._may_send is not None and not self._may_send():
            return replace(later(_ELSEWHERE_S, words.SENT_ELSEWHERE), is_crowded=True)
        session = self._client.session
        if session is not None and session.closed:  # others sent, and it may be us again
            return replace(later(_RECONNECT_S, words.NOT_CONNECTED), is_crowded=True)
        return None

    async def join(self, channel: str) -> bool:
        """Join; False where we may not: private channels take an invitation."""
        try:
            await self._client.conversations_join(channel=channel)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return False
        log.info("slack_channel_joined", channel=channel)
        return True


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
            "limit": _PAGE,
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
