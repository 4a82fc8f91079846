"""Seeing through what was begun."""

import asyncio

from structlog.testing import capture_logs

from bot.runtime.in_flight import InFlight


async def test_work_that_fails_is_logged_and_touches_no_other():
    in_flight, done = InFlight(), []

    async def fail() -> None:
        raise RuntimeError("a fault of ours")

    async def work() -> None:
        done.append("work")

    with capture_logs() as logs:
        in_flight.begin(fail())
        in_flight.begin(work())
        await in_flight.finish(1.0)
        await asyncio.sleep(0)  # the loop tells of a task's end one turn later

    assert done == ["work"]
    assert [line["event"] for line in logs] == ["answering_failed"]


async def test_work_that_never_ends_is_cancelled_when_time_is_up():
    in_flight, cancelled = InFlight(), []

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append("wait")
            raise

    in_flight.begin(wait())

    await in_flight.finish(0.05)

    assert cancelled == ["wait"]


async def test_a_task_that_somebody_else_began_is_finished_too():
    in_flight, done, may_end = InFlight(), [], asyncio.Event()

    async def work() -> None:
        in_flight.hold_current()
        await may_end.wait()
        done.append("work")

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    may_end.set()

    await in_flight.finish(1.0)

    assert done == ["work"]
    assert task.done()
