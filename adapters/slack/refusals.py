"""What Slack's errors mean for a message that was to be posted.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

import re
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from content.language.platforms import slack as words
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Outcome, Refusal, Rejected, Unknown

_RATE_LIMIT_S: Final = 30.0
_HOURS_S: Final = 3600.0

_AMBIGUOUS: Final = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
)
"""Slack says of these that part of the operation may have succeeded."""

_LATER: Final = {
    "ratelimited": _RATE_LIMIT_S,
    "rate_limited": _RATE_LIMIT_S,
    "message_limit_exceeded": _RATE_LIMIT_S,
    "team_added_to_org": _HOURS_S,
    "org_login_required": _HOURS_S,
    "external_channel_migrating": _HOURS_S,
    "accesslimited": _HOURS_S,
}
"""Seconds after which it is worth another try, where Slack names none."""


CAUSES: Final = {
    "not_in_channel": Cause.LEFT,
    "channel_not_found": Cause.LEFT,
    "channel_deleted": Cause.GONE,
    "thread_not_found": Cause.GONE,
    "is_archived": Cause.ARCHIVED,
    "restricted_action": Cause.RESTRICTED,
    "restricted_action_read_only_channel": Cause.RESTRICTED,
    "restricted_action_thread_only_channel": Cause.RESTRICTED,
    "restricted_action_non_threadable_channel": Cause.RESTRICTED,
    "restricted_action_thread_locked": Cause.RESTRICTED,
    "cannot_reply_to_message": Cause.RESTRICTED,
    "no_permission": Cause.RESTRICTED,
    "ekm_access_denied": Cause.RESTRICTED,
    "messages_tab_disabled": Cause.DIRECT_CLOSED,
    "cannot_dm_bot": Cause.DIRECT_CLOSED,
    "user_disabled": Cause.DIRECT_CLOSED,
    "user_not_found": Cause.DIRECT_CLOSED,
}
"""What kind of trouble of a destination each error is."""


class PacedError(SlackApiError):
    """A call that was not made, since Slack would refuse it; it looks like that very refusal."""

    def __init__(self, method: str, wait_s: float, reason: str = words.CROWDED) -> None:
        self.wait_s = wait_s
        """After so many seconds it is worth another try."""
        self.reason = reason
        response = SimpleNamespace(
            status_code=HTTPStatus.TOO_MANY_REQUESTS.value,
            headers={"Retry-After": f"{wait_s:.1f}"},
            data={"ok": False, "error": "ratelimited"},
        )
        super().__init__(  # type: ignore[no-untyped-call]  # the SDK types no exception
            f"{method}: {reason}", response
        )


def is_final(code: str) -> bool:
    """Whether this error of Slack's is one of the whole workspace, which no waiting mends."""
    return code in words.OUT_OF_REACH


def may_pass(status: int, code: str) -> bool:
    """Whether what Slack answered with may go better next time; it may have been done, too.

    An answer of no known kind is one of something on the way to Slack.
    """
    if status >= 500 or status in {408, 429} or code in _AMBIGUOUS or code in _LATER:
        return True
    return 200 <= status < 300 and not re.fullmatch(r"[a-z_]+", code)


def error_code(error: SlackApiError) -> str:
    """Return Slack's name of the error, empty where it gave none."""
    return str(_data(error).get("error") or "")


def refusal(error: SlackApiError) -> Outcome:
    """Return what became of a message whose posting ended in *error*."""
    if isinstance(error, PacedError):
        return later(error.wait_s, error.reason)
    status, code = _status(error), error_code(error)
    if status == 429:
        return later(retry_after_s(error), words.PAUSE)
    if status >= 500 or status == 408 or code in _AMBIGUOUS:
        return Unknown(reason=words.answered(code or status))
    if not code:
        if 400 <= status < 500:
            return later(_HOURS_S / 60, words.answered_before(status))
        return Unknown(reason=words.answer_unread(status))
    if code in _LATER:
        return later(_LATER[code], words.asks_for_pause(code))
    if code in words.REFUSED:
        cause = CAUSES.get(code, Cause.OTHER)
        return Rejected(refusal=Refusal.DESTINATION, reason=words.REFUSED[code], cause=cause)
    if code in words.UNEDITABLE:
        return Rejected(refusal=Refusal.MESSAGE, reason=words.UNEDITABLE[code])
    if code in words.OUT_OF_REACH:
        return Rejected(refusal=Refusal.PLATFORM, reason=words.OUT_OF_REACH[code])
    return Rejected(refusal=Refusal.OURS, reason=words.refused_message(code))


def explained(code: str) -> str:
    """Return what a channel's refusal with this error means for an admin."""
    return words.REFUSED[code]


def later(after_s: float, reason: str) -> Rejected:
    """Return a rejection that is worth another try after *after_s* seconds on the wall."""
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=after_s)


def retry_after_s(error: SlackApiError) -> float:
    """Return for how many seconds Slack wants a pause, or what is usual where it does not say."""
    headers = getattr(error.response, "headers", {})
    try:
        return max(1.0, float(headers.get("Retry-After", _RATE_LIMIT_S)))
    except ValueError:
        return _RATE_LIMIT_S


def _status(error: SlackApiError) -> int:
    """The HTTP status; the SDK hands over aiohttp's own response where the body was garbled."""
    response = error.response
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def _data(error: SlackApiError) -> dict[str, Any]:
    data = getattr(error.response, "data", None)
    return data if isinstance(data, dict) else {}
