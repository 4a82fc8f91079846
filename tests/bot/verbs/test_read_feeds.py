"""In which order feeds are asked for, whoever their servers are."""

import asyncio
from datetime import timedelta

from bot.verbs.read_feeds import read_feeds
from content.articles.feed import FeedAnswer, FeedOutcome
from fakes.feed_store import FakeFeeds, FakeReception
from fakes.tvmaze.time import SimulatedTime


class SlowServers:
    """The port `FeedReader`, where every host takes its time and one asks to be left alone."""

    def __init__(self):
        self.asked = []

    async def read(self, feed, **_):
        self.asked.append(feed.url)
        await asyncio.sleep(0)
        if "hangs.example" in feed.url:
            return FeedAnswer(outcome=FeedOutcome.UNREACHABLE, reason="silent", is_silence=True)
        if "busy.example" in feed.url:
            return FeedAnswer(
                outcome=FeedOutcome.REFUSED, status=429, retry_after=timedelta(hours=5)
            )
        return FeedAnswer(outcome=FeedOutcome.UNCHANGED, status=304)


async def looked_at(urls):
    time, store, reader = SimulatedTime(), FakeFeeds(), SlowServers()
    for url in urls:
        await store.add(url, title="", by="", now=time.now())
    result = await read_feeds(store, reader, FakeReception(), clock=time, chance=lambda: 0.0)
    return reader.asked, result, await store.every(), time


async def test_hosts_with_many_feeds_keep_none_with_one_waiting_for_all_of_them():
    many = [f"http://many{host}.example/{n}" for host in range(8) for n in range(20)]
    alone = "http://alone.example/feed"

    asked, result, _, _ = await looked_at([*many, alone])

    assert asked.index(alone) == 8
    assert (result.asked, result.unchanged) == (161, 161)


async def test_a_host_that_asks_to_be_left_alone_stops_no_other():
    busy = [f"http://busy.example/{n}" for n in range(20)]
    others = [f"http://other{n}.example/" for n in range(20)]

    asked, result, feeds, time = await looked_at([*busy, *others])

    assert asked.count(busy[0]) == 1
    assert set(asked) == {busy[0], *others}
    assert (result.unchanged, result.failed, result.left_alone) == (20, 1, 19)
    waits = {feed.due_at - time.now() for feed in feeds if feed.url in busy}
    assert waits == {timedelta(hours=5)}


async def test_a_host_that_does_not_answer_twice_costs_a_round_no_third_wait():
    hanging = [f"http://hangs.example/{n}" for n in range(20)]

    asked, result, feeds, time = await looked_at([*hanging, "http://other.example/"])

    assert asked.count("http://other.example/") == 1
    assert [url for url in asked if url in hanging] == hanging[:2]
    assert (result.unchanged, result.failed, result.left_alone) == (1, 2, 18)
    waiting = [feed for feed in feeds if feed.url in hanging[2:]]
    assert {feed.due_at - time.now() for feed in waiting} == {timedelta(minutes=15)}
    assert {(feed.failures, feed.failing_since) for feed in waiting} == {(0, None)}
    assert all("does not answer" in feed.waits_for for feed in waiting)
