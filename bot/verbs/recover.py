"""Recovering: destinations that refused → told to whoever subscribed, looked at, taken up again."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.ports.journal import Clock
from bot.ports.outbox import Messenger, Outbox
from bot.ports.places import Places, PlaceStanding
from bot.ports.subscriptions import Subscriptions, Suspension
from bot.ports.traits import PlatformTraits
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Refusal, Rejected

log = structlog.get_logger()

_FIRST_LOOK: Final = timedelta(minutes=15)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_SELDOM: Final = timedelta(days=1)
"""How often it is looked at what the platform tells of by itself: an event may have been missed."""
_AT_ONCE: Final = 50
"""Destinations looked at in one tick; the rest is looked at in the next one."""
_MOST_TOLD: Final = 3
"""Persons who are told of one place, where several subscribed it."""
_TOGETHER: Final = timedelta(hours=1)
"""Places that began to refuse for the same reason with no longer between them: one trouble."""
_Group = tuple[Platform, str, str]


async def recover(
    *,
    clock: Clock,
    outbox: Outbox,
    subscriptions: Subscriptions,
    places: Places,
    messengers: Mapping[Platform, Messenger],
) -> int:
    """See to destinations of these platforms that are suspended; return how many work again.

    A new suspension is told once to whoever subscribed, in a direct message: one for all places of
    a server that have the same trouble. It is looked at after a quarter of an hour, and then after
    twice as long each time, up to six hours. What was deleted is not looked at again.

    Raises:
        StorageError: what was not written down is looked at again at the next tick.
    """
    now, lifted = clock.now(), 0
    due = await subscriptions.suspended(messengers, now=now, limit=_AT_ONCE)
    new = [one for one in due if not one.probes]
    if new:
        seen = await _look_around(new, clock, subscriptions, places, messengers)
        for suspension in await _tell_suspensions(
            new,
            {platform: messenger.traits for platform, messenger in messengers.items()},
            outbox=outbox,
            places=places,
            now=now,
        ):
            again_at = _again_at(suspension, seen.get(suspension.destination), 1, now)
            await subscriptions.probed(suspension, reason=suspension.reason, again_at=again_at)
    for suspension in due:
        if suspension.probes:
            lifted += await _look(suspension, messengers, subscriptions, now)
    return lifted


async def _look_around(
    new: Sequence[Suspension],
    clock: Clock,
    subscriptions: Subscriptions,
    places: Places,
    messengers: Mapping[Platform, Messenger],
) -> Mapping[Destination, Rejected]:
    """Find out what else of these servers has trouble, before anybody is told; nobody is asked."""
    found: dict[Destination, Rejected] = {}
    servers = {(one.destination.platform, one.destination.workspace) for one in new}
    for platform, workspace in sorted(servers):
        here = [one.destination for one in await places.subscribed(platform, workspace)]
        standings = messengers[platform].look_around(here)
        await note_places(standings, clock=clock, subscriptions=subscriptions, places=places)
        found |= {one.destination: one.refused for one in standings if one.refused}
    return found


async def _look(
    suspension: Suspension,
    messengers: Mapping[Platform, Messenger],
    subscriptions: Subscriptions,
    now: datetime,
) -> int:
    """Look at a place that was told of before; return 1 where it works again."""
    destination, looks = suspension.destination, suspension.probes
    if suspension.cause.is_final:
        await subscriptions.probed(suspension, reason=suspension.reason, again_at=None)
        return 0
    if now < suspension.refused_at + _pause(looks) and not suspension.cause.ends_when_said:
        # A look found nothing wrong, and yet it refused again: looks come as seldom as before.
        again_at = suspension.refused_at + _pause(looks + 1)
        await subscriptions.probed(suspension, reason=suspension.reason, again_at=again_at)
        return 0
    refused = await messengers[destination.platform].probe(destination)
    if refused is None:
        await subscriptions.lift(destination, now=now)
        log.info(
            "destination_recovered", platform=destination.platform, channel=destination.channel
        )
        return 1
    is_known = refused.refusal is Refusal.DESTINATION
    await subscriptions.probed(
        suspension,
        reason=refused.reason if is_known else suspension.reason,
        again_at=_again_at(suspension, refused, looks + 1, now),
    )
    return 0


def _again_at(
    suspension: Suspension, refused: Rejected | None, looks: int, now: datetime
) -> datetime | None:
    """Return when to look after so many looks; None: never."""
    is_known = refused is not None and refused.refusal is Refusal.DESTINATION
    cause = refused.cause if refused is not None and is_known else suspension.cause
    if cause.is_final:
        return None
    if refused is not None and is_known and refused.retry_after_s is not None:
        return now + timedelta(seconds=refused.retry_after_s)
    return now + (_SELDOM if cause.comes_back_by_event else _pause(looks))


def _pause(looks: int) -> timedelta:
    """Return how long to wait after so many looks, the notice being the first."""
    doubled: timedelta = _FIRST_LOOK * 2 ** min(looks - 1, 10)
    return min(doubled, _LONGEST_PAUSE)


async def note_places(
    standings: Sequence[PlaceStanding],
    *,
    clock: Clock,
    subscriptions: Subscriptions,
    places: Places,
) -> int:
    """Keep what *standings* show of places that are known; return how many work again.

    A place that takes nothing gets nothing from now on, and whoever subscribed it is told at the
    next tick; one that was suspended and takes posts again is taken up at once.

    Raises:
        StorageError: the rest is noted when the platform shows it again.
    """
    now, lifted = clock.now(), 0
    await places.remember(standings)
    for one in standings:
        if not one.is_sure:
            continue
        if one.refused is not None:
            await places.suspend(one.destination, one.refused, now=now)
            continue
        stood = await subscriptions.suspension_of(one.destination)
        if stood is not None and stood.cause.shows:
            await subscriptions.lift(one.destination, now=now)
            lifted += 1
            log.info(
                "destination_recovered",
                platform=one.destination.platform,
                channel=one.destination.channel,
            )
    return lifted


async def _tell_suspensions(
    new: Sequence[Suspension],
    traits: Mapping[Platform, PlatformTraits],
    *,
    outbox: Outbox,
    places: Places,
    now: datetime,
) -> list[Suspension]:
    """Queue the notices of *new* trouble; return all that is told of by now, *new* included.

    The same trouble of a server makes the same notice, which is queued once, however many of its
    places find out one by one.
    """
    wanted = {_group(one) for one in new}
    told: dict[_Group, list[Suspension]] = {}
    for platform, workspace in sorted({(one[0], one[1]) for one in wanted}):
        for place in await places.subscribed(platform, workspace):
            one = place.suspension
            if one is not None and _group(one) in wanted:
                told.setdefault(_group(one), []).append(one)
    found = []
    for key, group in sorted(told.items()):
        for troubled in _together(group):
            fresh = [one for one in troubled if not one.probes]
            if not fresh:
                continue
            found += fresh
            await _tell(troubled, fresh, traits[key[0]], outbox, now)
    return found


async def _tell(
    troubled: Sequence[Suspension],
    fresh: Sequence[Suspension],
    traits: PlatformTraits,
    outbox: Outbox,
    now: datetime,
) -> None:
    first = troubled[0]
    place = first.destination
    log.warning(
        "destination_suspended",
        platform=place.platform,
        workspace=place.workspace,
        channels=[one.destination.thread or one.destination.channel for one in fresh],
        cause=first.cause.value,
        reason=first.reason,
    )
    by: dict[str, list[Suspension]] = {}
    for one in troubled:
        for person in one.created_by[:_MOST_TOLD]:
            by.setdefault(person, []).append(one)
    for person, theirs in by.items():
        notice = suspension_notice(
            [_named(one, traits) for one in theirs],
            server=next((one.workspace_name for one in theirs if one.workspace_name), None),
            cause=first.cause,
            reason=first.reason,
            key=f"{place.platform}:{place.workspace}:{_which(first)}:{person}",
            at=now,
        )
        await outbox.tell(notice, traits.directly_to(place, person), now=now)


def _group(suspension: Suspension) -> _Group:
    place = suspension.destination
    return place.platform, place.workspace, f"{suspension.cause}:{suspension.reason}"


def _together(group: Sequence[Suspension]) -> list[list[Suspension]]:
    """Part places with the same trouble by when it began; a server has some at one time only.

    What one act closes one by one is one trouble, with those that were told of before.
    """
    parts: list[list[Suspension]] = []
    if not all(one.cause.spreads for one in group):
        return [[one for one in group if not one.probes]]
    for one in sorted(group, key=lambda one: (one.since, one.destination.channel)):
        last = parts[-1][-1].since if parts else None
        if last is not None and (one.cause.is_of_server or one.since - last <= _TOGETHER):
            parts[-1].append(one)
        else:
            parts.append([one])
    return parts


def _which(first: Suspension) -> str:
    """Return what tells this trouble from others of the same server."""
    trouble = hashlib.sha256(f"{first.cause}:{first.reason}".encode()).hexdigest()[:16]
    place = first.destination
    which = "" if first.cause.is_of_server else f":{place.channel}:{place.thread}"
    return f"{trouble}:{first.since.isoformat()}{which}"


def _named(suspension: Suspension, traits: PlatformTraits) -> NamedPlace:
    destination = suspension.destination
    return NamedPlace(
        name=suspension.name,
        is_thread=destination.thread != "",
        page=traits.page(destination) if suspension.cause.has_a_page else None,
    )
