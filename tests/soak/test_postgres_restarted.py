"""PostgreSQL itself is stopped in the middle of a fan-out, is away for a while, and comes back."""

import asyncio
import random
import statistics
import time
from datetime import UTC, datetime

import asyncpg
import pytest
from sqlalchemy import make_url

from adapters.discord.traits import DISCORD
from content.subscriptions.destination import Destination
from fakes.fan_out import MOVED, FanOut, holder_of
from fakes.processes import until
from fakes.tellings import telling

DOWN_S = 10.0
WAKE_UPS = 20
BY_WAKE_UP_S = 0.25
"""What is looked for once a second would be found after half a second, in the middle."""
ENDS_S = 5.0
TURNS = {"ticks", "sources", "discord-answers", "discord-sends"}
SAID_OF_IT = (
    "cannot be reached; check that it is running",
    "has closed the connection; check that PostgreSQL is running",
    "is starting or stopping; wait and try again",
)


@pytest.fixture
async def places(discord):
    """Channels that nobody subscribed, to be told something one after another."""

    def made() -> list[Destination]:
        return [
            Destination(platform=DISCORD.id, workspace=one.guild.id, channel=one.id)
            for one in (discord.channel(f"wake-{number}") for number in range(WAKE_UPS))
        ]

    return made


async def locks_of_turns(url: str) -> int:
    """Return how many advisory locks are held on the own_postgres."""
    parts = make_url(url)
    session = await asyncpg.connect(
        host=parts.host, port=parts.port, user=parts.username, database=parts.database
    )
    held: int = await session.fetchval(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    )
    await session.close()
    return held


async def times_until_told(fan: FanOut, places: list[Destination]) -> list[float]:
    """Queue something for one place after another; return how long each waited to be told."""
    chance, waited = random.Random(1), []  # noqa: S311  a test's chance
    for number, place in enumerate(places):
        await asyncio.sleep(chance.uniform(0.3, 1.3))  # looks that come by the clock are no wake-up
        now, queued_at = datetime.now(UTC), time.monotonic()
        said = telling(f"wake-{number}", created_at=now).announcement
        assert await fan.database.outbox.tell(said, place, now=now)
        await until(lambda place=place: fan.count_in(place.channel), lambda: "the wake-up")
        waited.append(time.monotonic() - queued_at)
    return waited


def is_plain(reason: str) -> bool:
    return any(words in reason for words in SAID_OF_IT)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_nothing_is_lost_or_repeated_and_nobody_has_to_start_violet_again(
    fan_out, run, own_postgres, discord, places, tmp_path, mode
):
    fan = await fan_out(own_postgres.url)
    content = tmp_path / "mine"
    content.mkdir()

    async with run(own_postgres.url, VIOLET_CONTENT=str(content)) as start:
        processes = [await start() for _ in range(2)]
        for one in processes:
            await one.until_said("violet_ready")
        await (await holder_of("discord-sends", processes)).until_said("connected")
        await fan.tell()
        await fan.until_told(1 / 4)
        begun_before = [len(one.said("turn_begun")) for one in processes]

        await own_postgres.stop(mode)
        stopped_at = time.monotonic()
        await asyncio.sleep(DOWN_S)
        while_down = fan.messages
        await own_postgres.start()
        fan.progress(f"stopped ({mode}) for {time.monotonic() - stopped_at:.1f} s")

        await fan.is_over(within_s=120)
        for one in processes:
            await one.until_said("turns_recovered")
        begun = [
            line["turn"]
            for one, before in zip(processes, begun_before, strict=True)
            for line in one.said("turn_begun")[before:]
        ]
        fan.progress(f"roles: {sorted(begun)}")
        assert sorted(begun) == sorted(TURNS)
        assert await locks_of_turns(own_postgres.url) == len(TURNS)

        waited = await times_until_told(fan, places())
        fan.progress(f"told after {min(waited):.2f} to {max(waited):.2f} s when woken")
        assert statistics.median(waited) < BY_WAKE_UP_S

        (content / "moved.toml").write_text(MOVED)
        fan.news += 1  # which nobody but the program queues
        await fan.until_told(1)
        await fan.is_over()
        assert [await one.end() for one in processes] == [0, 0]

    assert while_down < len(fan.places)
    assert discord.limits.refused == 0
    for one in processes:
        assert "Traceback" not in one.log.read_text()
        failed = one.said("tick_failed") + one.said("turns_lost")
        assert [line for line in failed if not is_plain(line["reason"])] == []
        jobs = {line["job"] for line in one.said("tick_failed")}
        assert jobs == {line["job"] for line in one.said("tick_recovered")}


async def test_told_to_end_meanwhile_it_ends_in_time_and_the_next_one_tells_the_rest(
    fan_out, run, own_postgres, discord
):
    fan = await fan_out(own_postgres.url)

    async with run(own_postgres.url) as start:
        violet = await start()
        await violet.until_said("connected")
        await fan.tell()
        await fan.until_told(1 / 4)
        await own_postgres.stop("fast")
        told_at = time.monotonic()
        assert await violet.end() == 0
        took_s = time.monotonic() - told_at
        fan.progress(f"ended after {took_s:.1f} s")
        await own_postgres.start()
        after = await start()
        await fan.is_over(within_s=60)
        assert await after.end() == 0

    assert took_s < ENDS_S
    assert discord.limits.refused == 0
    assert "Traceback" not in violet.log.read_text()
