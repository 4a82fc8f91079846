"""The feeds that editors choose: added, paused, taken away, and refused kindly."""

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.platforms import Speaker
from content.articles.feed import FeedState
from content.commands.parse import Ask, ManageFeeds, Review, read_command
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFeeds, FakeFinder
from fakes.newsroom import NOW, make_router
from fakes.rooms import HERE, Channels

FEED = "https://outlet.example/feed/"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def typed(memory):
    async def type_in(words, **parts):
        known = {"traits": CONSOLE, "feed_reader": FakeFinder()} | parts
        router = make_router(memory=memory, **known)
        speaker = Speaker(destination=HERE, person="robyn")
        return (await router.handle(read_command(words), speaker, Channels())).text

    return type_in


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("newsdesk feeds", ManageFeeds()),
        ("newsdesk feeds list", ManageFeeds()),
        (f"Newsdesk Feeds ADD {FEED}?a=B", ManageFeeds(add=f"{FEED}?a=B")),
        (f"newsdesk feeds {FEED}", ManageFeeds(add=FEED)),
        ("newsdesk feeds add", ManageFeeds(add="")),
        ("newsdesk feeds pause 3", ManageFeeds(pause="3")),
        ("newsdesk feeds resume #3", ManageFeeds(resume="#3")),
        ("newsdesk feeds remove 3", ManageFeeds(remove="3")),
        ("newsdesk review done 3", Review("3")),
        ("newsdesk", Review()),
        ("newsdesk gossip", Ask("newsdesk gossip")),
    ],
)
def test_what_is_typed_behind_newsdesk(words, wanted):
    assert read_command(words) == wanted


async def test_a_feed_is_added_listed_paused_resumed_and_taken_away(typed, memory):
    assert "I read no feed yet." in await typed("newsdesk feeds")

    added = await typed(f"newsdesk feeds add <{FEED}>")
    assert added.splitlines()[0] == "I read The Outlet (outlet.example/feed/) from now on."
    assert "waits for you in newsdesk review" in added
    assert "already" in await typed(f"newsdesk feeds add {FEED}")
    listed = await typed("newsdesk feeds list")
    assert listed.splitlines()[:2] == [
        "I read 1 feed.",
        "1. The Outlet (outlet.example/feed/): not read yet",
    ]

    assert "I ask The Outlet (outlet.example/feed/) no more" in await typed(
        "newsdesk feeds pause 1"
    )
    assert "is paused already" in await typed("newsdesk feeds pause 1")
    (feed,) = await memory.feeds.every()
    assert feed.state is FeedState.PAUSED
    assert f"paused by {feed.paused_by} since" in await typed("newsdesk feeds")
    assert "again" in await typed("newsdesk feeds resume 1")
    assert "is not paused" in await typed("newsdesk feeds resume 1")

    assert "no more" in await typed("newsdesk feeds remove #1")
    assert list(await memory.feeds.every()) == []
    assert "no feed with the number 1" in await typed("newsdesk feeds remove 1")


async def test_a_page_is_as_good_as_the_feed_that_it_names(typed, memory):
    said = await typed("newsdesk feeds add outlet.example")

    assert "I read The Outlet" in said
    assert f"The page names more: {FEED}comments" in said
    assert [one.url for one in await memory.feeds.every()] == [FEED]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add", "Which feed is that?"),
        ("add two words", "Which feed is that?"),
        ("pause the outlet", "Which feed is that?"),
        ("pause", "Which feed is that?"),
        ("resume 9", "I read no feed with the number 9."),
        ("add https://outlet.example/about", "I find no feed there"),
        ("add https://down.example/", "https://down.example/ does not answer; try again later"),
    ],
)
async def test_what_cannot_be_done_is_said_kindly_and_changes_nothing(typed, memory, words, said):
    assert said in await typed(f"newsdesk feeds {words}")
    assert list(await memory.feeds.every()) == []


async def test_what_the_operator_names_no_editor_takes_away(typed, memory):
    await memory.feeds.name([FEED], now=NOW)

    assert "I go on reading outlet.example/feed/." in await typed("newsdesk feeds remove 1")
    assert len(await memory.feeds.every()) == 1


async def test_there_is_a_last_one(typed):
    said = await typed(f"newsdesk feeds add {FEED}", feeds=FakeFeeds(at_most=0))
    assert "as many as I can" in said


async def test_where_no_feed_may_be_read_that_is_said(typed):
    assert "adding feeds to VIOLET_LIVE" in await typed("newsdesk feeds", feed_reader=None)


async def test_a_stranger_sees_and_changes_nothing(memory):
    await memory.feeds.name([FEED], now=NOW)
    router = make_router(memory=memory, feed_reader=FakeFinder())
    speaker = Speaker(destination=HERE, person="stranger")

    for words in ("newsdesk feeds", "newsdesk feeds pause 1", "newsdesk feeds add outlet.example"):
        said = (await router.handle(read_command(words), speaker, Channels())).text
        assert "Only editors choose the feeds" in said
        assert "outlet" not in said
    (feed,) = await memory.feeds.every()
    assert feed.state is FeedState.NEW
