"""Premieres as scheduled events in servers: once each, in step with the date, gone with it."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.calendar import event_body
from adapters.discord.channels import destination_from
from adapters.discord.messages import has_key
from adapters.discord.traits import DISCORD
from bot.verbs.keep_events import keep_events
from content.announcements.scheduled_events import EventState, KeptEvent, ScheduledEvent
from content.facts.claims import Show, ShowId, Stance, Subject
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.discord import ALL, CREATE_EVENTS, Fault
from fakes.discord.happenings import Happenings
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock
from fakes.tellings import subscription

SHOW = {"show": "jessica-jones"}
PATIENCE_S = 9.0


def soon(days: int) -> date:
    """Return a day ahead by everybody's clock: Discord takes no event of the past."""
    return (datetime.now(UTC) + timedelta(days=days)).date()


@dataclass
class World:
    """A server with one channel, what is known, and what is kept in mind."""

    discord: object
    connector: object
    memory: FakeDatabase
    clock: StoppedClock
    guild: object
    known: Show
    claims: tuple = ()
    others: tuple = ()

    def know(self, *claims) -> None:
        self.claims = claims

    def dated(self, value: str, *, season: int = 2, **said) -> object:
        settled = {"by": "Netflix", "stance": Stance.CONFIRMED, "on": "2018-01-01"} | said
        return claim(value=value, season=season, **settled)

    async def keep(self, passes: int = 1) -> None:
        for _ in range(passes):
            await keep_events(
                DISCORD.id,
                clock=self.clock,
                knowledge=FixedKnowledge(catalogue(*self.claims, shows=(self.known, *self.others))),
                events=self.memory.events,
                calendar=self.connector.messenger.calendar,
            )

    async def kept(self):
        return await self.memory.events.every(DISCORD.id)

    @property
    def events(self) -> list[dict]:
        return list(self.guild.events.values())

    @property
    def asked(self) -> list[str]:
        return [
            one.method for one in self.discord.requests if one.path.endswith("scheduled-events")
        ]


@pytest.fixture
async def there(world, channel, connector):
    memory, clock = FakeDatabase(), StoppedClock()
    clock.pass_time((datetime.now(UTC) - clock.now()).total_seconds())
    made = World(world, connector, memory, clock, channel.guild, show(drop=None))
    await is_seen(connector, channel)
    await memory.subscriptions.subscribe(hearing(channel))
    return made


async def started(connector, channel):
    """Start it, and wait until the gateway has told of the server."""
    await connector.start()
    await is_seen(connector, channel)
    return connector


async def is_seen(connector, channel, *, reachable=True):
    """Wait until the bot has taken note of what the gateway told of the server."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            guild = connector._client.get_guild(int(channel.guild.id))
            if guild is not None and guild.unavailable is not reachable:
                return
            await asyncio.sleep(0.01)


def hearing(channel, **wanted):
    place = destination_from(int(channel.guild.id), int(channel.id))
    one = subscription(place)
    return replace(one, preferences=replace(one.preferences, **{"events": True} | wanted))


async def test_a_confirmed_day_is_one_event_that_takes_the_whole_day_at_home(there):
    day = soon(40)
    there.know(there.dated(day.isoformat()))

    await there.keep(3)

    (event,) = there.events
    begins = datetime.fromisoformat(event["scheduled_start_time"])
    ends = datetime.fromisoformat(event["scheduled_end_time"])
    assert event["name"] == "Jessica Jones season 2"
    assert event["entity_type"] == 3
    assert event["entity_metadata"] == {"location": "Netflix"}
    assert timedelta(hours=23) <= ends - begins <= timedelta(hours=25)
    assert abs(begins - datetime(day.year, day.month, day.day, tzinfo=UTC)) < timedelta(hours=15)
    assert there.asked.count("POST") == 1


@pytest.mark.parametrize(
    ("locale", "name", "said"),
    [
        ("de", "Staffel 2 von Jessica Jones", "zu welcher Stunde, ist nicht bekannt"),
        ("es-ES", "La temporada 2 de Jessica Jones", "no se sabe a qué hora"),
    ],
)
async def test_an_event_is_in_the_language_of_its_server(
    there, make_connector, world, channel, locale, name, said
):
    channel.guild.locale = locale
    there.connector = await started(make_connector(world), channel)
    there.know(there.dated(soon(40).isoformat()))

    await there.keep(3)

    (event,) = there.events
    assert event["name"] == name
    assert said in event["description"]
    assert there.asked.count("POST") == 1


async def test_an_event_takes_the_language_that_its_server_chooses_later(
    there, make_connector, world, channel
):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep(3)
    channel.guild.locale = "fr"
    there.connector = await started(make_connector(world), channel)

    await there.keep(3)

    (event,) = there.events
    assert event["name"] == "La saison 2 de Jessica Jones"
    assert there.asked.count("POST") == 1


async def test_while_discord_cannot_reach_a_server_its_events_are_left_as_they_are(
    there, world, channel
):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep(3)
    await Happenings(world).loses(channel.guild)
    await is_seen(there.connector, channel, reachable=False)
    channel.guild.locale = "fr"

    await there.keep(3)
    names = [one["name"] for one in there.events]
    await Happenings(world).finds(channel.guild)
    await is_seen(there.connector, channel)
    there.clock.pass_time(60)
    await there.keep(3)

    assert names == ["Jessica Jones season 2"]
    assert [one["name"] for one in there.events] == ["La saison 2 de Jessica Jones"]


async def test_where_the_hour_is_known_the_event_is_at_that_moment(there):
    there.known = show(drop=time(0, 0), zone="America/Los_Angeles")
    day = soon(40)
    there.know(there.dated(day.isoformat()))

    await there.keep()

    (event,) = there.events
    begins = datetime.fromisoformat(event["scheduled_start_time"])
    at_home = begins.astimezone(ZoneInfo("America/Los_Angeles"))
    assert (at_home.date(), at_home.hour) == (day, 0)
    assert "hour is not known" not in event["description"]


async def test_a_day_that_nobody_confirmed_is_no_event(there):
    there.know(
        there.dated(f"{soon(400):%Y-%m}"),
        there.dated(soon(30).isoformat(), season=3, stance=Stance.EXPECTED),
    )

    await there.keep()

    assert there.events == []
    assert await there.kept() == []


async def test_an_event_moves_with_its_date(there):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    (before,) = [dict(one) for one in there.events]
    later = there.dated(soon(47).isoformat(), on="2018-02-01")
    there.know(*there.claims, later)

    await there.keep(2)

    (event,) = there.events
    moved = datetime.fromisoformat(event["scheduled_start_time"]) - datetime.fromisoformat(
        before["scheduled_start_time"]
    )
    assert event["id"] == before["id"]
    assert abs(moved - timedelta(days=7)) <= timedelta(hours=1)


async def test_an_event_goes_where_its_day_is_sure_no_more(there):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    there.know()

    await there.keep(2)

    assert there.events == []
    assert await there.kept() == []


@pytest.mark.parametrize("how", ["unsubscribe", "pause", "settings"])
async def test_who_wants_events_no_more_has_none(there, channel, how):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    place = hearing(channel).destination
    if how == "unsubscribe":
        await there.memory.subscriptions.unsubscribe(place, None)
    elif how == "pause":
        await there.memory.subscriptions.pause(place, None, now=there.clock.now())
    else:
        await there.memory.subscriptions.subscribe(hearing(channel, events=False))

    await there.keep()

    assert there.events == []


async def test_two_channels_of_a_server_make_one_event(there, world):
    await there.memory.subscriptions.subscribe(hearing(world.channel("other")))
    there.know(there.dated(soon(40).isoformat()))

    await there.keep()

    assert len(there.events) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.CLOSED_AFTER,
        Fault.TIMED_OUT_AFTER,
        Fault.UNAVAILABLE_AFTER,
        Fault.BAD_GATEWAY_AFTER,
        Fault.CLOSED,
        Fault.UNAVAILABLE,
        Fault.LIMITED,
        Fault.LIMITED_WITHOUT_VIA,
    ],
)
async def test_whatever_becomes_of_the_answer_there_is_one_event(there, world, fault):
    there.know(there.dated(soon(40).isoformat()))
    world.faults.next_sends(fault)
    await there.keep()
    there.clock.pass_time(120)

    await there.keep(2)

    assert len(there.events) == 1
    assert [one.state for one in await there.kept()] == [EventState.KEPT]


@pytest.mark.parametrize("fault", [Fault.CLOSED_AFTER, Fault.UNAVAILABLE])
async def test_an_event_is_deleted_whatever_becomes_of_the_answer(there, world, fault):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    there.know()
    world.faults.next_sends(fault)
    await there.keep()
    there.clock.pass_time(120)

    await there.keep()

    assert there.events == []
    assert await there.kept() == []


async def test_what_another_run_made_and_could_not_write_down_is_found(there):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    (row,) = await there.kept()
    await there.memory.events.forget(row)

    await there.keep()

    assert len(there.events) == 1
    assert [one.id for one in await there.kept()] == [there.events[0]["id"]]


async def test_an_event_that_a_moderator_deleted_is_not_made_again(there):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    there.guild.events.clear()
    for days in (1, 2):
        moved = there.dated(soon(40 + days).isoformat(), on=f"2018-02-0{days}")
        there.know(*there.claims, moved)
        await there.keep(2)

    assert there.events == []
    assert [one.state for one in await there.kept()] == [EventState.REMOVED]


async def test_where_events_may_not_be_made_that_is_said_and_how_it_is_allowed(
    there, make_connector, world, channel
):
    there.guild.app_permissions = ALL & ~CREATE_EVENTS
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    other = make_connector(
        world,
        events=there.memory.events,
        subscriptions=there.memory.subscriptions,
        clock=there.clock,
    )
    await there.connector.stop()
    await other.start()

    checked = await world.run_command("updates doctor", at=channel)

    assert there.events == []
    assert "1 event could not be kept (Jessica Jones season 2)" in checked.text
    assert "To make events I need Create Events" in checked.text

    there.connector = other
    there.guild.app_permissions = ALL
    there.clock.pass_time(7 * 60 * 60)
    await there.keep()
    assert len(there.events) == 1


async def test_events_are_made_as_soon_as_that_is_allowed(there, make_connector, world, channel):
    parts = {"events": there.memory.events, "subscriptions": there.memory.subscriptions}
    there.connector = await started(make_connector(world, clock=there.clock, **parts), channel)
    there.guild.app_permissions = ALL & ~CREATE_EVENTS
    there.know(there.dated(soon(40).isoformat()))
    await there.keep(3)
    (refused,) = await there.kept()

    await Happenings(world).allows(there.guild, ALL)
    async with asyncio.timeout(PATIENCE_S):
        while True:
            (row,) = await there.kept()
            if row.due_at <= there.clock.now():
                break
            await asyncio.sleep(0.01)
    await there.keep()

    assert "Create Events" in refused.reason
    assert len(there.events) == 1


async def test_a_server_that_is_full_is_tried_again_the_next_day(there):
    there.guild.events |= {str(number): {"description": None, "id": "1"} for number in range(100)}
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    (row,) = await there.kept()
    there.guild.events.clear()

    await there.keep()
    at_once = len(there.events)
    there.clock.pass_time(25 * 60 * 60)
    await there.keep()

    assert "100" in row.reason
    assert (at_once, len(there.events)) == (0, 1)


async def test_of_very_many_premieres_the_soonest_have_events(there, channel):
    await there.memory.subscriptions.subscribe(replace(hearing(channel), show=None))
    there.others = tuple(show(f"show-{number}", short=f"Show {number}") for number in range(95))
    there.know(
        *(
            there.dated(soon(10 + number).isoformat(), season=1, show_id=f"show-{number}")
            for number in range(95)
        )
    )

    await there.keep(5)

    assert [one["name"] for one in there.events] == [
        f"Show {number} season 1" for number in range(90)
    ]


async def test_a_server_that_violet_has_left_is_forgotten(there):
    there.know(there.dated(soon(40).isoformat()))
    await there.keep()
    there.guild.is_home = False
    there.know()

    await there.keep()

    assert await there.kept() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("verb", ["subscribe", "settings"])
async def test_before_events_are_promised_it_is_looked_at_whether_they_may_be_made(
    world, channel, subscriptions, verb
):
    await world.run_command("updates subscribe", at=channel, **SHOW)
    channel.guild.app_permissions = ALL & ~CREATE_EVENTS

    ran = await world.run_command(f"updates {verb}", at=channel, events=True, **SHOW)
    without = await world.run_command(f"updates {verb}", at=channel, hour=12, **SHOW)

    (kept,) = await subscriptions.every()
    assert "To make events I need Create Events" in ran.text
    assert "Nothing was saved" in ran.text
    assert kept.preferences.events is False
    assert kept.preferences.hour == 12
    assert "12:00" in without.text


@pytest.mark.usefixtures("connector")
async def test_what_is_promised_is_said(world, channel, subscriptions):
    ran = await world.run_command("updates subscribe", at=channel, events=True, **SHOW)

    (kept,) = await subscriptions.every()
    assert kept.preferences.events is True
    assert "has an event in the server" in ran.text


@given(st.text(max_size=300), st.text(max_size=3000), st.text(max_size=3000), st.text(max_size=300))
def test_whatever_an_event_says_is_within_limits_and_is_known_again(name, said, page, place):
    event = ScheduledEvent(
        subject=Subject(ShowId("jessica-jones"), 2),
        name=name,
        place=place,
        description=said,
        page=f"https://example.org/{page}",
        begins=NOW,
        ends=NOW + timedelta(hours=1),
    )
    kept = KeptEvent(platform=DISCORD.id, workspace="7", event=event, due_at=NOW)

    body = event_body(kept)

    assert len(body["name"].encode("utf-16-le")) <= 200
    assert len(body["entity_metadata"]["location"].encode("utf-16-le")) <= 200
    assert len(body["description"].encode("utf-16-le")) <= 2000
    assert has_key(body["description"].split()[-1], kept.key)
