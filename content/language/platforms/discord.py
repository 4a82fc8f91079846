"""What is said of Discord: what Violet may do in a channel there, and how an admin allows it.

Permissions have the names that Discord shows; https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Sequence
from typing import Final

from content.language.wording import ENGLISH, Wording

VIEW: Final = "View Channel"
SEND: Final = "Send Messages"
SEND_IN_THREADS: Final = "Send Messages in Threads"
EMBED: Final = "Embed Links"
HISTORY: Final = "Read Message History"


def how_to_grant(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return how an admin grants these permissions, or all that is needed where none is named."""
    return wording.say(
        "An admin can allow it in the channel's settings, under Permissions: "
        "add Violet there and turn on {permissions}.",
        permissions=", ".join(permissions or (VIEW, SEND, EMBED)),
    )


def lacking(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return which permissions are missing in a channel, and how an admin grants them."""
    return wording.say(
        "I lack {permissions}. {how_to_grant}",
        permissions=", ".join(permissions),
        how_to_grant=how_to_grant(permissions, wording),
    )


def lacking_history(wording: Wording = ENGLISH) -> str:
    """Return what the missing permission to read costs, and how an admin grants it."""
    return wording.say(
        "I lack {permission}, without which I cannot look whether a post arrived "
        "when Discord's answer was lost. {how_to_grant}",
        permission=HISTORY,
        how_to_grant=how_to_grant((HISTORY,), wording),
    )


def allowed(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return what Violet may do in a channel."""
    return wording.say("I am allowed: {permissions}.", permissions=", ".join(permissions))


def untold(wording: Wording = ENGLISH) -> str:
    """Return that it is not known what Violet may do in a channel."""
    return wording.say("Discord does not tell me what I am allowed in that channel.")


def thread_closed(wording: Wording = ENGLISH) -> str:
    """Return that a thread takes no messages, and who can change that."""
    return wording.say("The thread is closed; whoever may manage threads can open it again.")
