"""Telling: outbox → messenger → platform message → settled."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final, assert_never

import structlog

from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.outbox import Delivery, Messenger, Outbox
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

log = structlog.get_logger()

LEASE_S: Final = 60.0
"""Seconds on the wall for which a delivery is ours; longer than any one send may take."""
_GROWS_BY: Final = 1.0
"""How much more is taken in hand for each delivery that arrives, until a platform is crowded."""
_GROWS_WARILY_BY: Final = 0.1
"""How much from then on."""
_SEND_TIMEOUT_S: Final = 45.0
_LEFT_OF_A_LEASE: Final = 0.1
"""The part of a lease in which nothing is sent any more, so that it can still be settled."""
_SETTLE_AGAIN_S: Final = 0.25
_LONGEST_SETTLE_PAUSE_S: Final = 4.0
"""How long to wait before an outcome is written down again, doubled each time up to this."""
_LOOK_EVERY_S: Final = 0.5
"""How often more is looked for while there is room and something is in flight."""
_WORTH_A_LOOK: Final = 0.2
"""The part of a platform's capacity that must be free before more is looked for at once."""

_BEGUN_AT_ONCE: Final = 50
"""So many sends begin in one turn of the loop; then whoever asks or commands has theirs."""


async def deliver(
    *,
    clock: Clock,
    outbox: Outbox,
    messengers: Mapping[Platform, Messenger],
    limit: int | None = None,
    draining: asyncio.Event | None = None,
    lease_s: float = LEASE_S,
) -> int:
    """Make all deliveries that are due, many at once; return how many were taken in hand.

    It returns when nothing is due and nothing is in flight; once *draining* is set, nothing more
    is taken and what is in flight is seen through. *limit* bounds what is in flight on each
    platform. What may have been accepted at an earlier try is looked for before it is sent
    again. No failure of one destination touches another. An outcome that the database does not
    take is kept and written down as soon as it can be, for as long as the lease lasts.

    Raises:
        StorageError: what was not settled is taken up again once its lease has run out.
    """
    return await _Pool(clock, outbox, messengers, limit, draining, lease_s).run()


class _Pool:
    """Sends in flight, and the room that is left for more."""

    def __init__(
        self,
        clock: Clock,
        outbox: Outbox,
        messengers: Mapping[Platform, Messenger],
        limit: int | None,
        draining: asyncio.Event | None,
        lease_s: float,
    ) -> None:
        self._clock = clock
        self._outbox = outbox
        self._messengers = messengers
        self._lease_s = lease_s
        self._most = {
            platform: min(messenger.traits.most_in_flight, limit or messenger.traits.most_in_flight)
            for platform, messenger in messengers.items()
        }
        self._capacity = {
            platform: float(min(messenger.traits.in_flight, self._most[platform]))
            for platform, messenger in messengers.items()
        }
        """How many may be in flight now: fewer, as long as a platform says that it is crowded."""
        self._draining = draining or asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()
        self._busy: Counter[Platform] = Counter()
        self._landed: asyncio.Queue[asyncio.Task[None]] = asyncio.Queue()
        """Sends that have ended; nothing goes through all that are still in flight."""
        self._refused: set[Platform] = set()
        """Platforms that refuse everything: no more is taken for them in this run."""
        self._crowded: set[Platform] = set()
        self._faulty: set[str] = set()
        """Announcements whose rendering the operator was told of."""
        self._is_delayed = False
        """Whether the operator was told that outcomes wait to be written down."""

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        taken, look_at = 0, 0.0
        try:
            while True:
                found = 0
                if not self._draining.is_set() and loop.time() >= look_at and self._has_room():
                    found = await self._take()
                    taken += found
                    look_at = 0.0 if found else loop.time() + _LOOK_EVERY_S
                if not self._flying:
                    if not found:
                        return taken
                    continue
                await self._land()
        except asyncio.CancelledError:
            for task in self._flying:
                task.cancel()
            raise
        finally:
            # A fault of the database ends the taking, never a send midway.
            await asyncio.gather(*self._flying, return_exceptions=True)

    def _has_room(self) -> bool:
        """Whether so much is free that taking more is worth a transaction."""
        return any(
            capacity - self._busy[platform] >= max(1.0, capacity * _WORTH_A_LOOK)
            for platform, capacity in self._capacity.items()
        )

    async def _take(self) -> int:
        found = 0
        for platform, capacity in self._capacity.items():
            free = int(capacity) - self._busy[platform]
            if free <= 0 or platform in self._refused:
                continue
            deliveries = await self._outbox.lease(
                [platform],
                limit=free,
                now=self._clock.now(),
                lease_s=self._clock.seconds_within(self._lease_s),
            )
            until = asyncio.get_running_loop().time() + self._lease_s
            found += len(deliveries)
            for number, delivery in enumerate(deliveries, start=1):
                self._busy[platform] += 1
                task = asyncio.create_task(self._tell(delivery, until))
                self._flying.add(task)
                task.add_done_callback(self._landed.put_nowait)
                if number % _BEGUN_AT_ONCE == 0:
                    await asyncio.sleep(0)
        return found

    async def _land(self) -> None:
        """Wait for a send to end, though not for long, and take note of all that have.

        Raises:
            StorageError: one of them could not be begun or settled.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_EVERY_S):
                landed = [await self._landed.get()]
                while not self._landed.empty():
                    landed.append(self._landed.get_nowait())
                self._flying.difference_update(landed)
                # All are looked at before any is raised: what nobody looks at ends up in the log.
                faults = [fault for task in landed if (fault := task.exception())]
                if faults:
                    raise faults[0]

    async def _tell(self, delivery: Delivery, until: float) -> None:
        platform = delivery.destination.platform
        try:
            await self._try(delivery, self._messengers[platform], until)
        finally:
            self._busy[platform] -= 1

    async def _try(self, delivery: Delivery, messenger: Messenger, until: float) -> None:
        outcome: Outcome | None = None
        by = until - _LEFT_OF_A_LEASE * self._lease_s
        if delivery.is_unknown and delivery.revises is None:  # an edit may be repeated
            outcome = await _guarded(messenger, delivery, messenger.find, by)
        if outcome is None:
            outcome = await _refused_slot(messenger, delivery, by)
        if outcome is None:
            if not await self._outbox.begin(delivery, now=self._clock.now()):
                return
            send = messenger.send if delivery.revises is None else messenger.revise
            outcome = await _guarded(messenger, delivery, send, by) or Unknown(
                reason=reasons.NO_OUTCOME
            )
        self._say(delivery, outcome)
        self._adapt_capacity(delivery.destination.platform, outcome)
        if isinstance(outcome, Rejected) and outcome.retry_after_s is not None:
            wait_s = self._clock.seconds_within(outcome.retry_after_s)
            outcome = replace(outcome, retry_after_s=wait_s)
        await self._settle(delivery, outcome, until)

    async def _settle(self, delivery: Delivery, outcome: Outcome, until: float) -> None:
        """Write down *outcome*, again and again while the database is locked or full.

        *until* is the end of the lease, on the loop's clock.

        Raises:
            StorageError: the database did not take *outcome* before that.
        """
        loop, pause_s = asyncio.get_running_loop(), _SETTLE_AGAIN_S
        while True:
            try:
                await self._outbox.settle(delivery, outcome, now=self._clock.now())
            except StorageError as error:
                if loop.time() + pause_s >= until:
                    raise
                if not self._is_delayed:  # said once, not for everything that is in flight
                    self._is_delayed = True
                    log.warning("settling_delayed", delivery=delivery.id, reason=str(error))
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_SETTLE_PAUSE_S)
            else:
                if self._is_delayed:
                    self._is_delayed = False
                    log.info("settling_resumed", delivery=delivery.id)
                return

    def _adapt_capacity(self, platform: Platform, outcome: Outcome) -> None:
        """Take in hand what a platform can cope with, and not go through everything that waits.

        As few as still wait for a slot are kept, and some more as others arrive: what congestion
        control does on a network.
        """
        if isinstance(outcome, Rejected) and outcome.is_crowded:
            waiting = min(self._capacity[platform], self._busy[platform])
            self._capacity[platform] = max(1.0, waiting - 1)
            self._crowded.add(platform)
        elif isinstance(outcome, Delivered):
            more = _GROWS_WARILY_BY if platform in self._crowded else _GROWS_BY
            self._capacity[platform] = min(self._most[platform], self._capacity[platform] + more)

    def _say(self, delivery: Delivery, outcome: Outcome) -> None:
        fields = {
            "delivery": delivery.id,
            "announcement": delivery.announcement.id,
            "platform": delivery.destination.platform,
            "channel": delivery.destination.channel,
        }
        match outcome:
            case Delivered(message=message) if delivery.revises is not None:
                log.info("announcement_revised", **fields, message=message)
            case Delivered(message=message):
                log.info("announcement_delivered", **fields, message=message)
            case Rejected(refusal=Refusal.MESSAGE, reason=reason):
                log.info("announcement_not_edited", **fields, reason=reason)
            case Rejected(refusal=refusal, reason=reason):
                if refusal is Refusal.PLATFORM:
                    self._refused.add(delivery.destination.platform)
                if refusal is Refusal.OURS and delivery.announcement.id not in self._faulty:
                    self._faulty.add(delivery.announcement.id)
                    log.error("announcement_malformed", **fields, reason=reason)
                log.warning("announcement_rejected", **fields, refusal=refusal.value, reason=reason)
            case Unknown(reason=reason):
                log.warning("announcement_unknown", **fields, reason=reason)
            case _:
                assert_never(outcome)


async def _refused_slot(messenger: Messenger, delivery: Delivery, by: float) -> Rejected | None:
    """Return why *delivery* gets no slot now; a fault in asking leaves nothing to look for."""
    refused = await _guarded(messenger, delivery, messenger.reserve_slot, by)
    if refused is None or isinstance(refused, Rejected):
        return refused
    reason = refused.reason if isinstance(refused, Unknown) else reasons.NO_SLOT
    return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=_SEND_TIMEOUT_S)


async def _guarded(
    messenger: Messenger,
    delivery: Delivery,
    attempt: Callable[[Delivery], Awaitable[Outcome | None]],
    by: float,
) -> Outcome | None:
    """Return what comes of *attempt*; every failure is an outcome, so that none ends the others.

    The attempt ends at *by* on the loop's clock, however late it began: the next holder of the
    lease looks for the message, which must not arrive after that look.
    """
    try:
        async with asyncio.timeout_at(min(by, asyncio.get_running_loop().time() + _SEND_TIMEOUT_S)):
            return await attempt(delivery)
    except TimeoutError:
        return Unknown(reason=reasons.NO_ANSWER_IN_TIME)
    except Exception as error:  # the edge of a job: logged, and settled as unknown
        log.exception("delivery_failed", delivery=delivery.id, platform=messenger.traits.id)
        return Unknown(reason=type(error).__name__)
