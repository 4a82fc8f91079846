"""Keeping events: confirmed premieres → what is kept in mind → servers' calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, assert_never

import structlog

from bot.ports.journal import Clock
from bot.ports.scheduled_events import EventCalendar, ScheduledEvents
from bot.ports.sources import Knowledge
from content.announcements.scheduled_events import (
    MOST,
    EventPlace,
    EventState,
    KeptEvent,
    ScheduledEvent,
    event_of,
    planned,
)
from content.announcements.targets import targets_of
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.language.wording import ENGLISH, Wording, wording_for
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

log = structlog.get_logger()

_AT_MOST: Final = 25
"""Events that something is done about in one pass: what waits longest goes first."""
_AGAIN: Final = timedelta(seconds=15)
_LONGEST: Final = timedelta(hours=6)


async def keep_events(
    platform: Platform,
    *,
    clock: Clock,
    knowledge: Knowledge,
    events: ScheduledEvents,
    calendar: EventCalendar,
) -> int:
    """Bring calendars into step with what is confirmed; return how many events were gone about.

    What is to be done is written down first, so that a run goes on where another ended. An event
    is made once in a server: it is looked for there before it is made, whoever crashed meanwhile.

    Raises:
        StorageError: the next pass goes on.
    """
    if not calendar.is_ours:
        return 0
    now = clock.now()
    wishes = await events.wishes(platform)
    kept = {(one.workspace, one.event.subject): one for one in await events.every(platform)}
    if not wishes and not kept:
        return 0
    spoken = {workspace: calendar.wording(workspace) for workspace, _ in wishes}
    wanted = _wanted(wishes, knowledge.catalogue, now, spoken)
    # Of a server whose language is not known yet nothing is edited, only to be edited back.
    wanted |= {
        place: row.event for place, row in kept.items() if spoken.get(place[0], ENGLISH) is None
    }
    for row, is_over in list(planned(kept, wanted, platform, now)):
        place = (row.workspace, row.event.subject)
        if is_over:
            await events.forget(row)
            del kept[place]
        else:
            await events.keep(row)
            kept[place] = row
    due = sorted(
        (row for row in kept.values() if row.is_due and row.due_at <= now),
        key=lambda row: (row.due_at, row.event.begins),
    )
    for row in due[:_AT_MOST]:
        await _go_about(row, clock=clock, events=events, calendar=calendar)
    return len(due[:_AT_MOST])


def _wanted(
    wishes: Sequence[tuple[str, ShowId | None]],
    catalogue: Catalogue,
    now: datetime,
    spoken: Mapping[str, Wording | None],
) -> dict[EventPlace, ScheduledEvent]:
    """Return the events that servers want, of confirmed days alone, the soonest of each.

    Each is in the language that is *spoken* in its server.
    """
    heard = [(place, show, said) for place, show in wishes if (said := spoken[place]) is not None]
    by_show: dict[tuple[ShowId | None, str], list[ScheduledEvent]] = {}
    for show, language in {(show, said.language) for _, show, said in heard}:
        confirmed = (
            target
            for target in targets_of(catalogue, AsOf.at(now), show)
            if target.listed_by is None
        )
        by_show[show, language] = [  # they come soonest first, and no server has more
            event_of(target, catalogue.shows[target.subject.show], wording_for(language))
            for target in islice(confirmed, MOST)
        ]
    servers: dict[str, dict[EventPlace, ScheduledEvent]] = {}
    for workspace, show, said in heard:
        theirs = servers.setdefault(workspace, {})
        events = by_show[show, said.language]
        theirs |= {(workspace, event.subject): event for event in events}
    wanted: dict[EventPlace, ScheduledEvent] = {}
    for theirs in servers.values():
        soonest = sorted(theirs.items(), key=lambda one: (one[1].begins, str(one[1].subject)))
        wanted |= dict(soonest[:MOST])
    return wanted


async def _go_about(
    row: KeptEvent, *, clock: Clock, events: ScheduledEvents, calendar: EventCalendar
) -> None:
    """Do the next thing about an event, and write down what came of it."""
    if not row.id:
        found = await calendar.find(row)
        if found is None and row.state is EventState.ENDING:
            await events.forget(row)
            return
        if isinstance(found, Delivered):
            # It may say what was so at that try.
            state = EventState.CHANGED if row.state is EventState.WANTED else row.state
            row = replace(row, id=found.message, state=state)
        elif found is None:
            row = replace(row, is_tried=True)
        else:
            await events.keep(_put_off(row, found, clock.now()))
            return
        await events.keep(row)
    outcome = await _done(row, calendar)
    _say(row, outcome)
    settled = _settled(row, outcome, clock.now())
    await (events.forget(row) if settled is None else events.keep(settled))


async def _done(row: KeptEvent, calendar: EventCalendar) -> Outcome:
    match row.state:
        case EventState.WANTED:
            return await calendar.make(row)
        case EventState.CHANGED:
            return await calendar.edit(row)
        case EventState.ENDING:
            return await calendar.delete(row)
        case EventState.KEPT | EventState.REMOVED:
            return Delivered(message=row.id)
        case _:
            assert_never(row.state)


def _settled(row: KeptEvent, outcome: Outcome, now: datetime) -> KeptEvent | None:
    """Return how the event stands after a try; None: nothing of it is to be kept in mind."""
    is_gone = isinstance(outcome, Rejected) and outcome.refusal is Refusal.MESSAGE
    if row.state is EventState.ENDING and (is_gone or isinstance(outcome, Delivered)):
        return None
    if is_gone:
        return replace(row, state=EventState.REMOVED, reason="")
    if isinstance(outcome, Delivered):
        return replace(row, state=EventState.KEPT, id=outcome.message, tries=0, reason="")
    return _put_off(row, outcome, now)


def _put_off(row: KeptEvent, outcome: Outcome, now: datetime) -> KeptEvent:
    """Return *row* as it is tried again, later each time."""
    wait = min(_AGAIN * 2 ** min(row.tries, 12), _LONGEST)
    is_tried, reason = row.is_tried, ""
    if isinstance(outcome, Rejected):
        is_tried, reason = False, outcome.reason
        if outcome.retry_after_s is not None:
            wait = timedelta(seconds=outcome.retry_after_s)
        elif outcome.refusal is not Refusal.LATER:
            wait = _LONGEST
        if outcome.is_crowded:
            return replace(row, due_at=now + wait)
    elif isinstance(outcome, Unknown):
        reason = outcome.reason
    tries = row.tries + 1
    return replace(row, is_tried=is_tried, due_at=now + wait, tries=tries, reason=reason)


def _say(row: KeptEvent, outcome: Outcome) -> None:
    fields = {
        "platform": row.platform,
        "workspace": row.workspace,
        "premiere": str(row.event.subject),
        "state": row.state.value,
    }
    if isinstance(outcome, Delivered):
        log.info("event_kept", **fields)
    elif isinstance(outcome, Rejected) and outcome.refusal is Refusal.OURS:
        log.error("event_malformed", **fields, reason=outcome.reason)
    else:
        log.warning("event_not_kept", **fields, reason=outcome.reason)
