"""From a change in TVmaze to one post in a subscribed channel, whatever is ended in between."""

from datetime import date
from functools import partial

import pytest

from adapters.discord.traits import DISCORD
from bot.runtime.knowledge import Catalogues
from bot.verbs.deliver import deliver
from bot.verbs.fan_out import fan_out
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from content.facts.claims import ShowId
from fakes.messenger import FakeMessenger
from fakes.tellings import channel, subscription
from fakes.tvmaze import Season
from fakes.watching import watching

SOON = date(2027, 3, 5)


class KilledError(BaseException):
    """The process is no more."""


class Killing:
    """A port that ends the process at one of its functions, before or after that is done."""

    def __init__(self, port, name, *, after):
        self._port, self._name, self._after = port, name, after

    def __getattr__(self, asked):
        found = getattr(self._port, asked)
        return partial(self._end, found) if asked == self._name else found

    async def _end(self, found, *args, **named):
        if self._after:
            await found(*args, **named)
        raise KilledError


class Process:
    """One process, which knows nothing but what the database holds."""

    def __init__(self, watch, messenger):
        self.watch, self.messenger, self.database = watch, messenger, watch.database
        self.knowledge = Catalogues([self.database.followed_claims.name])
        watch.knowledge = self.knowledge
        self.noticed = None

    async def live(self, **ports):
        """Watch, learn, notice and deliver once; *ports* in place of the database's own."""
        clock = self.watch.time
        journal = ports.get("journal", self.database.journal)
        await self.watch.once(watchlist=ports.get("watchlist", self.database.watchlist))
        await fetch(self.database.followed_claims, knowledge=self.knowledge)
        if self.noticed is None:
            self.noticed = NoticeState(await journal.open())
        self.noticed = await notice(
            self.noticed,
            clock=clock,
            knowledge=self.knowledge,
            journal=journal,
            stories=self.database.stories,
        )
        while await fan_out(clock=clock, journal=journal):
            pass
        await deliver(
            clock=clock,
            outbox=ports.get("outbox", self.database.outbox),
            messengers={DISCORD.id: self.messenger},
        )


@pytest.fixture
async def watch(opened_sqlite):
    async with watching(opened_sqlite) as begun:
        yield begun


@pytest.fixture
async def begin(watch):
    """Give processes one after another, once the show is known and a channel hears about it."""
    messenger = FakeMessenger(DISCORD)
    show = watch.tvmaze.shows.show(seasons=[Season(1, date(2015, 11, 20)), Season(2)])
    await watch.follow(show)
    place = channel("news", platform=DISCORD.id)
    await watch.database.subscriptions.subscribe(subscription(place, show=ShowId("jessica-jones")))
    begin = partial(Process, watch, messenger)
    await begin().live()
    assert messenger.posts == []
    watch.time.pass_time(60)
    watch.tvmaze.shows.move_premiere(show, 2, SOON)
    watch.time.pass_time(3600)
    return begin


async def test_a_new_date_is_told_once_in_a_subscribed_channel(begin, watch):
    violet = begin()
    for _ in range(4):
        await violet.live()
        watch.time.pass_time(1800)

    (post,) = violet.messenger.posts
    assert "5 March 2027" in post.announcement.headline
    assert "TVmaze" in post.announcement.headline


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("port", "name"),
    [
        ("watchlist", "mark_changed"),
        ("watchlist", "store"),
        ("watchlist", "set_state"),
        ("journal", "record"),
        ("outbox", "lease"),
    ],
)
async def test_it_is_told_once_also_where_the_process_is_killed(begin, watch, port, name, after):
    ending = Killing(getattr(watch.database, port), name, after=after)
    with pytest.raises(KilledError):
        await begin().live(**{port: ending})

    violet = begin()
    for _ in range(4):
        await violet.live()
        watch.time.pass_time(600)

    assert len(violet.messenger.posts) == 1
    assert "5 March 2027" in violet.messenger.posts[0].announcement.headline
