"""The one message of a channel about a premiere: posted once, edited from then on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.slack.traits import SLACK
from content.announcements.announcement import CountdownStep, Superseding
from content.announcements.broadcast import Broadcast
from content.facts.claims import ShowId, Subject
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import at, record
from fakes.tellings import channel, step, subscription, telling

HERE = channel("C0GENERAL1", workspace="T0VIOLET01", platform=SLACK.id)
DAY = timedelta(days=1)
ABOUT = "jessica-jones/2/release-date"


def days_left(number: int, now) -> CountdownStep:
    said = step(number, created_at=now, headline=f"{number} days to go.").announcement
    return replace(said, about=ABOUT, expires_at=now + timedelta(hours=15))


async def keep(store, number, now, since=None):
    said = days_left(number, now)
    return await store.outbox.keep(said, HERE, now=now, since=since or now - timedelta(minutes=1))


async def made(store, now, outcome=None):
    """Make what is due, each with this outcome; return what that was."""
    due = await store.outbox.lease([SLACK.id], limit=10, now=now, lease_s=60)
    for one in due:
        assert await store.outbox.begin(one, now=now)
        await store.outbox.settle(one, outcome or Delivered(message="m1"), now=now)
    return [(one.announcement.headline, one.revises) for one in due]


async def test_it_is_posted_once_and_edited_day_after_day(store):
    told = []
    for number, now in ((12, at()), (11, at() + DAY), (10, at() + 2 * DAY)):
        assert await keep(store, number, now)
        told += await made(store, now)

    assert told == [
        ("12 days to go.", None),
        ("11 days to go.", "m1"),
        ("10 days to go.", "m1"),
    ]


async def test_asked_again_on_one_day_nothing_is_queued_twice(store):
    now = at()
    for _ in range(3):
        assert await keep(store, 12, now, since=now)
    first = await made(store, now)
    assert await keep(store, 12, now + timedelta(hours=2), since=now)

    assert first == [("12 days to go.", None)]
    assert await made(store, now + timedelta(hours=2)) == []


async def test_what_was_not_sent_yet_says_what_is_so_by_then(store):
    await keep(store, 12, at())
    await keep(store, 11, at() + timedelta(hours=14))

    assert await made(store, at() + timedelta(hours=14)) == [("11 days to go.", None)]


async def test_while_it_is_being_sent_it_is_asked_for_again(store):
    await keep(store, 12, at())
    (taken,) = await store.outbox.lease([SLACK.id], limit=1, now=at(), lease_s=60)
    await store.outbox.begin(taken, now=at())

    soon = at() + timedelta(seconds=5)
    assert not await keep(store, 12, soon, since=soon)
    await store.outbox.settle(taken, Unknown(reason="lost"), now=soon)
    assert not await keep(store, 12, soon, since=soon)


async def test_where_it_can_be_edited_no_longer_it_is_posted_anew(store):
    too_old = Rejected(refusal=Refusal.MESSAGE, reason="too old")
    await keep(store, 12, at())
    await made(store, at())
    await keep(store, 11, at() + DAY)
    await made(store, at() + DAY)
    await keep(store, 10, at() + 2 * DAY)
    await made(store, at() + 2 * DAY, too_old)

    assert await keep(store, 9, at() + 3 * DAY)
    assert await made(store, at() + 3 * DAY, Delivered(message="m2")) == [("9 days to go.", None)]
    await keep(store, 8, at() + 4 * DAY)
    assert await made(store, at() + 4 * DAY) == [("8 days to go.", "m2")]


async def test_where_it_never_could_be_edited_there_is_no_post_a_day(store):
    await keep(store, 12, at())
    await made(store, at())
    for number, day in ((11, 1), (10, 2), (9, 3)):
        await keep(store, number, at() + day * DAY)
        found = await made(
            store, at() + day * DAY, Rejected(refusal=Refusal.MESSAGE, reason="forbidden")
        )

    assert found == []


async def test_when_the_date_moves_the_first_post_is_corrected_and_the_news_answers_it(store):
    await store.subscriptions.subscribe(subscription(HERE))
    await keep(store, 12, at())
    await made(store, at())
    await keep(store, 11, at() + DAY)
    await made(store, at() + DAY)
    said = days_left(11, at())
    moved = telling("moved", created_at=at() + DAY, headline="Moved to May.")
    moved = replace(
        moved.announcement,
        corrects=Superseding(of=(said.about,), line="Since then, it has moved to May."),
    )
    later = at() + DAY + timedelta(hours=1)
    await record(store, Broadcast(announcement=moved), until=later)
    await store.journal.fan_out(now=later)

    found = {}
    for _ in range(2):
        for one in await store.outbox.lease([SLACK.id], limit=10, now=later, lease_s=60):
            found[one.revises] = one
            await store.outbox.begin(one, now=later)
            await store.outbox.settle(one, Delivered(message="m9"), now=later)

    assert found[None].reply_to == "m1"
    assert found["m1"].announcement.headline == "11 days to go."
    assert found["m1"].announcement.superseded == "Since then, it has moved to May."

    next_day = replace(days_left(40, later + DAY), day=date(2018, 5, 1))
    assert await store.outbox.keep(next_day, HERE, now=later + DAY, since=later)
    assert await made(store, later + DAY, Delivered(message="m3")) == [("40 days to go.", None)]


async def test_whoever_wants_one_is_found_by_platform_and_paused_ones_are_not(store):
    other = channel("b", platform=SLACK.id)
    for place, living in ((HERE, True), (other, True), (channel("c", platform=SLACK.id), False)):
        await store.subscriptions.subscribe(subscription(place, living=living))
    await store.subscriptions.subscribe(subscription(channel("d"), living=True))
    await store.subscriptions.pause(other, None, now=at())

    found = await store.subscriptions.living([SLACK.id])

    assert [one.destination for one in found] == [HERE]
    assert await store.subscriptions.living([]) == []


@pytest.mark.parametrize("show", ["jessica-jones", "echo"])
async def test_each_premiere_of_a_channel_has_its_own(store, show):
    await keep(store, 12, at())
    await made(store, at())
    other = replace(
        days_left(3, at()), subject=Subject(ShowId(show), 7), about=f"{show}/7/release-date"
    )

    assert await store.outbox.keep(other, HERE, now=at(), since=at())
    assert await made(store, at(), Delivered(message="m5")) == [("3 days to go.", None)]
