"""What Discord's refusals mean for a delivery.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Mapping
from typing import Final

import aiohttp
import discord

from content.language.platforms import discord as words
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_FORBIDDEN: Final = frozenset({50001, 50013})
_CAUSES: Final = {
    10003: Cause.GONE,
    10004: Cause.LEFT,
    50007: Cause.DIRECT_CLOSED,
    50033: Cause.DIRECT_CLOSED,
    50083: Cause.ARCHIVED,
    50278: Cause.DIRECT_CLOSED,
    160005: Cause.ARCHIVED,
}
_LATER: Final = frozenset({20016, 20022, 20028, 20029, 40062})
_DELETED_MEANWHILE: Final = 10008
_WAIT_S: Final = 60.0
_LONG_WAIT_S: Final = 300.0


class OneTryError(discord.DiscordException):
    """Discord answered a try in a way that discord.py would answer by trying again itself."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"Discord answered {status}")
        self.status = status
        self.retry_after_s = seconds(headers.get("Retry-After"))
        self.is_for_all = status == 429 and (
            headers.get("X-RateLimit-Global", "").casefold() == "true"
            or headers.get("X-RateLimit-Scope") == "global"
            or "Via" not in headers  # whatever stands before Discord, and counts everything
        )
        """Whether the pause asked for is one of every channel."""


def outcome_of(error: Exception, missing: tuple[str, ...] = ()) -> Outcome:
    """Return what *error* says about a message that was being sent.

    *missing* names the permissions known to be missing, for the admin's sake.
    """
    match error:
        case discord.RateLimited():
            return _later(words.PAUSE_IN_CHANNEL, error.retry_after)
        case OneTryError(status=429):
            return _later(words.PAUSE, error.retry_after_s or _WAIT_S)
        case OneTryError():
            return Unknown(reason=words.answered(error.status))
        case discord.HTTPException():
            return _refused(error, missing)
        case aiohttp.ClientError() | OSError():  # a TimeoutError is an OSError
            return Unknown(reason=words.answer_lost(type(error).__name__))
        case _:
            return Unknown(reason=words.answer_unread(type(error).__name__))


def outcome_of_edit(error: Exception, outcome: Outcome) -> Outcome:
    """Return what *error* says about an edit, where it is of the message and not the channel.

    Else the *outcome* that it has wherever it comes.
    """
    if isinstance(error, discord.HTTPException) and error.code in words.UNEDITABLE:
        return Rejected(refusal=Refusal.MESSAGE, reason=words.UNEDITABLE[error.code])
    return outcome


def _refused(error: discord.HTTPException, missing: tuple[str, ...]) -> Outcome:
    if error.status >= 500 or error.status == 408:
        return Unknown(reason=words.answered(error.status))
    if error.status == 429 or error.code in _LATER:
        return _later(words.PAUSE, retry_after_s(error) or _WAIT_S)
    if error.status == 401:
        return Rejected(
            refusal=Refusal.PLATFORM,
            reason=words.TOKEN_REFUSED,
        )
    if error.code == _DELETED_MEANWHILE:
        # Only said to a repetition: the message of the first try was there, and was deleted.
        return Delivered(message="")
    if error.code in _FORBIDDEN:
        reason = words.lacking_when_posting(missing)
        return Rejected(refusal=Refusal.DESTINATION, reason=reason, cause=Cause.FORBIDDEN)
    if error.code in words.GONE:
        return Rejected(
            refusal=Refusal.DESTINATION,
            reason=words.GONE[error.code],
            cause=_CAUSES.get(error.code, Cause.OTHER),
        )
    if error.status in {403, 404} and error.code == 0:  # a gateway before Discord, not Discord
        return _later(words.answered_before(error.status), _LONG_WAIT_S)
    if error.status in {403, 404} and error.code < 200000:
        reason = words.refused_there(error.code, error.text)
        return Rejected(refusal=Refusal.DESTINATION, reason=reason)
    return Rejected(refusal=Refusal.OURS, reason=words.refused_message(error.code, error.text))


def retry_after_s(error: discord.HTTPException) -> float | None:
    """Return the pause that an answer asks for, in seconds, or None where it names none."""
    return seconds(error.response.headers.get("Retry-After"))


def seconds(text: str | None) -> float | None:
    """Return what a Retry-After header says; Discord gives seconds, some proxies a date."""
    try:
        return None if text is None else max(0.0, float(text))
    except ValueError:
        return None


def _later(reason: str, after_s: float) -> Rejected:
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=after_s)
