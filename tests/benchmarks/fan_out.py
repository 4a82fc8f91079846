"""One piece of news for very many channels of a Discord that enforces its limits."""

import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from adapters.storage.database import Database
from benchmarks.table import Figure, median_and_p99, progress
from fakes.discord import ALL, SEND, Channel, FakeDiscord
from fakes.discord.rate_limits import Window
from fakes.fan_out import FanOut
from fakes.processes import ROOT, Violet, anew, violets

CHANNELS, PERMITTED = 2_000, 50
ASK_EVERY_S = 0.25
LATENCY_S, ASKING, ASKED = 0.06, ("trish", "malcolm"), 600
"""How far Discord is away, who asks without a pause, and how often before the fan-out."""
BASELINE_S = 60.0
"""For so long each of the common ways is watched."""
BASELINES = {
    "gather": "discord.py, asyncio.gather",
    "semaphore": "discord.py, Semaphore(50)",
    "sequential": "discord.py, one after another",
}

MANY, MANY_PERMITTED = 10_000, 120
"""A pace that this machine reaches with and without slow channels, so that only waiting counts."""
SLOW, SLOW_S, REFUSING, DELETED = 0.30, 2.0, 0.05, 0.01
_LOOK_EVERY_S = 0.1


ACKNOWLEDGED_WITHIN_MS = 3_000.0
"""https://docs.discord.com/developers/interactions/receiving-and-responding"""


async def measure(beside: int | None = None) -> AsyncIterator[Figure]:
    """Yield Violet's figures, then the baselines', then those among troubled channels.

    With a number, only those of people *beside* a fan-out to so many channels.
    """
    if beside is not None:
        async for figure in _beside_people(beside):
            yield figure
        return
    async for figure in _violet():
        yield figure
    async for figure in _beside_people(CHANNELS):
        yield figure
    for how in BASELINES:
        async for figure in _baseline(how):
            yield figure
    healthy_s = await _among(troubled=False)
    troubled_s = await _among(troubled=True)
    name = f"healthy ones of {MANY:,} at {MANY_PERMITTED}/s, where all are healthy"
    yield Figure(name, healthy_s, "s")
    yield Figure("the same ones, 30 % slow, 5 % refusing, 1 % deleted", troubled_s, "s")
    yield Figure("how much longer that takes them", troubled_s / healthy_s, "times", limit=1.05)


@asynccontextmanager
async def strict_discord(count: int, permitted: int) -> AsyncIterator[FakeDiscord]:
    """Give a Discord of *count* channels that takes *permitted* requests a second and no more."""
    async with FakeDiscord() as discord:
        discord.limits.enforced = True
        discord.limits.whole = Window(permitted, 1.0)
        for number in range(count):
            discord.channel(f"news-{number}")
        with _clock_that_goes_on():
            yield discord
        assert discord.violations == []


@contextmanager
def _clock_that_goes_on() -> Iterator[None]:
    """Collect no garbage in this process, which is the server, while it counts by the second.

    A full collection stops it for longer than a request is ever under way here, and then it counts
    together what came one after another.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _violet() -> AsyncIterator[Figure]:
    """The real program on SQLite, that answers people meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'violet.db'}"
        async with strict_discord(CHANNELS, PERMITTED) as discord:
            database = await Database.open(url)
            fan = await FanOut.on(discord, database)
            asked_in = discord.channel("questions")
            settings = {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}
            async with violets(folder, begin=anew, VIOLET_DATABASE_URL=url, **settings) as start:
                violet: Violet = await start()
                await violet.until_said("connected")
                began = time.monotonic()
                await fan.tell()
                asking = asyncio.create_task(_ask(discord, asked_in))
                await until_all_told("Violet", places_of(discord, fan), 120)
                seconds = time.monotonic() - began
                asking.cancel()
                (answers,) = await asyncio.gather(asking, return_exceptions=True)
                await fan.is_over()
                await violet.end()
            await database.close()
            places = places_of(discord, fan)
            for figure in _figures("Violet", discord, places, seconds):
                yield figure
            share = 100 * rate_of(places) / PERMITTED
            yield Figure("  of the permitted rate", share, "%", limit=95, at_least=True)
            refused = discord.limits.refused
            yield Figure("  refusals (bar: none)", refused, "", limit=0)
            once = sum(times == 1 for times in fan.told().values())
            yield Figure("  told exactly once", once, "", limit=CHANNELS, at_least=True)
    assert isinstance(answers, list)
    median, p99 = median_and_p99(answers)
    yield Figure(f"  an answer meanwhile ({len(answers)} asked), median", median, "ms")
    yield Figure("  an answer meanwhile, 99th percentile", p99, "ms")


async def _beside_people(channels: int) -> AsyncIterator[Figure]:
    """The real program, of which two people ask one thing after another, before and meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'violet.db'}"
        async with strict_discord(channels, PERMITTED) as discord:
            discord.faults.latency_s = LATENCY_S
            database = await Database.open(url)
            fan = await FanOut.on(discord, database)
            asked_in = discord.channel("questions")
            settings = {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}
            async with violets(folder, begin=anew, VIOLET_DATABASE_URL=url, **settings) as start:
                violet: Violet = await start()
                await violet.until_said("connected")
                await _asked(discord, asked_in, lambda found: len(found) >= ASKED // 2)  # warm
                before = await _asked(discord, asked_in, lambda found: len(found) >= ASKED)
                await fan.tell()
                places = places_of(discord, fan)
                meanwhile = await _asked(
                    discord, asked_in, lambda _: all(place.messages for place in places)
                )
                await fan.is_over()
                await violet.end()
            await database.close()
            share = 100 * rate_of(places) / PERMITTED
            yield Figure(
                f"{channels:,}, {LATENCY_S * 1000:.0f} ms away: of the rate",
                share,
                "%",
                limit=95,
                at_least=True,
            )
            yield Figure("  refusals (bar: none)", discord.limits.refused, "", limit=0)
    (_, p99_before), (median, p99) = median_and_p99(before), median_and_p99(meanwhile)
    yield Figure(f"  /when before ({len(before)} times), 99th percentile", p99_before, "ms")
    yield Figure(f"  /when meanwhile ({len(meanwhile)} times), median", median, "ms")
    yield Figure("  /when meanwhile, 99th percentile", p99, "ms")
    yield Figure("  times that before", p99 / p99_before, "times", limit=2)
    slowest = max(*before, *meanwhile)
    yield Figure("  the slowest answer of all", slowest, "ms", limit=ACKNOWLEDGED_WITHIN_MS)


async def _asked(
    discord: FakeDiscord, channel: Channel, is_enough: Callable[[Sequence[float]], bool]
) -> list[float]:
    """Let people ask, each as soon as it was answered; return the milliseconds of every answer."""
    found: list[float] = []

    async def one(name: str) -> None:
        while not is_enough(found):
            began = time.perf_counter()
            await discord.run_command(
                "when", at=channel, by=discord.person(name), show="jessica-jones", season="2"
            )
            found.append(1000 * (time.perf_counter() - began))

    await asyncio.gather(*map(one, ASKING))
    return found


def places_of(discord: FakeDiscord, fan: FanOut) -> list[Channel]:
    return [discord.channels[place.channel] for place in fan.places]


async def _ask(discord: FakeDiscord, channel: Channel) -> list[float]:
    """Ask again and again, until cancelled; return the milliseconds that each answer took."""
    found: list[float] = []
    try:
        while True:
            began = time.perf_counter()
            await discord.run_command("when", at=channel, show="jessica-jones", season="2")
            found.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(ASK_EVERY_S)
    except asyncio.CancelledError:
        return found


async def _baseline(how: str) -> AsyncIterator[Figure]:
    async with strict_discord(CHANNELS, PERMITTED) as discord:
        channels = list(discord.channels.values())
        began = time.monotonic()
        process = await python_module(
            "benchmarks.plain_discord",
            (how, discord.api_base, discord.token),
            "\n".join(channel.id for channel in channels),
        )
        await until_all_told(BASELINES[how], channels, BASELINE_S, process)
        seconds = time.monotonic() - began
        await end_of(process)
        for figure in _figures(BASELINES[how], discord, channels, seconds):
            yield figure


def _figures(
    who: str, discord: FakeDiscord, channels: Sequence[Channel], seconds: float
) -> Iterable[Figure]:
    told = sum(bool(discord.said_in(channel)) for channel in channels)
    refused = f"{discord.limits.refused:,} refusals (429) in {seconds:.1f} s"
    yield Figure(f"{who}: channels told of {CHANNELS:,}", told, "", against=refused)


def rate_of(channels: Sequence[Channel]) -> float:
    """Return the sends a second between the first and the last."""
    times = sorted(message.at for channel in channels for message in channel.messages)
    return (len(times) - 1) / (times[-1] - times[0])


async def _among(*, troubled: bool) -> float:
    """Return after how many seconds the last of the healthy channels was told."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite+aiosqlite:///{Path(name) / 'violet.db'}"
        async with strict_discord(MANY, MANY_PERMITTED) as discord:
            database = await Database.open(url)
            fan = await FanOut.on(discord, database)
            healthy = _healthy(discord, fan, troubled=troubled)
            await fan.tell()
            process = await python_module(
                "benchmarks.sending",
                (url, discord.api_base, discord.token, f"{0.96 * MANY_PERMITTED}"),
            )
            shown = "with troubled channels" if troubled else "all healthy"
            await until_all_told(shown, healthy, 10 * MANY / MANY_PERMITTED, process)
            await end_of(process)
            await database.close()
            all_times = [one.at for channel in places_of(discord, fan) for one in channel.messages]
            assert all(len(discord.said_in(channel)) == 1 for channel in healthy)
            return max(channel.messages[0].at for channel in healthy) - min(all_times)


def _healthy(discord: FakeDiscord, fan: FanOut, *, troubled: bool) -> list[Channel]:
    """Give some channels their troubles, spread over all; return the others."""
    healthy = []
    for number, channel in enumerate(places_of(discord, fan)):
        place = number % 100 / 100
        if place < SLOW:
            if troubled:
                discord.faults.slow_s[channel.id] = SLOW_S
        elif place < SLOW + REFUSING:
            channel.app_permissions = ALL & ~SEND if troubled else ALL
        elif place < SLOW + REFUSING + DELETED:
            channel.deleted = troubled
        else:
            healthy.append(channel)
    return healthy


async def until_all_told(
    what: str,
    channels: Sequence[Channel],
    within_s: float,
    process: asyncio.subprocess.Process | None = None,
) -> None:
    """Wait until each was told something, the process ends, or the time is over."""
    end = time.monotonic() + within_s
    with progress(what, len(channels)) as shown:
        while time.monotonic() < end and (process is None or process.returncode is None):
            told = sum(bool(channel.messages) for channel in channels)
            shown(told)
            if told == len(channels):
                return
            await asyncio.sleep(_LOOK_EVERY_S)


async def python_module(
    module: str, words: Sequence[str], written: str = ""
) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words),
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(written.encode())
    process.stdin.close()
    return process


async def end_of(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
