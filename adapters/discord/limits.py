"""Keeping below Discord's limits, so that they are never hit, and off its ban line.

What nobody waits for is asked at its pace, once, and with every answer understood.
"""

import asyncio
import contextlib
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Final

import aiohttp
import discord
import structlog
import yarl

from adapters.discord.channels import permissions_in
from adapters.discord.obstacles import missing_of
from adapters.discord.refusals import OneTryError, outcome_of
from adapters.discord.standing import truer
from content.language.platforms import discord as words
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome, Refusal, Rejected

log = structlog.get_logger()

A_SECOND: Final = 1.0
"""Within which Discord counts."""
_CREDIT_S: Final = 0.1
"""How far behind its even pace a sender may be and catch up; the second's limit still holds."""
_HELD_UP_S: Final = 0.1
"""As long as Violet herself, or the line, may pause; beyond it an answer is slow, not its request.

To reckon with more would cost more of the pace, where answers are slow, than it spares.
"""
_LATEST: Final = 64
"""Of how many answers the quickest is what a request takes when nothing holds it up."""

_PATIENCE_S: Final = 4.0
_ELSEWHERE_S: Final = 1.0
_RECONNECT_S: Final = 5.0
_ANSWER_WITHIN_S: Final = 40.0
"""More than the longest pause in a channel that discord.py sits out by itself."""
_NOT_COUNTED: Final = re.compile(r"/interactions/|/webhooks/[^/]+/")
"""Requests that are outside of the global limit: those that bear a token of their own.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""
WITHIN_S: Final = 600.0
WARN_AT: Final = 1000
STOP_AT: Final = 5000
_INVALID: Final = frozenset({401, 403, 429})
_ANSWERS: Final = (
    discord.HTTPException,
    discord.RateLimited,
    OneTryError,
    aiohttp.ClientError,
    OSError,
)


@dataclass(eq=False)
class Departure:
    """A request that is on its way; times are on the loop's clock."""

    at: float


class GlobalPacer:
    """Hands out slots to send in, one by one; all times are seconds on the wall.

    https://docs.discord.com/developers/topics/rate-limits#global-rate-limit: 50 requests a second.

    Discord counts requests as they arrive, and one that was held up on the way arrives with those
    that left after it. So a request is counted from its slot until a second after it can have
    arrived at the latest: its own answer says so, or that to a later one, less the time that an
    answer takes when nothing is held up. Until one does, it is reckoned to be under way, however
    far away Discord is: to reckon with the longest that it can have been would cost of the pace.
    """

    def __init__(self, sends_per_second: float, *, held_up_s: float = _HELD_UP_S) -> None:
        """No request is reckoned to be held up on its way for longer than *held_up_s*."""
        self._held_up_s = held_up_s
        self._interval_s = 1.0 / sends_per_second
        self._next = 0.0
        self._most = int(sends_per_second) + 1
        self._given = 0
        """Slots whose request has not left yet."""
        self._under_way: deque[Departure] = deque()
        """Requests that may not have arrived yet, in the order in which they left."""
        self._arrived: deque[float] = deque()
        """By when the latest ones had arrived."""
        self._took: deque[float] = deque(maxlen=_LATEST)
        """How long the latest answers took."""
        self._held_until = 0.0
        self._waiting = 0
        self._queue = asyncio.Lock()
        self._ahead = 0
        self._queue_ahead = asyncio.Lock()

    async def slot(self, *, patience_s: float) -> float:
        """Wait until a send may begin; return 0.

        Where that takes longer than *patience_s*, return how long it would take, with no slot
        taken. A slot ends with `leave` or `give_back`.
        """
        loop = asyncio.get_running_loop()
        wait_s = self.outlook_s()
        if wait_s > patience_s:
            return wait_s
        self._waiting += 1
        try:
            async with self._queue:
                until = loop.time() + patience_s
                while (wait_s := self._delay_s(loop.time())) > 0:
                    if loop.time() + wait_s > until:
                        return wait_s  # a pause was asked for, or nothing is answered any more
                    await asyncio.sleep(wait_s)
                self._take(loop.time())
        finally:
            self._waiting -= 1
        return 0.0

    def outlook_s(self) -> float:
        """Return how long the next slot is likely to take, behind all who wait for one."""
        return self._delay_s(asyncio.get_running_loop().time()) + self._waiting * self._interval_s

    async def slot_ahead(self) -> None:
        """Wait for room within the second, before all who wait for a slot.

        Somebody sits waiting for this one. It may leave the even pace, never the limit.
        """
        loop = asyncio.get_running_loop()
        self._ahead += 1
        try:
            async with self._queue_ahead:
                while True:
                    wait_s = self._full_s(loop.time())
                    if not wait_s:
                        break
                    await asyncio.sleep(wait_s)
                self._take(loop.time())
        finally:
            self._ahead -= 1

    def leave(self) -> Departure:
        """Count a request that leaves now, be it the one of a slot or one that waited for none.

        What comes back is for `answered`.
        """
        self._given = max(0, self._given - 1)
        departure = Departure(asyncio.get_running_loop().time())
        self._under_way.append(departure)
        return departure

    def answered(self, departure: Departure) -> None:
        """Note that a request was answered, or failed: it and all before it are not under way.

        Those overtaken by it are slow to be answered, which is not to be late in arriving.
        """
        now = asyncio.get_running_loop().time()
        self._took.append(now - departure.at)
        by = now - min(self._took)
        while self._under_way and self._under_way[0].at <= departure.at:
            self._arrive(by)

    def _arrive(self, by: float) -> None:
        """Take the first that is under way to have arrived by then, or before the next ones."""
        left = self._under_way.popleft().at
        by = max(left, min(by, left + self._held_up_s))
        self._arrived.append(max(by, self._arrived[-1]) if self._arrived else by)

    def give_back(self) -> None:
        """Take a slot back whose request will not leave."""
        self._given = max(0, self._given - 1)

    def hold(self, seconds: float) -> None:
        """Let nothing out for *seconds*: Discord said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._held_until = max(self._held_until, until)

    def _take(self, now: float) -> None:
        self._next = max(self._next, now - _CREDIT_S) + self._interval_s
        self._given += 1

    def _delay_s(self, now: float) -> float:
        ahead_s = self._ahead * self._interval_s
        return max(self._full_s(now), self._next - now, ahead_s, 0.0)

    def _full_s(self, now: float) -> float:
        """How long until the second has room for one more, and nobody asked for a pause."""
        # Whatever its answer may still say, it arrived by then, and longer than a second ago.
        latest_s = self._held_up_s + A_SECOND
        while self._under_way and self._under_way[0].at + latest_s <= now:
            self._under_way.popleft()
        while self._arrived and self._arrived[0] <= now - A_SECOND:
            self._arrived.popleft()
        wait_s = self._held_until - now
        over = self._given + len(self._under_way) + len(self._arrived) - self._most
        if over >= 0:
            # One that is not known to have arrived makes room at no known time: look again soon.
            known = over < len(self._arrived)
            free_s = self._arrived[over] + A_SECOND - now if known else self._interval_s
            wait_s = max(wait_s, free_s)
        return max(0.0, wait_s)


class BanLine:
    """The line behind which Discord bans an address, and how near to it Violet is.

    Counts what Discord counts against us; all times are seconds on the wall.
    https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans:
    10,000 requests within 10 minutes that are answered 401, 403 or 429.
    """

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


class _Try:
    """One thing that is asked once."""

    def __init__(self, *, has_slot: bool) -> None:
        self.has_slot = has_slot
        """Whether its next request may leave at once; any further one waits for room."""


_one_try: ContextVar[_Try | None] = ContextVar("one_try", default=None)


@contextlib.asynccontextmanager
async def _asked_once(one: _Try, within_s: float) -> AsyncIterator[None]:
    token = _one_try.set(one)
    try:
        async with asyncio.timeout(within_s):
            yield
    finally:
        _one_try.reset(token)


def one_try(within_s: float) -> contextlib.AbstractAsyncContextManager[None]:
    """Return in what an answer to somebody is asked once, ahead of deliveries, and in time.

    Like `LimitedClient.once` it keeps discord.py from repeating by itself.
    """
    return _asked_once(_Try(has_slot=False), within_s)


_has_slot: ContextVar[bool] = ContextVar("has_slot", default=False)
"""Whether a slot was taken that nothing was asked in yet."""


class LimitedClient:
    """The way to Discord for deliveries, below its limits and off its ban line."""

    def __init__(self, sends_per_second: float, may_send: Callable[[], bool] | None = None) -> None:
        """*may_send* says whether it is still this process that sends for the token.

        None: no other process, and no other connection of this one, ever does.
        """
        self._pacer = GlobalPacer(sends_per_second)
        self._may_send = may_send
        self._ban_line = BanLine()
        self._is_pacing = False

    @property
    def invalid_requests(self) -> int:
        """How many requests Discord counted against us in the last ten minutes."""
        return self._ban_line.count()

    def pace_from_now(self) -> None:
        """Begin to pace: before the first connection there is nothing that could wait.

        Where others send too, an earlier connection, or another process that sent before, may
        have sent as much as is allowed within the last second; so this one lets that second pass.
        """
        if self._may_send is not None and not self._is_pacing:
            self._pacer.hold(A_SECOND)
        self._is_pacing = True

    def trace(self) -> aiohttp.TraceConfig:
        """Return the hook by which every request and answer is seen, for the client to use.

        Answers to people go ahead of all deliveries, and within the same limit.

        It also keeps discord.py from repeating a delivery by itself: it would sleep and retry up
        to five times inside one send, unseen by the outbox, outside the pacer, and taking up a
        place. The outbox is what retries, so the first answer decides.
        """
        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(self._on_request)
        trace.on_request_headers_sent.append(self._on_leaving)
        trace.on_request_end.append(self._on_answer)
        trace.on_request_exception.append(self._on_failing)
        return trace

    def outlook(self) -> Rejected | None:
        """Return why `reserve_slot` would give none, as far as that can be told without waiting."""
        pause_s = self._ban_line.pause_s()
        if pause_s:
            return not_now(words.NEAR_A_BAN, pause_s)
        wait_s = self._pacer.outlook_s()
        if wait_s > _PATIENCE_S:
            return not_now(words.CROWDED, wait_s)
        return None

    async def reserve_slot(self, client: discord.Client) -> Rejected | None:
        """Wait for a slot to ask Discord anything by *client*; return why there is none soon."""
        if bleak := self.outlook():
            return bleak
        wait_s = await self._pacer.slot(patience_s=_PATIENCE_S)
        if wait_s:
            return not_now(words.CROWDED, wait_s)
        # Asked last, since a process may be paused while it waits, and send no more by then.
        if self._may_send is not None and not self._may_send():
            self._pacer.give_back()
            return not_now(words.SENT_ELSEWHERE, _ELSEWHERE_S)
        if client.is_closed():  # while it waited: others sent, and it may be us again
            self._pacer.give_back()
            return not_connected()
        _has_slot.set(True)
        return None

    @contextlib.asynccontextmanager
    async def once(self) -> AsyncIterator[None]:
        """What is asked within is asked once, in the slot that was taken, and answered in time."""
        one = _Try(has_slot=_has_slot.get())
        _has_slot.set(False)
        try:
            async with _asked_once(one, _ANSWER_WITHIN_S):
                yield
        finally:
            if one.has_slot:
                self._pacer.give_back()

    def heed(self, error: Exception) -> None:
        """Pause for as long as *error* asks for, where that is for everything."""
        if isinstance(error, OneTryError) and error.is_for_all:
            self._pacer.hold(error.retry_after_s or _PATIENCE_S)

    def outcome(self, error: Exception, client: discord.Client, place: Destination) -> Outcome:
        """Return what *error* means for what was asked about *place*."""
        self.heed(error)
        if not isinstance(error, _ANSWERS):
            log.error("delivery_failed", channel=place.channel, exc_info=error)
        if place.person:
            return outcome_of(error)
        allowed = permissions_in(client, channel_of(place))
        missing: tuple[str, ...] = ()
        if allowed is not None:
            kind = getattr(client.get_channel(channel_of(place)), "type", None)
            missing = missing_of(allowed, kind, thread=bool(place.thread))
        return truer(outcome_of(error, missing), client, place)

    async def _on_request(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestStartParams,
    ) -> None:
        one = _one_try.get()
        in_turn = one is not None and one.has_slot
        if self._is_pacing and _is_counted(params.url) and not in_turn:
            await self._pacer.slot_ahead()
            context.has_slot = True

    async def _on_leaving(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestHeadersSentParams,
    ) -> None:
        if _is_counted(params.url):  # what connecting takes counts too, though nothing waits for it
            context.departure = self._pacer.leave()
            context.has_slot = False
        one = _one_try.get()
        if one is not None:
            one.has_slot = False

    async def _on_failing(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        if getattr(context, "has_slot", False):
            self._pacer.give_back()
        self._arrived(context)

    async def _on_answer(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        self._arrived(context)
        status, headers = params.response.status, params.response.headers
        self._ban_line.note(status, headers)
        if _one_try.get() is not None and (status == 429 or status >= 500):
            raise OneTryError(status, headers)

    def _arrived(self, context: SimpleNamespace) -> None:
        departure = getattr(context, "departure", None)
        if departure is not None:
            self._pacer.answered(departure)
            context.departure = None


def _is_counted(url: yarl.URL) -> bool:
    return _NOT_COUNTED.search(url.path) is None


def channel_of(place: Destination) -> int:
    """Return the channel to post in: a thread is one of its own on Discord."""
    return int(place.thread or place.channel)


def not_connected() -> Rejected:
    """Return that there is nobody to ask until Discord is connected again."""
    return not_now(words.NOT_CONNECTED, _RECONNECT_S)


def not_now(reason: str, after_s: float) -> Rejected:
    """Return that it was not even asked, since too much else is on its way."""
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=after_s, is_crowded=True)
