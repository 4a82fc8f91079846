"""What changes, pauses and hours do to what is queued, held against the fake and both databases."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered
from content.subscriptions.preferences import Preferences, PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import record, states_of, take
from fakes.tellings import ALL_TOPICS, ahead, at, channel, step, subscription, telling

JESSICA, ECHO = ShowId("jessica-jones"), ShowId("echo")
EVERY_PREFERENCE = {
    "topics": frozenset({Topic.RELEASE, Topic.CAST}),
    "lowest_stance": Stance.RUMOURED,
    "steps": (30, 7),
    "zone": "Europe/Berlin",
    "hour": 18,
    "quiet": (22, 7),
    "digest": DigestFrequency.WEEKLY,
    "mentions": ((Topic.RELEASE, "4711"), (Topic.CAST, "4712")),
    "silent": True,
    "counts_on_listings": True,
    "events": True,
    "instant": True,
    "picture": True,
}


def night(hour: int, minute: int = 0, *, day: int = 10) -> datetime:
    return datetime(2018, 1, day, hour, minute, tzinfo=UTC)


async def subscribe(store, **wanted):
    await store.subscriptions.subscribe(subscription(**wanted))


async def test_every_preference_comes_back_as_it_was_stored(store):
    kept = subscription(**EVERY_PREFERENCE)
    assert all(getattr(kept.preferences, one.name) != one.default for one in fields(Preferences))

    await store.subscriptions.subscribe(kept)

    (stored,) = await store.subscriptions.of(channel())
    assert replace(stored, id=None) == kept


async def test_a_change_changes_what_it_names_and_nothing_else(store):
    await subscribe(store, **EVERY_PREFERENCE)
    (before,) = await store.subscriptions.of(channel())
    patch = PreferencesPatch(hour=17, quiet=(23, 6), topics=frozenset({Topic.CAST}))

    count = await store.subscriptions.change(channel(), JESSICA, patch, now=at())

    (after,) = await store.subscriptions.of(channel())
    assert count == 1
    assert after == replace(before, preferences=patch.applied_to(before.preferences))
    assert after.preferences != before.preferences


async def test_a_change_for_no_show_in_particular_is_one_for_all_of_the_place(store):
    for show in ("echo", None):
        await store.subscriptions.subscribe(subscription(show=show))
    await store.subscriptions.subscribe(subscription(channel("other")))

    count = await store.subscriptions.change(channel(), None, PreferencesPatch(hour=1), now=at())

    assert count == 2
    hours = [
        (one.destination.channel, one.preferences.hour) for one in await store.subscriptions.every()
    ]
    assert hours == [("general", 1), ("general", 1), ("other", 9)]


async def test_quiet_hours_end_where_none_are_wanted_any_more(store):
    await subscribe(store, quiet=(22, 7))

    await store.subscriptions.change(channel(), JESSICA, PreferencesPatch(quiet=None), now=at())

    (after,) = await store.subscriptions.of(channel())
    assert after.preferences.quiet is None


async def test_changing_what_nobody_subscribed_changes_nothing(store):
    assert (
        await store.subscriptions.change(channel(), ECHO, PreferencesPatch(hour=1), now=at()) == 0
    )
    assert await store.subscriptions.pause(channel(), None, now=at()) == 0
    assert await store.subscriptions.resume(channel(), None) == 0


async def test_what_waits_and_is_no_longer_wanted_is_void(store):
    await subscribe(store)
    await record(store, telling("sure"), telling("rumour", stance=Stance.REPORTED))

    patch = PreferencesPatch(lowest_stance=Stance.CONFIRMED)
    await store.subscriptions.change(channel(), JESSICA, patch, now=at())

    assert await states_of(store) == {"sure": "waiting", "rumour": "void"}


async def test_a_paused_channel_is_told_nothing_of_that_time_and_why_says_so(store):
    await subscribe(store)
    await record(store, telling("before"))

    paused = await store.subscriptions.pause(channel(), None, now=at())
    again = await store.subscriptions.pause(channel(), None, now=at())
    await record(store, telling("during"), until=at(minutes=1))
    resumed = await store.subscriptions.resume(channel(), None)
    await record(store, telling("after"), until=at(minutes=2))

    assert (paused, again, resumed) == (1, 0, 1)
    assert await states_of(store) == {"before": "paused", "during": "paused", "after": "waiting"}
    (taken,) = await take(store, now=at(minutes=3))
    assert taken.announcement.id == "after"


async def test_where_one_of_two_subscriptions_is_paused_the_other_is_heard(store):
    await subscribe(store)
    await subscribe(store, show=None, silent=True)
    await store.subscriptions.pause(channel(), JESSICA, now=at())

    await record(store, telling())

    (taken,) = await take(store)
    assert taken.silent


async def test_the_subscription_to_the_show_decides_how_it_is_told(store):
    await subscribe(store, show=None, silent=True, mentions=((Topic.RELEASE, "1"),))
    await subscribe(store, mentions=((Topic.RELEASE, "2"), (Topic.CAST, "3")))

    await record(store, telling("date"))
    (date,) = await take(store)

    assert (date.mention, date.silent) == ("2", False)


async def test_only_the_kind_of_news_that_was_chosen_mentions_somebody(store):
    await subscribe(store, mentions=((Topic.CAST, "3"),))

    await record(store, telling("date"))

    (date,) = await take(store)
    assert date.mention is None


async def test_whom_to_mention_counts_as_it_is_wanted_when_it_is_told(store):
    await subscribe(store, mentions=((Topic.RELEASE, "1"),))
    await record(store, telling())
    patch = PreferencesPatch(mentions=((Topic.RELEASE, "2"),), silent=True)

    await store.subscriptions.change(channel(), JESSICA, patch, now=at())

    (taken,) = await take(store)
    assert (taken.mention, taken.silent) == ("2", True)


async def test_who_wants_pictures_is_told_with_one_and_as_of_now(store):
    await subscribe(store, picture=True)
    await record(store, step(7, name="seven"))
    await record(store, step(3, name="three"), until=at(minutes=1))

    (first,) = await take(store)
    await store.outbox.settle(first, Delivered(message="1"), now=at())
    await store.subscriptions.change(
        channel(), None, PreferencesPatch(picture=False), now=at(minutes=2)
    )
    (second,) = await take(store, now=at(minutes=3))

    assert (first.picture, second.picture) == (True, False)


@pytest.mark.parametrize(
    ("now", "told_at"),
    [
        (night(21, 59), night(21, 59)),
        (night(22), night(7, day=11)),
        (night(3), night(7)),
        (night(7), night(7)),
    ],
    ids=["before", "evening", "night", "after"],
)
async def test_in_quiet_hours_news_waits_for_their_end(store, now, told_at):
    await subscribe(store, quiet=(22, 7))

    await record(store, telling(created_at=now), until=now)

    (report,) = await store.outbox.reports(channel(), limit=1)
    assert report.until == told_at
    assert (report.reason == "quiet hours") is (told_at != now)
    if told_at != now:
        assert list(await take(store, now=now)) == []
    assert len(await take(store, now=told_at)) == 1


async def test_the_quiet_hours_of_one_channel_are_not_those_of_another(store):
    await subscribe(store, quiet=(22, 7))
    await subscribe(store, to=channel("loud"))
    await subscribe(store, to=channel("tokyo"), zone="Asia/Tokyo", quiet=(22, 7))

    await record(store, telling(created_at=night(23)), until=night(23))

    taken = await take(store, now=night(23))
    assert sorted(one.destination.channel for one in taken) == ["loud", "tokyo"]


async def test_news_is_held_for_the_digest_and_gathered_at_its_hour(store):
    await subscribe(store, digest=DigestFrequency.DAILY)
    await record(store, telling("one"), telling("two"), until=at())

    early = await store.outbox.held(now=at(hours=20), limit=9)
    (held,) = await store.outbox.held(now=night(9, day=11), limit=9)

    assert list(early) == []
    assert list(await take(store, now=night(9, day=11))) == []
    assert held.destination == channel()
    assert (held.digest, held.due_at) == (DigestFrequency.DAILY, night(9, day=11))
    assert [one.id for one in held.news] == ["one", "two"]
    (report, _) = await store.outbox.reports(channel(), limit=9)
    assert (report.state, report.until) == ("held", night(9, day=11))


async def test_a_weekly_digest_comes_on_monday(store):
    await subscribe(store, digest=DigestFrequency.WEEKLY)  # the tenth is a Wednesday
    await record(store, telling(), until=at())

    (report,) = await store.outbox.reports(channel(), limit=9)

    assert report.until == night(9, day=15)


async def test_a_digest_takes_the_place_of_what_was_held_in_one_go(store):
    await subscribe(store, digest=DigestFrequency.DAILY)
    await record(store, telling("one"), telling("two"), until=at())
    (held,) = await store.outbox.held(now=night(9, day=11), limit=9)
    digest = telling("digest").announcement

    queued = await store.outbox.tell(
        digest, channel(), now=night(9, day=11), instead_of=held.deliveries
    )
    again = await store.outbox.tell(
        telling("again").announcement, channel(), now=night(9, day=11), instead_of=held.deliveries
    )

    assert (queued, again) == (True, False)
    assert await states_of(store) == {"one": "digested", "two": "digested", "digest": "waiting"}
    assert list(await store.outbox.held(now=night(9, day=11), limit=9)) == []
    (taken,) = await take(store, now=night(9, day=11))
    assert taken.announcement == digest


async def test_what_was_digested_stands_as_its_digest_does(store):
    await subscribe(store, digest=DigestFrequency.DAILY)
    await record(store, telling("one"), until=at())
    (held,) = await store.outbox.held(now=night(9, day=11), limit=9)
    digest = telling("digest").announcement
    await store.outbox.tell(digest, channel(), now=night(9, day=11), instead_of=held.deliveries)

    before = {
        report.announcement: report for report in await store.outbox.reports(channel(), limit=9)
    }
    (taken,) = await take(store, now=night(9, day=11))
    await store.outbox.settle(taken, Delivered(message="m-1"), now=night(9, day=11))
    after = {
        report.announcement: report for report in await store.outbox.reports(channel(), limit=9)
    }

    for reports, message in ((before, None), (after, "m-1")):
        assert reports["one"].state == "digested"
        assert reports["one"].digest == reports["digest"]
        assert reports["digest"].digest is None
        assert reports["digest"].message == message


@pytest.mark.parametrize(
    ("digest", "week_before"),
    [(DigestFrequency.DAILY, step(7)), (DigestFrequency.WEEKLY, ahead(7))],
)
async def test_the_premiere_is_told_at_once_whatever_the_digest(store, digest, week_before):
    await subscribe(store, digest=digest)

    await record(store, step(0), week_before, until=at())

    assert await states_of(store) == {"0-days": "waiting", week_before.announcement.id: "held"}


async def test_what_would_be_stale_in_the_digest_is_not_in_it(store):
    await subscribe(store, digest=DigestFrequency.WEEKLY)
    await record(store, ahead(7, expires_at=at(hours=12)), telling("news"), until=at())

    (held,) = await store.outbox.held(now=night(9, day=15), limit=9)

    assert [one.id for one in held.news] == ["news"]
    assert await states_of(store) == {"7-ahead": "expired", "news": "held"}


async def test_what_weekly_digests_tell_is_void_for_who_wants_another_rhythm(store):
    await subscribe(store, digest=DigestFrequency.WEEKLY)
    await record(store, ahead(7), telling("news"), until=at())

    patch = PreferencesPatch(digest=DigestFrequency.DAILY)
    await store.subscriptions.change(channel(), JESSICA, patch, now=at(minutes=1))

    assert await states_of(store) == {"7-ahead": "void", "news": "held"}


async def test_who_wants_no_digest_any_more_is_told_at_once(store):
    await subscribe(store, digest=DigestFrequency.WEEKLY)
    await record(store, telling(), until=at())

    patch = PreferencesPatch(digest=DigestFrequency.NONE)
    await store.subscriptions.change(channel(), JESSICA, patch, now=at(minutes=1))

    assert len(await take(store, now=at(minutes=1))) == 1


async def test_a_notice_is_queued_once_for_whom_it_is_meant(store):
    person = replace(channel(""), workspace="", person="trish")
    notice = telling("notice").announcement

    first = await store.outbox.tell(notice, person, now=at())
    second = await store.outbox.tell(notice, person, now=at(days=1))

    (taken,) = await take(store)
    assert (first, second) == (True, False)
    assert taken.destination == person


async def test_the_latest_news_can_be_looked_through_newest_first_and_notices_apart(store):
    for minute, told in enumerate([telling("old"), step(7, posting_hour=("UTC", 9))]):
        await record(store, told, until=at(minutes=minute))
    await store.outbox.tell(telling("notice").announcement, channel(), now=at(minutes=5))

    latest = await store.journal.latest(limit=9)

    assert [told.announcement.id for told in latest] == ["7-days", "old"]
    assert latest[0].posting_hour == ("UTC", 9)
    assert len(await store.journal.latest(limit=1)) == 1


async def test_subscribing_again_ends_a_pause(store):
    await subscribe(store)
    await store.subscriptions.pause(channel(), None, now=at())

    await subscribe(store, topics=ALL_TOPICS)

    (one,) = await store.subscriptions.of(channel())
    assert one.paused_at is None


async def test_a_step_to_a_listed_day_is_queued_for_whoever_counts_on_listings(store):
    listed = step(7, stance=Stance.REPORTED)
    for name, wanted in {
        "counts": {"counts_on_listings": True},
        "does-not": {},
        "surer": {"counts_on_listings": True, "lowest_stance": Stance.CONFIRMED},
    }.items():
        await store.subscriptions.subscribe(subscription(channel(name), **wanted))

    await record(store, listed)

    assert [one.destination.channel for one in await take(store)] == ["counts"]


async def test_whoever_counts_on_listings_no_more_is_not_told_what_waits(store):
    await subscribe(store, counts_on_listings=True)
    await record(store, step(7, stance=Stance.REPORTED))

    changed = PreferencesPatch(counts_on_listings=False)
    await store.subscriptions.change(channel(), JESSICA, changed, now=at())

    assert await take(store) == []
