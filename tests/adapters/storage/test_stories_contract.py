"""What `Stories` promises, held against the fake and against both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory, story_told
from content.articles.gist import Gist
from content.articles.items import ItemId
from content.articles.stories import Story, StoryId, Telling
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from fakes.claims import show

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SHOW = ShowId("jessica-jones")
GIST = Gist(
    show=SHOW,
    seasons=frozenset({2, 3}),
    points=frozenset(
        {
            (Kind.RELEASE_DATE, PartialDate.parse("2027-05")),
            (Kind.EPISODE_COUNT, 13),
            (Kind.RENEWAL, None),
            (Kind.CAST, "Ana Mills — é"),
        }
    ),
    deeds=frozenset({"date", "moved"}),
    is_negated=True,
    is_open=True,
    dates=frozenset({"may"}),
    numbers=frozenset({13}),
    words=frozenset({"hulu", "é"}),
)


def telling(outlet="Variety", number=1):
    return Telling(
        item=ItemId(f"item-{number}"),
        outlet=outlet,
        title="“Jessica Jones” — moved 🎬",
        url="https://variety.com/a",
        published=PartialDate.parse("2026-12-01"),
        gist=GIST,
    )


def told(*tellings, name="one", began=NOW):
    tellings = tellings or (telling(),)
    return ToldStory(story=Story(id=StoryId(name), show=SHOW, began=began, tellings=tellings))


async def recent(store, since=NOW - timedelta(4), shows=(SHOW,)):
    return list(await store.stories.recent(shows, since=since))


async def test_a_story_comes_back_as_it_was_kept(store):
    assert await store.stories.keep([told()], [], now=NOW)

    assert await recent(store) == [replace(told(), revision=1)]


async def test_only_the_stories_of_those_shows_since_then_are_returned(store):
    early = told(name="early", began=NOW - timedelta(5))
    await store.stories.keep([told(), early], [], now=NOW)

    assert [one.story.id for one in await recent(store)] == ["one"]
    assert [one.story.id for one in await recent(store, NOW - timedelta(9))] == ["early", "one"]
    assert await recent(store, shows=(ShowId("loki"),)) == []
    assert await recent(store, shows=()) == []


async def test_what_another_changed_since_is_not_kept_nor_is_anything_beside_it(store):
    await store.stories.keep([told()], [], now=NOW)
    (one,) = await recent(store)
    assert await store.stories.keep([replace(one, outlets=2)], [], now=NOW)
    said = Broadcast(announcement=story_told(told(name="two").story, show()))

    assert not await store.stories.keep([told(name="two"), one], [said], now=NOW)
    assert not await store.stories.keep([told()], [said], now=NOW)

    assert [(each.story.id, each.outlets) for each in await recent(store)] == [("one", 2)]
    assert list(await store.journal.latest(limit=9)) == []


async def test_a_story_grows_while_more_outlets_tell_it_than_its_post_says(store):
    grown = told(telling(), telling("Deadline", 2))
    await store.stories.keep([grown, told(telling(), telling(), name="two")], [], now=NOW)

    (one,) = await store.stories.growing(since=NOW - timedelta(2))
    assert one.story == grown.story
    assert list(await store.stories.growing(since=NOW + timedelta(1))) == []

    await store.stories.keep([replace(one, outlets=2, edited_at=NOW)], [], now=NOW)
    assert list(await store.stories.growing(since=NOW - timedelta(2))) == []
    assert [each.edited_at for each in await recent(store)] == [NOW, None]


async def test_what_is_told_is_queued_once_however_often_it_is_kept(store):
    said = Broadcast(announcement=story_told(told().story, show()))
    await store.stories.keep([told()], [said], now=NOW)
    (one,) = await recent(store)

    await store.stories.keep([one], [said], now=NOW)

    assert [each.announcement.id for each in await store.journal.latest(limit=9)] == [
        "headline:one"
    ]


async def test_a_story_of_long_ago_goes(store):
    await store.stories.keep([told()], [], now=NOW)
    later = NOW + timedelta(31)

    await store.stories.keep([told(name="two", began=later)], [], now=later)

    assert [one.story.id for one in await recent(store)] == ["two"]
