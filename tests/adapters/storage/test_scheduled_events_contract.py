"""Which events are wanted and kept in servers' calendars, in memory as in both databases."""

from dataclasses import replace
from datetime import timedelta

from adapters.discord.traits import DISCORD
from content.announcements.scheduled_events import EventState, KeptEvent, ScheduledEvent
from content.facts.claims import ShowId, Subject
from content.subscriptions.destination import Platform
from fakes.newsroom import NOW
from fakes.tellings import channel, subscription

JESSICA = Subject(ShowId("jessica-jones"), 2)


def kept(workspace="7", subject=JESSICA, **wanted):
    event = ScheduledEvent(
        subject=subject,
        name="Jessica Jones season 2",
        place="Netflix",
        description="Jessica Jones season 2 comes out.",
        page="https://example.org/",
        begins=NOW + timedelta(days=40),
        ends=NOW + timedelta(days=40, hours=1),
    )
    return replace(
        KeptEvent(platform=DISCORD.id, workspace=workspace, event=event, due_at=NOW), **wanted
    )


def wishing(workspace, name, show=None, **wanted):
    one = subscription(channel(name, workspace=workspace), show=show)
    return replace(one, preferences=replace(one.preferences, **{"events": True} | wanted))


async def test_each_server_wants_what_any_of_its_channels_wants_once(store):
    for one in (
        wishing("7", "a", "jessica-jones"),
        wishing("7", "b", "jessica-jones"),
        wishing("7", "c", "daredevil"),
        wishing("8", "d"),
        wishing("9", "e", events=False),
        wishing("", "f"),
    ):
        await store.subscriptions.subscribe(one)
    await store.subscriptions.pause(wishing("7", "c").destination, None, now=NOW)

    assert list(await store.events.wishes(DISCORD.id)) == [("7", "jessica-jones"), ("8", None)]
    assert list(await store.events.wishes(Platform("slack"))) == []


async def test_an_event_is_kept_as_it_stands_now(store):
    special = Subject(ShowId("the-punisher"), "special")
    await store.events.keep(kept())
    await store.events.keep(kept(subject=special))
    later = kept(state=EventState.CHANGED, id="42", is_tried=True, tries=3, reason="refused")

    await store.events.keep(later)

    assert list(await store.events.every(DISCORD.id)) == [later, kept(subject=special)]
    assert list(await store.events.troubles(DISCORD.id, "7")) == [later]
    assert list(await store.events.troubles(DISCORD.id, "8")) == []


async def test_an_event_is_forgotten_in_its_server_alone(store):
    await store.events.keep(kept())
    await store.events.keep(kept("8"))

    await store.events.forget(kept())

    assert list(await store.events.every(DISCORD.id)) == [kept("8")]


async def test_what_failed_in_one_server_is_due_at_once_where_something_changed_there(store):
    later = NOW + timedelta(hours=6)
    failed = kept(due_at=later, reason="refused")
    other = kept("8", due_at=later, reason="refused")
    waiting = kept(subject=Subject(ShowId("daredevil"), 3), due_at=later)
    for one in (failed, other, waiting):
        await store.events.keep(one)

    await store.events.hurry(DISCORD.id, "7", now=NOW)

    assert list(await store.events.every(DISCORD.id)) == [
        waiting,
        replace(failed, due_at=NOW),
        other,
    ]
