"""Posting: the one place that sends `chat.postMessage`, once, within the limits."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.limits import Pacer
from adapters.slack.messages import SlackMessage
from adapters.slack.refusals import error_code, later, refusal
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

log = structlog.get_logger()

_NEWS_WAIT_S: Final = 3.0
"""How long news may wait for its turn here rather than in the outbox, holding others up."""
_REPLY_WAIT_S: Final = 10.0
"""How long a reply may wait, which has no outbox to go back to."""
_UNREACHABLE_S: Final = 30.0
_ELSEWHERE_S: Final = 1.0
_ELSEWHERE: Final = "another process posts to this workspace now"
_RECONNECT_S: Final = 5.0
_BLOCK_FAULTS: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Our mistake, for which nobody shall miss the news.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""


_NO_ANSWER: Final = frozenset(
    {
        "thread_not_found",
        "cannot_reply_to_message",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
"""A message cannot be answered; the news itself can still be posted."""


class Poster:
    """Posts messages and says what became of each."""

    def __init__(
        self,
        client: AsyncWebClient,
        pacer: Pacer,
        may_send: Callable[[], bool] | None = None,
    ) -> None:
        """*may_send* says whether it is still this process that tells the workspace its news.

        None: no other process, and no other connection of this one, ever does.
        """
        self._client = client
        self._pacer = pacer
        self._may_send = may_send
        if may_send is not None:
            # Whoever told it before may have posted to any channel a moment ago.
            pacer.hold_news()

    async def turn(self, channel: str) -> Rejected | None:
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
        """Post news once, its `turn` having come.

        Where the channel is open and we are not in it, join and post then; where Slack takes
        issue with the blocks, post the text alone. *answers* is a message of the channel to reply
        to for the whole channel to see; where that has gone, it is posted by itself.
        """
        # Asked once more, since a process may have been paused since its turn came.
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
        wait_s = await self._pacer.turn(channel, patience_s=patience_s, is_reply=is_reply)
        if not wait_s:
            return None
        reason = "many messages are waiting for this channel or workspace"
        return replace(later(wait_s, reason), is_crowded=self._pacer.is_crowded(patience_s))

    async def _post_somehow(self, arguments: dict[str, Any]) -> Outcome:
        channel = arguments["channel"]
        try:
            return await self._post(arguments)
        except SlackApiError as error:
            code = error_code(error)
            if code == "not_in_channel" and await self.join(channel):
                return await self._post_again(arguments)
            if code in _NO_ANSWER and arguments.pop("reply_broadcast", None):
                del arguments["thread_ts"]
                return await self._post_again(arguments)
            if code in _BLOCK_FAULTS and arguments.pop("blocks", None):
                log.error("slack_blocks_refused", channel=channel, error=code)  # noqa: TRY400  no trace needed
                return await self._post_again(arguments)
            return self._refused(channel, error)

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
            return later(_UNREACHABLE_S, "Slack cannot be reached")
        except Exception as error:  # noqa: BLE001  a lost or garbled answer: it may be there
            return Unknown(reason=f"the answer was lost ({type(error).__name__})")

    def _refused(self, channel: str, error: SlackApiError) -> Outcome:
        outcome = refusal(error)
        match outcome:
            case Rejected(refusal=Refusal.LATER, retry_after_s=float(seconds)):
                self._pacer.hold(channel, seconds)
            case Rejected(refusal=Refusal.OURS):
                log.error("slack_message_refused", channel=channel, error=error_code(error))
        return outcome

    async def edit(
        self, channel: str, ts: str, message: SlackMessage, *, metadata: Mapping[str, Any]
    ) -> Outcome:
        """Edit a message of ours, its `turn` having come; safe to repeat."""
        if outdone := self._outdone():
            return outdone
        arguments = {"channel": channel, "ts": ts, **message.edits(), "metadata": metadata}
        try:
            self._pacer.note(channel)
            await self._client.api_call("chat.update", json=arguments)
        except SlackApiError as error:
            return self._refused(channel, error)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Unknown(reason=f"the answer was lost ({type(error).__name__})")
        return Delivered(message=ts)

    def _outdone(self) -> Rejected | None:
        """Return why news cannot be posted by this any more, whatever it waited for."""
        if self._may_send is not None and not self._may_send():
            return replace(later(_ELSEWHERE_S, _ELSEWHERE), is_crowded=True)
        session = self._client.session
        if session is not None and session.closed:  # the turn was lost, and may be ours again
            return replace(later(_RECONNECT_S, "Slack is not connected"), is_crowded=True)
        return None

    async def join(self, channel: str) -> bool:
        """Join; False where we may not: private channels take an invitation."""
        try:
            await self._client.conversations_join(channel=channel)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return False
        log.info("slack_channel_joined", channel=channel)
        return True
