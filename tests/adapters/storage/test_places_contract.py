"""What is kept of places, held against the fake and both databases."""

from dataclasses import replace

import pytest

from adapters.discord.traits import DISCORD
from bot.ports.places import PlaceStanding
from content.facts.kinds import Topic
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from fakes.storage import record, take
from fakes.tellings import at, channel, subscription, telling

SILENCED = Rejected(refusal=Refusal.DESTINATION, reason="silenced", cause=Cause.TIMED_OUT)
REMOVED = Rejected(refusal=Refusal.DESTINATION, reason="removed", cause=Cause.LEFT)
CLOSED = Rejected(refusal=Refusal.DESTINATION, reason="closed", cause=Cause.DIRECT_CLOSED)


async def only(store, workspace="fans"):
    (place,) = await store.places.subscribed(DISCORD.id, workspace)
    return place


async def send(store, outcome, *, now):
    (delivery,) = await take(store, now=now)
    assert await store.outbox.begin(delivery, now=now)
    await store.outbox.settle(delivery, outcome, now=now)


async def test_a_place_keeps_its_names_and_learns_new_ones(store):
    await store.subscriptions.subscribe(subscription())
    known = PlaceStanding(destination=channel(), name="general", workspace_name="Fans of it")
    await store.places.remember([known, replace(known, destination=channel("unknown"))])
    await store.places.remember([PlaceStanding(destination=channel(), name="renamed" * 30)])
    await store.places.remember([PlaceStanding(destination=channel())])

    place = await only(store)

    assert place.name.startswith("renamed")
    assert place.workspace_name == "Fans of it"


async def test_the_places_of_one_server_are_found_and_people_are_none(store):
    person = Destination(platform=DISCORD.id, workspace="fans", channel="", person="trish")
    for place in (channel(), channel(thread="1"), channel(workspace="others"), person):
        await store.subscriptions.subscribe(subscription(place))

    found = await store.places.subscribed(DISCORD.id, "fans")

    assert [one.destination for one in found] == [channel(), channel(thread="1")]
    assert set(await store.places.everywhere(DISCORD.id)) == {"fans", "others"}


async def test_a_place_is_suspended_by_what_is_shown_of_it_and_names_are_told_with_it(store):
    await store.subscriptions.subscribe(subscription(by="trish"))
    await store.places.remember([PlaceStanding(destination=channel(), name="general")])
    await record(store, telling("waits"))

    await store.places.suspend(channel(), SILENCED, now=at())
    await store.places.suspend(channel("unknown"), SILENCED, now=at())

    suspension = (await only(store)).suspension
    assert (suspension.reason, suspension.cause) == ("silenced", Cause.TIMED_OUT)
    assert (suspension.name, suspension.created_by) == ("general", ("trish",))
    assert list(await take(store, now=at(hours=1))) == []
    assert await store.subscriptions.suspension_of(channel("unknown")) is None


async def test_the_same_trouble_stays_as_it_is_and_another_one_is_new(store):
    await store.subscriptions.subscribe(subscription())
    await store.places.suspend(channel(), SILENCED, now=at())
    (due,) = await store.subscriptions.suspended([DISCORD.id], now=at(), limit=9)
    await store.subscriptions.probed(due, reason="silenced", again_at=at(hours=1))

    await store.places.suspend(channel(), SILENCED, now=at(minutes=1))
    same = (await only(store)).suspension
    await store.places.suspend(channel(), REMOVED, now=at(minutes=2))
    other = (await only(store)).suspension

    assert (same.since, same.probes) == (at(), 1)
    assert (other.since, other.probes, other.cause) == (at(minutes=2), 0, Cause.LEFT)


async def test_what_is_looked_at_no_more_is_never_due(store):
    await store.subscriptions.subscribe(subscription())
    await store.places.suspend(channel(), SILENCED, now=at())
    (due,) = await store.subscriptions.suspended([DISCORD.id], now=at(), limit=9)

    await store.subscriptions.probed(due, reason="gone", again_at=None)

    assert list(await store.subscriptions.suspended([DISCORD.id], now=at(days=80), limit=9)) == []
    assert (await only(store)).suspension is not None


async def test_a_channel_goes_on_under_another_id(store):
    for place in (channel("C1"), channel("C1", thread="9"), channel("C3")):
        await store.subscriptions.subscribe(subscription(place))

    await store.places.rename(channel("C1"), "C2")
    await store.places.rename(channel("C3"), "C2")

    found = {one.destination for one in await store.places.subscribed(DISCORD.id, "fans")}
    assert found == {channel("C2"), channel("C2", thread="9"), channel("C3")}
    assert len(await store.subscriptions.of(channel("C2"))) == 1


async def test_it_is_known_who_took_no_direct_message_until_one_arrives(store):
    person = replace(channel(""), workspace="", person="trish")
    await store.subscriptions.subscribe(subscription(person))
    await record(store, telling("one"))
    before = await store.places.refuses_messages(person)

    await send(store, CLOSED, now=at())
    refused = await store.places.refuses_messages(person)
    await record(store, telling("two"), until=at(minutes=1))
    await send(store, Delivered(message="m"), now=at(minutes=1))

    assert (before, refused) == (False, True)
    assert not await store.places.refuses_messages(person)
    assert await store.subscriptions.suspension_of(person) is None


@pytest.mark.parametrize("other", ["77", "7"])
async def test_a_role_is_taken_out_of_all_that_mentions_it(store, other):
    both = ((Topic.RELEASE, "777"), (Topic.CAST, other))
    await store.subscriptions.subscribe(subscription(mentions=both, by="trish"))
    await store.subscriptions.subscribe(subscription(channel("plain"), by="hogarth"))
    elsewhere = subscription(channel(workspace="others"), mentions=both)
    await store.subscriptions.subscribe(elsewhere)

    lost = await store.places.drop_mention(DISCORD.id, "fans", "777")
    again = await store.places.drop_mention(DISCORD.id, "fans", "777")

    assert [(one.destination, one.created_by) for one in lost] == [(channel(), ("trish",))]
    assert list(again) == []
    (left,) = await store.subscriptions.of(channel())
    assert left.preferences.mentions == ((Topic.CAST, other),)
    mentions = [one.mentions for one in await store.places.subscribed(DISCORD.id, "fans")]
    assert mentions == [(other,), ()]
