"""Asking Discord again for as long as somebody waits for an answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from adapters.discord.limits import one_try
from adapters.discord.refusals import OneTryError, retry_after_s

Told = TypeVar("Told")

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 20.0
_TOO_MANY, _TIMED_OUT = 429, 408


def passes(error: Exception) -> bool:
    """Whether it may go better next time; what was asked may have been done all the same."""
    match error:
        case OneTryError() | discord.RateLimited() | aiohttp.ClientError() | OSError():
            return True  # a TimeoutError is an OSError
        case discord.HTTPException(status=status):
            return status in {_TIMED_OUT, _TOO_MANY} or status >= 500
        case _:
            return False


def is_limited(error: Exception) -> bool:
    """Whether Discord said that it was asked too often, and so did nothing."""
    if isinstance(error, discord.RateLimited):
        return True
    status = getattr(error, "status", None)
    return isinstance(error, OneTryError | discord.HTTPException) and status == _TOO_MANY


async def until_told(
    ask: Callable[[], Awaitable[Told]],
    *,
    until: float,
    each_s: float,
    goes_on: Callable[[Exception], bool] = passes,
) -> Told:
    """Return what *ask* does, done again after each error after which it *goes_on*.

    At least once, and not after *until* on the loop's clock; each try is cut after *each_s*.

    Raises:
        Exception: that of the last try.
    """
    loop, pause_s = asyncio.get_running_loop(), _FIRST_PAUSE_S
    while True:
        left_s = max(until - loop.time(), 0.0)
        try:
            async with one_try(min(each_s, left_s) or each_s):
                return await ask()
        except Exception as error:
            wait_s = _asked_for_s(error) or pause_s
            if not goes_on(error) or loop.time() + wait_s >= until:
                raise
        await asyncio.sleep(wait_s)
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


def _asked_for_s(error: Exception) -> float | None:
    match error:
        case OneTryError():
            return error.retry_after_s
        case discord.RateLimited():
            return error.retry_after
        case discord.HTTPException():
            return retry_after_s(error)
        case _:
            return None
