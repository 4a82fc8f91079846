"""Killed between the batches of a fan-out and of a round, and in them, while channels come and go.

What is to be hit is hit: the program is in a process that dies of itself at such a moment, as of
SIGKILL. Others are killed from outside, at any moment, or the moment a message is accepted. One
answer in ten is lost, or goes wrong in another way, all the while.
"""

import asyncio
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

import pytest

from adapters.storage.database import Database
from content.subscriptions.destination import Destination
from fakes.crowd import Crowd
from fakes.discord import FakeDiscord
from fakes.fan_out import FanOut, Start, say
from fakes.fragile import BATCH, DIES, MOMENT, TIMES, Moment
from fakes.processes import Violet, violets
from fakes.slack import FakeSlack, Fault

NEWS = 4
KILLS = 20
"""So many for each piece of news."""
WITH_THREE = 50
SPARE = 60
FAULTS = 0.1
BATCHES = (1, 2, 5, 17)
AMID_BATCHES = 0.75
COME_AND_GO = 4
PATIENCE_S = 6.0
"""After so long without its moment a process is killed whatever it does."""
QUEUEING = (Moment.IN_A_BATCH, Moment.AFTER_A_BATCH)
SENDING = (
    Moment.IN_A_BEGINNING,
    Moment.AFTER_A_BEGINNING,
    Moment.IN_AN_END,
    Moment.AFTER_AN_END,
)
PRUNING = (Moment.IN_PRUNING, Moment.AFTER_PRUNING)
ACCEPTED = "as a message is accepted"
FROM_OUTSIDE = "from outside"
PUT_OFF_S = 1500.0
"""Five of the longest pauses: so often in a row one answer in ten hardly goes wrong."""
SLACK_CHANNELS, SLACK_SPARE, SLACK_KILLS = 150, 20, 12
SLACK_PATIENCE_S = 20.0


@dataclass
class Killing:
    """Kills the program again and again, at moments of chance, and says what it hit."""

    crowd: Crowd
    start: Start
    seed: int
    discord: FakeDiscord | None = None
    patience_s: float = PATIENCE_S
    hit: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    """What was found of it in the database afterwards."""
    kills: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  a test's chance

    async def begin(self, which: tuple[str, ...], *, most: int = 6) -> tuple[Violet, str]:
        """Start a process that is to die at one of these moments, at most at its *most*-th."""
        moment, times = self.chance.choice(which), self.chance.randint(1, most)
        settings = {BATCH: str(self.chance.choice(BATCHES))}
        if moment in set(Moment):
            settings |= {MOMENT: moment, TIMES: str(times)}
        violet = await self.start(**settings)
        if moment == ACCEPTED:
            self._kill_when_accepted(violet, times)
        return violet, moment

    async def over(self, violet: Violet, moment: str) -> str:
        """Wait until it has died, or kill it; return at what it was hit."""
        patience_s = self.patience_s
        if moment == FROM_OUTSIDE:
            patience_s = self.chance.uniform(0.2, 3.0)
        with suppress(TimeoutError):
            await asyncio.wait_for(violet.process.wait(), patience_s)
        return await self.dead(violet, moment)

    async def dead(self, violet: Violet, moment: str) -> str:
        """Make sure that it is, by a signal and by nothing else."""
        is_hit = violet.process.returncode is not None or moment == FROM_OUTSIDE
        violet.kill()
        assert await violet.process.wait() == -signal.SIGKILL, violet.log.read_text()
        assert "Traceback" not in violet.log.read_text()
        said = [line["moment"] for line in violet.said(DIES)]
        assert said in ([], [moment])
        hit = moment if is_hit else FROM_OUTSIDE
        self.hit[hit] += 1
        self.kills += 1
        if self.kills % 10 == 0:
            self.progress(f"{await self.crowd.fan.open()} left")
        return hit

    async def look(self, hit: str) -> None:
        """Note what the last kill left behind, where nobody has gone on with it yet."""
        absent, there = await self.crowd.begun()
        self.seen["begun and not there"] += absent > 0
        self.seen["there and not settled"] += there > 0
        self.seen["killed amid the batches"] += await self.crowd.is_being_queued()
        wrongs = self.crowd.wrongs(at_the_end=False)
        assert wrongs == [], (self.seed, self.kills, hit, wrongs)

    def _kill_when_accepted(self, violet: Violet, times: int) -> None:
        assert self.discord is not None
        left = times

        def accepted(_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                violet.kill()

        self.discord.on_accepted = accepted

    async def possible(self, *further: str) -> tuple[str, ...]:
        """Return the moments that can still come."""
        nobody_yet = not (self.crowd.spared and self.crowd.late)
        is_amid = nobody_yet or self.chance.random() < AMID_BATCHES
        if is_amid and await self.crowd.is_being_queued():
            return QUEUEING  # whoever lives longer queues all the rest
        return (*SENDING, *further)

    async def is_over(self, within_s: float = 500.0) -> None:
        """Wait until nothing is left; everybody has heard what they had to, and nothing else.

        Whatever was tried in vain again and again is put off for minutes, and looked at again
        then: so the last of it has as long from when it is due, but not for ever.
        """
        now, fan = time.monotonic(), self.crowd.fan
        latest, at_last = now, now + within_s + PUT_OFF_S
        while left := await fan._still_open():
            now = time.monotonic()
            latest = max(latest, now + await fan.due_in_s())
            is_late = now > min(latest + within_s, at_last)
            assert not is_late, (self.seed, left, self.crowd.wrongs()[:5])
            await asyncio.sleep(0.2)
        assert self.crowd.wrongs() == [], self.seed

    def progress(self, what: str) -> None:
        self.crowd.fan.progress(f"{what}; {self.kills} kills: {dict(self.hit)}")


@pytest.fixture
def fragile(discord, tmp_path):
    """Make what starts processes that may die of themselves, on a database."""

    def on(url: str, **more: str):
        return violets(
            tmp_path,
            *("-m", "fakes.fragile"),
            VIOLET_DATABASE_URL=url,
            DISCORD_TOKEN=discord.token,
            DISCORD_API_BASE=discord.api_base,
            **more,
        )

    return on


@pytest.fixture
async def crowd_at(discord):
    """Subscribe all channels of Discord, and know of some more that may follow."""
    made: list[Database] = []

    async def opened(url: str) -> Crowd:
        made.append(await Database.open(url))
        fan = await FanOut.on(discord, made[-1], say)
        spare = [discord.channel(f"spare-{number}") for number in range(SPARE)]
        waiting = [
            Destination(platform="discord", workspace=one.guild.id, channel=one.id) for one in spare
        ]
        return Crowd(
            fan, lambda name: [one.text for one in discord.said_in(discord.channels[name])], waiting
        )

    yield opened
    for one in made:
        await one.close()


async def test_who_was_subscribed_is_told_once_and_who_had_left_or_came_later_is_not(
    crowd_at, fragile, sqlite_url, discord, seed
):
    crowd = await crowd_at(sqlite_url)
    discord.faults.at_random(FAULTS, seed)

    async with fragile(sqlite_url) as start:
        killing = Killing(crowd, start, seed, discord)
        for _ in range(NEWS):
            await crowd.tell()
            await killed_alone(killing, KILLS, ACCEPTED, FROM_OUTSIDE)
            killing.progress(f"{await crowd.fan.open()} left of {crowd.fan.news} pieces of news")
        await crowd.tell()
        last = await start(**{BATCH: "2"})
        await crowd.come_and_go(killing.chance, COME_AND_GO)
        await killing.is_over()
        assert await last.end() == 0
        killing.progress("all told")

    assert {*QUEUEING, *SENDING, ACCEPTED, FROM_OUTSIDE} <= set(killing.hit)
    assert min(killing.seen.values()) > NEWS, killing.seen
    assert crowd.spared > NEWS
    assert crowd.late > NEWS
    assert set(discord.faults.happened) == set(discord.faults.of_chance)


async def test_of_three_processes_any_may_die_and_nobody_is_told_too_much_or_too_little(
    crowd_at, fragile, postgres_url, discord, seed
):
    crowd = await crowd_at(postgres_url)
    discord.faults.at_random(FAULTS, seed)

    async with fragile(postgres_url) as start:
        killing = Killing(crowd, start, seed, discord)
        await crowd.tell()
        await three_that_die(killing, WITH_THREE)
        last = [await start() for _ in range(3)]
        await killing.is_over()
        for one in last:
            await one.until_said("violet_ready")
        assert [await one.end() for one in last] == [0, 0, 0]
        killing.progress(f"all told, {crowd.fan.news} pieces of news")

    assert not killing.hit.keys().isdisjoint(QUEUEING)
    assert not killing.hit.keys().isdisjoint(SENDING)
    assert crowd.spared > 0
    assert crowd.late > 0


async def test_killed_while_it_prunes_it_tells_nothing_of_that_again(
    crowd_at, fragile, url, discord, seed
):
    crowd = await crowd_at(url)
    async with fragile(url) as start:
        killing = Killing(crowd, start, seed, discord, patience_s=40.0)
        first = await start(**{BATCH: "500"})
        await first.until_said("connected")
        for _ in range(4):
            await crowd.tell()
            await killing.is_over()
        assert await first.end() == 0
        aged = await crowd.age()
        killing.progress(f"{aged} told long ago")
        discord.faults.at_random(FAULTS, seed)

        for moment in cycle(PRUNING):
            old = await crowd.old()
            if not old:
                break
            await crowd.tell_again()
            if moment is Moment.IN_PRUNING:
                await crowd.tell()
            await killing.over(*await killing.begin((moment,), most=1))
            await crowd.come_and_go(killing.chance, COME_AND_GO)
            left = await crowd.old()
            killing.progress(f"{left} of {old} left")
            killing.seen[f"gone at a kill {moment}"] += old > left
        await crowd.tell_again()
        last = await start(**{BATCH: "500"})
        await killing.is_over()
        await until_gone(crowd)
        await crowd.tell_again()
        await killing.is_over()
        assert await last.end() == 0

    assert set(PRUNING) <= set(killing.hit)
    assert killing.seen[f"gone at a kill {Moment.AFTER_PRUNING}"]
    assert len(await crowd.forgotten()) >= 4


async def test_who_hears_it_on_slack_hears_it_once(tmp_path, sqlite_url, seed):
    database = await Database.open(sqlite_url)
    async with FakeSlack() as slack:
        slack.answers_after_s = 0.1
        fan = await FanOut.on_slack(slack, database, SLACK_CHANNELS + SLACK_SPARE, say)
        spare = fan.places[SLACK_CHANNELS:]
        for one in spare:
            await database.subscriptions.unsubscribe(one, None)
        fan.places = fan.places[:SLACK_CHANNELS]
        slack.fail_at_random(FAULTS, seed, Fault.lost_after(503), Fault.reset_after())
        crowd = Crowd(
            fan, lambda name: [one.shown for one in slack.bot_messages(name)], list(spare)
        )

        async with violets(
            tmp_path,
            *("-m", "fakes.fragile"),
            VIOLET_DATABASE_URL=sqlite_url,
            **slack.settings,
        ) as start:
            killing = Killing(crowd, start, seed, patience_s=SLACK_PATIENCE_S)
            await crowd.tell()
            await killed_alone(killing, SLACK_KILLS, FROM_OUTSIDE)
            last = await start()
            await killing.is_over(within_s=400)
            assert await last.end() == 0
            killing.progress("all told")

        assert slack.violations == []
    assert crowd.spared > 0
    await database.close()


async def killed_alone(killing: Killing, kills: int, *further: str) -> None:
    """Kill the one process there is, so many times, while anything is left to be told."""
    crowd, until_kills = killing.crowd, killing.kills + kills
    while killing.kills < until_kills and await crowd.fan.open():
        hit = await killing.over(*await killing.begin(await killing.possible(*further)))
        if killing.discord is not None:
            killing.discord.on_accepted = None
        await killing.look(hit)
        await crowd.come_and_go(killing.chance, COME_AND_GO)


async def three_that_die(killing: Killing, kills: int) -> None:
    """Keep three processes, each of which dies at a moment of its own, and is replaced.

    One that has sent for a while without its moment is killed whatever it does; who only stands by
    has its moment once it is the one that sends.
    """
    crowd = killing.crowd
    running: dict[str, tuple[Violet, str]] = {}
    sends_until: dict[str, float] = {}
    while killing.kills < kills:
        while len(running) < 3:
            violet, moment = await killing.begin(await killing.possible())
            running[violet.log.name] = violet, moment
        await asyncio.sleep(0.05)
        for name, (violet, moment) in list(running.items()):
            now = time.monotonic()
            if name not in sends_until and violet.said("announcement_delivered"):
                sends_until[name] = now + killing.chance.uniform(0.0, PATIENCE_S)
            if violet.process.returncode is not None or now > sends_until.get(name, now):
                del running[name]
                await killing.dead(violet, moment)
                await crowd.come_and_go(killing.chance, COME_AND_GO)
                wrongs = crowd.wrongs(at_the_end=False)
                assert wrongs == [], (killing.seed, killing.kills, wrongs)
        if not await crowd.is_being_queued() and await crowd.fan.open() < len(crowd.present) / 4:
            killing.progress("the next piece of news")
            await crowd.tell()
    for violet, moment in running.values():
        await killing.dead(violet, moment)


async def until_gone(crowd: Crowd, within_s: float = 90.0) -> None:
    """Wait until all that was old has been pruned."""
    end = time.monotonic() + within_s
    while left := await crowd.old():
        assert time.monotonic() < end, f"{left} are still kept"
        await asyncio.sleep(0.5)
