"""Following: what channels want → which of our channels they follow, on the platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from bot.ports.following import Follower, Follows, HomeChannel
from bot.ports.journal import Clock
from bot.ports.subscriptions import Subscriptions
from content.commands.replies.shows_meant import show_name
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import MOST_CHANNELS, Follow, FollowState, Home, plan_of
from content.subscriptions.outcomes import Refusal, Rejected, Unknown
from content.subscriptions.retries import pause_s

log = structlog.get_logger()

_AT_ONCE: Final = 20
"""Channels in one tick; each takes a request or two."""
_MOST_TRIES: Final = 5
"""Then it is taken not to follow: nothing is published while that is not known."""
_LOOK_AGAIN: Final = timedelta(hours=6)
_CHECK_CHANNELS: Final = timedelta(minutes=10)
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class HomeState:
    """What this process knows of the channels at home."""

    checked_at: datetime = _LONG_AGO
    may_make: bool = True
    """Whether another channel can be made: there is room for it, and it is allowed."""
    refusal: str = ""
    """Why none could be made, as it stands in the log."""
    most_channels: int = MOST_CHANNELS
    look_at: float = 0.0
    """When it is looked again at what channels want, on the loop's clock."""


async def keep_following(
    platform: Platform,
    *,
    home: Home | None,
    clock: Clock,
    subscriptions: Subscriptions,
    follows: Follows,
    follower: Follower,
    catalogue: Catalogue,
    state: HomeState,
) -> int:
    """Let channels follow what they are to follow, and nothing else; return how many were seen to.

    A lost answer is looked for before anything is asked again. Whoever is not let to follow is
    sent everything. The channels at home are made as they are wanted, up to `MOST_CHANNELS`.

    Raises:
        StorageError: what was begun is gone on with at the next tick.
    """
    now = clock.now()
    if home is not None and now - state.checked_at >= _CHECK_CHANNELS:
        await _check_channels(home, follows, follower, state, now)
    kept = {one.show: one for one in await follows.channels(home)} if home else {}
    has_room = state.may_make and len(kept) < state.most_channels
    places = await follows.to_look_at(platform, home, has_room=has_room, now=now, limit=_AT_ONCE)
    for place in places:
        wanted = plan_of(await subscriptions.of(place), home).shows if home else frozenset()
        keeper = _Keeper(home, clock, follows, follower, catalogue, state, kept)
        await keeper.look_at(place, wanted)
    return len(places)


async def _check_channels(
    home: Home, follows: Follows, follower: Follower, state: HomeState, now: datetime
) -> None:
    """See which channels there are at home; make the one of every show where there is none."""
    found = await follower.find_channels(home)
    if isinstance(found, Rejected | Unknown):
        state.checked_at = now - _CHECK_CHANNELS + timedelta(minutes=1)
        _say_refused(state, found.reason)
        return
    state.checked_at, state.may_make = now, True
    kept = await follows.channels(home)
    for one in kept:
        if one.destination.channel not in found.values():
            await follows.lose_channel(home, one, now=now)
            log.warning("home_channel_lost", channel=one.destination.channel, show=one.show or "")
    there = {one.destination.channel for one in kept}
    for show, channel in found.items():
        if channel not in there:
            await _keep(home, show, channel, follows, now)
    if None not in found:
        await _make(home, None, "", follows, follower, state, now)
    if len(found) >= state.most_channels:
        await _make_room(home, follows, follower, now)


async def _make_room(home: Home, follows: Follows, follower: Follower, now: datetime) -> None:
    """Delete some channels that nobody follows, oldest first, for shows that somebody wants to."""
    deleted = 0
    for one in await follows.channels(home):
        if one.show is None or deleted >= _AT_ONCE or await follows.followers(home, one.show):
            continue
        if await follower.remove_channel(one.destination) is None:
            await follows.lose_channel(home, one, now=now)
            deleted += 1
            log.info("home_channel_removed", channel=one.destination.channel, show=one.show)


async def _make(
    home: Home,
    show: ShowId | None,
    title: str,
    follows: Follows,
    follower: Follower,
    state: HomeState,
    now: datetime,
) -> HomeChannel | None:
    made = await follower.make_channel(home, show, title)
    if isinstance(made, Rejected | Unknown):
        # Whether it was made after all is seen when the channels are looked at again.
        state.may_make = False
        is_soon = isinstance(made, Unknown)
        state.checked_at = now - (_CHECK_CHANNELS if is_soon else timedelta(0))
        _say_refused(state, made.reason)
        return None
    state.refusal = ""
    return await _keep(home, show, made, follows, now)


async def _keep(
    home: Home, show: ShowId | None, channel: str, follows: Follows, now: datetime
) -> HomeChannel:
    place = Destination(platform=home.platform, workspace=home.workspace, channel=channel)
    kept = HomeChannel(destination=place, show=show)
    await follows.keep_channel(home, kept, now=now)
    log.info("home_channel_kept", channel=channel, show=show or "")
    return kept


def _say_refused(state: HomeState, reason: str) -> None:
    if reason != state.refusal:  # said once, not at every look
        log.warning("home_channel_refused", reason=reason)
    state.refusal = reason


@dataclass(frozen=True, slots=True)
class _Keeper:
    home: Home | None
    clock: Clock
    follows: Follows
    follower: Follower
    catalogue: Catalogue
    state: HomeState
    kept: dict[ShowId | None, HomeChannel]

    async def look_at(self, place: Destination, wanted: frozenset[ShowId | None]) -> None:
        """Bring what *place* follows nearer to what is *wanted*."""
        ours: Mapping[str, HomeChannel] = {
            one.destination.channel: one for one in self.kept.values()
        }
        standing = await self.follows.of(place)
        for one in standing:
            is_wanted = one.home in ours and one.show in wanted
            if one.look_at <= self.clock.now():
                await self._see_to(one, ours[one.home] if is_wanted else None)
        heard = {one.show for one in standing if one.home in ours}
        for show in sorted(wanted - heard, key=str):
            to = self.kept.get(show)
            has_room = self.state.may_make and len(self.kept) < self.state.most_channels
            if to is None and self.home and has_room:
                to = await _make(
                    self.home,
                    show,
                    show_name(show, self.catalogue),
                    self.follows,
                    self.follower,
                    self.state,
                    self.clock.now(),
                )
                if to is not None:
                    self.kept[show] = to
            if to is not None:
                await self._begin(place, to)

    async def _see_to(self, one: Follow, wanted: HomeChannel | None) -> None:
        """Do the next thing about what is there; *wanted*: it is to follow that."""
        if one.state is FollowState.BEGUN:
            await self._go_on(one)
        elif one.state is FollowState.REFUSED:
            await (self._begin(one.destination, wanted) if wanted else self._ended(one))
        elif one.state is FollowState.ENDING or wanted is None:
            await self._end(one)
        elif one.is_doubtful:
            await self._make_sure(one, wanted)

    async def _begin(self, place: Destination, to: HomeChannel) -> None:
        if not await self.follows.begin(place, to, now=self.clock.now()):
            return  # what is being sent there at this moment would come once more
        begun = [one for one in await self.follows.of(place) if one.home == to.destination.channel]
        await self._go_on(begun[0])

    async def _go_on(self, one: Follow) -> None:
        """Let it follow, unless it does by now, be it that an admin did it by hand."""
        webhook = await self.follower.find_follow(one)
        if webhook is None:
            webhook = await self.follower.follow(one)
        if isinstance(webhook, str):
            await self.follows.followed(one, webhook, now=self.clock.now())
            log.info("follow_begun", **_fields(one))
            return
        is_final = isinstance(webhook, Rejected) and webhook.refusal is not Refusal.LATER
        now = self.clock.now()
        if is_final or one.attempts >= _MOST_TRIES:
            again_at = now + _LOOK_AGAIN
            await self.follows.refused(one, webhook.reason, look_at=again_at, now=now)
            log.warning("follow_refused", reason=webhook.reason, **_fields(one))
            return
        await self.follows.still(one, webhook.reason, look_at=now + _pause(one, webhook))

    async def _make_sure(self, one: Follow, to: HomeChannel) -> None:
        """See whether it follows still; where somebody there ended it, it begins anew."""
        webhook = await self.follower.find_follow(one)
        now = self.clock.now()
        if isinstance(webhook, str):
            await self.follows.followed(one, webhook, now=now)
        elif webhook is None:
            log.info("follow_lost", **_fields(one))
            await self._begin(one.destination, to)
        else:
            is_final = isinstance(webhook, Rejected) and webhook.refusal is not Refusal.LATER
            pause = _LOOK_AGAIN if is_final else _pause(one, webhook)
            await self.follows.still(one, webhook.reason, look_at=now + pause)

    async def _end(self, one: Follow) -> None:
        now = self.clock.now()
        if one.state is not FollowState.ENDING:
            await self.follows.begin_end(one, now=now)
        refused = await self.follower.unfollow(one)
        if refused is None:
            await self._ended(one)
            return
        now = self.clock.now()
        is_final = isinstance(refused, Rejected) and refused.refusal is not Refusal.LATER
        if is_final or one.attempts >= _MOST_TRIES:
            # It follows still, so that nothing is sent either.
            await self.follows.followed(one, one.webhook, now=now)
            await self.follows.still(one, refused.reason, look_at=now + _LOOK_AGAIN)
            log.warning("follow_not_ended", reason=refused.reason, **_fields(one))
            return
        await self.follows.still(one, refused.reason, look_at=now + _pause(one, refused))

    async def _ended(self, one: Follow) -> None:
        await self.follows.ended(one, now=self.clock.now())
        log.info("follow_ended", **_fields(one))


def _pause(one: Follow, refused: Rejected | Unknown) -> timedelta:
    asked_s = refused.retry_after_s if isinstance(refused, Rejected) else None
    return timedelta(seconds=asked_s or pause_s(one.attempts))


def _fields(one: Follow) -> dict[str, str]:
    place = one.destination
    return {"platform": place.platform, "channel": place.channel, "home": one.home}
