"""The shows that are followed in listings, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.ports.listings import MOST, MOST_A_DAY, Followed, Following, SourceState, WatchCounts
from bot.ports.sources import Fetched
from content.facts.catalogue import ShowClaims
from content.facts.claims import Claim, ShowId
from content.facts.proposals import MOST_WAITING, Proposal
from content.listings.listing import listing_of
from content.listings.records import ListingId
from content.listings.wished_ids import claim_about, wished_ids
from fakes.memory import Memory


class FakeWatchlist:
    """The port `Watchlist`."""

    def __init__(self, memory: Memory | None = None, *, at_most: int = MOST) -> None:
        self._at_most = at_most
        self._memory = memory or Memory()

    async def follow(self, followed: Followed, *, now: datetime) -> tuple[Following, ShowId]:
        for show, held in self._memory.followed.items():
            is_file = not followed.introduces and show == followed.show.id
            if is_file or (held.source, held.listing) == (followed.source, followed.listing):
                self._memory.followed[show] = replace(held, kept=held.kept or followed.kept)
                return Following.KNOWN, show
        if followed.community:
            theirs = [one for one in self._held if one.community == followed.community]
            today = [one for one in theirs if now - timedelta(days=1) < one.followed_at <= now]
            if len(today) >= MOST_A_DAY:
                return Following.TOO_MANY_TODAY, followed.show.id
            if sum(self._is_wanted(one, followed.community) for one in theirs) >= self._at_most:
                return Following.TOO_MANY, followed.show.id
        return Following.NEW, self._add(followed)

    def _add(self, followed: Followed) -> ShowId:
        taken = {*self._memory.followed, *self._memory.shows} if followed.introduces else set()
        wished = wished_ids(followed.show.id, followed.year, followed.listing)
        show = next(one for one in wished if one not in taken)
        self._memory.say_of(
            replace(
                followed,
                show=replace(followed.show, id=show),
                claims=tuple(
                    claim_about(_from(followed.source, claim), show, followed.source)
                    for claim in followed.claims
                ),
            )
        )
        return show

    async def unfollow(self, show: ShowId) -> bool:
        held = self._memory.followed.get(show)
        if held is None or not held.kept:
            return False
        self._memory.followed[show] = replace(held, kept=False)
        return True

    async def known(self, source: str, listing: ListingId) -> ShowId | None:
        here = (one.show.id for one in self._of(source) if one.listing == listing)
        return next(here, None)

    async def every(self, source: str) -> Sequence[Followed]:
        found = [replace(one, claims=(), sightings=()) for one in self._of(source)]
        return sorted(found, key=lambda one: (one.show.title.casefold(), one.show.id))

    async def followed(self, show: ShowId) -> Followed | None:
        return self._memory.followed.get(show)

    async def due(self, source: str, *, now: datetime, limit: int) -> Sequence[Followed]:
        due = [one for one in self._of(source) if one.due_at <= now and self._is_wanted(one)]
        return sorted(due, key=lambda one: one.due_at)[: max(0, limit)]

    async def next_due(self, source: str) -> datetime | None:
        wanted = (one.due_at for one in self._of(source) if self._is_wanted(one))
        return min(wanted, default=None)

    async def counts(self, source: str, *, now: datetime) -> WatchCounts:
        wanted = [one.due_at for one in self._of(source) if self._is_wanted(one)]
        later = [moment for moment in wanted if moment > now]
        return WatchCounts(
            followed=len(wanted),
            due=len(wanted) - len(later),
            next_at=min(later, default=None),
        )

    async def hasten(self, source: str, *, now: datetime) -> int:
        for one in self._of(source):
            if self._is_wanted(one):
                held = replace(one, due_at=min(one.due_at, now))
                self._memory.followed[one.show.id] = held
        return (await self.counts(source, now=now)).due

    async def mark_changed(
        self, source: str, changed: Mapping[ListingId, datetime], *, now: datetime
    ) -> int:
        due = 0
        for one in self._of(source):
            if one.listing not in changed:
                continue
            listed = max(changed[one.listing], one.listed or changed[one.listing])
            is_older = one.updated is None or one.updated < listed
            due += is_older and one.due_at > now and self._is_wanted(one)
            due_at = min(one.due_at, now) if is_older else one.due_at
            marked = replace(one, listed=listed, due_at=due_at)
            if marked != one:
                self._memory.say_of(marked)
        return due

    async def store(
        self, after: Followed, *, new: Sequence[Claim] = (), proposals: Sequence[Proposal] = ()
    ) -> bool:
        held, source = self._memory.followed.get(after.show.id), after.source
        if held is None or held.source != source or _is_later(held.seen_at, after.seen_at):
            return False
        said = [_from(source, claim) for claim in (*after.claims, *new)]
        claims = {claim.id: claim for claim in (*held.claims, *said)}
        has_more = _is_later(held.listed, after.listed) and _is_later(held.listed, after.updated)
        taken = await self.known(source, after.listing)
        self._memory.say_of(
            replace(
                after,
                listing=after.listing if taken is None else held.listing,
                year=held.year,
                claims=tuple(claims.values()),
                listed=held.listed if _is_later(held.listed, after.listed) else after.listed,
                due_at=min(held.due_at, after.due_at) if has_more else after.due_at,
                followed_at=held.followed_at,
                followed_by=held.followed_by,
                community=held.community,
                kept=held.kept,
            )
        )
        found = [replace(one, claim=_from(source, one.claim)) for one in proposals]
        if found:
            self._memory.propose(found, after.seen_at or after.followed_at, MOST_WAITING)
        return True

    async def sightings(self, source: str) -> int:
        return sum(len(one.sightings) for one in self._of(source))

    async def state(self, source: str) -> SourceState:
        return self._memory.source_states.get(source, SourceState(source=source))

    async def set_state(self, state: SourceState) -> None:
        self._memory.source_states[state.source] = state

    @property
    def _held(self) -> list[Followed]:
        return [*self._memory.followed.values()]

    def _of(self, source: str) -> list[Followed]:
        return [one for one in self._held if one.source == source]

    def _is_wanted(self, followed: Followed, community: str | None = None) -> bool:
        """Whether the operator keeps it or anybody subscribes; in a community only the latter."""
        theirs = [one for one in self._memory.subscriptions if one.show == followed.show.id]
        if community is None:
            return followed.kept or bool(theirs)
        places = [one.destination for one in theirs]
        return community in {f"{place.platform}:{place.workspace}" for place in places}


class FakeFollowedClaims:
    """The `ClaimSource` of what is followed."""

    name: Final = "tvmaze"
    every_s: Final = 10.0

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def fetch(self, since: str | None) -> Fetched:
        changes = {
            show: number
            for show, number in self._memory.followed_changes.items()
            if self._memory.followed[show].source == self.name
        }
        newest = max(changes.values(), default=0)
        state = self._memory.source_states.get(self.name)
        begin = int(since) if since and since.isdecimal() and int(since) <= newest else 0
        newer = [show for show in sorted(changes, key=changes.__getitem__) if changes[show] > begin]
        return Fetched(
            changed=tuple(self._said_of(show) for show in newer),
            is_whole=begin == 0,
            cursor=str(newest),
            reached_at=state.changes_at if state and state.halted_since is None else None,
        )

    def _said_of(self, show: ShowId) -> ShowClaims:
        held = self._memory.followed[show]
        is_outdated = _is_later(held.listed, held.updated) and held.updated is not None
        listing = listing_of(held.sightings, url=held.url, seen_at=held.seen_at, source=held.source)
        return ShowClaims(
            show,
            held.show if held.introduces else None,
            held.claims,
            replace(listing, is_outdated=is_outdated),
        )


def _from(source: str, claim: Claim) -> Claim:
    return replace(claim, origin=source)


def _is_later(moment: datetime | None, than: datetime | None) -> bool:
    return moment is not None and (than is None or moment > than)
