"""What somebody who looks an installation over finds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from bot.masking import SECRETS

_SKEW: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    ok: bool
    what: str
    """What it is, and where it is not well, what to do."""

    def __str__(self) -> str:
        return f"{'ok   ' if self.ok else 'FAULT'}  {SECRETS.masked(self.what)}"


def clock_finding(platform: str, date_header: str | None, now: datetime) -> Finding | None:
    """Return how our clock stands to the one in an answer's Date header; None where it has none.

    A clock that is wrong says a countdown at the wrong moment. Both are aware; the header is
    given to the second.
    """
    if not date_header:
        return None
    try:
        theirs = parsedate_to_datetime(date_header).astimezone(UTC)
    except (TypeError, ValueError):
        return None
    apart = abs(now - theirs)
    if apart <= _SKEW:
        return Finding(ok=True, what=f"clock: as {platform}'s, within {_SKEW.seconds} s")
    return Finding(
        ok=False,
        what=(
            f"clock: {apart.total_seconds():,.0f} s from {platform}'s; "
            "let this machine keep the time (NTP)"
        ),
    )
