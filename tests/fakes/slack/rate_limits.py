"""Slack's own limits, on the fake's own clock: how often each method, and each channel.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import asyncio
from collections import defaultdict, deque

ONE = {"apps.connections.open": 10, "conversations.history": 1, "conversations.replies": 1}
"""Of an app that others install; ten connections may be open at once."""
TWO = {"conversations.list", "usergroups.list", "usergroups.users.list", "users.conversations"}
THREE = {"chat.update", "chat.delete", "conversations.info", "conversations.open"}
THREE |= {"conversations.join", "bots.info", "conversations.history", "conversations.replies"}
FOUR = {"chat.postEphemeral", "users.info", "views.open", "views.update", "views.publish"}
POSTS_A_MINUTE = 240


class RateLimits:
    """Counts every call that is let through; what is refused counts for nothing."""

    def __init__(self, *, is_distributed: bool = False) -> None:
        self.is_enforced = False
        self.is_distributed = is_distributed
        self.refused: list[str] = []
        """The methods that were called too often, once for each time."""
        self.posted_at: defaultdict[str, list[float]] = defaultdict(list)
        """When each channel was posted to."""
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait_s(self, method: str, channel: str) -> float:
        """Return 0 where a call is let through, or after how many seconds it would be."""
        now, calls = asyncio.get_running_loop().time(), self._calls[method]
        while calls and calls[0] <= now - 60.0:
            calls.popleft()
        wait_s = 0.0
        if len(calls) >= self._most(method):
            wait_s = calls[0] + 60.0 - now
        if method == "chat.postMessage" and (posts := self.posted_at[channel]):
            wait_s = max(wait_s, posts[-1] + 1.0 - now)
        if self.is_enforced and wait_s > 0:
            self.refused.append(method)
            return wait_s
        calls.append(now)
        if method == "chat.postMessage":
            self.posted_at[channel].append(now)
        return 0.0

    def _most(self, method: str) -> int:
        if method in ONE and (self.is_distributed or method not in THREE):
            return ONE[method]
        if method == "chat.postMessage":
            return POSTS_A_MINUTE
        if method in TWO:
            return 20
        if method in THREE:
            return 50
        return 100 if method in FOUR else 600
