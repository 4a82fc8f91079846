"""How long a server asks to be left alone."""

import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_PAUSE: Final = timedelta(days=7)


def pause_asked(retry_after: str | None, *, now: datetime) -> timedelta | None:
    """Return how long the header `Retry-After` asks for, seconds or a date, at most seven days.

    None: nothing is asked that makes sense, and the caller decides. *now* is aware.
    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = (retry_after or "").strip()
    try:
        seconds = math.ceil(float(text[:40]))
    except (ValueError, OverflowError):
        asked = _until(text, now)
    else:
        asked = timedelta(seconds=min(seconds, LONGEST_PAUSE.total_seconds()))
        if seconds < 0:
            return None
    return None if asked is None else min(max(asked, timedelta()), LONGEST_PAUSE)


def _until(text: str, now: datetime) -> timedelta | None:
    try:
        moment = parsedate_to_datetime(text[:60])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
