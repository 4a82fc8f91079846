"""What Slack's errors mean for a message that was to be posted.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from typing import Any, Final

from slack_sdk.errors import SlackApiError

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

_DESTINATION: Final = {
    "not_in_channel": "I am not in this channel; invite me with /invite @Violet.",
    "channel_not_found": (
        "Slack no longer shows me this channel: it was deleted, or it is private and I am not in "
        "it. If it is there, invite me with /invite @Violet."
    ),
    "is_archived": "This channel is archived; unarchive it and I will go on.",
    "cannot_reply_to_message": "This thread takes no replies; subscribe the channel instead.",
    "thread_not_found": "This thread is gone; subscribe the channel instead.",
    "restricted_action": (
        "This workspace lets only some people post here; a workspace owner can allow me."
    ),
    "restricted_action_read_only_channel": (
        "This channel is read-only; let me post in its posting permissions."
    ),
    "restricted_action_thread_only_channel": (
        "This channel takes replies in threads only; subscribe another channel."
    ),
    "restricted_action_non_threadable_channel": (
        "This channel takes no threads; subscribe the channel itself."
    ),
    "restricted_action_thread_locked": "This thread is locked; subscribe the channel instead.",
    "no_permission": "I may not post here; a workspace owner can allow me.",
    "ekm_access_denied": "The administrators of this workspace have suspended posting here.",
    "messages_tab_disabled": (
        "My messages tab is off, so I cannot write to people; turn it on under App Home."
    ),
    "user_not_found": "Slack no longer knows this person.",
    "cannot_dm_bot": "This is another bot, which I cannot write to.",
    "user_disabled": "This person has left the workspace.",
    "is_inactive": "This conversation is closed.",
}

_UNEDITABLE: Final = {
    "message_not_found": "The message is no longer there.",
    "cant_update_message": "This message cannot be edited by me.",
    "edit_window_closed": "This workspace lets no message be edited that is so old.",
    "update_not_allowed": "This workspace lets no messages be edited.",
}
"""https://docs.slack.dev/reference/methods/chat.update#errors"""

_PLATFORM: Final = {
    "not_authed": "Slack got no bot token; set SLACK_BOT_TOKEN.",
    "invalid_auth": "Slack refuses the bot token; set SLACK_BOT_TOKEN anew.",
    "account_inactive": "The app was removed from the workspace; install it again.",
    "token_revoked": "The bot token was revoked; install the app again.",
    "token_expired": "The bot token has expired; install the app again without token rotation.",
    "missing_scope": (
        "The app lacks a permission; install it again with the output of violet slack-manifest."
    ),
    "not_allowed_token_type": "SLACK_BOT_TOKEN is no bot token; it begins with xoxb-.",
    "app_missing_action_url": "The app is not set up for this; see violet slack-manifest.",
    "team_access_not_granted": "The app is not allowed in this workspace.",
    "enterprise_is_restricted": "The organisation does not allow this.",
    "team_not_found": "Slack no longer knows this workspace.",
    "two_factor_setup_required": "The workspace requires two-factor authentication first.",
    "access_denied": "The workspace does not allow this app.",
    "app_not_installed": "The app is not installed in this workspace; install it.",
}


def is_final(code: str) -> bool:
    """Whether this error of Slack's is one of the whole workspace, which no waiting mends."""
    return code in _PLATFORM


def error_code(error: SlackApiError) -> str:
    """Return Slack's name of the error, empty where it gave none."""
    return str(_data(error).get("error") or "")


def refusal(error: SlackApiError) -> Outcome:
    """Return what became of a message whose posting ended in *error*."""
    status, code = _status(error), error_code(error)
    if status == 429:
        return later(_retry_after_s(error), "Slack asks for a pause (429)")
    if status >= 500 or status == 408 or code in _AMBIGUOUS:
        return Unknown(reason=f"Slack answered {code or status}")
    if not code:
        if 400 <= status < 500:
            return later(_HOURS_S / 60, f"something before Slack answered {status}")
        return Unknown(reason=f"Slack's answer could not be read (status {status})")
    if code in _LATER:
        return later(_LATER[code], f"Slack asks for a pause ({code})")
    if code in _DESTINATION:
        return Rejected(refusal=Refusal.DESTINATION, reason=_DESTINATION[code])
    if code in _UNEDITABLE:
        return Rejected(refusal=Refusal.DESTINATION, reason=_UNEDITABLE[code])
    if code in _PLATFORM:
        return Rejected(refusal=Refusal.PLATFORM, reason=_PLATFORM[code])
    return Rejected(refusal=Refusal.OURS, reason=f"Slack refuses the message itself ({code})")


def explained(code: str) -> str:
    """Return what a channel's refusal with this error means for an admin."""
    return _DESTINATION[code]


def later(after_s: float, reason: str) -> Rejected:
    """Return a rejection that is worth another try after *after_s* seconds on the wall."""
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=after_s)


def _retry_after_s(error: SlackApiError) -> float:
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
