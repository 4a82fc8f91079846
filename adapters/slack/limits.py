"""Keeping below Slack's limits, so that they are never hit.

https://docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel, and "several
hundred" a minute in a workspace.
"""

import asyncio
from typing import Final

_MOST_CHANNELS: Final = 2000


class ChannelPacer:
    """Hands out slots to post in; all times are seconds on the wall."""

    def __init__(self, *, channel_s: float = 1.1, workspace_s: float = 0.25) -> None:
        self._channel_s = channel_s
        self._workspace_s = workspace_s
        self._channels: dict[str, float] = {}
        self._workspace = 0.0

    async def slot(self, channel: str, *, patience_s: float, is_reply: bool = False) -> float:
        """Wait until *channel* may be posted to; return 0.

        Where that takes longer than *patience_s*, return at once how long it would take, with no
        slot taken. A reply to somebody who waits is not held up behind the news of other channels.
        """
        now = asyncio.get_running_loop().time()
        begins = max(now, self._channels.get(channel, 0.0))
        if not is_reply:
            begins = max(begins, self._workspace)
        if begins - now > patience_s:
            return begins - now
        self._channels[channel] = begins + self._channel_s
        if not is_reply:
            self._workspace = begins + self._workspace_s
        self._forget(now)
        await asyncio.sleep(begins - now)
        return 0.0

    def note(self, channel: str) -> None:
        """Note that a message leaves for *channel*, which may be later than its slot was."""
        now = asyncio.get_running_loop().time()
        self._channels[channel] = max(now + self._channel_s, self._channels.get(channel, 0.0))

    def hold_news(self) -> None:
        """Let no news out for as long as what was posted just before this may count."""
        now = asyncio.get_running_loop().time()
        self._workspace = max(now + self._channel_s, self._workspace)

    def is_crowded(self, patience_s: float) -> bool:
        """Whether news of any channel at all would wait longer than *patience_s*."""
        return self._workspace - asyncio.get_running_loop().time() > patience_s

    def hold(self, channel: str, seconds: float) -> None:
        """Let nothing into *channel* for *seconds*: Slack said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._channels[channel] = max(until, self._channels.get(channel, 0.0))

    def _forget(self, now: float) -> None:
        if len(self._channels) > _MOST_CHANNELS:
            self._channels = {name: free for name, free in self._channels.items() if free > now}
