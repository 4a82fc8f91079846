import asyncio

from structlog.testing import capture_logs

from bot.ports.errors import StorageError
from bot.runtime.schedule import JobSchedule
from fakes.patience import PATIENCE_S


async def test_a_job_that_fails_is_logged_and_comes_again():
    runs = asyncio.Queue()
    schedule = JobSchedule()

    async def job():
        await runs.put(1)
        raise StorageError("the database is locked")

    with capture_logs() as logs:
        schedule.every(0.01, "job", job)
        schedule.start()
        for _ in range(3):
            await asyncio.wait_for(runs.get(), PATIENCE_S)
        await schedule.stop(1)

    said = [line for line in logs if line["event"] == "tick_failed"]
    assert [line["reason"] for line in said] == ["the database is locked"]  # once, not at each tick


async def test_stopping_lets_what_is_running_finish():
    began, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    schedule = JobSchedule()

    async def job():
        began.set()
        await may_end.wait()
        ended.set()

    schedule.every(0.01, "job", job)
    schedule.start()
    await asyncio.wait_for(began.wait(), PATIENCE_S)
    stopping = asyncio.create_task(schedule.stop(5))
    await asyncio.sleep(0)
    may_end.set()
    await stopping

    assert ended.is_set()


async def test_what_does_not_finish_in_time_is_cancelled():
    began, cancelled = asyncio.Event(), asyncio.Event()
    schedule = JobSchedule()

    async def job():
        began.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    schedule.every(0.01, "job", job)
    schedule.start()
    await asyncio.wait_for(began.wait(), PATIENCE_S)
    await schedule.stop(0.05)

    assert cancelled.is_set()


async def test_a_job_that_is_hastened_does_not_wait_for_its_tick():
    ran = asyncio.Event()
    schedule = JobSchedule()

    async def job():
        ran.set()

    schedule.every(3600, "job", job)
    schedule.start()
    schedule.hasten("job")

    await asyncio.wait_for(ran.wait(), PATIENCE_S)
    await schedule.stop(1)


async def test_one_that_is_hastened_while_it_runs_runs_once_more_at_its_end():
    runs, may_end = [], asyncio.Event()
    schedule = JobSchedule()

    async def job():
        runs.append(len(runs))
        await may_end.wait()

    schedule.every(3600, "job", job)
    schedule.start()
    for _ in range(3):
        schedule.hasten("job")
        await asyncio.sleep(0)
    assert runs == [0]
    may_end.set()
    for _ in range(10):
        await asyncio.sleep(0)

    assert runs == [0, 1]
    await schedule.stop(1)


async def test_every_run_is_measured():
    runs = asyncio.Queue()
    failing = iter([True, False])

    class Meter:
        def ticked(self, job, **measured):
            runs.put_nowait((job, measured))

    async def job():
        if next(failing, False):
            raise StorageError("the database is locked")

    schedule = JobSchedule(Meter())
    schedule.every(0.01, "job", job)
    schedule.start()
    first, second = [await asyncio.wait_for(runs.get(), PATIENCE_S) for _ in range(2)]
    await schedule.stop(1)

    assert [first[1]["is_well"], second[1]["is_well"]] == [False, True]
    assert first[0] == "job"
    assert min(second[1]["lag_s"], second[1]["seconds"]) >= 0
