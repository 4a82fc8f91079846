"""Watching: due source → sighting before/after → claim or silence; `notice` finds it there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

import structlog

from bot.ports.episodes import EpisodeLog
from bot.ports.errors import SenselessAnswerError, SourceUnavailableError
from bot.ports.journal import Clock
from bot.ports.listings import Followed, Listings, SourceState, Watchlist
from bot.ports.outbox import Outbox
from bot.ports.sources import Knowledge
from content.announcements.notices import source_notice, source_well_notice
from content.facts.claims import Claim, Show, ShowId
from content.facts.proposals import Proposal
from content.listings.backing_off import pause_after
from content.listings.due import next_look, until_caught_up
from content.listings.halting import MOST_UNREADABLE, counted, is_calm, reason_to_halt
from content.listings.listed_dates import is_listed_on
from content.listings.looks import CACHE_LIFE
from content.listings.observed import Observed, observe
from content.listings.records import ListedEpisode, ListedShow, ListingId
from content.listings.shows import as_named_now
from content.listings.sightings import Sighting
from content.listings.troubles import Trouble, troubles
from content.subscriptions.destination import Destination
from content.understanding.plain_titles import is_plain

log = structlog.get_logger()

_CHANGES_EVERY: Final = timedelta(hours=1)
_SCHEDULE_EVERY: Final = timedelta(days=1)
_SCHEDULE_KEPT_FOR: Final = timedelta(days=1)
"""How old the schedule may be that a source answers with."""
_OVERLAP: Final = timedelta(hours=2)
"""What is asked for of changes again: a list may be an hour old, and so may the one before."""
_FIRST_LIST: Final = timedelta(days=30)
_IDLE: Final = timedelta(minutes=1)
"""When to look again whether anybody follows anything."""
_AFTER_A_MISS: Final = timedelta(minutes=15)
"""When a record is asked for again that could not be had; others are meanwhile."""
_AFTER_NONSENSE: Final = timedelta(hours=6)
_AT_ONCE: Final = 20
"""Shows that are read in one call."""
_SAMPLE: Final = 10
"""Shows that are looked at, and not taken in, to see whether what halted is over."""

FirstEpisodes = Mapping[ListingId, Mapping[int, ListedEpisode]]
"""The first regular episode of each season that the schedule lists."""
NONE_SCHEDULED: Final[FirstEpisodes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShow:
    """What came of reading one show's record."""

    show: Show
    claims: tuple[Claim, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    is_gone: bool = False
    """Whether there is no such record any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What one call came to."""

    again_in: timedelta
    """When there will be something to do; zero: there is already."""
    first_episodes: FirstEpisodes
    """What the schedule said when it was read last, for the next call."""
    read: tuple[ReadShow, ...] = ()


async def watch(
    *,
    clock: Clock,
    listings: Listings,
    watchlist: Watchlist,
    episodes: EpisodeLog,
    knowledge: Knowledge,
    outbox: Outbox,
    editors: Sequence[Destination] = (),
    may_go_on: Callable[[], bool] = lambda: True,
    first_episodes: FirstEpisodes = NONE_SCHEDULED,
) -> Watched:
    """Read some of what is due of one source, and return when to call again.

    In an hour the list of what has changed is read once, and in a day the schedule; nothing is
    asked for while nobody follows anything. A show's claims, sightings and proposals are stored
    with its next look in one transaction, so that whatever breaks off loses and repeats nothing.
    A source that fails is left alone for longer each time. Where too much changes at once, or
    records have another shape, nothing is taken in; *editors* are told so once, and once that it
    is over. Before each question, *may_go_on* says whether asking is still for this process to do.

    Raises:
        StorageError: what was stored stands, and the rest is still due.
    """
    watching = _Watching(
        clock, listings, watchlist, episodes, knowledge, outbox, editors, may_go_on, first_episodes
    )
    await watching.begin()
    again_in = await watching.go_on()
    return Watched(
        again_in=again_in,
        read=tuple(watching.read),
        first_episodes=watching.first_episodes,
    )


class _Watching:
    """One call."""

    def __init__(
        self,
        clock: Clock,
        listings: Listings,
        watchlist: Watchlist,
        episodes: EpisodeLog,
        knowledge: Knowledge,
        outbox: Outbox,
        editors: Sequence[Destination],
        may_go_on: Callable[[], bool],
        first_episodes: FirstEpisodes,
    ) -> None:
        self._clock = clock
        self._listings = listings
        self._source = listings.name
        self._watchlist = watchlist
        self._episodes = episodes
        self._knowledge = knowledge
        self._outbox = outbox
        self._editors = editors
        self._may_go_on = may_go_on
        self._state = self._stored = SourceState(source=self._source)
        self._sightings: int | None = None
        self.first_episodes = first_episodes
        self.read: list[ReadShow] = []

    async def begin(self) -> None:
        self._state = self._stored = await self._watchlist.state(self._source)
        await self._tell_editors()

    async def go_on(self) -> timedelta:
        """Do what is due, and return when something will be."""
        left_alone = self._left_alone()
        if left_alone:
            return left_alone
        is_due = self._is_over(self._state.changes_at, _CHANGES_EVERY)
        if is_due and await self._watchlist.next_due(self._source) is None:
            return _IDLE
        if not is_due:
            await self._read_shows(has_listed=False)
        elif await self._read_changes():
            await self._read_shows(has_listed=True)
            is_well = not self._state.failures and self._state.halted_since is None
            if is_well and self._is_over(self._state.schedule_at, _SCHEDULE_EVERY):
                await self._read_schedule()
        await self._keep()
        await self._tell_editors()
        return await self._again_in()

    @property
    def _now(self) -> datetime:
        return self._clock.now()

    # ------------------------------------------------------------- when

    def _is_over(self, at: datetime | None, period: timedelta) -> bool:
        return at is None or not timedelta() <= self._now - at < period

    def _left_alone(self) -> timedelta:
        """Return for how long nothing is asked, since it failed or asked for that."""
        state, now = self._state, self._now
        until = state.paused_until or now
        if state.asked_at is not None:
            pause = pause_after(state.failures, source=self._source, since=state.failing_since)
            until = max(until, state.asked_at + pause)
        return max(until - now, timedelta())

    async def _again_in(self) -> timedelta:
        left_alone = self._left_alone()
        if left_alone:
            return left_alone
        now = self._now
        listed_again = (self._state.changes_at or now) + _CHANGES_EVERY
        if self._state.halted_since is not None:
            return max(listed_again - now, timedelta())
        due_at = await self._watchlist.next_due(self._source)
        return max(min(listed_again, due_at or listed_again) - now, timedelta())

    # ------------------------------------------------------------- asking

    async def _read_changes(self) -> bool:
        """Mark what has changed; return whether that could be learnt."""
        if not self._may_go_on():
            return False
        now, before = self._now, self._state.changes_at
        since = _FIRST_LIST if before is None else max(now - before, timedelta()) + _OVERLAP
        try:
            changed = await self._listings.updated(since)
        except SourceUnavailableError as error:
            await self._failed(error)
            return False
        await self._watchlist.mark_changed(self._source, changed, now=self._now)
        self._answered()
        self._state = replace(self._state, changes_at=now)
        await self._keep()
        return True

    async def _read_shows(self, *, has_listed: bool) -> None:
        """Read what is due; while nothing is taken in, only look at some of it now and then."""
        is_halted = self._state.halted_since is not None
        if is_halted and not has_listed:
            return
        due = await self._watchlist.due(
            self._source, now=self._now, limit=_SAMPLE if is_halted else _AT_ONCE
        )
        if not due and has_listed:
            self._state = replace(self._state, failing_since=None, reason=None)
        sample: list[Sighting] = []
        for followed in due:
            if not self._may_go_on():
                return
            try:
                record = await self._listings.show(followed.listing)
            except SourceUnavailableError as error:
                if not await self._goes_on_after(followed, error):
                    return
                continue
            self._recovered()
            seen = self._observed(followed, record)
            if is_halted:
                sample += seen.sightings
            elif not await self._take_in(followed, record, seen):
                return
        if is_halted and (sample or not due):
            await self._lift(sample)

    async def _read_schedule(self) -> None:
        """Learn which episodes are to come, and let shows be due that say another first day."""
        now, first = self._now, dict[ListingId, dict[int, ListedEpisode]]()
        ours = {one.listing: one.show.id for one in await self._watchlist.every(self._source)}
        ahead: dict[ShowId, list[ListedEpisode]] = {show: [] for show in ours.values()}
        if not self._may_go_on():
            return
        try:
            async for one in self._listings.schedule():
                episode = one.episode
                if one.listing not in ours:
                    continue
                ahead[ours[one.listing]].append(episode)
                if episode.number == 1 and not episode.is_special:
                    first.setdefault(one.listing, {}).setdefault(episode.season, episode)
        except SourceUnavailableError as error:
            await self._failed(error)
            return
        self.first_episodes = first
        await self._episodes.saw(
            self._source, ahead, now=now, age=_SCHEDULE_KEPT_FOR, is_whole=True
        )
        for listing, seasons in first.items():
            followed = await self._watchlist.followed(ours[listing])
            if followed is not None and not all(
                is_listed_on(followed.sightings, season, episode.day)
                for season, episode in seasons.items()
            ):
                await self._look_again(followed, self._now)
        self._answered()
        self._state = replace(self._state, schedule_at=now)

    # ------------------------------------------------------------- what came of it

    def _observed(self, followed: Followed, record: ListedShow | None) -> Observed:
        known = (*self._knowledge.catalogue.about(followed.show.id), *followed.claims)
        return observe(
            followed.sightings,
            record,
            followed.show,
            now=self._now,
            is_import=followed.seen_at is None,
            source=self._source,
            first_episodes=self.first_episodes.get(followed.listing, {}),
            known=tuple({claim.id: claim for claim in known}.values()),
        )

    async def _take_in(self, followed: Followed, record: ListedShow | None, seen: Observed) -> bool:
        """Store what was seen; False: that is so much else that nothing is taken in."""
        now = self._now
        changed = counted(self._state.changed, seen.changed, now=now)
        self._state = replace(self._state, changed=changed)
        if seen.changed and await self._halts():
            return False
        due_at = next_look(followed.listing, record, seen.sightings, now)
        after = replace(followed, sightings=seen.sightings, seen_at=now)
        if record is None:
            after = replace(after, due_at=due_at, gone_since=followed.gone_since or now)
        else:
            if followed.introduces:
                named = as_named_now(followed.show, record, is_plain=is_plain)
                after = replace(after, show=named)
            if followed.listed is not None and record.updated < followed.listed:
                due_at = min(due_at, now + until_caught_up(followed.listed, now))
            after = replace(
                after,
                listing=record.listing,
                url=record.url,
                updated=record.updated,
                due_at=due_at,
                gone_since=None,
            )
        if await self._watchlist.store(after, new=seen.claims, proposals=seen.proposals):
            if record is not None and record.next_episode is not None:
                following = {followed.show.id: [record.next_episode]}
                await self._episodes.saw(self._source, following, now=now, age=CACHE_LIFE)
            self._state = replace(self._state, claims=self._state.claims + len(seen.claims))
            read = ReadShow(
                show=followed.show,
                claims=seen.claims,
                proposals=seen.proposals,
                is_gone=record is None,
            )
            self.read.append(read)
            if seen.claims or seen.proposals:
                log.info(
                    "listing_taken_in",
                    source=self._source,
                    show=followed.show.id,
                    claims=[claim.id for claim in seen.claims],
                    proposals=len(seen.proposals),
                )
        return True

    async def _goes_on_after(self, followed: Followed, error: SourceUnavailableError) -> bool:
        """Let others be asked for before a record that could not be had; False: none now."""
        was_halted = self._state.halted_since is not None
        is_nonsense = isinstance(error, SenselessAnswerError)
        if is_nonsense:
            unreadable = self._state.unreadable | {followed.listing}
            self._state = replace(self._state, unreadable=unreadable)
        await self._failed(error)
        if is_nonsense and await self._halts():
            return was_halted
        if error.pause is None and not was_halted:
            wait = _AFTER_NONSENSE if is_nonsense else _AFTER_A_MISS
            await self._look_again(followed, self._now + wait)
        return is_nonsense or not self._left_alone()

    async def _look_again(self, followed: Followed, due_at: datetime) -> None:
        await self._watchlist.store(replace(followed, due_at=due_at))

    async def _halts(self) -> bool:
        """Take in nothing more where too much is another, or makes no sense."""
        state, now = self._state, self._now
        if state.halted_since is not None:
            return True
        is_accepted = state.accepted_until is not None and now < state.accepted_until
        if self._sightings is None:
            self._sightings = await self._watchlist.sightings(self._source)
        reason = reason_to_halt(
            self._source,
            sightings=self._sightings,
            changed=0 if is_accepted else sum(count for _, count in state.changed),
            unreadable=len(state.unreadable),
        )
        if reason is None:
            return False
        log.error("source_halted", source=self._source, reason=reason)
        self._state = replace(
            state,
            halted_since=now,
            halted_because=reason,
            is_misshapen=len(state.unreadable) >= MOST_UNREADABLE,
        )
        await self._keep()
        return True

    async def _lift(self, sample: Sequence[Sighting]) -> None:
        """Take in again, where what was looked at is as it should be."""
        state = self._state
        if state.is_misshapen or is_calm(sample):
            self._state = replace(
                state, halted_since=None, halted_because=None, is_misshapen=False, changed=()
            )
            log.info("source_resumed", source=self._source)

    # ------------------------------------------------------------- how it stands

    def _answered(self) -> None:
        now = self._now
        self._state = replace(self._state, asked_at=now, good_at=now, failures=0, paused_until=None)

    def _recovered(self) -> None:
        """Hold that a record came: all is well with the source."""
        if self._state.failing_since is not None:
            log.info("source_recovered", source=self._source)
        self._answered()
        self._state = replace(self._state, failing_since=None, reason=None, unreadable=frozenset())

    async def _failed(self, error: SourceUnavailableError) -> None:
        state, now = self._state, self._now
        if state.failing_since is None:  # said once, not at every try
            log.warning("source_failed", source=self._source, reason=str(error))
        self._state = replace(
            state,
            asked_at=now,
            failures=state.failures + 1,
            failing_since=state.failing_since or now,
            reason=str(error),
            paused_until=now + error.pause if error.pause else state.paused_until,
        )
        await self._keep()

    async def _keep(self) -> None:
        if self._state != self._stored:
            await self._watchlist.set_state(self._state)
            self._stored = self._state

    # ------------------------------------------------------------- telling

    async def _tell_editors(self) -> None:
        """Queue what editors are to know; what they are told is kept after it is queued.

        Who is ended in between queues the same notice again, which is then there already.
        """
        state, now = self._state, self._now
        wrong = {
            str(one): one
            for one in troubles(
                failing_since=state.failing_since,
                halted_since=state.halted_since,
                is_misshapen=state.is_misshapen,
                now=now,
            )
        }
        if wrong.keys() == state.told:
            return
        for key in wrong.keys() - state.told:
            await self._tell(wrong[key], now)
        for key in state.told - wrong.keys():
            trouble = Trouble.read(key)
            for editor in self._editors:
                if trouble is None:
                    continue
                name = _named(editor)
                notice = source_well_notice(self._source, trouble, editor=name, at=now)
                await self._outbox.tell(notice, editor, now=now)
        self._state = replace(state, told=frozenset(wrong))
        await self._keep()

    async def _tell(self, trouble: Trouble, now: datetime) -> None:
        state = self._state
        halted = state.halted_since == trouble.since
        reason = (state.halted_because if halted else state.reason) or ""
        log.warning("source_in_trouble", source=self._source, trouble=str(trouble), reason=reason)
        for editor in self._editors:
            notice = source_notice(
                self._source, trouble, reason=reason, editor=_named(editor), at=now
            )
            await self._outbox.tell(notice, editor, now=now)


def _named(editor: Destination) -> str:
    return f"{editor.platform}:{editor.workspace}:{editor.person}"
