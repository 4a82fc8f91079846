"""How long the program lives: until a signal or the terminal's end, while a platform is left."""

import asyncio
import contextlib
import signal
from collections.abc import Iterable, Mapping

import structlog

from bot.ports.errors import BotError, ForeignInstallationError, PlatformError
from bot.runtime.supervisor import Supervisor

log = structlog.get_logger()

Ends = Mapping[asyncio.Task[None], Supervisor]
"""Each supervisor by the task that runs it; a task that has ended is a platform that is lost."""


def signalled() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; a second signal ends the program at once."""
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop_(number: signal.Signals) -> None:
        stopping.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # no such handlers on Windows
            loop.add_signal_handler(number, stop_, number)
    return stopping


async def until_settled(stopping: asyncio.Event, ends: Ends) -> None:
    """Wait until every platform has been tried, whether it could be reached or not."""
    told = asyncio.create_task(stopping.wait())
    settled = [asyncio.create_task(one.settled.wait()) for one in ends.values()]
    try:
        while not told.done() and not all(task.done() for task in settled):
            left = [task for task in settled if not task.done()]
            await asyncio.wait({told, *left}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (told, *settled):
            task.cancel()
        await asyncio.gather(told, *settled, return_exceptions=True)


async def until_stopped(stopping: asyncio.Event, ends: Ends) -> None:
    """Wait for a signal, for the console's end, or for the last platform to be lost.

    A platform that is lost does not take the others with it.

    Raises:
        PlatformError: the last one refuses us.
        ForeignInstallationError: the database is another bot's, whatever else goes well.
    """
    told, left = asyncio.create_task(stopping.wait()), dict(ends)
    try:
        while not stopping.is_set():
            await asyncio.wait({told, *left}, return_when=asyncio.FIRST_COMPLETED)
            for task in [task for task in left if task.done()]:
                platform = left.pop(task).traits.id
                error = task.exception()
                if error is None:
                    return
                if isinstance(error, ForeignInstallationError):
                    raise error
                if not left:
                    if isinstance(error, BotError):
                        raise error
                    raise PlatformError(f"{platform} was lost: {error!r}")
                log.error("platform_lost", platform=platform, reason=str(error))
    finally:
        told.cancel()
        await asyncio.gather(told, return_exceptions=True)


def drain(supervisors: Iterable[Supervisor]) -> None:
    """Take nothing more in hand."""
    for supervisor in supervisors:
        supervisor.drain()


async def stop(ends: Ends) -> None:
    """Stop them side by side: an end takes no longer for two than for one."""
    faults = await asyncio.gather(*(one.stop() for one in ends.values()), return_exceptions=True)
    for supervisor, fault in zip(ends.values(), faults, strict=True):
        if fault is not None:
            log.error("platform_not_stopped", platform=supervisor.traits.id, exc_info=fault)
    for task in ends:
        task.cancel()
    await asyncio.gather(*ends, return_exceptions=True)
