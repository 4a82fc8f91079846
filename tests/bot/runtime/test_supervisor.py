"""One platform that comes and goes, and whose turn comes and goes."""

import asyncio
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from bot.ports import PlatformError, PlatformUnreachableError, Role
from bot.runtime import supervisor
from bot.runtime.supervisor import Connection, State
from content.subscriptions.destination import Platform
from fakes.processes import until


@dataclass
class Gate:
    """A gate that starts as it is told, and hears nobody."""

    platform: Platform
    listens: bool
    fault: Exception | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    lost: Exception | None = None
    is_open: bool = False

    @property
    def messenger(self):
        return self

    async def start(self):
        if self.fault:
            raise self.fault
        self.is_open = True

    async def wait(self):
        await self.ended.wait()
        if self.lost:
            raise self.lost

    async def stop(self):
        self.is_open = False
        self.ended.set()


@dataclass
class FakeTurns:
    """Turns that a test gives and takes."""

    mine: set[Role] = field(default_factory=set)
    wanted: set[Role] = field(default_factory=set)

    def want(self, *turns):
        self.wanted.update(turns)

    def has(self, turn):
        return turn in self.mine


@dataclass
class Place:
    """A connection, and the gates that it made."""

    turns: FakeTurns = field(default_factory=lambda: FakeTurns(set(Role)))
    faults: list[Exception] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)

    def connection(self, platform=Platform.DISCORD, *, answers=True, sends=True):
        def make(listens, _may_send):
            fault = self.faults.pop(0) if self.faults else None
            self.gates.append(Gate(platform, listens, fault))
            return self.gates[-1]

        return Connection(platform, make, self.turns, answers=answers, sends=sends)


@pytest.fixture
async def keep():
    """Keep a connection in the background until the test ends."""
    kept = []

    def begin(connection):
        kept.append((connection, asyncio.create_task(connection.keep())))
        return kept[-1][1]

    yield begin
    for connection, task in kept:
        await connection.stop()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_platform_that_cannot_be_reached_is_tried_again_and_that_is_said_once(keep):
    unreachable = PlatformUnreachableError("Discord cannot be reached")
    place = Place(faults=[unreachable, unreachable])
    connection = place.connection()
    connection._pause_s = 0.01

    with capture_logs() as logs:
        keep(connection)
        await until(lambda: connection.state is State.CONNECTED)

    said = [line["event"] for line in logs]
    assert said.count("platform_unreachable") == 1
    assert said.count("platform_reached") == 1
    assert len(place.gates) == 3


async def test_a_platform_that_refuses_us_is_given_up(keep):
    place = Place(faults=[PlatformError("Discord refuses the token")])
    connection = place.connection()

    with pytest.raises(PlatformError, match="refuses"):
        await keep(connection)

    assert connection.state is State.ENDED
    assert len(place.gates) == 1


async def test_a_fault_of_our_own_does_not_end_the_platform(keep):
    place = Place(faults=[ValueError("a bug")])
    connection = place.connection()
    connection._pause_s = 0.01

    with capture_logs() as logs:
        keep(connection)
        await until(lambda: connection.state is State.CONNECTED)

    assert "platform_failed" in [line["event"] for line in logs]


async def test_the_pause_between_two_tries_grows_up_to_a_minute(keep):
    place = Place(faults=[PlatformUnreachableError("gone")])
    connection = place.connection()
    connection._pause_s = 40.0

    keep(connection)
    await connection.settled.wait()

    assert connection.state is State.UNREACHABLE
    assert connection._pause_s == supervisor._LONGEST_PAUSE_S


async def test_nothing_is_connected_before_it_is_this_process_s_turn(keep):
    place = Place(turns=FakeTurns())
    connection = place.connection()

    keep(connection)
    await until(lambda: connection.state is State.STANDING_BY)
    assert place.gates == []
    assert place.turns.wanted == {Role.DISCORD_ANSWERS, Role.DISCORD_SENDS}
    place.turns.mine = {Role.DISCORD_ANSWERS, Role.DISCORD_SENDS}

    await until(lambda: connection.state is State.CONNECTED)
    assert connection.messenger() is place.gates[0]


async def test_whoever_loses_the_turn_hangs_up_and_takes_nothing_more_in_hand(keep):
    place = Place()
    connection = place.connection()
    keep(connection)
    await until(connection.messenger)
    draining = connection.draining

    place.turns.mine.clear()

    assert connection.messenger() is None  # at once
    await until(lambda: connection.state is State.STANDING_BY)
    assert draining.is_set()
    assert not place.gates[0].is_open


async def test_one_that_may_send_and_not_answer_does_not_listen(keep):
    place = Place(turns=FakeTurns({Role.DISCORD_SENDS}))
    connection = place.connection()

    keep(connection)
    await until(connection.messenger)
    assert [gate.listens for gate in place.gates] == [False]
    place.turns.mine.add(Role.DISCORD_ANSWERS)

    await until(lambda: len(place.gates) == 2)
    assert place.gates[1].listens


async def test_one_that_answers_on_slack_goes_on_with_it_while_another_process_sends(keep):
    place = Place(turns=FakeTurns())
    connection = place.connection(Platform.SLACK)

    keep(connection)
    await until(lambda: connection.state is State.CONNECTED)
    assert connection.messenger() is None
    place.turns.mine = {Role.SLACK_SENDS}

    assert connection.messenger() is place.gates[0]
    assert len(place.gates) == 1


async def test_what_others_left_is_taken_over_once_a_turn(keep):
    place, taken = Place(), []
    connection = place.connection()
    keep(connection)
    await until(connection.messenger)

    async def take_over():
        taken.append(len(place.gates))

    for _ in range(3):
        await connection.begin_turn(take_over)
    assert not connection.draining.is_set()
    place.turns.mine.clear()
    await until(lambda: connection.state is State.STANDING_BY)
    place.turns.mine = set(Role)
    await until(connection.messenger)
    await connection.begin_turn(take_over)

    assert taken == [1, 2]
    assert not connection.draining.is_set()


async def test_a_terminal_whose_input_ends_ends_the_program(keep):
    place = Place()
    connection = place.connection(Platform.CONSOLE)
    kept = keep(connection)
    await until(connection.messenger)

    place.gates[0].ended.set()

    await asyncio.wait_for(kept, 5)
