"""Ways in which the next calls go wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong with one call."""

    status: int = 200
    error: str | None = None
    """Slack's own error, with HTTP status *status*."""
    body: str | None = None
    """Raw text that is answered instead of JSON."""
    retry_after_s: int | None = None
    location: str = ""
    """Whither it is redirected."""
    resets: bool = False
    """The connection breaks instead of an answer."""
    hangs: bool = False
    """No answer comes until the client gives up."""
    is_accepted: bool = False
    """The call takes effect first: only its answer is lost."""

    @classmethod
    def rate_limited(cls, retry_after_s: int) -> "Fault":
        return cls(status=429, error="ratelimited", retry_after_s=retry_after_s)

    @classmethod
    def http(cls, status: int) -> "Fault":
        return cls(status=status, body="upstream trouble")

    @classmethod
    def refused(cls, error: str) -> "Fault":
        return cls(error=error)

    @classmethod
    def reset_before(cls) -> "Fault":
        return cls(resets=True)

    @classmethod
    def reset_after(cls) -> "Fault":
        return cls(resets=True, is_accepted=True)

    @classmethod
    def lost_after(cls, status: int) -> "Fault":
        return cls(status=status, body="upstream trouble", is_accepted=True)
