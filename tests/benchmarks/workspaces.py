"""News for many channels in eight workspaces, each of which takes 240 posts a minute, and people.

The Slacks are in this process, Violet in another. People ask ten questions a second all the while,
half of them by mentions and half by commands, each of them another person.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path

from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from benchmarks.table import Figure, median_and_p99, progress
from benchmarks.telling_workspaces import READY
from content.subscriptions.destination import Destination
from fakes.fan_out import FanOut
from fakes.processes import ROOT
from fakes.slack import FakeSlack, Message, Typed, Workspace
from fakes.slack.rate_limits import POSTS_A_MINUTE
from fakes.slack.workspace import Channel

CHANNELS = 5000
TEAMS = [f"T0VIOLET{number:02}" for number in range(1, 9)]
ASKED_A_SECOND = 10
IDLE_S = 20.0
_WARM_UP_S = 3.0
_TALKED_IN = 12
"""Channels of each workspace in which people ask."""
_LOOK_EVERY_S = 0.2
_ACKNOWLEDGED_WITHIN_S = 3.0
_ANSWERED_WITHIN_S = 30.0


@dataclass
class Asked:
    """How long what was asked took, in milliseconds."""

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    open: int = 0
    late: int = 0
    """What was not acknowledged in time."""


async def measure(channels: int = CHANNELS) -> AsyncIterator[Figure]:
    """Yield every figure; *channels* can be fewer."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite+aiosqlite:///{Path(name) / 'violet.db'}"
        async with AsyncExitStack() as stack:
            slacks = [await stack.enter_async_context(_strict(team)) for team in TEAMS]
            database = await Database.open(url)
            fan = FanOut(database, _places(slacks, channels), lambda name: _told(slacks, name))
            await fan.subscribe()
            people = People(slacks)
            violet = await stack.enter_async_context(_violet(url, slacks))
            await people.ask_for(_WARM_UP_S)
            idle = await people.ask_for(IDLE_S)
            await fan.tell()
            assert violet.stdin is not None
            violet.stdin.write(b"tell\n")
            began = asyncio.get_running_loop().time()
            busy = await people.ask_until(lambda: _all_told(slacks), channels)
            seconds = asyncio.get_running_loop().time() - began
            await database.close()
        for figure in _of_news(slacks, fan, began, seconds):
            yield figure
        for figure in _of_people(idle, busy):
            yield figure


class People:
    """Who asks in all workspaces in turn."""

    def __init__(self, slacks: Sequence[FakeSlack]) -> None:
        self._slacks = slacks
        self._numbers = count()
        self._asking: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, asyncio.Future[float]] = {}
        for slack in slacks:
            slack.on_message = self._hear

    async def ask_for(self, seconds: float) -> Asked:
        """Let people ask for so long, and wait for the answers."""
        end = time.monotonic() + seconds
        return await self._ask(lambda: time.monotonic() >= end)

    async def ask_until(self, is_over: Callable[[], int], channels: int) -> Asked:
        """Let people ask until all channels were told."""
        with progress("channels", channels) as shown:

            def look() -> bool:
                told = is_over()
                shown(told)
                return told >= channels

            return await self._ask(look)

    async def _ask(self, is_over: Callable[[], bool]) -> Asked:
        asked, looked_at = Asked(), 0.0
        next_at = time.monotonic()
        while True:
            if time.monotonic() - looked_at > _LOOK_EVERY_S:
                looked_at = time.monotonic()
                if is_over():
                    break
            task = asyncio.create_task(self._one(next(self._numbers), asked))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
            next_at += 1 / ASKED_A_SECOND
            await asyncio.sleep(max(0.0, next_at - time.monotonic()))
        await asyncio.gather(*self._asking)
        return asked

    async def _one(self, number: int, asked: Asked) -> None:
        slack = self._slacks[number % len(self._slacks)]
        person = f"U0ASKS{number:06}"
        self._waiting[person] = answered = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        try:
            await _typed(slack, number, person)
        except TimeoutError:
            asked.late += 1
        else:
            asked.acknowledged.append(1000 * (time.monotonic() - began))
        try:
            async with asyncio.timeout(_ANSWERED_WITHIN_S):
                asked.answered.append(1000 * (await answered - began))
        except TimeoutError:
            asked.open += 1
        del self._waiting[person]

    def _hear(self, message: Message) -> None:
        """Note an answer: to the one who sees it, or else in the thread of who asked."""
        person = message.only_for
        if person is None and message.thread_ts:
            for slack in self._slacks:
                channel = slack.workspace.channels.get(message.channel)
                for one in reversed(channel.messages if channel else ()):
                    if one.ts == message.thread_ts:
                        person = one.user
                        break
        waiting = self._waiting.get(person or "")
        if waiting is not None and not waiting.done():
            waiting.set_result(time.monotonic())


async def _typed(slack: FakeSlack, number: int, person: str) -> Typed:
    channel = f"C0TALK{slack.workspace.team[-2:]}{number // 8 % _TALKED_IN:02}"
    if number // 8 % 2:
        words = "/violet when jessica jones season 2"
        return await slack.command(words, user=person, channel=channel)
    return await slack.mention("when is jessica jones season 2 out?", user=person, channel=channel)


@asynccontextmanager
async def _strict(team: str) -> AsyncIterator[FakeSlack]:
    """Serve a workspace that enforces its limits."""
    kind = type("OneOfMany", (Workspace,), {"team": team})
    async with FakeSlack(workspace=kind()) as slack:
        slack.limits.is_enforced = True
        home = slack.workspace
        for number in range(_TALKED_IN):
            name = f"C0TALK{team[-2:]}{number:02}"
            home.channels[name] = Channel(name, name, members={home.bot_user})
        yield slack


def _places(slacks: Sequence[FakeSlack], channels: int) -> list[Destination]:
    """Make so many channels in all."""
    found = []
    for number in range(channels):
        home = slacks[number % len(slacks)].workspace
        name = f"C0NEWS{number:05}"
        home.channels[name] = Channel(name, name, members={home.bot_user})
        found.append(Destination(platform=SLACK.id, workspace=home.team, channel=name))
    return found


@asynccontextmanager
async def _violet(
    url: str, slacks: Sequence[FakeSlack]
) -> AsyncIterator[asyncio.subprocess.Process]:
    home = slacks[0].workspace
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.telling_workspaces", url),
        *(home.bot_token, home.app_token),
        *(f"{one.workspace.team}={one.api_base}" for one in slacks),
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert (await process.stdout.readline()).decode().strip() == READY
        yield process
        process.stdin.close()
        await asyncio.wait_for(process.wait(), 20)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _told(slacks: Sequence[FakeSlack], name: str) -> int:
    return sum(len(one.bot_messages(name)) for one in slacks if name in one.workspace.channels)


def _all_told(slacks: Sequence[FakeSlack]) -> int:
    """Return how many of the channels for news were told."""
    return sum(
        bool(channel.messages)
        for slack in slacks
        for name, channel in slack.workspace.channels.items()
        if name.startswith("C0NEWS")
    )


def _of_news(
    slacks: Sequence[FakeSlack], fan: FanOut, began: float, seconds: float
) -> list[Figure]:
    once = sum(times == 1 for times in fan.told().values())
    refused = sum(len(one.limits.refused) for one in slacks)
    posts = [at for one in slacks for times in one.limits.posted_at.values() for at in times]
    meanwhile = sum(began <= at <= began + seconds for at in posts)
    permitted = POSTS_A_MINUTE / 60 * seconds * len(slacks)
    nearest = min(
        (after - before)
        for one in slacks
        for times in one.limits.posted_at.values()
        for before, after in pairwise(times)
    )
    places = len(fan.places)
    return [
        Figure(f"told exactly once of {places:,}", once, "", limit=places, at_least=True),
        Figure("  of the permitted rate", 100 * meanwhile / permitted, "%", 95, at_least=True),
        Figure("  refusals (bar: none)", refused, "", limit=0, against=f"in {seconds:.0f} s"),
        Figure("  between two posts of a channel, at least", nearest, "s", 1.0, at_least=True),
    ]


def _of_people(idle: Asked, busy: Asked) -> list[Figure]:
    found = []
    for name, before, meanwhile, most in (
        ("acknowledged", idle.acknowledged, busy.acknowledged, 3),
        ("answered", idle.answered, busy.answered, 2),
    ):
        (_, p99_before), (median, p99) = median_and_p99(before), median_and_p99(meanwhile)
        found += [
            Figure(f"{name} before ({len(before)} times), p99", p99_before, "ms"),
            Figure(f"  meanwhile ({len(meanwhile)} times), median", median, "ms"),
            Figure("  meanwhile, p99", p99, "ms"),
            Figure("  times that before", p99 / p99_before, "times", limit=most),
        ]
    within = f"within {_ACKNOWLEDGED_WITHIN_S:.0f} s"
    late, left = idle.late + busy.late, idle.open + busy.open
    return [
        *found,
        Figure(f"not acknowledged {within} (bar: none)", late, "", limit=0),
        Figure("asked and never answered (bar: none)", left, "", limit=0),
    ]
