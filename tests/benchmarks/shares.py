"""What fifty messages at once of one person cost another, on Discord and on Slack."""

import asyncio
import gc
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Protocol

import structlog

from adapters.discord.connector import DiscordConnector
from adapters.slack.connector import SlackConnector
from adapters.slack.manifest import SCOPES
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from benchmarks.flood import FLOODS
from benchmarks.table import Figure, median_and_p99, progress
from bot.router import Router
from bot.runtime.shares import PeoplesShares
from content.understanding.tokens import MOST_CHARACTERS
from fakes.asked import shipped
from fakes.discord import FakeDiscord
from fakes.newsroom import FixedKnowledge, StoppedClock, make_router
from fakes.slack import FakeSlack

ROUNDS = 500
AT_ONCE = 50
AT_MOST = 2.0
"""Times as long as when nobody else asks."""
ORDERS = 140
LOOKS_AT_MOST = 2
_WARM_UP = 20
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  where there is none, a disk is measured as well
_FOLDERS = str(_IN_MEMORY) if _IN_MEMORY.is_dir() else None
_QUESTION = "when is jessica jones season 2 out"
_WORST = (FLOODS["forty questions that differ"] * MOST_CHARACTERS)[:MOST_CHARACTERS]
_KINDS = {"of the worst": _WORST, "short ones": _QUESTION}
"""At once come these: two are answered of what takes longest to read, ten of what is short."""
_LATER_MS = 400
"""The other asks right after them, or at any moment until then, while they are being answered."""


class Town(Protocol):
    """A platform on which people ask."""

    async def flood(self, person: str, text: str) -> None:
        """Let a *person* who has asked nothing yet send many of *text* at once."""
        ...

    async def ask(self, number: int) -> None:
        """Let one of many others ask, and return once they have the answer."""
        ...

    async def rest(self) -> None:
        """Wait until everybody is served, and let a minute pass."""
        ...


async def measure(rounds: int = ROUNDS) -> AsyncGenerator[Figure, None]:
    """Yield what the other waits beside the flood, and alone, in turn."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    async with _discord() as (town, _):
        async for figure in _waits("a mention on Discord", town, rounds):
            yield figure
    async with _slack() as (slack_town, slack):
        async for figure in _waits("a command on Slack", slack_town, rounds):
            yield figure
        asked = await _refused(slack)
        name = f"looks at a person who gives {ORDERS} orders and may give none"
        yield Figure(name, asked, "calls", limit=LOOKS_AT_MOST)


async def _waits(name: str, town: Town, rounds: int) -> AsyncGenerator[Figure, None]:
    alone: list[float] = []
    turns_beside = [
        (kind, text, moment)
        for kind, text in _KINDS.items()
        for moment in ("", f", asked within {_LATER_MS} ms")
    ]
    beside: dict[str, list[float]] = {kind + moment: [] for kind, _, moment in turns_beside}
    turns = 1 + len(turns_beside)
    random = Random(rounds)  # noqa: S311  the same moments in every run
    with progress(name, rounds) as show:
        for number in range(_WARM_UP + rounds):
            alone.append(await _timed_ms(town, turns * number))
            for turn, (kind, text, moment) in enumerate(turns_beside, start=1):
                await town.flood(f"{number}-{turn}", text)
                if moment:
                    await asyncio.sleep(random.uniform(0, _LATER_MS) / 1000)
                beside[kind + moment].append(await _timed_ms(town, turns * number + turn))
                await town.rest()
            show(number)
    median, p99 = median_and_p99(alone[_WARM_UP:])
    yield Figure(f"{name}, median of {rounds}", median, "ms")
    yield Figure(f"{name}, 99th percentile", p99, "ms")
    for kind, waited in beside.items():
        beside_median, beside_p99 = median_and_p99(waited[_WARM_UP:])
        of = f"the same beside {AT_ONCE} {kind}"
        yield Figure(f"{of}, median", beside_median / median, "times")
        yield Figure(
            f"{of}, 99th percentile",
            beside_p99 / p99,
            "times",
            limit=AT_MOST,
            against=f"{beside_p99:.1f} ms",
        )


async def _timed_ms(town: Town, number: int) -> float:
    began = time.perf_counter()
    await town.ask(number)
    return 1000 * (time.perf_counter() - began)


@asynccontextmanager
async def _router(clock: StoppedClock, **parts: object) -> AsyncIterator[Router]:
    with TemporaryDirectory(dir=_FOLDERS) as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'violet.db'}")
        try:
            yield make_router(
                clock=clock,
                knowledge=FixedKnowledge(shipped()),
                conversations=database.conversations,
                subscriptions=database.subscriptions,
                corrections=database.corrections,
                shares=PeoplesShares(clock),
                **parts,
            )
        finally:
            await database.close()


class _Town:
    """What both have in common."""

    def __init__(self, clock: StoppedClock) -> None:
        self._clock = clock
        self._busy = 0
        """Tasks there are when nothing is done for anybody."""

    async def settle(self) -> None:
        """Let whatever a connection begins with be over."""
        await asyncio.sleep(0.3)
        gc.freeze()  # as Violet does once she has started
        self._busy = len(asyncio.all_tasks())

    async def rest(self) -> None:
        """Wait until everybody is served, and let a minute pass."""
        while len(asyncio.all_tasks()) > self._busy:  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.002)
        gc.freeze()  # what the platform keeps of each message is no work of Violet's
        self._clock.pass_time(60)


class _OnDiscord(_Town):
    def __init__(self, world: FakeDiscord, clock: StoppedClock) -> None:
        super().__init__(clock)
        self._world = world
        self._channels = [world.channel(f"c{number}") for number in range(50)]
        self._loud = cycle(self._channels[:25])

    async def flood(self, person: str, text: str) -> None:
        world = self._world
        channel = next(self._loud)
        for _ in range(AT_ONCE):
            await world.say(channel, text, by=world.person(f"flood-{person}"), mention=True)

    async def ask(self, number: int) -> None:
        channel, person = self._channels[25 + number % 25], self._world.person(f"asks-{number}")
        asked = await self._world.say(channel, _QUESTION, by=person, mention=True)
        await self._world.answer_to(asked)


@asynccontextmanager
async def _discord() -> AsyncIterator[tuple[Town, FakeDiscord]]:
    clock = StoppedClock(datetime.now(UTC))
    async with FakeDiscord() as world, _router(clock) as router:
        town = _OnDiscord(world, clock)
        connector = DiscordConnector(
            world.token, router, api_base=world.api_base, sends_per_second=1000.0
        )
        await connector.start()
        await town.settle()
        try:
            yield town, world
        finally:
            await connector.stop()


class _OnSlack(_Town):
    def __init__(self, slack: FakeSlack, clock: StoppedClock) -> None:
        super().__init__(clock)
        self._slack = slack

    async def flood(self, person: str, text: str) -> None:
        typed = (
            self._slack.command(f"/violet ask {text}", user=f"UFLOOD{person.replace('-', 'T')}")
            for _ in range(AT_ONCE)
        )
        await asyncio.gather(*typed)

    async def ask(self, number: int) -> None:
        await self._slack.answer(f"/violet ask {_QUESTION}", user=f"UASKS{number:05}")


@asynccontextmanager
async def _slack() -> AsyncIterator[tuple[Town, FakeSlack]]:
    clock = StoppedClock(datetime.now(UTC))
    async with FakeSlack() as slack, _router(clock, traits=SLACK) as router:
        town, home = _OnSlack(slack, clock), slack.workspace
        home.scopes = set(SCOPES)
        connector = SlackConnector(home.bot_token, home.app_token, router, api_base=slack.api_base)
        await connector.start()
        await slack.until(lambda: slack.sockets.count == 2)
        await town.settle()
        try:
            yield town, slack
        finally:
            await connector.stop()


async def _refused(slack: FakeSlack) -> int:
    """Let somebody who is none give an admin's orders; return how often Slack was asked of them."""
    home = slack.workspace
    for _ in range(ORDERS):
        await slack.command("/violet updates pause", user=home.fan)
    await slack.answer("/violet updates pause", user=home.admin)
    return sum(
        method == "users.info" and asked["user"] == home.fan for method, asked in slack.calls
    )
