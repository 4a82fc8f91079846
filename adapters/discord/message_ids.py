"""How a message of ours is known again where its channel is not the one that it was sent to.

What is told to a forum stands in a post there, which has a channel's id of its own.
"""

from typing import Final

_MARK: Final = "/"


def message_id(thread: str, message: str) -> str:
    """Return the id of a *message* in a forum's post."""
    return f"{thread}{_MARK}{message}"


def message_in(message: str, channel: int) -> tuple[int, int]:
    """Return where a message of ours stands, and its id there; *channel* where it does not say."""
    thread, mark, id_ = message.partition(_MARK)
    return (int(thread), int(id_)) if mark else (channel, int(message))
