"""Our reading of feeds, measured pass by pass: a line of input is a pass, a line of output what it
cost."""

import asyncio
import json
import resource
import sys
from datetime import UTC, datetime, timedelta

from adapters.sources.feeds.reader import WebFeedReader
from adapters.sources.web.fetcher import Fetcher
from adapters.storage.database import Database
from bot.verbs.read_feeds import read_feeds
from content.articles.fetch_allowance import FetchLimits

LIMITS = FetchLimits(host_a_day=1_000_000, a_day=1_000_000)


class Clock:
    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


class Taken:
    def __init__(self) -> None:
        self.items = 0

    async def take(self, items) -> None:
        self.items += len(items)

    async def hear_of(self, feed, _trouble) -> None:
        raise AssertionError(feed.reason)


async def main(port: int, count: int, file: str) -> None:
    clock, taken = Clock(), Taken()
    database = await Database.open(f"sqlite+aiosqlite:///{file}")
    place = f"127.0.0.1:{port}"
    await database.feeds.name([f"http://{place}/{n}" for n in range(count)], now=clock.now())
    async with Fetcher(private_hosts=[place]) as fetcher:
        reader = WebFeedReader(fetcher)
        print("ready", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            before, had = cpu_s(), taken.items
            result = await read_feeds(
                database.feeds,
                reader,
                taken,
                clock=clock,
                chance=lambda: 0.0,
                limit=count,
                limits=LIMITS,
            )
            assert not result.failed
            spent = cpu_s() - before
            print(json.dumps([spent, peak_mb(), taken.items - had]), flush=True)
            clock.moment += timedelta(hours=2)
        reader.close()
    await database.close()


def cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
