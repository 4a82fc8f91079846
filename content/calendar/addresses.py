"""Where calendars are: by the show, or by a secret that a channel was given."""

from typing import Final

SHOW_PATH: Final = "/calendar/{show}.ics"
FEED_PATH: Final = "/calendar/feed/{token}.ics"


def feed_path(token: str) -> str:
    """Return the path of a channel's calendar."""
    return FEED_PATH.format(token=token)


def token_fingerprint(token: str) -> str:
    """Return what is kept of *token*, from which nobody finds it again.

    Its bits are random and many, so nothing slower than a plain hash is needed.
    """
    import hashlib  # noqa: PLC0415 - a question is answered without it

    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
