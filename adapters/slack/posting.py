"""Posting and editing in one workspace, in the slots that Slack leaves, and what became of it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.limits import ChannelPacer
from adapters.slack.messages import SlackMessage
from adapters.slack.methods import patience
from adapters.slack.pictures import shows_picture, without_picture
from adapters.slack.refusals import PacedError, error_code, is_final, later, refusal
from content.language.platforms import slack as words
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

log = structlog.get_logger()

NEWS_WAIT_S: Final = 3.0
"""How long news may wait for its slot here rather than in the outbox, holding others up."""
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
        self.on_plain_answer: Callable[[], None] = _nothing
        """Called for each answer of which Slack refused the blocks, once its text is there."""
        if may_send is not None:
            # Whoever told it before may have posted to any channel a moment ago.
            pacer.hold_news()

    async def reserve_slot(self, channel: str) -> Rejected | None:
        """Wait until news may go to *channel*; return why it may not soon."""
        return await self._wait(channel, NEWS_WAIT_S) or self._outdone()

    async def reply(
        self,
        channel: str,
        message: SlackMessage,
        *,
        thread: str,
        metadata: Mapping[str, Any],
        patience_s: float,
    ) -> Outcome:
        """Answer somebody who waits, ahead of all news; see `post`."""
        waiting = await self._wait(channel, patience_s, is_reply=True)
        if waiting is not None:
            return waiting
        arguments = {"channel": channel, "metadata": metadata, **message.arguments()}
        arguments |= {"thread_ts": thread} if thread else {}
        outcome = await self._post_somehow(arguments, unthreaded="thread_ts")
        if isinstance(outcome, Delivered) and outcome.is_plain:
            self.on_plain_answer()
        return outcome

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

    async def _post_somehow(
        self, arguments: dict[str, Any], *, unthreaded: str = "reply_broadcast"
    ) -> Outcome:
        """Post it; what has the argument *unthreaded* may stand by itself as well."""
        channel = arguments["channel"]
        try:
            return await self._post(arguments)
        except SlackApiError as error:
            code = error_code(error)
            if code in _NO_ANSWER and arguments.pop(unthreaded, None):
                arguments.pop("thread_ts", None)
                return await self._post_again(arguments)
            if code in _BLOCK_FAULTS and shows_picture(arguments):
                return await self._post_with_picture(arguments)
            if code in _BLOCK_FAULTS and arguments.pop("blocks", None):
                log.error("slack_blocks_refused", channel=channel, error=code)  # noqa: TRY400  no trace needed
                return _as_text(await self._post_again(arguments))
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
            with self._pacer.posting(arguments["channel"]):
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
                if not isinstance(error, PacedError):
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
            with patience(NEWS_WAIT_S):
                await self._client.api_call("chat.update", json=arguments)
        except SlackApiError as error:
            code = error_code(error)
            if code in _BLOCK_FAULTS and message.blocks:
                log.error("slack_blocks_refused", channel=channel, error=code)  # noqa: TRY400  no trace needed
                return _as_text(await self.edit(channel, ts, message.plain, metadata=metadata))
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


def _as_text(outcome: Outcome) -> Outcome:
    """Return an outcome of which whoever runs Violet hears: it is there, but not as drawn."""
    return replace(outcome, is_plain=True) if isinstance(outcome, Delivered) else outcome
