"""Discord's limits, enforced: 50 requests a second in all, 5 messages in 5 seconds a channel."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass
class Window:
    """So many in so many seconds, whenever the seconds begin."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait_s(self, now: float) -> float:
        """Count one, and return 0; or return how long it would have to wait."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        if len(self.times) >= self.most:
            return self.times[0] + self.seconds - now
        self.times.append(now)
        return 0.0

    def left(self) -> int:
        return self.most - len(self.times)

    def reset_after_s(self, now: float) -> float:
        return max(0.0, self.times[0] + self.seconds - now) if self.times else 0.0


@dataclass
class RateLimits:
    enforced: bool = False
    whole: Window = field(default_factory=lambda: Window(50, 1.0))
    channels: dict[str, Window] = field(default_factory=lambda: defaultdict(lambda: Window(5, 5.0)))
    command_creates: Window = field(default_factory=lambda: Window(200, 24 * 3600.0))
    """How many new commands are taken; one that is there already, and changes, is none."""
    refused: int = 0
    """How many requests were answered 429."""

    def global_wait_s(self) -> float:
        return self._counted(self.whole.wait_s(time.monotonic()) if self.enforced else 0.0)

    def channel_wait_s(self, channel_id: str) -> float:
        now = time.monotonic()
        return self._counted(self.channels[channel_id].wait_s(now) if self.enforced else 0.0)

    def channel_headers(self, channel_id: str) -> dict[str, str]:
        """The headers of a channel's bucket, which discord.py heeds by itself."""
        window, now = self.channels[channel_id], time.monotonic()
        after = window.reset_after_s(now)
        return {
            "X-RateLimit-Limit": str(window.most),
            "X-RateLimit-Remaining": str(window.left() if self.enforced else window.most),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": "messages",
        }

    def _counted(self, wait_s: float) -> float:
        self.refused += wait_s > 0
        return wait_s
