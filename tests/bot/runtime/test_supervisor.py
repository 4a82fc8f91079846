"""One platform that comes and goes, and roles that come and go."""

import asyncio
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from bot.ports.errors import (
    ForeignInstallationError,
    PlatformError,
    PlatformUnreachableError,
    StorageError,
)
from bot.ports.leadership import Role, answers_on, roles_on, sends_on
from bot.ports.traits import PlatformTraits
from bot.runtime.lifetime import until_stopped
from bot.runtime.supervisor import _LONGEST_PAUSE_S, State, Supervisor
from fakes.patience import PATIENCE_S
from fakes.processes import until

EVERY_ROLE = roles_on([DISCORD, SLACK])


@dataclass
class FakeConnector:
    """A connector that starts as it is told, and hears nobody."""

    traits: PlatformTraits
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
class FakeLeadership:
    """Roles that a test gives and takes."""

    mine: set[Role] = field(default_factory=set)
    wanted: set[Role] = field(default_factory=set)

    def want(self, *roles):
        self.wanted.update(roles)

    def has(self, role):
        return role in self.mine


@dataclass
class Place:
    """A supervisor, and the connectors that it made."""

    leadership: FakeLeadership = field(default_factory=lambda: FakeLeadership(set(EVERY_ROLE)))
    faults: list[Exception] = field(default_factory=list)
    connectors: list[FakeConnector] = field(default_factory=list)
    doubts: list[Exception] = field(default_factory=list)
    """What is found of whether the database is ours, one after the other; then it is."""

    async def confirm(self):
        if self.doubts:
            raise self.doubts.pop(0)

    def supervisor(self, traits=DISCORD, *, answers=True, sends=True, part=""):
        def make(*, listens, may_send):  # noqa: ARG001  the name that it is called with
            fault = self.faults.pop(0) if self.faults else None
            self.connectors.append(FakeConnector(traits, listens, fault))
            return self.connectors[-1]

        return Supervisor(
            traits,
            make,
            self.leadership,
            answers=answers,
            sends=sends,
            part=part,
            confirm=self.confirm,
        )


@pytest.fixture
async def keep():
    """Keep a supervisor in the background until the test ends."""
    kept = []

    def begin(supervisor):
        kept.append((supervisor, asyncio.create_task(supervisor.run())))
        return kept[-1][1]

    yield begin
    for supervisor, task in kept:
        await supervisor.stop()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_platform_that_cannot_be_reached_is_tried_again_and_that_is_said_once(keep):
    unreachable = PlatformUnreachableError("Discord cannot be reached")
    place = Place(faults=[unreachable, unreachable])
    supervisor = place.supervisor()
    supervisor._pause_s = 0.01

    with capture_logs() as logs:
        keep(supervisor)
        await until(lambda: supervisor.state is State.CONNECTED)

    said = [line["event"] for line in logs]
    assert said.count("platform_unreachable") == 1
    assert said.count("platform_reached") == 1
    assert len(place.connectors) == 3


async def test_a_platform_that_refuses_us_is_given_up(keep):
    place = Place(faults=[PlatformError("Discord refuses the token")])
    supervisor = place.supervisor()

    with pytest.raises(PlatformError, match="refuses"):
        await keep(supervisor)

    assert supervisor.state is State.REFUSED
    assert len(place.connectors) == 1


async def test_a_platform_that_takes_us_no_more_later_on_is_told_from_one_that_ended(keep):
    place = Place()
    supervisor = place.supervisor()
    running = keep(supervisor)
    await until(lambda: supervisor.state is State.CONNECTED)
    place.connectors[0].lost = PlatformError("the app was removed")
    place.connectors[0].ended.set()

    with pytest.raises(PlatformError, match="removed"):
        await running

    assert supervisor.state is State.REFUSED


async def test_a_fault_of_our_own_does_not_end_the_platform(keep):
    place = Place(faults=[ValueError("a bug")])
    supervisor = place.supervisor()
    supervisor._pause_s = 0.01

    with capture_logs() as logs:
        keep(supervisor)
        await until(lambda: supervisor.state is State.CONNECTED)

    assert "platform_failed" in [line["event"] for line in logs]


async def test_the_pause_between_two_tries_grows_up_to_a_minute(keep):
    place = Place(faults=[PlatformUnreachableError("gone")])
    supervisor = place.supervisor()
    supervisor._pause_s = 40.0

    keep(supervisor)
    await supervisor.settled.wait()

    assert supervisor.state is State.UNREACHABLE
    assert supervisor._pause_s == _LONGEST_PAUSE_S


async def test_nothing_is_connected_before_it_is_this_process_s_to_do(keep):
    place = Place(leadership=FakeLeadership())
    supervisor = place.supervisor()

    keep(supervisor)
    await until(lambda: supervisor.state is State.STANDING_BY)
    assert place.connectors == []
    assert place.leadership.wanted == {answers_on(DISCORD), sends_on(DISCORD)}
    place.leadership.mine = {answers_on(DISCORD), sends_on(DISCORD)}

    await until(lambda: supervisor.state is State.CONNECTED)
    assert supervisor.messenger() is place.connectors[0]


async def test_where_people_are_shared_out_each_process_has_a_role_of_its_own_and_one_sends(keep):
    leadership = FakeLeadership({answers_on(DISCORD, "0/2"), answers_on(DISCORD, "1/2")})
    first, second = (Place(leadership=leadership).supervisor(part=part) for part in ("0/2", "1/2"))

    for one in (first, second):
        keep(one)
        await until(lambda one=one: one.state is State.CONNECTED)

    assert first.may_answer()
    assert second.may_answer()
    assert leadership.wanted == {
        answers_on(DISCORD, "0/2"),
        answers_on(DISCORD, "1/2"),
        sends_on(DISCORD),
    }


async def test_whoever_loses_the_role_hangs_up_and_takes_nothing_more_in_hand(keep):
    place = Place()
    supervisor = place.supervisor()
    keep(supervisor)
    await until(supervisor.messenger)
    draining = supervisor.draining

    place.leadership.mine.clear()

    assert supervisor.messenger() is None  # at once
    await until(lambda: supervisor.state is State.STANDING_BY)
    assert draining.is_set()
    assert not place.connectors[0].is_open


async def test_one_that_may_send_and_not_answer_does_not_listen(keep):
    place = Place(leadership=FakeLeadership({sends_on(DISCORD)}))
    supervisor = place.supervisor()

    keep(supervisor)
    await until(supervisor.messenger)
    assert [connector.listens for connector in place.connectors] == [False]
    place.leadership.mine.add(answers_on(DISCORD))

    await until(lambda: len(place.connectors) == 2)
    assert place.connectors[1].listens


async def test_one_that_answers_on_slack_goes_on_with_it_while_another_process_sends(keep):
    place = Place(leadership=FakeLeadership())
    supervisor = place.supervisor(SLACK)

    keep(supervisor)
    await until(lambda: supervisor.state is State.CONNECTED)
    assert supervisor.messenger() is None
    place.leadership.mine = {sends_on(SLACK)}

    assert supervisor.messenger() is place.connectors[0]
    assert len(place.connectors) == 1


async def test_what_others_left_is_taken_over_each_time_that_sending_becomes_ours(keep):
    place, taken = Place(), []
    supervisor = place.supervisor()
    keep(supervisor)
    await until(supervisor.messenger)

    async def take_over():
        taken.append(len(place.connectors))

    for _ in range(3):
        await supervisor.take_over_once(take_over)
    assert not supervisor.draining.is_set()
    place.leadership.mine.clear()
    await until(lambda: supervisor.state is State.STANDING_BY)
    place.leadership.mine = set(EVERY_ROLE)
    await until(supervisor.messenger)
    await supervisor.take_over_once(take_over)

    assert taken == [1, 2]
    assert not supervisor.draining.is_set()


async def test_a_terminal_whose_input_ends_ends_the_program(keep):
    place = Place()
    supervisor = place.supervisor(CONSOLE)
    kept = keep(supervisor)
    await until(supervisor.messenger)

    place.connectors[0].ended.set()

    await asyncio.wait_for(kept, PATIENCE_S)


@pytest.mark.parametrize(
    "doubt", [PlatformUnreachableError("it does not answer"), StorageError("it is locked")]
)
@pytest.mark.waits(1)
async def test_nothing_is_wanted_before_it_is_known_that_the_database_is_ours(keep, doubt):
    place = Place(leadership=FakeLeadership(), doubts=[doubt])
    supervisor = place.supervisor()
    keep(supervisor)

    await until(lambda: supervisor.state is State.UNREACHABLE)
    assert place.leadership.wanted == set()

    await until(lambda: supervisor.state is State.STANDING_BY)
    assert place.leadership.wanted


async def test_a_database_of_another_bot_ends_it_before_anything_is_heard(keep):
    place = Place(doubts=[ForeignInstallationError("it is another bot's")])

    with pytest.raises(ForeignInstallationError):
        await keep(place.supervisor())

    assert place.connectors == []
    assert place.leadership.wanted == set()


async def test_the_program_ends_with_it_whatever_goes_well_elsewhere(keep):
    lost, well = Place(doubts=[ForeignInstallationError("it is another bot's")]), Place()
    ends = {keep(one): one for one in (lost.supervisor(), well.supervisor(SLACK))}

    with pytest.raises(ForeignInstallationError):
        await until_stopped(asyncio.Event(), ends)
