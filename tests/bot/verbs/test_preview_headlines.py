"""What a preview says of headlines, of which nobody knows what they will be."""

from datetime import timedelta

import pytest

from bot.verbs.preview_channel import preview_channel
from content.announcements.headlines import ToldStory
from content.articles.stories import Story, StoryId
from content.facts.claims import ShowId
from content.facts.kinds import Topic
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, StoppedClock, two_shows
from fakes.tellings import channel, subscription

DAY = timedelta(days=1)


def began(name, days, show="jessica-jones"):
    return ToldStory(
        story=Story(id=StoryId(name), show=ShowId(show), began=NOW - days * DAY, tellings=())
    )


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request):
    if request.param == "fake":
        return FakeDatabase()
    return request.getfixturevalue(f"opened_{request.param}")


async def lines_of(store, *stories, **wanted):
    await store.subscriptions.subscribe(subscription(**wanted))
    await store.stories.keep(stories, [], now=NOW)
    reply = await preview_channel(
        channel(),
        None,
        clock=StoppedClock(NOW),
        knowledge=two_shows(),
        subscriptions=store.subscriptions,
        episodes=store.episodes,
        stories=store.stories,
        default_zone="UTC",
    )
    return [line for line in reply.lines if "eadlines" in line]


@pytest.mark.parametrize(
    ("show", "said"), [("jessica-jones", "there were 2"), (None, "there were 3")]
)
async def test_it_says_how_many_there_were_in_the_last_week(store, show, said):
    stories = began("a", 1), began("b", 6), began("c", 8), began("d", 2, "daredevil")

    (line,) = await lines_of(store, *stories, show=show)

    assert line == f"Headlines come as outlets write them; {said} in the last week."


async def test_it_says_that_there_was_none(store):
    (line,) = await lines_of(store)

    assert line.endswith("there was none in the last week.")


async def test_who_wants_no_headlines_hears_nothing_of_them(store):
    assert await lines_of(store, began("a", 1), topics=frozenset({Topic.RELEASE})) == []
