"""What `Subscriptions` promises, held against the fake and against both databases."""

from dataclasses import replace

import pytest

from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from adapters.storage.engine import Transactions
from adapters.storage.subscriptions import StoredSubscriptions
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.matching import Hearers
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import record, states_of, take
from fakes.tellings import at, channel, step, subscription, telling

JESSICA, ECHO = ShowId("jessica-jones"), ShowId("echo")


async def test_what_was_subscribed_is_there_with_every_preference(store):
    one = subscription(
        channel("c", thread="t"),
        topics=frozenset({Topic.CAST, Topic.TRIVIA}),
        lowest_stance=Stance.RUMOURED,
        steps=(100, 7, 0),
        zone="Europe/Berlin",
        hour=0,
    )

    is_new = await store.subscriptions.subscribe(one)

    (stored,) = await store.subscriptions.of(one.destination)
    assert is_new
    assert stored.id is not None
    assert replace(stored, id=None) == one


async def test_subscribing_again_changes_its_preferences_and_nothing_else(store):
    await store.subscriptions.subscribe(subscription(hour=9, by="first"))
    (before,) = await store.subscriptions.of(channel())
    again = replace(subscription(hour=18, by="second"), created_at=at(days=9))

    is_new = await store.subscriptions.subscribe(again)

    (after,) = await store.subscriptions.of(channel())
    assert not is_new
    assert after == replace(before, preferences=again.preferences)


async def test_a_place_is_its_platform_workspace_channel_and_thread(store):
    places = [
        channel("a"),
        channel("a", thread="t"),
        channel("a", workspace="others"),
        channel("a", platform=SLACK.id),
        channel("b"),
    ]

    for place in places:
        assert await store.subscriptions.subscribe(subscription(place))

    assert [one.destination for one in await store.subscriptions.every()] == places
    assert len(await store.subscriptions.of(channel("a"))) == 1


async def test_what_a_workspaces_channels_hear_is_found_by_pages_and_no_persons(store):
    person = Destination(platform=SLACK.id, workspace="home", channel="", person="fan")
    places = [
        *(channel("b", workspace="home", platform=SLACK.id) for _ in range(2)),
        channel("a", workspace="home", platform=SLACK.id, thread="t"),
        channel("a", workspace="home", platform=SLACK.id),
        channel("a", workspace="others", platform=SLACK.id),
        channel("a", workspace="home"),
        person,
    ]
    for number, place in enumerate(places):
        await store.subscriptions.subscribe(subscription(place, show=f"show-{number}"))

    async def page(offset, limit):
        found = await store.subscriptions.in_workspace(SLACK.id, "home", offset=offset, limit=limit)
        return [one.show for one in found]

    assert await page(0, 10) == ["show-3", "show-2", "show-0", "show-1"]
    assert await page(1, 2) == ["show-2", "show-0"]
    assert await page(4, 2) == []


async def test_a_place_has_one_subscription_a_show_and_one_for_all(store):
    for show in ("echo", None, "jessica-jones", "echo", None):
        await store.subscriptions.subscribe(subscription(show=show))

    shows = [one.show for one in await store.subscriptions.of(channel())]
    assert shows == ["echo", None, "jessica-jones"]


async def test_unsubscribing_from_one_show_leaves_the_others(store):
    for show in ("echo", None, "jessica-jones"):
        await store.subscriptions.subscribe(subscription(show=show))

    assert await store.subscriptions.unsubscribe(channel(), ECHO) == 1
    assert await store.subscriptions.unsubscribe(channel(), ECHO) == 0

    shows = [one.show for one in await store.subscriptions.of(channel())]
    assert shows == [None, "jessica-jones"]


async def test_unsubscribing_without_a_show_removes_all_of_that_place_only(store):
    for show in ("echo", None):
        await store.subscriptions.subscribe(subscription(show=show))
    await store.subscriptions.subscribe(subscription(channel("other")))

    assert await store.subscriptions.unsubscribe(channel(), None) == 2

    assert list(await store.subscriptions.of(channel())) == []
    assert len(await store.subscriptions.every()) == 1


async def test_unsubscribing_what_nobody_subscribed_changes_nothing(store):
    assert await store.subscriptions.unsubscribe(channel("nowhere"), None) == 0


async def test_what_waits_is_void_once_nobody_there_wants_it(store):
    await store.subscriptions.subscribe(subscription())
    await store.subscriptions.subscribe(subscription(channel("other")))
    await record(store, telling())

    await store.subscriptions.unsubscribe(channel(), JESSICA)

    assert await states_of(store) == {"a-date": "void"}
    assert await states_of(store, channel("other")) == {"a-date": "waiting"}


async def test_what_another_subscription_of_the_place_wants_too_still_waits(store):
    await store.subscriptions.subscribe(subscription())
    await store.subscriptions.subscribe(subscription(show=None, topics=frozenset({Topic.CAST})))
    await record(store, telling("a-date"), telling("a-face", topic=Topic.CAST))

    await store.subscriptions.unsubscribe(channel(), JESSICA)

    assert await states_of(store) == {"a-date": "void", "a-face": "waiting"}


async def test_what_is_being_sent_is_not_voided_by_unsubscribing(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling())
    (taken,) = await take(store)
    await store.outbox.begin(taken, now=at())

    await store.subscriptions.unsubscribe(channel(), None)

    assert await states_of(store) == {"a-date": "sending"}


async def test_the_hours_at_which_anybody_wants_a_countdown_are_each_named_once(store):
    for name, zone, hour in (
        ("a", "UTC", 9),
        ("b", "UTC", 9),
        ("c", "UTC", 0),
        ("d", "Asia/Tokyo", 23),
        ("e", "America/Los_Angeles", 9),
    ):
        await store.subscriptions.subscribe(subscription(channel(name), zone=zone, hour=hour))

    hours = await store.subscriptions.posting_hours()

    assert sorted(hours) == [
        ("America/Los_Angeles", 9),
        ("Asia/Tokyo", 23),
        ("UTC", 0),
        ("UTC", 9),
    ]


async def test_the_hours_of_weekly_digests_are_each_named_once(store):
    for name, hour, digest in (
        ("a", 9, DigestFrequency.WEEKLY),
        ("b", 9, DigestFrequency.WEEKLY),
        ("c", 8, DigestFrequency.DAILY),
        ("d", 7, DigestFrequency.NONE),
        ("e", 6, DigestFrequency.WEEKLY),
    ):
        one = subscription(channel(name), hour=hour, digest=digest)
        await store.subscriptions.subscribe(one)
    await store.subscriptions.change(channel("e"), None, PreferencesPatch(silent=True), now=at())

    assert sorted(await store.subscriptions.weekly_hours()) == [("UTC", 6), ("UTC", 9)]


async def test_an_hour_that_lies_in_quiet_hours_is_moved_out_of_them(store):
    late = subscription(channel("a"), hour=23, quiet=(22, 7), digest=DigestFrequency.WEEKLY)
    await store.subscriptions.subscribe(late)
    await store.subscriptions.subscribe(subscription(channel("b"), hour=5))
    await store.subscriptions.change(channel("b"), None, PreferencesPatch(quiet=(22, 7)), now=at())

    assert {("UTC", 21), ("UTC", 7)} <= set(await store.subscriptions.posting_hours())
    assert list(await store.subscriptions.weekly_hours()) == [("UTC", 21)]


@pytest.mark.parametrize("digest", [DigestFrequency.NONE, DigestFrequency.DAILY])
async def test_a_step_whose_hour_lies_in_quiet_hours_is_queued_for_the_hour_before(store, digest):
    await store.subscriptions.subscribe(subscription(hour=23, quiet=(22, 7), digest=digest))
    before = at(hours=9)  # nine in the evening

    nine = step(7, created_at=before, posting_hour=("UTC", 21))
    eleven = step(6, created_at=before, posting_hour=("UTC", 23))
    await record(store, nine, eleven, until=before)

    reports = await store.outbox.reports(channel(), limit=9)
    assert [(one.announcement, one.until) for one in reports] == [("7-days", before)]


async def test_a_step_comes_at_the_hour_of_the_subscription_to_the_show_alone(store):
    await store.subscriptions.subscribe(subscription(hour=9))
    await store.subscriptions.subscribe(subscription(show=None, hour=12, steps=(7, 6, 0)))
    told = [step(days, posting_hour=("UTC", 12)) for days in (7, 6)]

    await record(store, *told)

    reports = await store.outbox.reports(channel(), limit=9)
    assert [one.announcement for one in reports] == ["6-days"]


async def test_a_step_comes_at_the_other_hour_while_the_one_to_the_show_is_paused(store):
    await store.subscriptions.subscribe(subscription(hour=9))
    await store.subscriptions.subscribe(subscription(show=None, hour=12))
    await store.subscriptions.pause(channel(), ShowId("jessica-jones"), now=at())

    await record(store, step(7, posting_hour=("UTC", 12)))

    reports = await store.outbox.reports(channel(), limit=9)
    assert [one.announcement for one in reports] == ["7-days"]


async def test_there_are_no_hours_where_nobody_subscribed(store):
    assert list(await store.subscriptions.posting_hours()) == []


async def test_how_many_hear_news_is_counted_by_place_and_by_what_each_wants(store):
    both, sure, silent, all_shows = (channel(name) for name in ("C1", "C2", "C3", "C4"))
    await store.subscriptions.subscribe(subscription(both, show="echo"))
    await store.subscriptions.subscribe(subscription(both, show=None))
    await store.subscriptions.subscribe(
        subscription(sure, show="echo", lowest_stance=Stance.CONFIRMED)
    )
    await store.subscriptions.subscribe(subscription(silent, show="echo"))
    await store.subscriptions.subscribe(subscription(all_shows, show=None))
    await store.subscriptions.pause(silent, None, now=at())

    async def hearing(show, stance):
        return await store.subscriptions.hearing(show, Topic.RELEASE, stance)

    assert await hearing("echo", Stance.CONFIRMED) == Hearers(3)
    assert await hearing("echo", Stance.REPORTED) == Hearers(2)
    assert await hearing("loki", Stance.CONFIRMED) == Hearers(2)


async def test_of_very_many_that_hear_of_a_show_some_are_counted(url):
    await (await Database.open(url)).close()
    transactions = Transactions.to(url)
    subscriptions = StoredSubscriptions(transactions, looked_at=3)
    try:
        for number in range(5):
            await subscriptions.subscribe(subscription(channel(f"C{number}"), show="echo"))
            await subscriptions.subscribe(subscription(channel(f"D{number % 2}"), show=None))

        async def hearing(show):
            return await subscriptions.hearing(show, Topic.RELEASE, Stance.CONFIRMED)

        assert await hearing("echo") == Hearers(5, is_all=False)
        assert await hearing("loki") == Hearers(2)
    finally:
        await transactions.close()
