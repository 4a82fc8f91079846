"""How many calls an address makes, as TVmaze counts them: at least twenty in ten seconds."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

CALLS = 20
WITHIN = timedelta(seconds=10)


@dataclass
class RateLimit:
    """Counts by address, on the clock of whoever asks; a refused call counts as well."""

    calls: int = CALLS
    most_in_ten_seconds: int = 0
    refused: int = 0
    _latest: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def allows(self, address: str, now: datetime) -> bool:
        latest = self._latest[address]
        while latest and latest[0] <= now - WITHIN:
            latest.popleft()
        latest.append(now)
        self.most_in_ten_seconds = max(self.most_in_ten_seconds, len(latest))
        if len(latest) <= self.calls:
            return True
        self.refused += 1
        return False
