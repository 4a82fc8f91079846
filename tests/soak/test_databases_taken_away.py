"""A database that is locked, full, or ends its sessions, in the middle of a fan-out."""

import asyncio
import resource
import sqlite3
import time

import pytest

from fakes.fan_out import FanOut
from fakes.postgres import end_sessions

LOCKED_S = 30.0
FULL_S = 15.0
ROOM = 400_000
RESTARTS = 10


async def is_recovered(fan: FanOut) -> None:
    """Everything was told once, and so is what comes afterwards."""
    await fan.is_over(within_s=120)
    await fan.tell()
    await fan.is_over(within_s=60)


async def test_locked_for_half_a_minute_it_delays_the_news_and_loses_nothing(
    fan_out, run, sqlite_url, tmp_path
):
    fan = await fan_out(sqlite_url)

    async with run(sqlite_url) as start:
        violet = await start()
        await violet.until_said("connected")
        await fan.tell()
        await fan.until_told(1 / 4)
        lock = sqlite3.connect(tmp_path / "violet.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        locked_at = time.monotonic()
        await asyncio.sleep(LOCKED_S)
        while_locked = fan.messages
        lock.execute("ROLLBACK")
        lock.close()
        fan.progress(f"unlocked after {time.monotonic() - locked_at:.0f} s")

        await is_recovered(fan)
        assert await violet.end() == 0

    assert while_locked < len(fan.places)
    assert "is locked by another program" in violet.log.read_text()
    assert "Traceback" not in violet.log.read_text()


async def test_on_a_full_disk_it_waits_for_room_and_loses_nothing(
    fan_out, run, sqlite_url, tmp_path
):
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system has no prlimit, with which files are kept from growing")
    fan = await fan_out(sqlite_url)

    async with run(sqlite_url) as start:
        violet = await start()
        await violet.until_said("connected")
        await fan.tell()
        await fan.until_told(1 / 4)
        # No file of that process may be written beyond so many bytes: SQLite's log of changes is
        # larger by now, the log of what it does stays smaller.
        assert (tmp_path / "violet.db-wal").stat().st_size > ROOM
        pid = violet.process.pid
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (ROOM, hard))
        await asyncio.sleep(FULL_S)
        while_full = fan.messages
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
        fan.progress(f"nothing was written beyond {ROOM:,} bytes for {FULL_S:.0f} s")

        await is_recovered(fan)
        assert await violet.end() == 0

    assert while_full < len(fan.places)
    assert "cannot be read or written; check its disk" in violet.log.read_text()
    assert "Traceback" not in violet.log.read_text()
    assert violet.said("settling_delayed") or violet.said("tick_failed")


async def test_whose_server_ends_all_sessions_ten_times_it_loses_nothing(
    fan_out, run, postgres_url, discord
):
    fan = await fan_out(postgres_url)

    async with run(postgres_url) as start:
        violet = await start()
        await violet.until_said("connected")
        await fan.tell()
        for number in range(1, RESTARTS + 1):
            await fan.until_told(number / (RESTARTS + 1))
            assert await end_sessions(postgres_url) > 0
            fan.progress(f"sessions ended, {number} of {RESTARTS}")

        await is_recovered(fan)
        assert await violet.end() == 0

    assert violet.said("turns_recovered")
    assert discord.limits.refused == 0
    assert "Traceback" not in violet.log.read_text()
