"""Keeping away from the line behind which Discord bans an address.

https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans:
10,000 requests within 10 minutes that are answered 401, 403 or 429.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Final

import structlog

log = structlog.get_logger()

WITHIN_S: Final = 600.0
WARN_AT: Final = 1000
STOP_AT: Final = 5000
_INVALID: Final = frozenset({401, 403, 429})


class BanLine:
    """Counts what Discord counts against us; all times are seconds on the wall."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=STOP_AT)

    def note(self, status: int, headers: Mapping[str, str]) -> None:
        """Count an answer, where Discord counts it."""
        if status not in _INVALID or headers.get("X-RateLimit-Scope") == "shared":
            return
        self._forget()
        self._times.append(asyncio.get_running_loop().time())
        if len(self._times) in {WARN_AT, STOP_AT}:
            log.warning("invalid_requests", platform="discord", in_ten_minutes=len(self._times))

    def count(self) -> int:
        """Return how many there were in the last ten minutes; it counts no further than STOP_AT."""
        self._forget()
        return len(self._times)

    def pause_s(self) -> float:
        """Return how long nothing may be sent, in seconds; 0 as long as all is well."""
        if len(self._times) < STOP_AT:
            return 0.0
        return max(0.0, self._times[0] + WITHIN_S - asyncio.get_running_loop().time())

    def _forget(self) -> None:
        since = asyncio.get_running_loop().time() - WITHIN_S
        while self._times and self._times[0] <= since:
            self._times.popleft()
