"""How long a source that gives no good answer is left alone, where it asks for nothing itself."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

_FIRST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(days=1)
_JITTER: Final = 0.2
"""Of the wait; so that not everybody whom an outage hit comes back in the same second."""


def pause_after(failures: int, *, source: str, since: datetime | None) -> timedelta:
    """Return how long to wait after so many answers in a row that were not good.

    A single one may be a mischance, and something else is asked at once; then it is a minute, and
    twice as long each time, up to a day. *since* is when the first of them came: with the same
    one, the wait is always the same.
    """
    if failures < 2:
        return timedelta()
    doubled = min(_FIRST * 2 ** min(failures - 2, 20), _LONGEST)
    digest = hashlib.sha256(f"{source} {since} {failures}".encode()).digest()
    share = int.from_bytes(digest[:6]) / 2**48
    longer: timedelta = doubled * (1 - _JITTER + 2 * _JITTER * share)
    return min(longer, _LONGEST)
