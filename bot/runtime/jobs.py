"""What is done again and again, by which process, and for which platform."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import SystemRandom
from typing import Final

from bot.ports.answers import Answers
from bot.ports.episodes import EpisodeLog
from bot.ports.errors import StorageError
from bot.ports.feeds import FeedReader, Feeds, Newsroom
from bot.ports.following import Follows
from bot.ports.journal import Clock, Journal
from bot.ports.leadership import SOURCES, TICKS, Leadership, WakeUp
from bot.ports.listings import Listings, Watchlist
from bot.ports.outbox import Messenger, Outbox
from bot.ports.places import Places
from bot.ports.privacy import Privacy
from bot.ports.proposals import Proposals
from bot.ports.publishing import Publications
from bot.ports.retention import Retention
from bot.ports.scheduled_events import ScheduledEvents, calendar_of
from bot.ports.sources import ClaimSource, FetchedKnowledge
from bot.ports.stories import Stories
from bot.ports.subscriptions import Subscriptions
from bot.ports.traits import PlatformTraits
from bot.runtime.schedule import JobSchedule
from bot.runtime.supervisor import Supervisor
from bot.verbs.announce_episodes import announce_episodes
from bot.verbs.count_down import count_down
from bot.verbs.deliver import deliver
from bot.verbs.fan_out import fan_out
from bot.verbs.fetch import fetch
from bot.verbs.keep_events import keep_events
from bot.verbs.keep_following import HomeState, keep_following
from bot.verbs.make_digests import make_digests
from bot.verbs.notice import NoticeState, notice
from bot.verbs.prune import prune, prune_answers
from bot.verbs.publish import publish
from bot.verbs.read_feeds import read_feeds
from bot.verbs.recover import recover
from bot.verbs.sweep import sweep
from bot.verbs.tell_editors import tell_editors
from bot.verbs.tell_faults import log_faults, tell_faults
from bot.verbs.tell_headlines import gather_outlets
from bot.verbs.watch import NONE_SCHEDULED, FirstEpisodes, watch
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import Home

_NOTICE_EVERY_S: Final = 10.0
"""A new day is news too; what was fetched is noticed at once."""
_GATHER_EVERY_S: Final = 60.0
_TELL_EDITORS_EVERY_S: Final = 10.0
_COUNT_EVERY_S: Final = 5.0
_PRUNE_EVERY_S: Final = 10.0
_SWEEP_EVERY_S: Final = 60.0
_DELIVER_EVERY_S: Final = 1.0
_FOLLOW_EVERY_S: Final = 5.0
"""How often it is looked at what channels want to follow: at once, while any is to be seen to."""
_FAN_OUT_EVERY_S: Final = 1.0
_RECOVER_EVERY_S: Final = 15.0
_EVENTS_EVERY_S: Final = 15.0
_WATCH_EVERY_S: Final = 10.0
"""It only looks whether anything is due; what is asked for, and how often, `watch` decides."""
_READ_EVERY_S: Final = 10.0
"""Likewise: when each feed is asked, its own row says."""
_REHEARSE_EVERY_S: Final = 0.2
_LISTEN_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchContext:
    """What watching works with."""

    listings: Listings
    watchlist: Watchlist
    editors: Sequence[Destination] = ()
    """Who is told where something is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingContext:
    """What publishing, and following, work with."""

    publications: Publications
    follows: Follows
    home: Home | None = None
    """Whose channels others follow; None: nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingContext:
    """What reading feeds works with."""

    feeds: Feeds
    reader: FeedReader
    newsroom: Newsroom


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """What the jobs work with."""

    clock: Clock
    sources: Sequence[ClaimSource]
    knowledge: FetchedKnowledge
    journal: Journal
    subscriptions: Subscriptions
    places: Places
    outbox: Outbox
    retention: Retention
    privacy: Privacy
    answers: Answers
    episodes: EpisodeLog
    stories: Stories
    proposals: Proposals
    keep_days: int
    """How long what has ended is kept."""
    events: ScheduledEvents
    """What is kept in servers' calendars."""
    leadership: Leadership
    wake_up: WakeUp
    supervisors: Sequence[Supervisor]
    editors: Sequence[Destination] = ()
    """Who is told what waits for them."""
    following: FollowingContext | None = None
    """None: nothing is published here."""
    watching: WatchContext | None = None
    """None: this process asks no source of listings."""
    reading: ReadingContext | None = None
    """None: this process reads no feeds."""


@dataclass(slots=True)
class Watermarks:
    """How far this process knows that all has come, and what it was told of first episodes."""

    noticed: NoticeState
    counted: datetime | None
    aired: datetime | None = None
    logged: str = ""
    """Which faults of files stand in the log."""
    told: str = ""
    """Which faults of files editors were told."""
    home: HomeState = field(default_factory=HomeState)
    first_episodes: FirstEpisodes = field(default_factory=lambda: NONE_SCHEDULED)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of one process."""

    context: JobContext
    marks: Watermarks
    fetching: dict[str, asyncio.Task[bool]] = field(default_factory=dict)
    """The first fetch of each source, by its name, where that takes longer than the start."""
    listening: list[asyncio.Task[None]] = field(default_factory=list)

    def plan(self, schedule: JobSchedule, *, ticks: bool, sends: bool, rehearses: bool) -> None:
        """Put the jobs of this process's roles on *schedule*."""

        def pace(seconds: float) -> float:
            return _REHEARSE_EVERY_S if rehearses else seconds

        for source in self.context.sources:
            name = f"fetch_{source.name}"
            schedule.every(pace(source.every_s), name, partial(self.fetch, source, schedule))
        if ticks:
            self.context.leadership.want(TICKS)
            schedule.every(pace(_NOTICE_EVERY_S), "notice", self.notice)
            schedule.every(pace(_COUNT_EVERY_S), "count_down", self.count_down)
            schedule.every(pace(_COUNT_EVERY_S), "air", self.announce_episodes)
            schedule.every(pace(_GATHER_EVERY_S), "gather", self.gather_outlets)
            schedule.every(pace(_COUNT_EVERY_S), "digest", self.make_digests)
            if not rehearses:  # its clock says nothing of how old anything is
                schedule.every(_PRUNE_EVERY_S, "prune", self.prune)
                schedule.every(_SWEEP_EVERY_S, "sweep", self.sweep)
                schedule.every(_TELL_EDITORS_EVERY_S, "tell_editors", self.tell_editors)
                schedule.every(_TELL_EDITORS_EVERY_S, "tell_faults", self.tell_faults)
        if self.context.watching and not rehearses:  # a listing says nothing of another time
            schedule.every(_WATCH_EVERY_S, "watch", partial(self.watch, schedule))
        if self.context.reading and not rehearses:
            schedule.every(_READ_EVERY_S, "read_feeds", self.read_feeds)
        if ticks or sends:  # whoever is free: the batches are shared
            schedule.every(pace(_FAN_OUT_EVERY_S), "fan_out", partial(self.fan_out, schedule))
        if sends:
            for supervisor in self.context.supervisors:
                name = f"deliver_{supervisor.traits.id}"
                schedule.every(pace(_DELIVER_EVERY_S), name, partial(self.deliver, supervisor))
                name = f"events_{supervisor.traits.id}"
                work = partial(self.keep_events, supervisor, rehearses=rehearses)
                schedule.every(_EVENTS_EVERY_S, name, work)
                name = f"publish_{supervisor.traits.id}"
                schedule.every(pace(_DELIVER_EVERY_S), name, partial(self.publish, supervisor))
            schedule.every(pace(_RECOVER_EVERY_S), "recover", self.recover)
            self.listening.append(asyncio.create_task(self._hasten_when_woken(schedule)))

    async def stop(self) -> None:
        """Listen for no more wake-ups."""
        for task in self.listening:
            task.cancel()
        await asyncio.gather(*self.listening, return_exceptions=True)

    async def fetch(self, source: ClaimSource, schedule: JobSchedule) -> None:
        """Learn what *source* says, also where this process only answers; notice it at once."""
        first = self.fetching.get(source.name)
        if first is not None:
            if not first.done():
                return
            await self.fetching.pop(source.name)
        if await fetch(source, knowledge=self.context.knowledge):
            schedule.hasten("notice")
        self.marks.logged = log_faults(self.marks.logged, self.context.knowledge.faults)

    async def watch(self, schedule: JobSchedule) -> None:
        """Read what is due in listings, if that is this process's to do, some at a time."""
        context, watching = self.context, self.context.watching
        if watching is None or not context.leadership.has(SOURCES):
            return
        watched = await watch(
            clock=context.clock,
            listings=watching.listings,
            watchlist=watching.watchlist,
            episodes=context.episodes,
            knowledge=context.knowledge,
            outbox=context.outbox,
            editors=watching.editors,
            may_go_on=partial(context.leadership.has, SOURCES),
            first_episodes=self.marks.first_episodes,
        )
        self.marks.first_episodes = watched.first_episodes
        if any(one.claims for one in watched.read):
            schedule.hasten(f"fetch_{watching.listings.name}")
        if not watched.again_in:
            schedule.hasten("watch")

    async def read_feeds(self) -> None:
        """Read the feeds that are due, if that is this process's to do.

        Not while shows are still being taken in: what an article says of those would be lost.
        """
        context, reading = self.context, self.context.reading
        if reading is None or not context.leadership.has(SOURCES):
            return
        if context.knowledge.catalogue.is_filling:
            return
        await read_feeds(
            reading.feeds,
            reading.reader,
            reading.newsroom,
            clock=context.clock,
            chance=SystemRandom().random,
        )

    async def notice(self) -> None:
        """Notice what is new, if that is this process's to do.

        Not while shows are still being taken in: of theirs it could not tell what is dated no more.
        """
        context = self.context
        if context.leadership.has(TICKS) and not context.knowledge.catalogue.is_filling:
            self.marks.noticed = await notice(
                self.marks.noticed,
                clock=context.clock,
                knowledge=context.knowledge,
                journal=context.journal,
                stories=context.stories,
            )

    async def count_down(self) -> None:
        """Queue the countdown steps that are due, if that is this process's to do.

        Not while shows are still being taken in, since the mark would pass over theirs.
        """
        context = self.context
        if context.leadership.has(TICKS) and not context.knowledge.catalogue.is_filling:
            self.marks.counted = await count_down(
                self.marks.counted,
                clock=context.clock,
                knowledge=context.knowledge,
                journal=context.journal,
                subscriptions=context.subscriptions,
            )

    async def announce_episodes(self) -> None:
        """Queue what airs next, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS) and not context.knowledge.catalogue.is_filling:
            self.marks.aired = await announce_episodes(
                self.marks.aired,
                clock=context.clock,
                knowledge=context.knowledge,
                journal=context.journal,
                subscriptions=context.subscriptions,
                episodes=context.episodes,
            )

    async def gather_outlets(self) -> None:
        """Put further outlets into the posts of stories, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS):
            await gather_outlets(
                clock=context.clock, knowledge=context.knowledge, stories=context.stories
            )

    async def tell_editors(self) -> None:
        """Tell editors what newly waits for them, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS):
            await tell_editors(
                clock=context.clock,
                knowledge=context.knowledge,
                proposals=context.proposals,
                editors=context.editors,
            )

    async def tell_faults(self) -> None:
        """Tell editors which files cannot be read, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS):
            self.marks.told = await tell_faults(
                self.marks.told,
                clock=context.clock,
                knowledge=context.knowledge,
                outbox=context.outbox,
                editors=context.editors,
            )

    async def fan_out(self, schedule: JobSchedule) -> None:
        """Queue the next batches of what was recorded, and go on at once where any are left."""
        if await fan_out(clock=self.context.clock, journal=self.context.journal):
            schedule.hasten("fan_out")

    async def make_digests(self) -> None:
        """Make the digests that are due, if that is this process's to do."""
        if self.context.leadership.has(TICKS):
            await make_digests(clock=self.context.clock, outbox=self.context.outbox)

    async def prune(self) -> None:
        """Remove what ended long ago, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS):
            await prune(
                clock=context.clock, retention=context.retention, keep_days=context.keep_days
            )
            await prune_answers(clock=context.clock, answers=context.answers)

    async def sweep(self) -> None:
        """Remove what is past its stated time, if that is this process's to do."""
        context = self.context
        if context.leadership.has(TICKS):
            await sweep(clock=context.clock, privacy=context.privacy)

    async def deliver(self, supervisor: Supervisor) -> None:
        """Make the deliveries of one platform, so that none holds up another's."""
        context, messenger = self.context, supervisor.messenger()
        if messenger is None:
            return
        await supervisor.take_over_once(partial(self._take_over, supervisor.traits))
        try:
            await deliver(
                clock=context.clock,
                outbox=context.outbox,
                messengers={supervisor.traits.id: messenger},
                draining=supervisor.draining,
            )
        except StorageError:
            # What could not be settled is ours still, and no longer in flight: take it over again.
            supervisor.release()
            raise

    async def keep_events(self, supervisor: Supervisor, *, rehearses: bool) -> None:
        """Keep the calendars of a platform in step, where it has any.

        Not while shows are still being taken in: theirs would seem to be dated no more. Nor in a
        rehearsal, whose days are no calendar's.
        """
        context, calendar = self.context, calendar_of(supervisor.messenger())
        if rehearses or calendar is None or context.knowledge.catalogue.is_filling:
            return
        await keep_events(
            supervisor.traits.id,
            clock=context.clock,
            knowledge=context.knowledge,
            events=context.events,
            calendar=calendar,
        )

    async def publish(self, supervisor: Supervisor) -> None:
        """Bring those who follow a channel what was posted there."""
        context, follower = self.context, supervisor.follower()
        following = context.following
        if following is None or follower is None or supervisor.draining.is_set():
            return
        platform, home = supervisor.traits.id, following.home
        if home is not None and home.platform != platform:
            home = None
        # Before publishing, and never beside it: who follows is known by then.
        state, loop_s = self.marks.home, asyncio.get_running_loop().time()
        if loop_s >= state.look_at:
            seen_to = await keep_following(
                platform,
                home=home,
                clock=context.clock,
                subscriptions=context.subscriptions,
                follows=following.follows,
                follower=follower,
                catalogue=context.knowledge.catalogue,
                state=state,
            )
            state.look_at = loop_s + (0.0 if seen_to else _FOLLOW_EVERY_S)
        await publish(
            platform,
            clock=context.clock,
            publications=following.publications,
            publisher=follower,
        )

    async def recover(self) -> None:
        """Look after suspended destinations, on the platforms that this process sends for."""
        messengers: dict[Platform, Messenger] = {}
        for supervisor in self.context.supervisors:
            messenger = supervisor.messenger()
            if messenger is not None:
                messengers[supervisor.traits.id] = messenger
        if messengers:
            await recover(
                clock=self.context.clock,
                outbox=self.context.outbox,
                subscriptions=self.context.subscriptions,
                places=self.context.places,
                messengers=messengers,
            )

    async def _take_over(self, traits: PlatformTraits) -> None:
        begun_s, clock = traits.begun_again_after_s, self.context.clock
        await self.context.outbox.take_over(
            traits.id,
            now=clock.now(),
            begun_s=None if begun_s is None else clock.seconds_within(begun_s),
        )

    async def _hasten_when_woken(self, schedule: JobSchedule) -> None:
        """Deliver at once what has just been queued."""
        while True:
            if await self.context.wake_up.wait(_LISTEN_S):
                schedule.hasten("fan_out")
                for supervisor in self.context.supervisors:
                    schedule.hasten(f"deliver_{supervisor.traits.id}")
