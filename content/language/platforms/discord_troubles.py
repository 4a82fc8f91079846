"""Why nothing can be told in a place on Discord, and who mends it."""

from datetime import UTC, datetime
from typing import Final

from content.language.wording import ENGLISH, Wording, phrase

REMOVED: Final = phrase(
    "Violet was removed from that server. Whoever may manage it can add her again."
)
THREAD_GONE: Final = phrase("The thread was deleted.")


def timed_out(until: datetime, wording: Wording = ENGLISH) -> str:
    """Return that Violet was silenced in a server until that moment, and who can end it."""
    return wording.say(
        "Violet was put in timeout in that server, until {moment} UTC. Whoever may time out "
        "members can end it there: Remove Timeout, in Violet's menu in the list of members.",
        moment=f"{until.astimezone(UTC):%Y-%m-%d %H:%M}",
    )
