"""Answers that everybody in a channel sees: each posted once, whatever goes wrong.

Slack does not know a message again that is sent twice. So each bears the question's key, and where
one may have come, or an earlier run may have sent it, it is looked for before it is sent again.
https://docs.slack.dev/messaging/message-metadata
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.delivery import PAGE
from adapters.slack.messages import SlackMessage
from adapters.slack.methods import patience
from adapters.slack.posting import Poster
from adapters.slack.refusals import error_code
from adapters.slack.retries import FIRST_PAUSE_S, LONGEST_PAUSE_S, passes
from bot.runtime.open_questions import OpenQuestion
from content.language.platforms import slack as words
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

log = structlog.get_logger()

_EVENT_TYPE: Final = "violet_answer"
_INSIST_S: Final = 3600.0
"""After this it is left to the next start."""
_SLOT_S: Final = 600.0
_SEEN_AFTER_S: Final = 1.0
"""Slack need not show to a search at once what it has just accepted."""
_MOST_PAGES: Final = 20
_GONE: Final = frozenset({"thread_not_found", "message_not_found"})


class NoAnswerNowError(Exception):
    """The answer reaches nobody for now; whoever connects next may try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlace:
    """Where an answer goes."""

    channel: str
    thread: str
    """The first message of the thread that it is a reply in; empty: it is none."""
    after: str
    """The time of the question, which no answer is older than."""


class PublicAnswers:
    """Posts answers in one workspace."""

    def __init__(self, client: AsyncWebClient, poster: Poster, *, bot_user: str) -> None:
        self._client = client
        self._poster = poster
        self._bot_user = bot_user

    async def tell(
        self, place: AnswerPlace, message: SlackMessage, key: str, question: OpenQuestion | None
    ) -> str | None:
        """Post *message* until it is there; return its time, None where nobody can be told.

        Raises:
            NoAnswerNowError: it is not there, and would not come however often it were tried.
        """
        loop, pause_s = asyncio.get_running_loop(), FIRST_PAUSE_S
        until = loop.time() + _INSIST_S
        may_be_there = question is not None and question.is_again
        while True:
            match await self._try(place, message, key, may_be_there=may_be_there):
                case Delivered(message=ts):
                    return ts
                case Unknown(reason=reason):
                    may_be_there, pause_s = True, max(pause_s, _SEEN_AFTER_S)
                    log.warning("answer_delayed", channel=place.channel, reason=reason)
                case Rejected(refusal=Refusal.LATER, retry_after_s=wait_s):
                    # The poster itself sits out a pause that Slack wants in this channel.
                    pause_s = max(pause_s, min(wait_s or 0.0, LONGEST_PAUSE_S))
                case Rejected(refusal=Refusal.PLATFORM, reason=reason):
                    raise NoAnswerNowError(reason)
                case Rejected(reason=reason):
                    log.warning("slack_reply_lost", channel=place.channel, reason=reason)
                    return None
            if loop.time() + pause_s >= until:
                raise NoAnswerNowError("it was tried for an hour")
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _try(
        self, place: AnswerPlace, message: SlackMessage, key: str, *, may_be_there: bool
    ) -> Outcome:
        """Post it, unless it is there; where that cannot be looked up, nothing is said twice."""
        try:
            if may_be_there and (found := await self._find(place, key)):
                return Delivered(message=found)
        except (SlackApiError, aiohttp.ClientError, OSError) as error:
            reason = words.could_not_ask(type(error).__name__)
            if passes(error):
                return Unknown(reason=reason)
            return Rejected(refusal=Refusal.MESSAGE, reason=reason)
        return await self._poster.reply(
            place.channel,
            message,
            thread=place.thread,
            metadata={"event_type": _EVENT_TYPE, "event_payload": {"key": key}},
            patience_s=_SLOT_S,
        )

    async def _find(self, place: AnswerPlace, key: str) -> str | None:
        """Return the time of the answer to that question, where it is there.

        Raises:
            SlackApiError: it cannot be looked for.
        """
        cursor = ""
        for _ in range(_MOST_PAGES):
            try:
                with patience(_SLOT_S):
                    page = await self._page(place, cursor)
            except SlackApiError as error:
                if error_code(error) in _GONE:
                    return None
                raise
            for message in page.get("messages") or ():
                if self._answers(message, key):
                    return str(message["ts"])
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        return None

    async def _page(self, place: AnswerPlace, cursor: str) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "channel": place.channel,
            "oldest": place.after or "0",
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

    def _answers(self, message: dict[str, Any], key: str) -> bool:
        metadata = message.get("metadata") or {}
        return (
            message.get("user") == self._bot_user
            and metadata.get("event_type") == _EVENT_TYPE
            and (metadata.get("event_payload") or {}).get("key") == key
        )
