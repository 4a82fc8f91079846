"""Seeing through what was begun, and knowing what was taken in hand already."""

import asyncio

from structlog.testing import capture_logs

from adapters.slack.errands import Errands, Seen

HOUR_S = 3600.0


def test_a_key_is_taken_once_for_as_long_as_slack_may_repeat_it():
    seen = Seen()

    taken = [seen.take("C1/1.0", now=now) for now in (0.0, 1.0, HOUR_S)]

    assert taken == [True, False, False]
    assert seen.take("C1/2.0", now=HOUR_S)
    assert seen.take("C1/1.0", now=3 * HOUR_S)


def test_what_failed_may_be_taken_again():
    seen = Seen()
    seen.take("C1/1.0", now=0.0)

    seen.release("C1/1.0")

    assert seen.take("C1/1.0", now=1.0)


def test_what_is_remembered_does_not_grow_without_end():
    seen = Seen()

    for number in range(30_000):
        seen.take(str(number), now=float(number) / 1000)

    assert len(seen._until) == 20_000
    assert not seen.take("29999", now=30.0)


async def test_an_errand_that_fails_is_logged_and_touches_no_other():
    errands, done = Errands(), []

    async def fail() -> None:
        raise RuntimeError("a fault of ours")

    async def work() -> None:
        done.append("work")

    with capture_logs() as logs:
        errands.begin(fail())
        errands.begin(work())
        await errands.finish(1.0)
        await asyncio.sleep(0)  # the loop tells of a task's end one turn later

    assert done == ["work"]
    assert [line["event"] for line in logs] == ["errand_failed"]


async def test_an_errand_that_never_ends_is_cancelled_when_time_is_up():
    errands, cancelled = Errands(), []

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append("wait")
            raise

    errands.begin(wait())

    await errands.finish(0.05)

    assert cancelled == ["wait"]
