"""500 clients who say nothing, beside people who do, and beside news being told."""

import asyncio
import contextlib
import math
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.storage.database import Database
from benchmarks.fan_out import strict_discord
from benchmarks.table import Figure, median_and_p99
from fakes.discord import FakeDiscord
from fakes.fan_out import FanOut
from fakes.processes import PROGRAM, anew, environment, until, violets
from fakes.web_ports import free_port

SILENT, SECONDS = 500, 60
PERMITTED = 50
ASK_EVERY_S = 0.05
IDLE_S = 10
FEW_FILES = (
    "import resource, runpy, sys;"
    "resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128));"
    f"sys.argv[1:] = ['run']; runpy.run_module({PROGRAM[1]!r}, run_name='__main__')"
)


async def measure(seconds: int = SECONDS) -> AsyncIterator[Figure]:
    """Yield how an ordinary process fares, and one that may open few files."""
    for name, words in (("as it is", ()), ("128 files", ("-c", FEW_FILES))):
        async for figure in _among_silent(name, words, seconds):
            yield figure


async def _among_silent(name: str, words: Sequence[str], seconds: int) -> AsyncIterator[Figure]:
    channels = seconds * PERMITTED // 2
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/violet.db"
        async with strict_discord(channels, PERMITTED) as discord:
            database = await Database.open(url)
            fan = await FanOut.on(discord, database)
            watching, public = free_port(), free_port()
            settings = {
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API_BASE": discord.api_base,
                "VIOLET_DATABASE_URL": url,
                "VIOLET_HTTP_PORT": str(watching),
                "VIOLET_PUBLIC_PORT": str(public),
            }
            async with violets(Path(folder), *words, begin=anew, **settings) as start:
                violet = await start()
                await violet.until_said("connected")
                idle = await _asked(watching, IDLE_S), await _asked(public, IDLE_S)
                said = len(violet.log.read_text().splitlines())
                async with _silent_clients(watching, public):
                    asking = asyncio.gather(_asked(watching, seconds), _asked(public, seconds))
                    await fan.tell()
                    beside = await asking
                    await until(lambda: all(fan.told().values()), within_s=seconds + 60)
                lines = violet.log.read_text().splitlines()[said:]
                await violet.end()
            await database.close()
            for what, before, after in zip(("/healthz", "a page"), idle, beside, strict=True):
                for figure in _compared(f"{name}: {what}", before, after):
                    yield figure
            news = ("announcement_delivered", "announcement_rejected")
            others = sum(not any(event in line for event in news) for line in lines)
            yield Figure(f"  lines logged in {seconds} s, news aside", others, "", limit=19)
            once = sum(times == 1 for times in fan.told().values())
            yield Figure("  told exactly once", once, "", limit=channels, at_least=True)
            share = 100 * _rate(discord) / PERMITTED
            yield Figure("  of the permitted rate", share, "%", limit=95, at_least=True)


def _compared(what: str, before: Sequence[float], after: Sequence[float]) -> Iterator[Figure]:
    (median, p99), (later, later_p99) = median_and_p99(before), median_and_p99(after)
    yield Figure(f"{what} without them, median", median, "ms", against=f"p99 {p99:.1f} ms")
    yield Figure(
        f"  among {SILENT} silent clients, median ({len(after)} asked)",
        later,
        "ms",
        against=f"p99 {later_p99:.1f} ms",
    )
    yield Figure("  not answered", sum(map(math.isinf, after)), "", limit=0)
    yield Figure("  times that without them", later / median, "times", limit=3)


def _rate(discord: FakeDiscord) -> float:
    """Return the sends a second between the first and the last."""
    sent = sorted(one.at for channel in discord.channels.values() for one in channel.messages)
    return (len(sent) - 1) / (sent[-1] - sent[0])


@asynccontextmanager
async def _silent_clients(*ports: int) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.silent_clients", str(SILENT), *map(str, ports)),
        env=environment(PYTHONPATH=":".join(sys.path)),
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def _asked(port: int, seconds: float) -> list[float]:
    """Ask again and again, each time anew; return the milliseconds until each was answered."""
    found: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began, answer = time.perf_counter(), b""
        with contextlib.suppress(OSError):  # a time-out is one
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                answer = await reader.read()
                writer.close()
        is_answered = answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 404 "))
        found.append(1000 * (time.perf_counter() - began) if is_answered else math.inf)
        await asyncio.sleep(ASK_EVERY_S)
    return found
