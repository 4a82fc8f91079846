"""What later news makes of what was told before, held against the fake and both databases."""

from dataclasses import replace

import pytest

from content.announcements.announcement import Superseding
from content.announcements.broadcast import Broadcast
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import record, states_of, take
from fakes.tellings import at, channel, step, subscription, telling

DATE = "jessica-jones/2/release-date"


def about(told: Broadcast, what: str = DATE, *, corrects: str | None = None) -> Broadcast:
    said = replace(told.announcement, about=what)
    if corrects:
        said = replace(said, corrects=Superseding(of=(what,), line=corrects))
    return replace(told, announcement=said)


MOVED = about(telling("moved", created_at=at(days=1)), corrects="It is 24 March now.")


async def arrive(store, *, now=None):
    """Let everything that is due arrive; return what it was, oldest first."""
    told = []
    while deliveries := await take(store, now=now or at()):
        for delivery in deliveries:
            await store.outbox.begin(delivery, now=now or at())
            message = Delivered(message=f"m-{delivery.announcement.id}")
            await store.outbox.settle(delivery, message, now=now or at())
            told.append(delivery)
    return told


@pytest.fixture
async def told(store):
    """A channel that was told a date and a countdown step to it."""
    await store.subscriptions.subscribe(subscription())
    await record(store, about(telling("dated")), about(step(30)), about(telling("cast"), "cast"))
    await arrive(store)
    return channel()


async def test_what_is_no_longer_so_is_edited_and_the_news_answers_the_first_of_it(store, told):
    await record(store, MOVED, until=at(days=1))

    news, *edits = await arrive(store, now=at(days=1))

    assert (news.announcement.id, news.revises, news.reply_to) == ("moved", None, "m-dated")
    assert [one.revises for one in edits] == ["m-dated", "m-30-days"]
    assert [one.announcement.id for one in edits] == ["dated", "30-days"]
    assert {one.announcement.superseded for one in edits} == {"It is 24 March now."}
    assert {one.destination for one in edits} == {told}


@pytest.mark.usefixtures("told")
async def test_an_edit_is_made_once_and_why_does_not_list_it(store):
    await record(store, MOVED, until=at(days=1))
    await arrive(store, now=at(days=1))

    assert await arrive(store, now=at(days=2)) == []
    assert await states_of(store) == dict.fromkeys(
        ("dated", "30-days", "cast", "moved"), "delivered"
    )


@pytest.mark.usefixtures("told")
async def test_news_that_corrects_nothing_answers_nothing(store):
    await record(store, about(telling("refined", created_at=at(days=1))), until=at(days=1))

    (news,) = await arrive(store, now=at(days=1))

    assert news.reply_to is None


async def test_what_had_not_been_sent_yet_is_void(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, about(telling("dated")), about(step(30)))

    await record(store, MOVED, until=at(days=1))

    assert await states_of(store) == {"dated": "void", "30-days": "void", "moved": "waiting"}


async def test_what_was_on_its_way_is_edited_once_it_has_arrived(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, about(telling("dated")))
    (sending,) = await take(store)
    await store.outbox.begin(sending, now=at())

    await record(store, MOVED, until=at(seconds=1))
    await store.outbox.settle(sending, Delivered(message="m-late"), now=at(seconds=2))

    later = await arrive(store, now=at(days=1))
    assert [(one.announcement.id, one.revises) for one in later] == [
        ("moved", None),
        ("dated", "m-late"),
    ]
    assert later[0].reply_to == "m-late"


@pytest.mark.parametrize("told_as", [telling("dated"), step(30)], ids=["news", "step"])
async def test_what_may_have_arrived_before_a_refusal_is_not_taken_for_unsent(store, told_as):
    await store.subscriptions.subscribe(subscription())
    await record(store, about(told_as))
    name = told_as.announcement.id
    (lost,) = await take(store)
    await store.outbox.begin(lost, now=at())
    await store.outbox.settle(lost, Unknown(reason="the answer was lost"), now=at())
    (refused,) = await take(store, now=at(seconds=10))
    await store.outbox.begin(refused, now=at(seconds=10))
    gone = Rejected(refusal=Refusal.DESTINATION, reason="forbidden")
    await store.outbox.settle(refused, gone, now=at(seconds=10))

    await record(store, MOVED, until=at(days=1), void=[told_as.announcement.subject])
    await store.subscriptions.lift(channel(), now=at(days=1))

    (found, *_) = await take(store, now=at(days=1))
    assert (found.announcement.id, found.is_unknown) == (name, True)
    await store.outbox.settle(found, Delivered(message="m-found"), now=at(days=1))
    edits = [one for one in await arrive(store, now=at(days=1)) if one.revises]
    assert [(one.announcement.id, one.revises) for one in edits] == [(name, "m-found")]


async def test_a_channel_that_never_heard_the_old_date_gets_the_news_alone(store, told):
    await store.subscriptions.subscribe(subscription(channel("new")))
    await record(store, MOVED, until=at(days=1))

    there = [one for one in await arrive(store, now=at(days=1)) if one.destination != told]

    assert [(one.announcement.id, one.reply_to) for one in there] == [("moved", None)]


async def test_a_channel_that_has_unsubscribed_keeps_no_wrong_date_either(store, told):
    await store.subscriptions.unsubscribe(told, None)

    await record(store, MOVED, until=at(days=1))

    edits = await arrive(store, now=at(days=1))
    assert [one.revises for one in edits] == ["m-dated", "m-30-days"]


@pytest.mark.usefixtures("told")
async def test_when_it_moves_again_every_earlier_post_says_the_latest(store):
    await record(store, MOVED, until=at(days=1))
    await arrive(store, now=at(days=1))
    again = about(telling("again", created_at=at(days=2)), corrects="It is 30 March now.")

    await record(store, again, until=at(days=2))

    news, *edits = await arrive(store, now=at(days=2))
    assert news.reply_to == "m-dated"
    assert [one.revises for one in edits] == ["m-dated", "m-30-days", "m-moved"]
    assert {one.announcement.superseded for one in edits} == {"It is 30 March now."}


@pytest.mark.usefixtures("told")
async def test_an_edit_that_did_not_come_to_pass_before_the_next_move_is_not_made(store):
    await record(store, MOVED, until=at(days=1))
    again = about(telling("again", created_at=at(days=2)), corrects="It is 30 March now.")

    await record(store, again, until=at(days=2))

    edits = [one for one in await arrive(store, now=at(days=2)) if one.revises]
    assert [(one.revises, one.announcement.superseded) for one in edits] == [
        ("m-dated", "It is 30 March now."),
        ("m-30-days", "It is 30 March now."),
    ]


@pytest.mark.parametrize("refusal", [Refusal.OURS, Refusal.DESTINATION])
async def test_where_a_message_cannot_be_edited_nothing_more_is_tried(store, told, refusal):
    await record(store, MOVED, until=at(days=1))
    await arrive_news_only(store)
    (edit,) = await take(store, now=at(days=1))

    await store.outbox.begin(edit, now=at(days=1))
    outcome = Rejected(refusal=refusal, reason="too old to be edited")
    await store.outbox.settle(edit, outcome, now=at(days=1))

    left = await arrive(store, now=at(days=2))
    assert edit.revises not in [one.revises for one in left]
    assert await store.subscriptions.suspension_of(told) is None


async def arrive_news_only(store):
    (news,) = await take(store, now=at(days=1))
    assert news.revises is None
    await store.outbox.begin(news, now=at(days=1))
    await store.outbox.settle(news, Delivered(message="m-moved"), now=at(days=1))
