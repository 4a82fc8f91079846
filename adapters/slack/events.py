"""Which of the messages that Slack tells of are for Violet. Pure.

https://docs.slack.dev/reference/events/message
"""

from datetime import UTC, datetime
from typing import Any, Final

Event = dict[str, Any]

_AS_TYPED: Final = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""What somebody wrote themselves: with a picture, for the whole channel as well, or of themselves.

Everything else tells of joins, pins, topics and the like.
"""
_CHANGED: Final = "message_changed"
_SLACKBOT: Final = "USLACKBOT"


def message_for(bot_user: str, event: Event) -> Event | None:
    """Return the message that is for *bot_user*, as it stands now; None: there is none.

    That is what a person writes to us directly, and what mentions us elsewhere, also where the
    mention was put in by an edit. No bot is ever answered.
    """
    if event.get("subtype") == _CHANGED:
        return _mentioned_late(bot_user, event)
    if event.get("hidden") or str(event.get("subtype") or "") not in _AS_TYPED:
        return None
    if not _is_from_a_person(bot_user, event) or not event.get("channel"):
        return None
    if event.get("type") == "app_mention":
        return event
    if is_direct(event):
        return None if event.get("edited") else event
    return event if _mentions(bot_user, event) else None


def time_of(body: Event) -> datetime | None:
    """Return when what an envelope tells of happened; None: it does not say."""
    at = body.get("event_time")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int) and 0 < at < 2**33 else None


def is_direct(event: Event) -> bool:
    """Whether it was written to us alone."""
    return event.get("channel_type") == "im" or str(event.get("channel") or "")[:1] == "D"


def _mentioned_late(bot_user: str, event: Event) -> Event | None:
    """Return a message that mentions us since it was edited, and did not before."""
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if str(now.get("subtype") or "") not in _AS_TYPED or not _is_from_a_person(bot_user, now):
        return None
    if not _mentions(bot_user, now) or _mentions(bot_user, before) or is_direct(event):
        return None
    return {
        **now,
        "type": "message",
        "channel": event.get("channel"),
        "channel_type": event.get("channel_type"),
    }


def _is_from_a_person(bot_user: str, message: Event) -> bool:
    user = message.get("user")
    is_bot = message.get("bot_id") or message.get("bot_profile")
    return bool(user) and user not in {bot_user, _SLACKBOT} and not is_bot


def _mentions(bot_user: str, message: Event) -> bool:
    text = str(message.get("text") or "")
    return f"<@{bot_user}>" in text or f"<@{bot_user}|" in text
