"""What changes, pauses and hours do to what is queued, held against the fake and both databases."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered
from content.subscriptions.preferences import Preferences, PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.at_the_desk import fates, record, take
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
}


def night(hour: int, minute: int = 0, *, day: int = 10) -> datetime:
    return datetime(2018, 1, day, hour, minute, tzinfo=UTC)


async def subscribe(desk, **wanted):
    await desk.subscriptions.subscribe(subscription(**wanted))


async def test_every_preference_comes_back_as_it_was_stored(desk):
    kept = subscription(**EVERY_PREFERENCE)
    assert all(getattr(kept.preferences, one.name) != one.default for one in fields(Preferences))

    await desk.subscriptions.subscribe(kept)

    (stored,) = await desk.subscriptions.of(channel())
    assert replace(stored, id=None) == kept


async def test_a_change_changes_what_it_names_and_nothing_else(desk):
    await subscribe(desk, **EVERY_PREFERENCE)
    (before,) = await desk.subscriptions.of(channel())
    patch = PreferencesPatch(hour=17, quiet=(23, 6), topics=frozenset({Topic.CAST}))

    count = await desk.subscriptions.change(channel(), JESSICA, patch, now=at())

    (after,) = await desk.subscriptions.of(channel())
    assert count == 1
    assert after == replace(before, preferences=patch.applied_to(before.preferences))
    assert after.preferences != before.preferences


async def test_a_change_for_no_show_in_particular_is_one_for_all_of_the_place(desk):
    for show in ("echo", None):
        await desk.subscriptions.subscribe(subscription(show=show))
    await desk.subscriptions.subscribe(subscription(channel("other")))

    count = await desk.subscriptions.change(channel(), None, PreferencesPatch(hour=1), now=at())

    assert count == 2
    hours = [
        (one.destination.channel, one.preferences.hour) for one in await desk.subscriptions.every()
    ]
    assert hours == [("general", 1), ("general", 1), ("other", 9)]


async def test_quiet_hours_end_where_none_are_wanted_any_more(desk):
    await subscribe(desk, quiet=(22, 7))

    await desk.subscriptions.change(channel(), JESSICA, PreferencesPatch(quiet=None), now=at())

    (after,) = await desk.subscriptions.of(channel())
    assert after.preferences.quiet is None


async def test_changing_what_nobody_subscribed_changes_nothing(desk):
    assert await desk.subscriptions.change(channel(), ECHO, PreferencesPatch(hour=1), now=at()) == 0
    assert await desk.subscriptions.pause(channel(), None, now=at()) == 0
    assert await desk.subscriptions.resume(channel(), None) == 0


async def test_what_waits_and_is_no_longer_wanted_is_void(desk):
    await subscribe(desk)
    await record(desk, telling("sure"), telling("rumour", stance=Stance.REPORTED))

    patch = PreferencesPatch(lowest_stance=Stance.CONFIRMED)
    await desk.subscriptions.change(channel(), JESSICA, patch, now=at())

    assert await fates(desk) == {"sure": "waiting", "rumour": "void"}


async def test_a_paused_channel_is_told_nothing_of_that_time_and_why_says_so(desk):
    await subscribe(desk)
    await record(desk, telling("before"))

    paused = await desk.subscriptions.pause(channel(), None, now=at())
    again = await desk.subscriptions.pause(channel(), None, now=at())
    await record(desk, telling("during"), until=at(minutes=1))
    resumed = await desk.subscriptions.resume(channel(), None)
    await record(desk, telling("after"), until=at(minutes=2))

    assert (paused, again, resumed) == (1, 0, 1)
    assert await fates(desk) == {"before": "paused", "during": "paused", "after": "waiting"}
    (taken,) = await take(desk, now=at(minutes=3))
    assert taken.announcement.id == "after"


async def test_where_one_of_two_subscriptions_is_paused_the_other_is_heard(desk):
    await subscribe(desk)
    await subscribe(desk, show=None, silent=True)
    await desk.subscriptions.pause(channel(), JESSICA, now=at())

    await record(desk, telling())

    (taken,) = await take(desk)
    assert taken.silent


async def test_the_subscription_to_the_show_decides_how_it_is_told(desk):
    await subscribe(desk, show=None, silent=True, mentions=((Topic.RELEASE, "1"),))
    await subscribe(desk, mentions=((Topic.RELEASE, "2"), (Topic.CAST, "3")))

    await record(desk, telling("date"))
    (date,) = await take(desk)

    assert (date.mention, date.silent) == ("2", False)


async def test_only_the_kind_of_news_that_was_chosen_mentions_somebody(desk):
    await subscribe(desk, mentions=((Topic.CAST, "3"),))

    await record(desk, telling("date"))

    (date,) = await take(desk)
    assert date.mention is None


async def test_whom_to_mention_counts_as_it_is_wanted_when_it_is_told(desk):
    await subscribe(desk, mentions=((Topic.RELEASE, "1"),))
    await record(desk, telling())
    patch = PreferencesPatch(mentions=((Topic.RELEASE, "2"),), silent=True)

    await desk.subscriptions.change(channel(), JESSICA, patch, now=at())

    (taken,) = await take(desk)
    assert (taken.mention, taken.silent) == ("2", True)


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
async def test_in_quiet_hours_news_waits_for_their_end(desk, now, told_at):
    await subscribe(desk, quiet=(22, 7))

    await record(desk, telling(created_at=now), until=now)

    (fate,) = await desk.outbox.reports(channel(), limit=1)
    assert fate.until == told_at
    assert (fate.reason == "quiet hours") is (told_at != now)
    if told_at != now:
        assert list(await take(desk, now=now)) == []
    assert len(await take(desk, now=told_at)) == 1


async def test_the_quiet_hours_of_one_channel_are_not_those_of_another(desk):
    await subscribe(desk, quiet=(22, 7))
    await subscribe(desk, to=channel("loud"))
    await subscribe(desk, to=channel("tokyo"), zone="Asia/Tokyo", quiet=(22, 7))

    await record(desk, telling(created_at=night(23)), until=night(23))

    taken = await take(desk, now=night(23))
    assert sorted(one.destination.channel for one in taken) == ["loud", "tokyo"]


async def test_news_is_held_for_the_digest_and_gathered_at_its_hour(desk):
    await subscribe(desk, digest=DigestFrequency.DAILY)
    await record(desk, telling("one"), telling("two"), until=at())

    early = await desk.outbox.held(now=at(hours=20), limit=9)
    (held,) = await desk.outbox.held(now=night(9, day=11), limit=9)

    assert list(early) == []
    assert list(await take(desk, now=night(9, day=11))) == []
    assert held.destination == channel()
    assert (held.digest, held.due_at) == (DigestFrequency.DAILY, night(9, day=11))
    assert [one.id for one in held.news] == ["one", "two"]
    (fate, _) = await desk.outbox.reports(channel(), limit=9)
    assert (fate.state, fate.until) == ("held", night(9, day=11))


async def test_a_weekly_digest_comes_on_monday(desk):
    await subscribe(desk, digest=DigestFrequency.WEEKLY)  # the tenth is a Wednesday
    await record(desk, telling(), until=at())

    (fate,) = await desk.outbox.reports(channel(), limit=9)

    assert fate.until == night(9, day=15)


async def test_a_digest_takes_the_place_of_what_was_held_in_one_go(desk):
    await subscribe(desk, digest=DigestFrequency.DAILY)
    await record(desk, telling("one"), telling("two"), until=at())
    (held,) = await desk.outbox.held(now=night(9, day=11), limit=9)
    digest = telling("digest").announcement

    queued = await desk.outbox.tell(
        digest, channel(), now=night(9, day=11), instead_of=held.deliveries
    )
    again = await desk.outbox.tell(
        telling("again").announcement, channel(), now=night(9, day=11), instead_of=held.deliveries
    )

    assert (queued, again) == (True, False)
    assert await fates(desk) == {"one": "digested", "two": "digested", "digest": "waiting"}
    assert list(await desk.outbox.held(now=night(9, day=11), limit=9)) == []
    (taken,) = await take(desk, now=night(9, day=11))
    assert taken.announcement == digest


async def test_what_was_digested_stands_as_its_digest_does(desk):
    await subscribe(desk, digest=DigestFrequency.DAILY)
    await record(desk, telling("one"), until=at())
    (held,) = await desk.outbox.held(now=night(9, day=11), limit=9)
    digest = telling("digest").announcement
    await desk.outbox.tell(digest, channel(), now=night(9, day=11), instead_of=held.deliveries)

    before = {fate.announcement: fate for fate in await desk.outbox.reports(channel(), limit=9)}
    (taken,) = await take(desk, now=night(9, day=11))
    await desk.outbox.settle(taken, Delivered(message="m-1"), now=night(9, day=11))
    after = {fate.announcement: fate for fate in await desk.outbox.reports(channel(), limit=9)}

    for fates_, message in ((before, None), (after, "m-1")):
        assert fates_["one"].state == "digested"
        assert fates_["one"].digest == fates_["digest"]
        assert fates_["digest"].digest is None
        assert fates_["digest"].message == message


@pytest.mark.parametrize(
    ("digest", "week_before"),
    [(DigestFrequency.DAILY, step(7)), (DigestFrequency.WEEKLY, ahead(7))],
)
async def test_the_premiere_is_told_at_once_whatever_the_digest(desk, digest, week_before):
    await subscribe(desk, digest=digest)

    await record(desk, step(0), week_before, until=at())

    assert await fates(desk) == {"0-days": "waiting", week_before.announcement.id: "held"}


async def test_what_would_be_stale_in_the_digest_is_not_in_it(desk):
    await subscribe(desk, digest=DigestFrequency.WEEKLY)
    await record(desk, ahead(7, expires_at=at(hours=12)), telling("news"), until=at())

    (held,) = await desk.outbox.held(now=night(9, day=15), limit=9)

    assert [one.id for one in held.news] == ["news"]
    assert await fates(desk) == {"7-ahead": "expired", "news": "held"}


async def test_what_weekly_digests_tell_is_void_for_who_wants_another_rhythm(desk):
    await subscribe(desk, digest=DigestFrequency.WEEKLY)
    await record(desk, ahead(7), telling("news"), until=at())

    patch = PreferencesPatch(digest=DigestFrequency.DAILY)
    await desk.subscriptions.change(channel(), JESSICA, patch, now=at(minutes=1))

    assert await fates(desk) == {"7-ahead": "void", "news": "held"}


async def test_who_wants_no_digest_any_more_is_told_at_once(desk):
    await subscribe(desk, digest=DigestFrequency.WEEKLY)
    await record(desk, telling(), until=at())

    patch = PreferencesPatch(digest=DigestFrequency.NONE)
    await desk.subscriptions.change(channel(), JESSICA, patch, now=at(minutes=1))

    assert len(await take(desk, now=at(minutes=1))) == 1


async def test_a_notice_is_queued_once_for_whom_it_is_meant(desk):
    person = replace(channel(""), workspace="", person="trish")
    notice = telling("notice").announcement

    first = await desk.outbox.tell(notice, person, now=at())
    second = await desk.outbox.tell(notice, person, now=at(days=1))

    (taken,) = await take(desk)
    assert (first, second) == (True, False)
    assert taken.destination == person


async def test_the_latest_news_can_be_looked_through_newest_first_and_notices_apart(desk):
    for minute, told in enumerate([telling("old"), step(7, posting_hour=("UTC", 9))]):
        await record(desk, told, until=at(minutes=minute))
    await desk.outbox.tell(telling("notice").announcement, channel(), now=at(minutes=5))

    latest = await desk.journal.latest(limit=9)

    assert [told.announcement.id for told in latest] == ["7-days", "old"]
    assert latest[0].posting_hour == ("UTC", 9)
    assert len(await desk.journal.latest(limit=1)) == 1


async def test_subscribing_again_ends_a_pause(desk):
    await subscribe(desk)
    await desk.subscriptions.pause(channel(), None, now=at())

    await subscribe(desk, topics=ALL_TOPICS)

    (one,) = await desk.subscriptions.of(channel())
    assert one.paused_at is None
