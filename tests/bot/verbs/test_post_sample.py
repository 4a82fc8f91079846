"""A test post: by the way that all news takes, and what is said of it."""

import asyncio
from dataclasses import replace

import pytest

from content.commands.acts import ActKind
from content.facts.claims import ShowId
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.rooms import HERE, Room
from fakes.storage import take


@pytest.fixture
def room():
    made = Room()
    made.router = replace(made.router, sample_wait_s=30.0)
    return made


async def due(room):
    """Return what is due next, once it is queued."""
    for _ in range(1000):
        if taken := await take(room.memory, now=room.clock.now()):
            return taken[0]
        await asyncio.sleep(0)
    raise AssertionError("nothing was queued")


@pytest.fixture
def tested(room):
    """Let somebody ask for a test that ends like that; return what was sent and said."""

    async def ask(outcome, words="updates test"):
        asking = asyncio.create_task(room.answer_to(words))
        post = await due(room)
        await room.memory.outbox.begin(post, now=room.clock.now())
        await room.memory.outbox.settle(post, outcome, now=room.clock.now())
        return post, await asking

    return ask


async def test_the_latest_news_is_posted_once_marked_as_a_test(room, tested):
    await room.types("updates subscribe jessica jones")

    post, said = await tested(Delivered(message="7"))

    assert post.announcement.headline.startswith("Test: ")
    assert "8 March 2018" in post.announcement.headline
    assert post.announcement.lines[0] == "This is a test that an admin asked for; nothing is new."
    assert "The test post arrived here." in said.text
    assert await take(room.memory, now=room.clock.now()) == []


async def test_the_reply_leads_to_the_post(tested):
    _, said = await tested(Delivered(message="7"))

    (link,) = said.links
    assert link.url == f"https://chat.example/{HERE.channel}/7"


async def test_where_nothing_is_subscribed_the_way_is_tried_all_the_same(room, tested):
    post, said = await tested(Delivered(message="7"), "updates test daredevil")

    assert post.announcement.headline == "Test: what becomes news is told here."
    assert "arrived" in said.text
    assert await room.subscriptions() == []


@pytest.mark.parametrize(("words", "mention"), [("", None), (" mention", "4242")])
async def test_nobody_is_mentioned_unless_that_is_asked_for(room, tested, words, mention):
    await room.types("updates subscribe jessica jones mention 4242")

    post, _ = await tested(Delivered(message="7"), f"updates test{words}")

    assert post.mention == mention


async def test_why_it_was_refused_is_said(room, tested):
    gone = Rejected(refusal=Refusal.DESTINATION, reason="The channel was deleted.")

    _, said = await tested(gone)
    again = await room.types("updates test")

    assert "The test post did not arrive here." in said.text
    assert "The channel was deleted." in said.text
    assert "Nothing arrives here now, so no test was sent." in again


async def test_what_is_in_the_way_is_said_before_anything_is_sent(room):
    async def untold(destination, _wording):
        return f"I lack Send Messages in {destination.channel}."

    room.around.why_untold = untold

    said = await room.types("updates test")

    assert "I lack Send Messages" in said
    assert await take(room.memory, now=room.clock.now()) == []


async def test_an_answer_that_was_lost_is_no_arrival(room):
    room.router = replace(room.router, sample_wait_s=0.0)

    said = await room.types("updates test")
    (post,) = await take(room.memory, now=room.clock.now())
    await room.memory.outbox.begin(post, now=room.clock.now())
    await room.memory.outbox.settle(post, Unknown(reason="lost"), now=room.clock.now())

    assert "The test post is on its way; I try for ten minutes." in said


async def test_two_that_are_asked_for_at_one_moment_are_one(room):
    room.router = replace(room.router, sample_wait_s=0.0)
    await room.types("updates test")

    again = await room.types("updates test")

    assert "at this very moment already" in again
    assert len(await take(room.memory, now=room.clock.now())) == 1


async def test_who_asked_for_it_stands_in_the_audit(room):
    room.router = replace(room.router, sample_wait_s=0.0)

    await room.types("updates test jessica jones")
    audit = await room.types("updates audit")

    (act,) = room.memory.memory.acts
    assert (act.kind, act.show) == (ActKind.SAMPLED, ShowId("jessica-jones"))
    assert "had a test posted here, of Jessica Jones" in audit


async def test_an_unknown_show_is_asked_back_and_nothing_is_posted(room):
    said = await room.types("updates test frieren")

    assert "I don't follow that show" in said
    assert await take(room.memory, now=room.clock.now()) == []
