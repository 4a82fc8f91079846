"""Keeping below Slack's limits of posting, so that they are never hit.

https://docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel, and "several
hundred" a minute in a workspace. How often everything else may be called is in `methods`.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

_MOST_CHANNELS: Final = 2000
_MINUTE_S: Final = 60.2
"""A little more, since what left a minute apart need not arrive so."""
_KEPT_FOR_ANSWERS: Final = 30
"""Of so many posts one is kept for answers, which then need not wait behind any news."""
_GRACE_S: Final = 1.0


@dataclass(eq=False, slots=True)
class _Waiting:
    """Somebody who waits for a slot in a channel."""

    channel: str
    slot: asyncio.Future[None]


class ChannelPacer:
    """Hands out slots to post in, in one workspace: to answers first, then to news.

    All times are seconds of the loop, on the wall.
    """

    def __init__(self, *, channel_s: float = 1.05, workspace_s: float = 0.25) -> None:
        """*workspace_s* is how much of a minute each post uses up; 0: there is no such limit."""
        self._channel_s = channel_s
        self._most = round(60.0 / workspace_s) if workspace_s else None
        """Posts in any minute."""
        self._most_news = self._most and self._most - self._most // _KEPT_FOR_ANSWERS
        self._news_each_s = _MINUTE_S / self._most_news if self._most_news else 0.0
        """How evenly news comes, so that a minute's worth of it lasts a minute."""
        self._channels: dict[str, float] = {}
        """When the next post may go to each channel."""
        self._on_their_way: Counter[str] = Counter()
        self._news_at = 0.0
        """When the next news may go anywhere, so that it comes evenly."""
        self._left: deque[float] = deque()
        """When each post of the last minute left."""
        self._answers: deque[_Waiting] = deque()
        self._news: deque[_Waiting] = deque()
        self._alarm: asyncio.TimerHandle | None = None

    async def slot(self, channel: str, *, patience_s: float, is_reply: bool = False) -> float:
        """Wait until *channel* may be posted to; return 0.

        Where that takes longer than *patience_s*, return how long it would take, with no slot
        taken. A reply to somebody who waits goes before the news of all channels.
        """
        wait_s = self._wait_s(channel, is_reply=is_reply)
        if wait_s > patience_s:
            return wait_s
        queue = self._answers if is_reply else self._news
        waiting = _Waiting(channel, asyncio.get_running_loop().create_future())
        queue.append(waiting)
        self._let_go()
        try:
            async with asyncio.timeout(patience_s + _GRACE_S):
                await waiting.slot
        except TimeoutError:
            return max(self._wait_s(channel, is_reply=is_reply), _GRACE_S)
        finally:
            if waiting in queue:
                queue.remove(waiting)
        return 0.0

    @contextmanager
    def posting(self, channel: str) -> Iterator[None]:
        """Let nothing else into *channel* while a message is on its way, however long that takes.

        Only once Slack has answered is it known when it counted that message, at the latest.
        """
        self._on_their_way[channel] += 1
        try:
            yield
        finally:
            self._on_their_way[channel] -= 1
            if not self._on_their_way[channel]:
                del self._on_their_way[channel]
            now = asyncio.get_running_loop().time()
            self._channels[channel] = max(now + self._channel_s, self._channels.get(channel, 0.0))
            self._let_go()

    def hold_news(self) -> None:
        """Let no news out for as long as what was posted just before this may count."""
        now = asyncio.get_running_loop().time()
        self._news_at = max(now + self._channel_s, self._news_at)

    def is_crowded(self, patience_s: float) -> bool:
        """Whether news of any channel at all would wait longer than *patience_s*."""
        return self._wait_s(None, is_reply=False) > patience_s

    def hold(self, channel: str, seconds: float) -> None:
        """Let nothing into *channel* for *seconds*: Slack said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._channels[channel] = max(until, self._channels.get(channel, 0.0))

    def _wait_s(self, channel: str | None, *, is_reply: bool) -> float:
        """Return about how long a slot would take; behind everything that waits already."""
        now = asyncio.get_running_loop().time()
        ahead = [*self._answers] if is_reply else [*self._answers, *self._news]
        begins = now
        if channel is not None:
            same = sum(one.channel == channel for one in ahead)
            begins = max(now, self._channels.get(channel, now)) + same * self._channel_s
        whole = max(self._opens_at(now, is_reply=is_reply), now)
        return max(begins, whole + len(ahead) * self._news_each_s) - now

    def _opens_at(self, now: float, *, is_reply: bool) -> float:
        """Return when the workspace takes the next answer, or the next news."""
        while self._left and self._left[0] <= now - _MINUTE_S:
            self._left.popleft()
        most, opens_at = (self._most, now) if is_reply else (self._most_news, self._news_at)
        if most is None:
            return opens_at
        return opens_at if len(self._left) < most else max(opens_at, self._left[-most] + _MINUTE_S)

    def _let_go(self) -> None:
        """Give every slot that is free now, and come again when the next one is."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        again = [self._serve(queue, now) for queue in (self._answers, self._news)]
        self._forget(now)
        due = [at for at in again if at is not None]
        if due:
            self._alarm = loop.call_at(max(min(due), now), self._let_go)

    def _serve(self, queue: deque[_Waiting], now: float) -> float | None:
        """Serve whoever can be; return when the next one can, or None where nobody waits."""
        is_reply, taken, next_at = queue is self._answers, set[str](), None
        for waiting in list(queue):
            opens_at = self._opens_at(now, is_reply=is_reply)
            if opens_at > now:
                return opens_at
            free_at = self._channels.get(waiting.channel, 0.0)
            if waiting.channel in self._on_their_way:
                continue  # whose end comes back here
            if free_at > now or waiting.channel in taken:
                taken.add(waiting.channel)
                next_at = free_at if next_at is None else min(next_at, free_at)
                continue
            queue.remove(waiting)
            if not waiting.slot.done():
                self._take(waiting.channel, now)
                waiting.slot.set_result(None)
        return next_at

    def _take(self, channel: str, now: float) -> None:
        self._channels[channel] = now + self._channel_s
        if self._most is None:
            return
        self._left.append(now)
        # What a timer was late is caught up with, by one post at most.
        self._news_at = max(self._news_at, now - self._news_each_s) + self._news_each_s

    def _forget(self, now: float) -> None:
        if len(self._channels) > _MOST_CHANNELS:
            self._channels = {name: free for name, free in self._channels.items() if free > now}
