"""What Discord's refusals mean for a delivery.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Mapping
from typing import Final

import aiohttp
import discord

from content.language.platforms.discord import how_to_grant
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_GONE: Final = {
    10003: "The channel was deleted.",
    10004: "Violet is no longer a member of that server.",
    10013: "That person no longer exists.",
    50033: "That person takes no direct messages.",
    50007: "That person takes no direct messages from Violet.",
    50008: "Nothing can be posted in a channel of that kind.",
    50024: "Nothing can be posted in a channel of that kind.",
    50083: "The thread is archived; whoever may manage threads can open it again.",
    50278: "Violet shares no server with that person any more.",
    160005: "The thread is locked; whoever may manage threads can unlock it.",
}
_FORBIDDEN: Final = frozenset({50001, 50013})
_LATER: Final = frozenset({20016, 20022, 20028, 20029, 40062})
_DELETED_MEANWHILE: Final = 10008
_WAIT_S: Final = 60.0
_LONG_WAIT_S: Final = 300.0


class OneTryError(Exception):
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
            return _later("Discord asks for a pause in this channel.", error.retry_after)
        case OneTryError(status=429):
            return _later("Discord asks for a pause.", error.retry_after_s or _WAIT_S)
        case OneTryError():
            return Unknown(reason=f"Discord answered {error.status}; it may be there.")
        case discord.HTTPException():
            return _refused(error, missing)
        case aiohttp.ClientError() | OSError():  # a TimeoutError is an OSError
            return Unknown(reason=f"The answer was lost ({type(error).__name__}).")
        case _:
            return Unknown(reason=f"The answer could not be read ({type(error).__name__}).")


def _refused(error: discord.HTTPException, missing: tuple[str, ...]) -> Outcome:
    if error.status >= 500 or error.status == 408:
        return Unknown(reason=f"Discord answered {error.status}; it may be there.")
    if error.status == 429 or error.code in _LATER:
        return _later("Discord asks for a pause.", retry_after_s(error) or _WAIT_S)
    if error.status == 401:
        return Rejected(
            refusal=Refusal.PLATFORM,
            reason="Discord refuses the token; put a new one into DISCORD_TOKEN (see .env.example)",
        )
    if error.code == _DELETED_MEANWHILE:
        # Only said to a repetition: the message of the first try was there, and was deleted.
        return Delivered(message="")
    if error.code in _FORBIDDEN:
        what = ", ".join(missing) or "a permission"
        reason = f"Violet lacks {what} in this channel. {how_to_grant(missing)}"
        return Rejected(refusal=Refusal.DESTINATION, reason=reason)
    if error.code in _GONE:
        return Rejected(refusal=Refusal.DESTINATION, reason=_GONE[error.code])
    if error.status in {403, 404} and error.code == 0:  # a gateway before Discord, not Discord
        return _later(f"Something before Discord answered {error.status}.", _LONG_WAIT_S)
    if error.status in {403, 404} and error.code < 200000:
        reason = f"Discord refuses messages there ({error.code}: {error.text})"
        return Rejected(refusal=Refusal.DESTINATION, reason=reason)
    return Rejected(
        refusal=Refusal.OURS, reason=f"Discord refuses the message ({error.code}: {error.text})"
    )


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
