"""When jobs run. It only ticks: what is due is decided by the verbs, from the database."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.ports.errors import BotError
from bot.ports.leadership import Meter

log = structlog.get_logger()

Job = Callable[[], Awaitable[None]]


class JobSchedule:
    """Jobs that are run again and again, each never beside itself."""

    def __init__(self, meter: Meter | None = None) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._meter = meter
        self._jobs: dict[str, tuple[float, Job]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._hastened: set[str] = set()
        self._ended: dict[str, float] = {}
        self._faults: dict[str, str] = {}

    def every(self, seconds: float, name: str, job: Job) -> None:
        """Run *job* every so many seconds on the wall; a run that is still going is not doubled."""
        self._jobs[name] = seconds, job
        self._scheduler.add_job(
            self._run,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            args=(name,),
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def hasten(self, name: str) -> None:
        """Run a job now; where a run is going on, once more at its end."""
        if name in self._running:
            self._hastened.add(name)
        elif name in self._jobs and self._scheduler.running:
            self._begin(name)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    async def stop(self, timeout_s: float) -> None:
        """Tick no more, and let what is running finish within *timeout_s*; then cancel it.

        What is cancelled in the middle of a send stays leased, and is looked for at the next
        start before it is sent again.
        """
        self._jobs.clear()
        if self._scheduler.running:
            self._scheduler.pause()
        if self._running:
            _, late = await asyncio.wait(set(self._running.values()), timeout=timeout_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _run(self, name: str) -> None:
        if name in self._running or name not in self._jobs:
            return
        # Shielded: the scheduler cancels its own futures when it stops, and a send must end.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(self._begin(name))

    def _begin(self, name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._guarded(name, *self._jobs[name]))
        self._running[name] = task
        task.add_done_callback(lambda _: self._end(name))
        return task

    def _end(self, name: str) -> None:
        del self._running[name]
        self._ended[name] = asyncio.get_running_loop().time()
        if name in self._hastened:
            self._hastened.discard(name)
            self.hasten(name)

    async def _guarded(self, name: str, seconds: float, job: Job) -> None:
        """The edge of a job: whatever fails is logged, and the next tick comes."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        due = self._ended.get(name, began) + seconds
        is_well = False
        try:
            await job()
        except BotError as error:
            if self._faults.get(name) != str(error):  # said once, not at every tick
                log.warning("tick_failed", job=name, reason=str(error))
            self._faults[name] = str(error)
        except Exception:
            log.exception("tick_failed", job=name)
        else:
            is_well = True
            if self._faults.pop(name, None):
                log.info("tick_recovered", job=name)
        finally:
            if self._meter:
                lag_s, took_s = max(0.0, began - due), loop.time() - began
                self._meter.ticked(name, lag_s=lag_s, seconds=took_s, is_well=is_well)
