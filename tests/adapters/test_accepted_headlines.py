"""From an item of a feed over an editor's yes to the wire: every channel is told once."""

import os
from datetime import UTC, datetime

import pytest

from adapters.storage.database import Database
from bot.runtime.knowledge import Catalogues
from bot.runtime.newsroom import EditorsNewsroom
from bot.verbs.deliver import deliver
from bot.verbs.fan_out import fan_out
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from bot.verbs.tell_headlines import gather_outlets
from content.articles.article import Article
from content.articles.items import DayBasis, ItemId, NewsItem
from content.facts.claims import Authority, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from fakes.claims import catalogue, claim, show
from fakes.forks import Fork
from fakes.newsroom import StoppedClock
from fakes.platforms import ConsoleOnTrial, DiscordOnTrial, SlackOnTrial
from fakes.processes import environment
from fakes.sources import FakeSource
from fakes.tellings import subscription

NOW = datetime(2027, 1, 12, 12, tzinfo=UTC)
SEVERANCE = show("severance", title="Severance", short="Severance", network="Apple")
HEADLINE = "Severance gets a date"
COUNTED = "Season 3 of Severance will have ten episodes."
EXPECTED = "Severance season 3 is expected to premiere in March 2027."
CONFIRMED = "Apple has announced that season 3 of Severance premieres on 5 March 2027."


def item(text, number=1, title=HEADLINE):
    article = Article(
        url=f"https://outlet{number}.example/a",
        publisher=f"Outlet{number}",
        published=PartialDate.parse("2027-01-12"),
        title=title,
        text=text,
    )
    return NewsItem(
        id=ItemId(f"item-{number}"),
        feed="https://outlet.example/feed",
        guid=f"{number}",
        article=article,
        basis=DayBasis.FEED,
        first_seen=NOW,
        is_backlog=False,
    )


class House:
    """One process, over a database that may outlive it, and one platform with one channel."""

    def __init__(self, platform, database):
        self.platform, self.database = platform, database
        self.clock = platform.clock
        files = FakeSource()
        held = claim(
            "episode-count",
            8,
            show_id="severance",
            season=3,
            stance=Stance.PLANNED,
            authority=Authority.OUTLET,
        )
        files.holds(catalogue(held, shows=(SEVERANCE,)))
        self.sources = [files, database.editor_claims, database.recorded_claims]
        self.knowledge = Catalogues([one.name for one in self.sources])
        self.state = None

    async def opens(self, **wanted):
        self.connector = await self.platform.connected(
            subscriptions=self.database.subscriptions,
            outbox=self.database.outbox,
            journal=self.database.journal,
            retention=self.database.retention,
            knowledge=self.knowledge,
            proposals=self.database.proposals,
        )
        await self.learns()
        usual = {"show": "severance", "topics": frozenset(Topic), "lowest_stance": Stance.RUMOURED}
        await self.database.subscriptions.subscribe(
            subscription(self.platform.channel, **(usual | wanted))
        )

    async def learns(self):
        for one in self.sources:
            await fetch(one, knowledge=self.knowledge)
        before = self.state or NoticeState(await self.database.journal.open())
        self.state = await notice(
            before,
            clock=self.clock,
            knowledge=self.knowledge,
            journal=self.database.journal,
            stories=self.database.stories,
        )

    async def reads(self, *items):
        room = EditorsNewsroom(
            clock=self.clock,
            knowledge=self.knowledge,
            proposals=self.database.proposals,
            stories=self.database.stories,
            outbox=self.database.outbox,
        )
        await room.take(items)

    async def accepts(self, *, learns=True):
        waiting = await self.database.proposals.waiting(limit=9)
        for one in waiting.oldest:
            assert await self.database.proposals.decide(
                one.number, accepted=True, by="discord:7", now=self.clock.now()
            )
        if learns:
            await self.learns()

    async def tells(self):
        ports = {"clock": self.clock, "knowledge": self.knowledge}
        await gather_outlets(**ports, stories=self.database.stories)
        while await fan_out(clock=self.clock, journal=self.database.journal):
            pass
        messenger = self.connector.messenger
        while await deliver(
            clock=self.clock,
            outbox=self.database.outbox,
            messengers={messenger.traits.id: messenger},
        ):
            pass

    async def passes(self, seconds):
        self.platform.pass_time(seconds)
        await self.tells()

    @property
    def posts(self):
        """What stands in the channel, each with whether it answers another post."""
        platform = self.platform
        match platform:
            case DiscordOnTrial():
                said = platform.world.said_in(platform.news)
                return [(one.text, one.replies_to == said[0].id) for one in said]
            case SlackOnTrial():
                said = platform.slack.bot_messages()
                return [(one.shown, one.thread_ts == said[0].ts) for one in said if one.is_news]
            case _:
                return [(one, False) for one in platform.told()]

    def delete_all(self):
        match self.platform:
            case DiscordOnTrial(world=world, news=news):
                for one in world.said_in(news):
                    one.deleted = True
            case SlackOnTrial(slack=slack):
                slack.workspace.channels[slack.workspace.general].messages.clear()


@pytest.fixture(params=[DiscordOnTrial, SlackOnTrial], ids=["discord", "slack"])
async def house(request, tmp_path, opened_sqlite):
    async with request.param(tmp_path, clock=StoppedClock(NOW)) as platform:
        yield House(platform, opened_sqlite)


async def test_what_an_editor_accepts_is_told_once_in_the_post_of_its_headline(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()
    ((before, _),) = house.posts
    assert HEADLINE in before

    await house.passes(600)
    await house.accepts()
    await house.passes(60)
    await house.passes(86400)

    ((post, is_answer),) = house.posts
    assert "Severance season 3" in post
    assert "10 episodes" in post
    assert "Until now: 8 (planned)." in post
    assert "reported" in post
    assert f"The headline was: {HEADLINE} (Outlet1 (outlet1.example))" in post.replace("\\", "")
    assert not is_answer


async def test_a_confirmed_release_date_answers_the_post_so_that_people_are_notified(house):
    await house.opens()
    await house.reads(item(CONFIRMED))
    await house.tells()

    await house.accepts()
    await house.passes(60)
    await house.passes(86400)

    (headline, _), (post, is_answer) = house.posts
    assert HEADLINE in headline
    assert "5 March 2027" in post
    assert "5 March 2027" not in headline
    assert is_answer


async def test_after_two_days_nobody_would_see_an_edit_so_the_news_answers_the_post(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()

    await house.passes(49 * 3600)
    await house.accepts()
    await house.passes(60)

    (headline, _), (post, is_answer) = house.posts
    assert HEADLINE in headline
    assert "10 episodes" in post
    assert is_answer


async def test_what_is_accepted_before_the_headline_went_out_is_one_post(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.accepts()

    await house.tells()
    await house.passes(600)

    ((post, is_answer),) = house.posts
    assert "10 episodes" in post
    assert not is_answer


async def test_where_somebody_deleted_the_post_the_news_is_told_all_the_same(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()
    house.delete_all()

    await house.accepts()
    await house.passes(60)
    await house.passes(60)

    ((post, is_answer),) = house.posts
    assert "10 episodes" in post
    assert not is_answer


async def test_a_channel_that_wants_headlines_alone_keeps_the_headline(house):
    await house.opens(topics=frozenset({Topic.HEADLINES}))
    await house.reads(item(COUNTED))
    await house.tells()

    await house.accepts()
    await house.passes(60)

    ((post, _),) = house.posts
    assert HEADLINE in post
    assert "The headline was" not in post


async def test_other_outlets_and_the_news_stand_in_one_post(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()
    await house.reads(item(COUNTED, 2))
    await house.accepts()

    await house.passes(3700)

    ((post, _),) = house.posts
    assert "10 episodes" in post
    assert "Also told by Outlet2." in post


async def test_all_that_is_accepted_of_one_article_stands_in_its_post(house):
    await house.opens()
    await house.reads(item(f"{EXPECTED} {COUNTED}"))
    await house.tells()

    await house.accepts()
    await house.passes(60)

    ((post, _),) = house.posts
    assert "expected to premiere in March 2027" in post
    assert "10 episodes" in post


async def test_a_later_correction_edits_what_the_post_tells(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()
    await house.accepts()
    await house.passes(60)

    await house.passes(3 * 86400)
    later = COUNTED.replace("ten", "eleven")
    await house.reads(item(later, 5, title="Severance grows: eleven episodes for season 3"))
    await house.tells()
    await house.accepts()
    await house.passes(60)

    (old, _), (new, is_answer) = house.posts
    assert "Since then, the number of episodes has changed to 11." in old
    assert "11 episodes" in new
    assert not is_answer


async def test_why_says_where_the_news_was_told(house):
    await house.opens()
    await house.reads(item(COUNTED))
    await house.tells()
    await house.accepts()
    await house.passes(60)

    why = await house.platform.type("updates why")

    assert "told in the post of its headline, edited at 2027-01-12 12:01" in why


DIES = """\
import asyncio, sys, time
from datetime import datetime
from adapters.storage.database import Database

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    now = datetime.fromisoformat(sys.argv[2])
    (edit,) = await database.outbox.lease([sys.argv[3]], limit=9, now=now, lease_s=60.0)
    assert edit.revises and await database.outbox.begin(edit, now=now)
    print("begun", flush=True)
    time.sleep(60)

asyncio.run(main())
"""


async def dies_while_editing(house, folder, url):
    """Let another process begin the edit, and kill it before it asks the platform for anything."""
    heard, said = os.pipe()
    words = ("-c", DIES, url, house.clock.now().isoformat(), house.platform.traits.id)
    process = Fork(words, folder, environment(), (0, said, 2))
    os.close(said)
    with os.fdopen(heard) as output:
        assert output.readline().strip() == "begun"
    process.kill()
    process.join(10)


@pytest.mark.parametrize("kind", [DiscordOnTrial, SlackOnTrial], ids=["discord", "slack"])
async def test_killed_between_storing_and_editing_it_is_told_once(kind, tmp_path, sqlite_url):
    database = await Database.open(sqlite_url)
    async with kind(tmp_path, clock=StoppedClock(NOW)) as platform:
        house = House(platform, database)
        await house.opens()
        await house.reads(item(COUNTED))
        await house.tells()
        await house.accepts()
        await dies_while_editing(house, tmp_path, sqlite_url)

        await house.passes(120)
        await house.passes(600)

        ((post, _),) = house.posts
        assert "10 episodes" in post
    await database.close()


async def test_a_terminal_prints_the_news_below_the_headline(tmp_path, opened_sqlite):
    async with ConsoleOnTrial(tmp_path, clock=StoppedClock(NOW)) as platform:
        house = House(platform, opened_sqlite)
        await house.opens()
        await house.reads(item(COUNTED))
        await house.tells()
        await house.accepts()
        await house.passes(60)
        await house.passes(60)

        (headline, _), (post, _) = house.posts
        assert HEADLINE in headline
        assert "10 episodes" in post
