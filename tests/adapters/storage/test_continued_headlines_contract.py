"""News that came of a story whose headline a channel has, held against the fake and both databases.

It is told once: in the post of the headline, in answer to it, or by itself.
"""

from dataclasses import replace

import pytest

from content.announcements.announcement import Continuation, DigestPost, Headline, News, Superseding
from content.announcements.delivery_report import ToldAs
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import queue_rest, record, states_of, take
from fakes.tellings import at, channel, subscription, telling, wrote

STORY = "headline/nightjar-1"
DATE = "jessica-jones/2/release-date"


def headline(name="a-headline", about=STORY, **fields):
    return wrote(name, about=about, **fields)


def grown(line, *, when):
    """Return what more outlets make of the headline's post."""
    usual = {"stands_for": STORY, "lines": (line,), "created_at": when}
    return wrote(f"grown-{line}", **usual, expires_at=at(days=2))


def came_of(told, *, is_edit=True, of=(STORY,), about="", corrects=None):
    said = replace(told.announcement, about=about, continues=Continuation(of=of, is_edit=is_edit))
    if corrects:
        said = replace(said, corrects=Superseding(of=(about,), line=corrects))
    return replace(told, announcement=said)


def dated(name="dated", *, hours=1.0, **how):
    told = telling(name, stance=Stance.REPORTED, created_at=at(hours=hours), expires_at=at(days=14))
    return came_of(told, **how)


async def arrive(store, *, now=None, outcome=None):
    """Let everything that is due arrive; return what it was, oldest first."""
    told, now = [], now or at(hours=1)
    await queue_rest(store)
    while deliveries := await take(store, now=now):
        for delivery in deliveries:
            assert await store.outbox.begin(delivery, now=now)
            message = delivery.revises or f"m-{delivery.announcement.id}"
            await store.outbox.settle(delivery, outcome or Delivered(message=message), now=now)
            told.append(delivery)
        outcome = None
    return told


async def report_of(store, name, place=None):
    found = await store.outbox.reports(place or channel(), limit=100)
    return next(one for one in found if one.announcement == name)


@pytest.fixture
async def told(store):
    """A channel that was told a headline."""
    await store.subscriptions.subscribe(subscription())
    await record(store, headline())
    await arrive(store, now=at())
    return channel()


@pytest.mark.usefixtures("told")
async def test_news_of_a_story_is_told_once_in_the_post_of_its_headline(store):
    await record(store, dated(), until=at(hours=1))

    (edit,) = await arrive(store)

    assert (edit.revises, edit.reply_to, edit.mention) == ("m-a-headline", None, None)
    assert isinstance(edit.announcement, News)
    assert edit.announcement.headline == "The news is dated."
    assert edit.announcement.stance is Stance.REPORTED
    assert edit.announcement.lines == ("The headline was: Jessica Jones Season 2 Moved to May",)
    assert await arrive(store, now=at(days=1)) == []
    report = await report_of(store, "dated")
    assert (report.state, report.told_as) == ("delivered", ToldAs.EDIT)
    assert report.message == "m-a-headline"


@pytest.mark.usefixtures("told")
async def test_news_that_is_to_notify_answers_the_post_which_stays_as_it_is(store):
    await record(store, dated(is_edit=False), until=at(hours=1))

    (post,) = await arrive(store)

    assert (post.revises, post.reply_to) == (None, "m-a-headline")
    assert post.announcement.headline == "The news is dated."
    assert (await report_of(store, "dated")).told_as is ToldAs.ANSWER
    await record(store, grown("Also told by B.", when=at(hours=2)), until=at(hours=2))
    (edit,) = await arrive(store, now=at(hours=2))
    assert isinstance(edit.announcement, Headline)


async def test_a_channel_that_had_no_headline_hears_the_news_as_ever(store):
    await record(store, headline())
    await store.subscriptions.subscribe(subscription())

    await record(store, dated(), until=at(hours=1))

    (post,) = await arrive(store)
    assert (post.revises, post.reply_to) == (None, None)
    assert (await report_of(store, "dated")).told_as is ToldAs.ITSELF


@pytest.mark.parametrize(
    "wanted", [{"topics": frozenset({Topic.HEADLINES})}, {"lowest_stance": Stance.CONFIRMED}]
)
async def test_a_channel_that_does_not_want_such_news_keeps_its_headline(store, wanted):
    await store.subscriptions.subscribe(subscription(topics=frozenset(Topic)))
    await record(store, headline())
    await arrive(store, now=at())
    await store.subscriptions.subscribe(subscription(**wanted))

    await record(store, dated(), until=at(hours=1))

    assert await arrive(store) == []
    assert await states_of(store) == {"a-headline": "delivered"}


@pytest.mark.parametrize("is_edit", [True, False])
async def test_a_headline_that_waits_still_is_left_out_for_its_news(store, is_edit):
    await store.subscriptions.subscribe(subscription(quiet=(11, 20)))
    await record(store, headline())

    await record(store, dated(is_edit=is_edit), until=at(hours=1))

    assert await states_of(store) == {"a-headline": "void", "dated": "waiting"}
    assert (await report_of(store, "a-headline")).reason == "news that came of it was told instead"
    assert await arrive(store, now=at(hours=7)) == []
    (post,) = await arrive(store, now=at(hours=8))
    assert (post.announcement.id, post.revises, post.reply_to) == ("dated", None, None)


async def test_a_digest_has_one_line_of_both(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.DAILY))
    await record(store, headline())
    await record(store, dated(), until=at(hours=1))

    (held,) = await store.outbox.held(now=at(days=2), limit=9)

    assert [one.id for one in held.news] == ["dated"]


async def test_what_a_digest_told_is_no_post_to_be_edited(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.DAILY))
    await record(store, headline())
    (held,) = await store.outbox.held(now=at(days=1), limit=9)
    digest = DigestPost(
        id="digest:1",
        headline="The day",
        title="Jessica Jones",
        topic=Topic.HEADLINES,
        created_at=at(days=1),
    )
    assert await store.outbox.tell(digest, channel(), now=at(days=1), instead_of=held.deliveries)
    await arrive(store, now=at(days=1))

    await record(store, dated(hours=25), until=at(hours=25))

    assert await states_of(store) == {
        "digest:1": "delivered",
        "a-headline": "digested",
        "dated": "held",
    }


@pytest.mark.usefixtures("told")
async def test_an_edit_waits_for_no_digest_and_no_end_of_quiet_hours(store):
    await store.subscriptions.subscribe(subscription(quiet=(11, 20), digest=DigestFrequency.DAILY))

    await record(store, dated(), until=at(hours=1))

    (edit,) = await arrive(store)
    assert edit.revises == "m-a-headline"


@pytest.mark.usefixtures("told")
async def test_an_answer_waits_for_the_end_of_quiet_hours(store):
    await store.subscriptions.subscribe(subscription(quiet=(11, 20)))

    await record(store, dated(is_edit=False), until=at(hours=1))

    assert await arrive(store) == []
    (post,) = await arrive(store, now=at(hours=8))
    assert post.reply_to == "m-a-headline"


@pytest.mark.usefixtures("told")
async def test_where_the_post_was_deleted_the_news_is_one_of_its_own(store):
    await record(store, dated(), until=at(hours=1))
    gone = Rejected(refusal=Refusal.MESSAGE, reason="it was deleted")

    edit, post = await arrive(store, outcome=gone)

    assert (edit.revises, post.revises) == ("m-a-headline", None)
    assert (post.is_unknown, post.first_tried_at) == (False, None)
    assert post.announcement.lines == ()
    report = await report_of(store, "dated")
    assert (report.message, report.told_as) == ("m-dated", ToldAs.ITSELF)


@pytest.mark.usefixtures("told")
async def test_where_the_post_was_deleted_its_news_keeps_quiet_hours(store):
    await store.subscriptions.subscribe(subscription(quiet=(11, 20)))
    await record(store, dated(), until=at(hours=1))
    gone = Rejected(refusal=Refusal.MESSAGE, reason="it was deleted")

    (edit,) = await arrive(store, outcome=gone)
    (post,) = await arrive(store, now=at(hours=8))

    assert (edit.revises, post.revises) == ("m-a-headline", None)


@pytest.mark.usefixtures("told")
async def test_an_edit_whose_answer_was_lost_is_made_again_and_never_posted(store):
    await record(store, dated(), until=at(hours=1))

    (lost,) = await arrive(store, outcome=Unknown(reason="the answer was lost"))
    (again,) = await arrive(store, now=at(hours=1.1))

    assert lost.revises == again.revises == "m-a-headline"
    assert again.is_unknown
    assert await arrive(store, now=at(days=1)) == []


@pytest.mark.usefixtures("told")
async def test_whoever_dies_in_the_middle_of_an_edit_leaves_it_to_another(store):
    await record(store, dated(), until=at(hours=1))
    await queue_rest(store)
    (dying,) = await take(store, now=at(hours=1))
    assert await store.outbox.begin(dying, now=at(hours=1))

    (again,) = await arrive(store, now=at(hours=1.1))

    assert again.revises == "m-a-headline"
    assert (await report_of(store, "dated")).state == "delivered"


async def test_news_waits_for_a_headline_that_is_on_its_way(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, headline(), telling("other"))
    (sending,) = await take(store)
    assert await store.outbox.begin(sending, now=at())

    await record(store, dated(hours=0), until=at(seconds=1))
    assert await take(store, now=at(seconds=2)) == []
    await store.outbox.settle(sending, Delivered(message="m-late"), now=at(seconds=3))

    other, edit = await arrive(store, now=at(seconds=4))
    assert other.announcement.id == "other"
    assert edit.revises == "m-late"


async def test_a_headline_that_never_arrives_holds_no_news_up_for_ever(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, headline())
    await arrive(store, now=at(), outcome=Unknown(reason="lost"))
    (lost,) = await take(store, now=at(minutes=1))
    await store.outbox.settle(lost, Unknown(reason="nobody may look"), now=at(minutes=1))
    await record(store, dated(), until=at(minutes=1))

    async def taken(now):
        found = []
        while deliveries := await take(store, now=now):
            found += deliveries
            for one in deliveries:
                assert await store.outbox.begin(one, now=now)
                await store.outbox.settle(one, Unknown(reason="nobody may look"), now=now)
        return [(one.announcement.id, one.revises) for one in found]

    assert await taken(at(minutes=59)) == [("a-headline", None)]
    assert ("dated", None) in await taken(at(minutes=61))
    assert (await report_of(store, "dated")).told_as is ToldAs.ITSELF


@pytest.mark.usefixtures("told")
async def test_two_pieces_of_news_of_one_story_stand_in_its_post_together(store):
    await record(store, dated(), until=at(hours=1))
    await arrive(store)
    await record(store, dated("renewed", hours=2), until=at(hours=2))

    (edit,) = await arrive(store, now=at(hours=2))

    assert isinstance(edit.announcement, DigestPost)
    assert edit.announcement.lines == (
        "The news is dated. (reported)",
        "The news is renewed. (reported)",
    )
    assert edit.revises == "m-a-headline"


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("is_first", [True, False])
async def test_what_other_outlets_tell_and_the_news_stand_there_in_either_order(store, is_first):
    more = grown("Also told by B.", when=at(hours=1))
    for one in [more, dated()] if is_first else [dated(), more]:
        await record(store, one, until=at(hours=1))
        await queue_rest(store)

    edits = await arrive(store)

    assert {edit.revises for edit in edits} == {"m-a-headline"}
    assert edits[-1].announcement.headline == "The news is dated."
    assert edits[-1].announcement.lines[-1] == "Also told by B."
    await record(store, grown("Also told by B, C.", when=at(hours=2)), until=at(hours=2))
    (edit,) = await arrive(store, now=at(hours=2))
    assert edit.announcement.headline == "The news is dated."
    assert edit.announcement.lines[-1] == "Also told by B, C."


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("is_edit", [True, False])
async def test_what_is_no_longer_so_is_edited_where_it_was_told(store, is_edit):
    await record(store, dated(is_edit=is_edit, about=DATE), until=at(hours=1))
    await arrive(store)
    moved = telling("moved", created_at=at(days=1))
    correction = Superseding(of=(DATE,), line="It is 24 March now.")
    said = replace(moved.announcement, about=DATE, corrects=correction)
    await record(store, replace(moved, announcement=said), until=at(days=1))

    post, edit = await arrive(store, now=at(days=1))

    where = "m-a-headline" if is_edit else "m-dated"
    assert (post.announcement.id, post.reply_to) == ("moved", where)
    assert edit.revises == where
    assert edit.announcement.headline == "The news is dated."
    assert edit.announcement.superseded == "It is 24 March now."


@pytest.mark.usefixtures("told")
async def test_of_several_pieces_of_news_the_one_that_is_no_longer_so_is_struck(store):
    await record(store, dated(about=DATE), dated("renewed"), until=at(hours=1))
    await arrive(store)
    moved = telling("moved", created_at=at(days=1))
    correction = Superseding(of=(DATE,), line="It is 24 March now.")
    said = replace(moved.announcement, about=DATE, corrects=correction)
    await record(store, replace(moved, announcement=said), until=at(days=1))

    _, edit = await arrive(store, now=at(days=1))

    assert edit.announcement.struck == ((0, "It is 24 March now."),)
    assert len(edit.announcement.lines) == 2


@pytest.mark.usefixtures("told")
async def test_a_channel_that_is_paused_gets_neither_edit_nor_post(store):
    await store.subscriptions.pause(channel(), None, now=at(minutes=1))

    await record(store, dated(), until=at(hours=1))

    assert await arrive(store) == []
    assert (await states_of(store))["dated"] == "paused"


async def test_of_two_stories_the_latest_post_tells_it_and_what_waits_is_left_out(store):
    other = "headline/nightjar-2"
    await store.subscriptions.subscribe(subscription())
    await record(store, headline())
    await arrive(store, now=at())
    await store.subscriptions.subscribe(subscription(quiet=(11, 20)))
    await record(
        store, headline("another", about=other, created_at=at(minutes=9)), until=at(minutes=9)
    )

    await record(store, dated(of=(STORY, other)), until=at(hours=1))

    (edit,) = await arrive(store)
    assert edit.revises == "m-a-headline"
    assert (await states_of(store))["another"] == "void"


async def test_every_channel_hears_it_once_however_it_heard_the_headline(store):
    places = [channel(f"c{number}") for number in range(5)]
    for place in places[:2]:
        await store.subscriptions.subscribe(subscription(place))
    await record(store, headline())
    await arrive(store, now=at())
    for place in places[2:]:
        await store.subscriptions.subscribe(subscription(place))

    await record(store, dated(), until=at(hours=1))

    found = await arrive(store)
    assert sorted((one.destination.channel, one.revises is not None) for one in found) == [
        ("c0", True),
        ("c1", True),
        ("c2", False),
        ("c3", False),
        ("c4", False),
    ]


@pytest.mark.usefixtures("told")
async def test_a_post_is_kept_while_news_is_to_be_told_in_it(store):
    await record(store, dated(), until=at(hours=1))
    await queue_rest(store)

    while not (await store.retention.prune(before=at(days=3), now=at(days=5))).is_all:
        pass

    (edit,) = await arrive(store, now=at(days=5))
    assert edit.revises == "m-a-headline"
