"""What later news makes of what a digest told, held against the fake and both databases."""

from dataclasses import replace

import pytest

from content.announcements.announcement import Superseding
from content.announcements.broadcast import Broadcast
from content.announcements.digests import digest_of
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Rejected, Unknown
from content.subscriptions.outcomes import Refusal as Why
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import record, states_of, take
from fakes.tellings import ahead, at, channel, step, subscription, telling

DATE, CAST = "jessica-jones/2/release-date", "jessica-jones/2/cast"
GATHERED = at(days=1)
"""After the hour of the digest of what is told at noon."""


def about(told: Broadcast, what: str = DATE, *, corrects: str | None = None) -> Broadcast:
    said = replace(told.announcement, about=what)
    if corrects:
        said = replace(said, corrects=Superseding(of=(what,), line=corrects))
    return replace(told, announcement=said)


def moved(line: str, name: str = "moved", **later: float) -> Broadcast:
    return about(telling(name, created_at=at(**later)), corrects=line)


@pytest.fixture
async def held(store) -> Destination:
    """A channel for whose digest a date, a countdown step to it and a part are held."""
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.DAILY))
    await record(store, about(telling("dated")), about(telling("part"), CAST), about(step(30)))
    return channel()


async def gather(store, now=GATHERED):
    """Queue the digests that are due."""
    for one in await store.outbox.held(now=now, limit=9):
        said = digest_of(one.news, one.digest, key=f"{one.destination.channel}:{now}", at=now)
        assert await store.outbox.tell(said, one.destination, now=now, instead_of=one.deliveries)


async def arrive(store, now=GATHERED):
    """Let everything that is due arrive; return what it was, oldest first."""
    told = []
    while deliveries := await take(store, now=now):
        for delivery in deliveries:
            await store.outbox.begin(delivery, now=now)
            message = Delivered(message=delivery.revises or f"m-{delivery.announcement.id}")
            await store.outbox.settle(delivery, message, now=now)
            told.append(delivery)
    return told


@pytest.fixture
async def told(store, held) -> str:
    """The same, told in a digest; its message."""
    await gather(store)
    (digest,) = await arrive(store)
    assert digest.announcement.lines == (
        "The news is dated.",
        "The news is part.",
        "The news is 30-days.",
    )
    assert (digest.destination, digest.announcement.struck) == (held, ())
    return f"m-{digest.announcement.id}"


async def test_only_the_lines_that_are_no_longer_so_are_struck_in_one_edit(store, told):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)

    (edit,) = await arrive(store)

    assert edit.revises == told
    assert edit.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))
    assert (await states_of(store))["moved"] == "held"


@pytest.mark.usefixtures("told")
async def test_an_edit_is_made_once_and_why_does_not_list_it(store):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(store)

    assert await arrive(store, at(days=1, hours=1)) == []
    listed = await states_of(store)
    assert len(listed) == 5
    assert listed["dated"] == "digested"


@pytest.mark.usefixtures("told")
async def test_later_corrections_are_added_and_the_latest_of_a_line_stands(store):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(store)
    await record(store, moved("It is 30 March now.", "again", days=1), until=at(days=1, minutes=1))
    recast = about(telling("recast", created_at=at(days=1)), CAST, corrects="It is Trish.")
    await record(store, recast, until=at(days=1, minutes=2))

    edits = await arrive(store, at(days=1, minutes=2))

    as_it_stands = (
        (0, "It is 30 March now."),
        (1, "It is Trish."),
        (2, "It is 30 March now."),
    )
    assert [edit.announcement.struck for edit in edits] == [as_it_stands, as_it_stands]


@pytest.mark.usefixtures("told")
async def test_what_the_next_digest_tells_is_struck_in_that_one_when_it_moves_again(store, told):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(store)
    await gather(store, at(days=2))
    (second,) = await arrive(store, at(days=2))
    assert second.announcement.lines == ("The news is moved.",)

    await record(store, moved("It is 30 March now.", "again", days=2), until=at(days=2))

    edits = {one.revises: one.announcement.struck for one in await arrive(store, at(days=2))}
    assert edits == {
        told: ((0, "It is 30 March now."), (2, "It is 30 March now.")),
        f"m-{second.announcement.id}": ((0, "It is 30 March now."),),
    }


@pytest.mark.usefixtures("held")
async def test_what_was_held_and_is_no_longer_so_never_gets_into_the_digest(store):
    await record(store, moved("It is 24 March now."), until=at(minutes=1))

    await gather(store)

    (digest,) = await arrive(store)
    assert digest.announcement.lines == ("The news is part.", "The news is moved.")


@pytest.mark.usefixtures("held")
async def test_a_digest_that_is_corrected_before_it_is_sent_says_so_from_the_start(store):
    await gather(store)
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)

    (digest, *_) = await arrive(store)

    assert digest.revises is None
    assert digest.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))


@pytest.mark.usefixtures("held")
async def test_a_digest_that_was_on_its_way_is_edited_once_it_has_arrived(store):
    await gather(store)
    (sending,) = await take(store, now=GATHERED)
    await store.outbox.begin(sending, now=GATHERED)

    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    await store.outbox.settle(sending, Delivered(message="m-late"), now=GATHERED)

    (edit,) = await arrive(store)
    assert edit.revises == "m-late"
    assert edit.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))


@pytest.mark.usefixtures("held")
async def test_a_digest_that_was_lost_and_is_found_is_edited_then(store):
    await gather(store)
    (lost,) = await take(store, now=GATHERED)
    await store.outbox.begin(lost, now=GATHERED)
    await store.outbox.settle(lost, Unknown(reason="the answer was lost"), now=GATHERED)
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    later = at(days=1, minutes=1)

    (found,) = await take(store, now=later)
    await store.outbox.settle(found, Delivered(message="m-found"), now=later)

    assert found.is_unknown
    assert [one.revises for one in await arrive(store, later)] == ["m-found"]


async def test_an_edit_whose_outcome_was_lost_is_made_again_and_says_what_is_so_then(store, told):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    (edit,) = await take(store, now=GATHERED)
    await store.outbox.begin(edit, now=GATHERED)
    await store.outbox.settle(edit, Unknown(reason="the answer was lost"), now=GATHERED)
    recast = about(telling("recast", created_at=at(days=1)), CAST, corrects="It is Trish.")
    await record(store, recast, until=at(days=1, seconds=1))

    edits = await arrive(store, at(days=1, minutes=1))

    assert {one.revises for one in edits} == {told}
    assert edits[-1].announcement.struck == (
        (0, "It is 24 March now."),
        (1, "It is Trish."),
        (2, "It is 24 March now."),
    )


@pytest.mark.usefixtures("told")
async def test_where_a_digest_cannot_be_edited_nothing_more_is_tried(store, held):
    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)
    (edit,) = await take(store, now=GATHERED)
    await store.outbox.begin(edit, now=GATHERED)

    too_old = Rejected(refusal=Why.DESTINATION, reason="too old to be edited")
    await store.outbox.settle(edit, too_old, now=GATHERED)

    assert await arrive(store, at(days=1, hours=1)) == []
    assert await store.subscriptions.suspension_of(held) is None


async def test_news_told_at_once_answers_the_digest_that_told_the_first_of_it(store, held, told):
    await store.subscriptions.change(
        held, None, PreferencesPatch(digest=DigestFrequency.NONE), now=GATHERED
    )

    await record(store, moved("It is 24 March now.", days=1), until=GATHERED)

    news = [one for one in await arrive(store) if not one.revises]
    assert [(one.announcement.id, one.reply_to) for one in news] == [("moved", told)]


@pytest.mark.usefixtures("told")
async def test_the_digest_of_another_channel_is_left_alone(store):
    await store.subscriptions.subscribe(
        replace(subscription(channel("other"), digest=DigestFrequency.DAILY), created_at=GATHERED)
    )
    await record(store, about(telling("filming", created_at=GATHERED), "filming"), until=GATHERED)
    await gather(store, at(days=2))
    await arrive(store, at(days=2))

    await record(store, moved("It is 24 March now.", days=2), until=at(days=2))

    edits = [one for one in await arrive(store, at(days=2)) if one.revises]
    assert [one.destination for one in edits] == [channel()]


async def test_a_number_that_is_too_late_by_the_time_a_digest_is_sent_is_struck(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday, tomorrow = at(days=5), at(days=5, hours=12)
    await record(store, telling("news"), ahead(7, expires_at=tomorrow))
    await gather(store, monday)

    (digest,) = await arrive(store, at(days=6))

    assert digest.announcement.lines == ("The news is news.", "The news is 7-ahead.")
    assert digest.announcement.struck == ((1, "That was so when it was gathered."),)


async def test_a_number_that_was_right_when_it_was_told_stays_in_a_later_edit(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday, tomorrow = at(days=5), at(days=5, hours=12)
    await record(store, about(telling("part"), CAST), ahead(7, expires_at=tomorrow))
    await gather(store, monday)
    await arrive(store, monday)

    recast = about(telling("recast", created_at=at(days=6)), CAST, corrects="It is Trish.")
    await record(store, recast, until=at(days=6))

    (edit,) = await arrive(store, at(days=6))
    assert edit.announcement.struck == ((0, "It is Trish."),)


async def test_what_was_ahead_is_struck_when_the_date_moves(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday = at(days=5)
    await record(store, about(ahead(7)), about(ahead(3)), about(telling("part"), CAST))
    await gather(store, monday)
    await arrive(store, monday)

    await record(store, moved("It is 24 March now.", days=6), until=at(days=6))

    (edit,) = await arrive(store, at(days=6))
    assert edit.announcement.lines == ("The news is part.", "The news is 3-ahead.")
    assert edit.announcement.struck == ((1, "It is 24 March now."),)
