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
from fakes.at_the_desk import fates, record, take
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
async def held(desk) -> Destination:
    """A channel for whose digest a date, a countdown step to it and a part are held."""
    await desk.subscriptions.subscribe(subscription(digest=DigestFrequency.DAILY))
    await record(desk, about(telling("dated")), about(telling("part"), CAST), about(step(30)))
    return channel()


async def gather(desk, now=GATHERED):
    """Queue the digests that are due."""
    for one in await desk.outbox.held(now=now, limit=9):
        said = digest_of(one.news, one.digest, key=f"{one.destination.channel}:{now}", at=now)
        assert await desk.outbox.tell(said, one.destination, now=now, instead_of=one.deliveries)


async def arrive(desk, now=GATHERED):
    """Let everything that is due arrive; return what it was, oldest first."""
    told = []
    while deliveries := await take(desk, now=now):
        for delivery in deliveries:
            await desk.outbox.begin(delivery, now=now)
            message = Delivered(message=delivery.revises or f"m-{delivery.announcement.id}")
            await desk.outbox.settle(delivery, message, now=now)
            told.append(delivery)
    return told


@pytest.fixture
async def told(desk, held) -> str:
    """The same, told in a digest; its message."""
    await gather(desk)
    (digest,) = await arrive(desk)
    assert digest.announcement.lines == (
        "The news is dated.",
        "The news is part.",
        "The news is 30-days.",
    )
    assert (digest.destination, digest.announcement.struck) == (held, ())
    return f"m-{digest.announcement.id}"


async def test_only_the_lines_that_are_no_longer_so_are_struck_in_one_edit(desk, told):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)

    (edit,) = await arrive(desk)

    assert edit.revises == told
    assert edit.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))
    assert (await fates(desk))["moved"] == "held"


@pytest.mark.usefixtures("told")
async def test_an_edit_is_made_once_and_why_does_not_list_it(desk):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(desk)

    assert await arrive(desk, at(days=1, hours=1)) == []
    listed = await fates(desk)
    assert len(listed) == 5
    assert listed["dated"] == "digested"


@pytest.mark.usefixtures("told")
async def test_later_corrections_are_added_and_the_latest_of_a_line_stands(desk):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(desk)
    await record(desk, moved("It is 30 March now.", "again", days=1), until=at(days=1, minutes=1))
    recast = about(telling("recast", created_at=at(days=1)), CAST, corrects="It is Trish.")
    await record(desk, recast, until=at(days=1, minutes=2))

    edits = await arrive(desk, at(days=1, minutes=2))

    as_it_stands = (
        (0, "It is 30 March now."),
        (1, "It is Trish."),
        (2, "It is 30 March now."),
    )
    assert [edit.announcement.struck for edit in edits] == [as_it_stands, as_it_stands]


@pytest.mark.usefixtures("told")
async def test_what_the_next_digest_tells_is_struck_in_that_one_when_it_moves_again(desk, told):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    await arrive(desk)
    await gather(desk, at(days=2))
    (second,) = await arrive(desk, at(days=2))
    assert second.announcement.lines == ("The news is moved.",)

    await record(desk, moved("It is 30 March now.", "again", days=2), until=at(days=2))

    edits = {one.revises: one.announcement.struck for one in await arrive(desk, at(days=2))}
    assert edits == {
        told: ((0, "It is 30 March now."), (2, "It is 30 March now.")),
        f"m-{second.announcement.id}": ((0, "It is 30 March now."),),
    }


@pytest.mark.usefixtures("held")
async def test_what_was_held_and_is_no_longer_so_never_gets_into_the_digest(desk):
    await record(desk, moved("It is 24 March now."), until=at(minutes=1))

    await gather(desk)

    (digest,) = await arrive(desk)
    assert digest.announcement.lines == ("The news is part.", "The news is moved.")


@pytest.mark.usefixtures("held")
async def test_a_digest_that_is_corrected_before_it_is_sent_says_so_from_the_start(desk):
    await gather(desk)
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)

    (digest, *_) = await arrive(desk)

    assert digest.revises is None
    assert digest.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))


@pytest.mark.usefixtures("held")
async def test_a_digest_that_was_on_its_way_is_edited_once_it_has_arrived(desk):
    await gather(desk)
    (sending,) = await take(desk, now=GATHERED)
    await desk.outbox.begin(sending, now=GATHERED)

    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    await desk.outbox.settle(sending, Delivered(message="m-late"), now=GATHERED)

    (edit,) = await arrive(desk)
    assert edit.revises == "m-late"
    assert edit.announcement.struck == ((0, "It is 24 March now."), (2, "It is 24 March now."))


@pytest.mark.usefixtures("held")
async def test_a_digest_that_was_lost_and_is_found_is_edited_then(desk):
    await gather(desk)
    (lost,) = await take(desk, now=GATHERED)
    await desk.outbox.begin(lost, now=GATHERED)
    await desk.outbox.settle(lost, Unknown(reason="the answer was lost"), now=GATHERED)
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    later = at(days=1, minutes=1)

    (found,) = await take(desk, now=later)
    await desk.outbox.settle(found, Delivered(message="m-found"), now=later)

    assert found.is_unknown
    assert [one.revises for one in await arrive(desk, later)] == ["m-found"]


async def test_an_edit_whose_outcome_was_lost_is_made_again_and_says_what_is_so_then(desk, told):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    (edit,) = await take(desk, now=GATHERED)
    await desk.outbox.begin(edit, now=GATHERED)
    await desk.outbox.settle(edit, Unknown(reason="the answer was lost"), now=GATHERED)
    recast = about(telling("recast", created_at=at(days=1)), CAST, corrects="It is Trish.")
    await record(desk, recast, until=at(days=1, seconds=1))

    edits = await arrive(desk, at(days=1, minutes=1))

    assert {one.revises for one in edits} == {told}
    assert edits[-1].announcement.struck == (
        (0, "It is 24 March now."),
        (1, "It is Trish."),
        (2, "It is 24 March now."),
    )


@pytest.mark.usefixtures("told")
async def test_where_a_digest_cannot_be_edited_nothing_more_is_tried(desk, held):
    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)
    (edit,) = await take(desk, now=GATHERED)
    await desk.outbox.begin(edit, now=GATHERED)

    too_old = Rejected(refusal=Why.DESTINATION, reason="too old to be edited")
    await desk.outbox.settle(edit, too_old, now=GATHERED)

    assert await arrive(desk, at(days=1, hours=1)) == []
    assert await desk.subscriptions.suspension_of(held) is None


async def test_news_told_at_once_answers_the_digest_that_told_the_first_of_it(desk, held, told):
    await desk.subscriptions.change(
        held, None, PreferencesPatch(digest=DigestFrequency.NONE), now=GATHERED
    )

    await record(desk, moved("It is 24 March now.", days=1), until=GATHERED)

    news = [one for one in await arrive(desk) if not one.revises]
    assert [(one.announcement.id, one.reply_to) for one in news] == [("moved", told)]


@pytest.mark.usefixtures("told")
async def test_the_digest_of_another_channel_is_left_alone(desk):
    await desk.subscriptions.subscribe(
        replace(subscription(channel("other"), digest=DigestFrequency.DAILY), created_at=GATHERED)
    )
    await record(desk, about(telling("filming", created_at=GATHERED), "filming"), until=GATHERED)
    await gather(desk, at(days=2))
    await arrive(desk, at(days=2))

    await record(desk, moved("It is 24 March now.", days=2), until=at(days=2))

    edits = [one for one in await arrive(desk, at(days=2)) if one.revises]
    assert [one.destination for one in edits] == [channel()]


async def test_a_number_that_is_too_late_by_the_time_a_digest_is_sent_is_struck(desk):
    await desk.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday, tomorrow = at(days=5), at(days=5, hours=12)
    await record(desk, telling("news"), ahead(7, expires_at=tomorrow))
    await gather(desk, monday)

    (digest,) = await arrive(desk, at(days=6))

    assert digest.announcement.lines == ("The news is news.", "The news is 7-ahead.")
    assert digest.announcement.struck == ((1, "That was so when it was gathered."),)


async def test_a_number_that_was_right_when_it_was_told_stays_in_a_later_edit(desk):
    await desk.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday, tomorrow = at(days=5), at(days=5, hours=12)
    await record(desk, about(telling("part"), CAST), ahead(7, expires_at=tomorrow))
    await gather(desk, monday)
    await arrive(desk, monday)

    recast = about(telling("recast", created_at=at(days=6)), CAST, corrects="It is Trish.")
    await record(desk, recast, until=at(days=6))

    (edit,) = await arrive(desk, at(days=6))
    assert edit.announcement.struck == ((0, "It is Trish."),)


async def test_what_was_ahead_is_struck_when_the_date_moves(desk):
    await desk.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    monday = at(days=5)
    await record(desk, about(ahead(7)), about(ahead(3)), about(telling("part"), CAST))
    await gather(desk, monday)
    await arrive(desk, monday)

    await record(desk, moved("It is 24 March now.", days=6), until=at(days=6))

    (edit,) = await arrive(desk, at(days=6))
    assert edit.announcement.lines == ("The news is part.", "The news is 3-ahead.")
    assert edit.announcement.struck == ((1, "It is 24 March now."),)
