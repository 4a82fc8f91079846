"""What `Feeds` promises, held against the fake and against both databases."""

from dataclasses import replace
from datetime import timedelta

from bot.ports.feeds import KEPT, Adding, FoundFeed
from content.articles.article import Article
from content.articles.feed import FeedTrouble, Move, Validators
from content.articles.fetch_allowance import FetchLimits
from content.articles.identity import ItemKeys
from content.articles.items import DayBasis, ItemId, NewsItem
from content.facts.dates import PartialDate
from fakes.tellings import at

URL = "https://outlet.example/feed"
OTHER = "https://other.example/feed"
EDITOR = "discord:7"


async def add(store, url=URL, **how):
    return await store.feeds.add(url, title="", by=EDITOR, now=at(), **how)


async def the_feed(store, url=URL):
    (feed,) = [one for one in await store.feeds.every() if one.url == url]
    return feed


def keys(*names):
    return ItemKeys(tuple(names), f"title of {names[0]}")


def item(name, **how):
    article = Article(
        url=f"https://outlet.example/{name}",
        publisher="The Outlet",
        published=PartialDate.parse("2018-02-07"),
        title="Title \x00 \ud800 “x”",
        text="Text",
    )
    values = {
        "id": ItemId(name),
        "feed": URL,
        "guid": "g",
        "article": article,
        "basis": DayBasis.FEED,
        "first_seen": at(),
        "is_backlog": False,
    }
    return NewsItem(**values | how)


async def read(store, seen, new=(), *, now=None):
    feed = await the_feed(store)
    after = replace(feed, parsed_at=now or at())
    return await store.feeds.store(after, seen=seen, new=new)


async def test_a_feed_is_one_however_often_it_is_added(store):
    first, feed = await add(store)
    second, again = await add(store)

    assert (first, second) == (Adding.NEW, Adding.KNOWN)
    assert again.number == feed.number
    assert [(one.url, one.added_by) for one in await store.feeds.every()] == [(URL, EDITOR)]


async def test_all_that_is_held_of_a_feed_comes_back_as_it_was(store):
    _, feed = await add(store)
    whole = replace(
        feed,
        title="The Outlet \x00",
        outlet="outlet.example",
        due_at=at(hours=1),
        asked_at=at(),
        read_at=at(),
        parsed_at=at(days=-1),
        whole_at=at(days=-2),
        validators=Validators('W/"a\xff"', "yesterday", "d" * 64),
        move=Move(to=OTHER, since=at(days=-1), times=2),
        failing_since=at(days=-4),
        failures=3,
        reason="it says 404",
        told=frozenset({FeedTrouble.SILENT}),
    )

    assert await store.feeds.store(whole)

    assert await the_feed(store) == replace(whole, revision=whole.revision + 1)


async def test_what_was_changed_meanwhile_is_not_overwritten(store):
    _, feed = await add(store)
    assert await store.feeds.pause(feed.number, by=EDITOR, now=at())

    assert not await store.feeds.store(
        replace(feed, title="late", parsed_at=at()), seen=[keys("a")], new=[item("a")]
    )

    assert (await the_feed(store)).paused_by == EDITOR
    assert list(await store.feeds.waiting(limit=9)) == []
    assert await store.feeds.known(["a"]) == frozenset()


async def test_only_what_is_read_and_does_not_pause_is_due(store):
    _, feed = await add(store)
    _, other = await add(store, OTHER)
    await store.feeds.store(replace(other, due_at=at(hours=1)))

    assert [one.url for one in await store.feeds.due(now=at(), limit=9)] == [URL]
    assert [one.url for one in await store.feeds.due(now=at(hours=1), limit=9)] == [URL, OTHER]
    assert len(await store.feeds.due(now=at(hours=1), limit=1)) == 1
    await store.feeds.pause(feed.number, by=EDITOR, now=at())
    assert list(await store.feeds.due(now=at(), limit=9)) == []
    assert not await store.feeds.pause(feed.number, by=EDITOR, now=at())


async def test_what_pauses_goes_on_at_once_and_as_if_it_had_never_failed(store):
    _, feed = await add(store)
    gone = replace(
        feed,
        paused_at=at(),
        due_at=at(days=9),
        failures=3,
        failing_since=at(),
        reason="gone",
        told=frozenset({FeedTrouble.GONE}),
    )
    await store.feeds.store(gone)

    assert await store.feeds.resume(feed.number, by=EDITOR, now=at(hours=1))

    after = await the_feed(store)
    assert (after.paused_at, after.due_at) == (None, at(hours=1))
    assert (after.failures, after.failing_since, after.told) == (0, None, frozenset())
    assert not await store.feeds.resume(feed.number, by=EDITOR, now=at(hours=1))


async def test_adding_what_pauses_lets_it_go_on(store):
    _, feed = await add(store)
    await store.feeds.pause(feed.number, by=EDITOR, now=at())

    assert (await add(store))[0] is Adding.AGAIN

    assert (await the_feed(store)).paused_at is None


async def test_what_the_operator_names_is_read_until_he_names_it_no_more(store):
    await store.feeds.name([URL, OTHER], now=at())
    assert [one.url for one in await store.feeds.every()] == [URL, OTHER]
    assert not await store.feeds.remove((await the_feed(store)).number, by=EDITOR, now=at())
    await add(store, OTHER)

    await store.feeds.name([], now=at())

    assert [one.url for one in await store.feeds.every()] == [OTHER]


async def test_what_is_removed_and_added_again_is_no_news(store):
    _, feed = await add(store)
    await read(store, [keys("a")], [item("a")])

    assert await store.feeds.remove(feed.number, by=EDITOR, now=at())
    assert list(await store.feeds.every()) == []
    assert not await store.feeds.remove(feed.number, by=EDITOR, now=at())

    assert (await add(store))[0] is Adding.AGAIN
    assert await store.feeds.known(["a", "b"]) == {"a"}


async def test_there_are_so_many_feeds_at_most(store):
    store.feeds._at_most = 1
    await add(store)

    assert (await add(store, OTHER))[0] is Adding.TOO_MANY
    assert (await add(store))[0] is Adding.KNOWN
    assert [one.url for one in await store.feeds.every()] == [URL]


async def test_what_is_new_waits_until_it_is_settled(store):
    await add(store)
    await read(store, [keys("a"), keys("b")], [item("a"), item("b")])

    waiting = await store.feeds.waiting(limit=9)
    assert list(waiting) == [item("a"), item("b")]
    assert await store.feeds.settle([ItemId("a"), ItemId("unknown")], now=at()) == 1
    assert await store.feeds.settle([ItemId("a")], now=at()) == 0

    assert [one.id for one in await store.feeds.waiting(limit=9)] == ["b"]


async def test_an_item_is_new_once_in_whichever_feed(store):
    await add(store)
    await read(store, [keys("a", "link")], [item("a")])

    await read(store, [keys("z", "link")], [item("z")])
    await read(store, [keys("a", "other link")], [item("a")])

    assert [one.id for one in await store.feeds.waiting(limit=9)] == ["a"]
    assert await store.feeds.known(["z", "other link"]) == {"z", "other link"}


async def test_what_a_feed_still_has_stays_known_and_what_it_has_not_is_forgotten(store):
    await add(store)
    await read(store, [keys("a"), keys("b")])
    await read(store, [keys("a")], now=at() + KEPT / 2)

    await read(store, [keys("a")], now=at() + KEPT + timedelta(days=1))

    assert await store.feeds.known(["a", "b"]) == {"a"}


async def test_a_feed_that_moved_to_another_that_is_read_pauses(store):
    _, feed = await add(store)
    await add(store, OTHER)

    assert await store.feeds.store(replace(feed, url=OTHER, asked_at=at()))

    left = await the_feed(store)
    assert (left.paused_at, left.paused_by) == (at(), "")
    assert "read already" in left.reason


async def test_a_feed_may_move_to_where_one_was_that_is_read_no_more(store):
    _, feed = await add(store)
    _, other = await add(store, OTHER)
    await store.feeds.remove(other.number, by=EDITOR, now=at())

    assert await store.feeds.store(replace(feed, url=OTHER))

    assert [one.url for one in await store.feeds.every()] == [OTHER]


async def granted(store, host, now, *, count=1, **how):
    found = (await store.feeds.take_fetches({host: count}, now=now, **how))[host]
    return found.count, found.wait


async def test_a_host_is_left_alone_as_long_as_it_asks(store):
    feeds = store.feeds
    await feeds.pause_host("a.example", until=at(hours=2), why="it asks for it")
    await feeds.pause_host("a.example", until=at(hours=1), why="another")

    assert await granted(store, "a.example", at()) == (0, timedelta(hours=2))
    assert await granted(store, "b.example", at()) == (1, timedelta())
    assert await granted(store, "a.example", at(hours=2)) == (1, timedelta())


async def test_a_host_and_all_together_are_asked_so_often_a_day(store):
    limits = FetchLimits(host_a_day=2, a_day=3)

    async def take(host, now, count=1):
        return await granted(store, host, now, count=count, limits=limits)

    assert await take("a", at()) == (1, timedelta())
    assert await take("a", at(hours=1), 5) == (1, timedelta(hours=23))
    assert await take("a", at(hours=2)) == (0, timedelta(hours=22))
    assert await take("b", at(hours=2)) == (1, timedelta())
    assert await take("c", at(hours=2)) == (0, timedelta(hours=22))
    assert await take("a", at(days=1)) == (1, timedelta())


async def test_many_feeds_are_stored_at_once_but_for_what_was_changed_meanwhile(store):
    _, feed = await add(store)
    _, other = await add(store, OTHER)
    await store.feeds.pause(other.number, by=EDITOR, now=at())

    await store.feeds.store_all([replace(feed, title="A"), replace(other, title="B")])

    assert (await the_feed(store)).title == "A"
    assert (await the_feed(store, OTHER)).title == ""
    assert (await the_feed(store)).revision == feed.revision + 1


async def test_all_are_due_at_once_where_the_operator_wants_that_but_those_that_pause(store):
    for url in (URL, OTHER):
        await add(store, url)
        feed = await the_feed(store, url)
        await store.feeds.store(replace(feed, due_at=at(hours=5)))
    paused = await the_feed(store, OTHER)
    await store.feeds.pause(paused.number, by=EDITOR, now=at())

    assert await store.feeds.hasten_all(now=at(hours=1)) == 1
    assert await store.feeds.hasten_all(now=at(hours=1)) == 0

    assert [one.url for one in await store.feeds.due(now=at(hours=1), limit=9)] == [URL]


async def test_a_list_is_taken_in_whole_and_leaves_alone_what_is_read_already(store):
    _, feed = await add(store)
    await store.feeds.pause(feed.number, by=EDITOR, now=at())
    await add(store, OTHER)
    await store.feeds.remove((await the_feed(store, OTHER)).number, by=EDITOR, now=at())
    found = [FoundFeed(URL, "other"), FoundFeed(OTHER, "O"), FoundFeed(f"{OTHER}/2", "Two")]

    assert await store.feeds.take_in(found, now=at()) == 2
    assert await store.feeds.take_in(found, now=at()) == 0

    every = await store.feeds.every()
    assert [one.url for one in every] == [URL, OTHER, f"{OTHER}/2"]
    assert [one.added_by for one in every] == [EDITOR, "", ""]
    assert (every[0].paused_by, every[2].title) == (EDITOR, "Two")


async def test_a_list_with_too_many_feeds_adds_none(store):
    store.feeds._at_most = 2
    await add(store)

    found = [FoundFeed(OTHER, ""), FoundFeed(f"{OTHER}/2", "")]

    assert await store.feeds.take_in(found, now=at()) is None

    assert [one.url for one in await store.feeds.every()] == [URL]
