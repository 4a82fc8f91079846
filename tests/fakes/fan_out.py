"""News for many channels, told by real processes that a test treats badly."""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import func, select

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.fan_out import is_any_left
from bot.ports.errors import StorageError
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination
from content.subscriptions.subscription import Subscription
from fakes.discord import FakeDiscord
from fakes.patience import PATIENCE_S
from fakes.processes import Violet, until
from fakes.slack import FakeSlack
from fakes.slack.workspace import Channel
from fakes.tellings import telling

MOVED = """\
show = "jessica-jones"
[[claim]]
id = "test-moved"
season = 3
kind = "release-date"
value = "2031-03-24"
stance = "confirmed"
authority = "platform"
says = "it comes back"
source = { publisher = "T", url = "https://example.org/", published = "2026-11-24" }
"""
"""A show file of the operator's own, which is one piece of news for everybody."""
Say = Callable[[str], None]
Start = Callable[..., Awaitable[Violet]]


def silent(_: str) -> None:
    """Say nothing of how far it has come."""


def say(line: str) -> None:
    """Show how far it has come, where pytest captures nothing."""
    sys.stderr.write(f"    {line}\n")
    sys.stderr.flush()


@dataclass
class FanOut:
    """A database in which every one of *places* is subscribed, and what was told there."""

    database: Database
    places: Sequence[Destination]
    count_in: Callable[[str], int]
    """How many messages of the bot's stand in a channel."""
    say: Say = silent
    news: int = 0
    """How many pieces of news were recorded for everybody."""
    _began: float = field(default_factory=time.monotonic)

    @classmethod
    async def on(cls, discord: FakeDiscord, database: Database, say: Say = silent) -> "FanOut":
        """Subscribe every channel of *discord*."""
        places = [
            Destination(platform=DISCORD.id, workspace=one.guild.id, channel=one.id)
            for one in discord.channels.values()
            if one.guild is not None
        ]
        fan = cls(database, places, lambda name: len(discord.said_in(discord.channels[name])), say)
        await fan.subscribe()
        return fan

    @classmethod
    async def on_slack(
        cls, slack: FakeSlack, database: Database, channels: int, say: Say = silent
    ) -> "FanOut":
        """Make so many channels in *slack*, and subscribe them."""
        home = slack.workspace
        names = [f"C0NEWS{number:04}" for number in range(channels)]
        home.channels |= {name: Channel(name, name, members={home.bot_user}) for name in names}
        places = [
            Destination(platform=SLACK.id, workspace=home.team, channel=name) for name in names
        ]
        fan = cls(database, places, lambda name: len(slack.bot_messages(name)), say)
        await fan.subscribe()
        return fan

    async def subscribe(self) -> None:
        now, show = datetime.now(UTC), ShowId("jessica-jones")
        await self.database.subscriptions.take_in(
            (Subscription(destination=one, show=show, created_at=now) for one in self.places),
            now=now,
        )

    async def tell(self) -> None:
        """Queue one piece of news for everybody, as a process that noticed it would."""
        now = datetime.now(UTC)
        self.news += 1
        assert await self.database.journal.record(
            claims=(),
            shows=(),
            broadcasts=[telling(f"news-{self.news}", created_at=now)],
            void=(),
            noticed_from=(await self.database.journal.open()).noticed_until,
            noticed_until=now,
        )

    @property
    def messages(self) -> int:
        return sum(self.told().values())

    def told(self) -> Counter[str]:
        """Return how often each channel was told something."""
        return Counter({one.channel: self.count_in(one.channel) for one in self.places})

    async def open(self) -> int:
        """Return how many deliveries have not ended, or of how much some are not queued yet."""
        look = await self.database.backlog.read([DISCORD.id, SLACK.id], now=datetime.now(UTC))
        async with self.database._transactions.reading() as connection:
            is_queued = not await is_any_left(connection)
        return sum(look.open.values()) + (0 if is_queued else len(self.places))

    async def due_in_s(self) -> float:
        """Return in how many seconds all that is left is due, if it was put off; below 0: it is."""
        table = schema.delivery.c
        query = select(func.max(table.due_at)).where(table.state.in_(schema.OPEN))
        async with self.database._transactions.reading() as connection:
            latest = await connection.scalar(query)
        return (latest - datetime.now(UTC)).total_seconds() if latest else 0.0

    async def until_told(self, share: float, within_s: float = PATIENCE_S) -> None:
        """Wait until that share of the latest news was told."""
        wanted = len(self.places) * (self.news - 1 + share)
        await until(lambda: self.messages >= wanted, lambda: f"{share:.0%} told", within_s)

    async def is_over(self, within_s: float = PATIENCE_S) -> None:
        """Wait until nothing is left over; each channel was then told each piece once."""
        end, said = time.monotonic() + within_s, time.monotonic()
        while left := await self._still_open():
            assert time.monotonic() < end, f"{left} are left over; {self._spread()}"
            if time.monotonic() - said > 5:
                said = time.monotonic()
                self.progress(f"{left} left")
            await asyncio.sleep(0.1)
        assert set(self.told().values()) == {self.news}, self._spread()

    async def _still_open(self) -> int:
        with suppress(StorageError):  # the test may just be taking the database away
            return await self.open()
        return -1

    def _spread(self) -> str:
        spread = Counter(self.told().values())
        return f"of {self.news} pieces: " + ", ".join(
            f"{channels} channels told {times}" for times, channels in sorted(spread.items())
        )

    def progress(self, what: str) -> None:
        self.say(f"{time.monotonic() - self._began:6.0f} s  {self.messages} told  {what}")


async def holder_of(role: str, processes: list[Violet], within_s: float = PATIENCE_S) -> Violet:
    """Return the process that has a role, once it has begun."""

    def holders() -> list[Violet]:
        return [one for one in processes if one.process.returncode is None and one.has_begun(role)]

    await until(holders, lambda: f"somebody to be {role}", within_s)
    return holders()[0]


async def kill_again_and_again(
    fan: FanOut, start: Start, *, kills: int, seed: int, patience_s: float = 60.0
) -> None:
    """Kill the program at random moments of a fan-out, and start it anew each time.

    One in five is killed before anything is on its way. Where all have been told before the last
    kill, though that may not be written down yet, the next fan-out begins. Whatever was started
    sends within *patience_s*.
    """
    chance = random.Random(seed)  # noqa: S311  a test's chance, the same at every run
    await fan.tell()
    for number in range(1, kills + 1):
        violet, before = await start(), fan.messages
        if chance.random() < 0.2:
            await asyncio.sleep(chance.uniform(0.0, 1.5))
        else:
            await until(
                lambda before=before: fan.messages > before, lambda: "the first send", patience_s
            )
            await asyncio.sleep(chance.uniform(0.0, 0.6))
        violet.kill()
        await violet.process.wait()
        fan.progress(f"kill {number} of {kills}, {await fan.open()} left")
        if fan.messages >= len(fan.places) * fan.news and number < kills:
            await fan.tell()
    last = await start()
    await last.until_said("violet_ready")  # all may be over before it can be asked to end
    await fan.is_over(within_s=240)
    assert await last.end() == 0


async def kill_one_and_pause_one(fan: FanOut, start: Start, *, pause_s: float) -> None:
    """Of three processes, kill the one that sends, then pause the next for so long."""
    processes = [await start() for _ in range(3)]
    sender = await holder_of("discord-sends", processes)
    await sender.until_said("connected")
    await fan.tell()

    await fan.until_told(1 / 4)
    sender.kill()
    killed_at = time.monotonic()
    others = [one for one in processes if one is not sender]
    second = await holder_of("discord-sends", others)
    taken_over_s = [time.monotonic() - killed_at]
    await fan.until_told(1 / 2)
    second.pause()
    paused_at = time.monotonic()
    (third,) = [one for one in others if one is not second]
    await holder_of("discord-sends", [third])
    taken_over_s.append(time.monotonic() - paused_at)
    fan.progress(f"taken over after {taken_over_s[0]:.1f} s and {taken_over_s[1]:.1f} s")
    await third.until_said("announcement_delivered")
    await asyncio.sleep(max(0.0, pause_s - (time.monotonic() - paused_at)))
    second.go_on()
    await second.until_said("turns_lost")

    await fan.is_over()
    assert [await one.end() for one in others] == [0, 0]
