"""How a channel on Slack stands, as conversations.info shows it.

https://docs.slack.dev/reference/objects/conversation-object
"""

from typing import Any, Final

from adapters.slack.refusals import CAUSES, explained
from bot.ports.places import PlaceStanding
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Refusal, Rejected

_CLOSED: Final = "restricted_action_read_only_channel"
_THREADS: Final = "restricted_action_thread_only_channel"


def why_closed(channel: dict[str, Any], *, bot_user: str, in_thread: bool) -> str | None:
    """Return Slack's name of the error that a post would meet there; None: of none."""
    if channel.get("is_archived"):
        return "is_archived"
    if channel.get("is_im") or channel.get("is_mpim"):
        return None
    if not channel.get("is_member"):
        return "not_in_channel"
    if is_restricted(channel, bot_user):
        return _CLOSED
    return _THREADS if channel.get("is_thread_only") and not in_thread else None


def is_restricted(channel: dict[str, Any], bot_user: str) -> bool:
    """Whether some may post there, and we are not among those.

    Whom it lets post, it names in its properties: kinds of people, and some of them by their ids.
    """
    if channel.get("is_read_only"):
        return True
    may_post = (channel.get("properties") or {}).get("posting_restricted_to") or {}
    return bool(may_post) and bot_user not in (may_post.get("user") or ())


def refusal_by(code: str | None) -> Rejected | None:
    """Return the refusal that Slack calls so."""
    if code is None:
        return None
    cause = CAUSES.get(code, Cause.OTHER)
    return Rejected(refusal=Refusal.DESTINATION, reason=explained(code), cause=cause)


def standing(place: Destination, channel: dict[str, Any], *, bot_user: str) -> PlaceStanding:
    """Return how *place* stands, whose channel Slack has just shown."""
    code = why_closed(channel, bot_user=bot_user, in_thread=bool(place.thread))
    name = channel.get("name")
    return PlaceStanding(
        destination=place, name=str(name) if name else None, refused=refusal_by(code)
    )
