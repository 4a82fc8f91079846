"""Which process does what, and that no platform holds up another."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from bot.ports.journal import Learnt
from bot.ports.leadership import SOURCES, TICKS, Role, answers_on, roles_on, sends_on
from bot.ports.outbox import Delivery
from bot.ports.traits import PlatformTraits
from bot.runtime.jobs import JobContext, Jobs, ReadingContext, WatchContext, Watermarks
from bot.runtime.knowledge import Catalogues
from bot.runtime.schedule import JobSchedule
from bot.runtime.supervisor import Supervisor
from bot.verbs.notice import NoticeState
from content.articles.feed import FeedAnswer, FeedOutcome
from content.subscriptions.outcomes import Delivered, Outcome
from fakes.claims import claim
from fakes.feed_store import FakeReception
from fakes.followed import followed, proposed
from fakes.journal import FakeJournal
from fakes.listed import listed_season, listed_show
from fakes.newsroom import NOW, StoppedClock, queued_for, states_at
from fakes.patience import PATIENCE_S
from fakes.processes import until
from fakes.sources import FakeSource
from fakes.storage import record
from fakes.tellings import channel, subscription, telling

ON_DISCORD = channel("news", platform=DISCORD.id)
ON_SLACK = channel("news", platform=SLACK.id)
EDITOR = DISCORD.directly_to_identity("discord:7")

EVERY_ROLE = roles_on([DISCORD, SLACK])


class FakeWakeUp:
    """What a test tells that something was queued."""

    def __init__(self):
        self.told = asyncio.Event()

    async def wait(self, timeout_s):
        async with asyncio.timeout(timeout_s):
            await self.told.wait()
        self.told.clear()
        return True


@dataclass
class FakeLeadership:
    mine: set[Role]

    def want(self, *roles):
        pass

    def has(self, role):
        return role in self.mine


@dataclass
class Platforms:
    """A connector and its messenger in one, which waits before it takes anything."""

    traits: PlatformTraits
    may_take: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[Delivery] = field(default_factory=list)

    @property
    def messenger(self):
        return self

    async def start(self):
        pass

    async def wait(self):
        await asyncio.Event().wait()

    async def stop(self):
        pass

    async def reserve_slot(self, _delivery):
        return None

    async def send(self, delivery: Delivery) -> Outcome:
        self.taken.append(delivery)
        await self.may_take.wait()
        return Delivered(message="m")

    async def find(self, _delivery):
        return None


def jobs_of(store, leadership, connectors, wake_up=None, source=None, listings=None, reader=None):
    known = Catalogues(["fake"])
    supervisors = [
        Supervisor(
            connector.traits,
            lambda connector=connector, **_: connector,
            leadership,
            answers=True,
            sends=True,
        )
        for connector in connectors
    ]
    learnt = Learnt(claims=(), shows=frozenset(), noticed_until=NOW, counted_until=NOW)
    context = JobContext(
        clock=StoppedClock(),
        sources=[source] if source else [],
        knowledge=known,
        journal=store.journal,
        places=store.places,
        subscriptions=store.subscriptions,
        outbox=store.outbox,
        retention=store.retention,
        privacy=store.privacy,
        answers=store.answers,
        events=store.events,
        episodes=store.episodes,
        stories=store.stories,
        proposals=store.proposals,
        editors=[EDITOR],
        keep_days=90,
        leadership=leadership,
        wake_up=wake_up or FakeWakeUp(),
        supervisors=supervisors,
        watching=WatchContext(listings=listings, watchlist=store.watchlist) if listings else None,
        reading=ReadingContext(feeds=store.feeds, reader=reader, newsroom=FakeReception())
        if reader
        else None,
    )
    return Jobs(context, Watermarks(NoticeState(learnt), NOW)), supervisors


async def kept(supervisors):
    tasks = [asyncio.create_task(supervisor.run()) for supervisor in supervisors]
    await until(lambda: all(supervisor.messenger() for supervisor in supervisors))
    return tasks


async def ended(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_slow_slack_does_not_hold_up_discord():
    store = await queued_for(ON_DISCORD, ON_SLACK)
    discord, slack = Platforms(DISCORD), Platforms(SLACK)
    discord.may_take.set()
    jobs, supervisors = jobs_of(store, FakeLeadership(set(EVERY_ROLE)), [slack, discord])
    tasks = await kept(supervisors)
    schedule = JobSchedule()
    jobs.plan(schedule, ticks=False, sends=True, rehearses=True)
    schedule.start()

    await until(lambda: slack.taken)
    await until(lambda: discord.taken)
    async with asyncio.timeout(PATIENCE_S):
        while await states_at(store, ON_DISCORD) != ["delivered"]:
            assert discord.taken
            await asyncio.sleep(0.01)

    assert await states_at(store, ON_SLACK) == ["sending"]
    slack.may_take.set()
    await schedule.stop(5)
    assert await states_at(store, ON_SLACK) == ["delivered"]
    await jobs.stop()
    await ended(tasks)


async def test_only_what_it_is_this_process_s_to_send_is_sent():
    store = await queued_for(ON_DISCORD, ON_SLACK)
    discord, slack = Platforms(DISCORD), Platforms(SLACK)
    leadership = FakeLeadership({answers_on(DISCORD), sends_on(SLACK)})
    slack.may_take.set()
    jobs, supervisors = jobs_of(store, leadership, [slack, discord])
    tasks = [asyncio.create_task(supervisor.run()) for supervisor in supervisors]
    await until(supervisors[0].messenger)

    for supervisor in supervisors:
        await jobs.deliver(supervisor)

    assert await states_at(store, ON_SLACK) == ["delivered"]
    assert await states_at(store, ON_DISCORD) == ["waiting"]
    await ended(tasks)


async def test_what_another_process_left_in_hand_is_told_without_waiting_for_its_lease():
    store = await queued_for(ON_DISCORD)
    discord = Platforms(DISCORD)
    discord.may_take.set()
    await store.outbox.lease([DISCORD.id], limit=9, now=NOW, lease_s=3600)
    jobs, supervisors = jobs_of(store, FakeLeadership(set(EVERY_ROLE)), [discord])
    tasks = await kept(supervisors)

    await jobs.deliver(supervisors[0])

    assert await states_at(store, ON_DISCORD) == ["delivered"]
    await ended(tasks)


async def test_whoever_sends_queues_what_is_left_of_a_recording_too():
    store, places = await queued_for(), [channel(f"{number}") for number in range(30)]
    for place in places:
        await store.subscriptions.subscribe(subscription(place))
    store.journal = FakeJournal(store.journal._memory, at_a_time=1)
    assert await record(store, telling("later", created_at=NOW), until=NOW)
    jobs, _ = jobs_of(store, FakeLeadership(set()), [])
    schedule = JobSchedule()
    jobs.plan(schedule, ticks=False, sends=True, rehearses=False)
    schedule.start()
    schedule._jobs["fan_out"] = 3600.0, schedule._jobs["fan_out"][1]

    schedule.hasten("fan_out")
    await until(lambda: len(store.journal.queued) == 30)
    await schedule.stop(5)
    await jobs.stop()


async def test_what_was_queued_is_told_at_once():
    store, wake_up = await queued_for(), FakeWakeUp()
    discord = Platforms(DISCORD)
    jobs, supervisors = jobs_of(store, FakeLeadership(set(EVERY_ROLE)), [discord], wake_up)
    tasks = await kept(supervisors)
    schedule, told = JobSchedule(), asyncio.Event()

    async def tell():
        told.set()

    jobs.plan(schedule, ticks=False, sends=True, rehearses=False)
    schedule.start()
    schedule._jobs["deliver_discord"] = 3600.0, tell

    wake_up.told.set()
    await asyncio.wait_for(told.wait(), PATIENCE_S)

    await schedule.stop(1)
    await jobs.stop()
    await ended(tasks)


async def test_whoever_has_not_the_ticks_reads_what_is_new_and_records_nothing():
    store, source = await queued_for(), FakeSource(claim())
    jobs, _ = jobs_of(store, FakeLeadership(set()), [], source=source)
    jobs.context.clock.moment += timedelta(days=1)

    await jobs.fetch(source, JobSchedule())
    await jobs.notice()
    await jobs.count_down()
    await jobs.make_digests()

    assert len(jobs.context.knowledge.catalogue.claims) == 1
    assert (await store.journal.open()).noticed_until == NOW


async def test_whoever_has_the_ticks_notices_and_counts():
    store = await queued_for()
    jobs, _ = jobs_of(store, FakeLeadership({TICKS}), [])
    jobs.context.clock.moment += timedelta(days=1)

    await jobs.notice()

    assert (await store.journal.open()).noticed_until == NOW + timedelta(days=1)


async def old_news_at(place):
    """A store in which news was told to *place* long before the clock of the jobs."""
    store = await queued_for(place)
    (delivery,) = await store.outbox.lease([place.platform], limit=9, now=NOW, lease_s=60)
    await store.outbox.begin(delivery, now=NOW)
    await store.outbox.settle(delivery, Delivered(message="m"), now=NOW)
    return store


async def test_whoever_has_the_ticks_removes_what_ended_long_ago():
    store = await old_news_at(ON_DISCORD)
    mine, _ = jobs_of(store, FakeLeadership({TICKS}), [])
    other, _ = jobs_of(store, FakeLeadership(set()), [])
    for days, jobs, left in ((89, mine, ["delivered"]), (91, other, ["delivered"]), (91, mine, [])):
        jobs.context.clock.moment = NOW + timedelta(days=days)

        await jobs.prune()

        assert await states_at(store, ON_DISCORD) == left


async def test_a_rehearsal_removes_nothing():
    planned = {}
    for rehearses in (False, True):
        jobs, _ = jobs_of(await queued_for(), FakeLeadership({TICKS}), [])
        schedule = JobSchedule()
        jobs.plan(schedule, ticks=True, sends=False, rehearses=rehearses)
        planned[rehearses] = set(schedule._jobs)

    assert planned[False] - planned[True] == {"prune", "sweep", "tell_editors", "tell_faults"}


async def test_whoever_has_the_ticks_tells_the_editors_what_newly_waits():
    store = await queued_for()
    await store.proposals.propose([proposed()], now=NOW)
    mine, _ = jobs_of(store, FakeLeadership({TICKS}), [])
    other, _ = jobs_of(store, FakeLeadership(set()), [])

    told = []
    for jobs in (other, mine, mine):
        await jobs.tell_editors()
        told.append(len(await store.outbox.reports(EDITOR, limit=9)))

    assert told == [0, 1, 1]


class AskedListings:
    """A source of listings that has one show, and counts what it is asked."""

    name = "tvmaze"

    def __init__(self):
        self.asked = []

    async def show(self, listing):
        self.asked.append(listing)
        return listed_show(listed_season(1), listing=listing)

    async def updated(self, within):
        self.asked.append(within)
        return {}

    async def schedule(self):
        self.asked.append("schedule")
        for none in ():
            yield none


async def test_whoever_has_the_sources_asks_them_and_nobody_else():
    for roles, asked in (({SOURCES}, 3), ({TICKS}, 0)):
        store, listings = await queued_for(), AskedListings()
        await store.watchlist.follow(followed(due_at=NOW, followed_at=NOW, kept=True), now=NOW)
        jobs, _ = jobs_of(store, FakeLeadership(roles), [], listings=listings)

        await jobs.watch(JobSchedule())

        assert len(listings.asked) == asked


async def test_a_rehearsal_asks_no_source():
    planned = {}
    for rehearses in (False, True):
        jobs, _ = jobs_of(
            await queued_for(), FakeLeadership({SOURCES}), [], listings=AskedListings()
        )
        schedule = JobSchedule()
        jobs.plan(schedule, ticks=False, sends=False, rehearses=rehearses)
        planned[rehearses] = set(schedule._jobs)

    assert planned[False] - planned[True] == {"watch"}


class AskedFeeds:
    """A reader of feeds that counts what it is asked."""

    def __init__(self):
        self.asked = []

    async def read(self, feed, *, whole, now):  # noqa: ARG002  the port's names
        self.asked.append(feed.url)
        return FeedAnswer(outcome=FeedOutcome.UNCHANGED, status=304)


async def test_feeds_are_read_by_whoever_has_that_role_and_not_while_shows_are_taken_in():
    url = "https://outlet.example/feed"
    for roles, is_filling, asked in (
        ({SOURCES}, False, [url]),
        ({TICKS}, False, []),
        ({SOURCES}, True, []),
    ):
        store, reader = await queued_for(), AskedFeeds()
        await store.feeds.name([url], now=NOW)
        jobs, _ = jobs_of(store, FakeLeadership(roles), [], reader=reader)
        if is_filling:
            jobs.context.knowledge.catalogue.fill()

        await jobs.read_feeds()

        assert reader.asked == asked


async def test_a_rehearsal_reads_no_feeds():
    planned = {}
    for rehearses in (False, True):
        jobs, _ = jobs_of(await queued_for(), FakeLeadership({SOURCES}), [], reader=AskedFeeds())
        schedule = JobSchedule()
        jobs.plan(schedule, ticks=False, sends=False, rehearses=rehearses)
        planned[rehearses] = set(schedule._jobs)

    assert planned[False] - planned[True] == {"read_feeds"}
