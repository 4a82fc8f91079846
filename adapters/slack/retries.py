"""Asking Slack again for as long as somebody waits for an answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.refusals import PacedError, refusal, retry_after_s
from content.subscriptions.outcomes import Refusal, Rejected, Unknown

Told = TypeVar("Told")

FIRST_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
_TOO_MANY: Final = 429


def passes(error: Exception) -> bool:
    """Whether it may go better next time; what was asked may have been done all the same."""
    if isinstance(error, SlackApiError):
        outcome = refusal(error)
        is_later = isinstance(outcome, Rejected) and outcome.refusal is Refusal.LATER
        return is_later or isinstance(outcome, Unknown)
    return isinstance(error, aiohttp.ClientError | OSError)  # a TimeoutError is an OSError


async def until_told(ask: Callable[[], Awaitable[Told]], *, within_s: float) -> Told:
    """Return what *ask* does, done again after each error that passes: it must do no harm twice.

    Raises:
        Exception: that of the last try.
    """
    loop, pause_s = asyncio.get_running_loop(), FIRST_PAUSE_S
    until = loop.time() + within_s
    while True:
        try:
            return await ask()
        except (SlackApiError, aiohttp.ClientError, OSError) as error:
            wait_s = _asked_for_s(error) or pause_s
            if not passes(error) or loop.time() + wait_s >= until:
                raise
        await asyncio.sleep(wait_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


def _asked_for_s(error: Exception) -> float | None:
    if isinstance(error, PacedError):
        return error.wait_s
    if isinstance(error, SlackApiError) and _status(error) == _TOO_MANY:
        return retry_after_s(error)
    return None


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0))
