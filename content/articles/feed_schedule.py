"""When a feed is asked again, and with what: as seldom as its server and good manners ask."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from content.articles.feed import GOOD, Feed, FeedAnswer, FeedOutcome, FeedTrouble, Move, Validators
from content.articles.identity import outlet_of

USUAL: Final = timedelta(hours=1)
LEAST: Final = timedelta(minutes=15)
"""No feed is asked more often, whatever anybody wishes."""
_MOST: Final = timedelta(days=1)
_WHOLE: Final = timedelta(days=7)
"""So often it is asked without validators: one that came wrong would hold for ever."""
_TELL: Final = timedelta(days=3)
_MOVES: Final = 3
_MOVED_FOR: Final = timedelta(days=1)
_GONE: Final = 410
_SHUT: Final = frozenset({401, 403, 404})
"""Somebody has to do something before that changes: once a day is enough to see it."""
_TOO_MANY: Final = 429
MOST_SILENT: Final = 2
"""After so many feeds of a host that it did not answer for, it is left alone for a while."""
_ASKED_FOR: Final = "its host asks to be left alone"
_SILENT: Final = "its host does not answer; its other feeds were asked for, and this one was not"


@dataclass(frozen=True, slots=True)
class HostPause:
    """For how long no feed of a host is asked for, and what whoever asks why is told."""

    length: timedelta
    why: str


def asks_whole(feed: Feed, now: datetime) -> bool:
    """Whether it is asked for without a validator: once a week, and before a move is believed."""
    is_old = feed.whole_at is None or now - feed.whole_at >= _WHOLE
    return is_old or (feed.move is not None and _is_enough(feed.move, now))


def after_answer(
    feed: Feed, answer: FeedAnswer, *, now: datetime, chance: float, every: timedelta = USUAL
) -> tuple[Feed, FeedTrouble | None]:
    """Return *feed* as it stands after *answer*, and what to tell the editors of it.

    *chance* is one from 0 to 1, by which feeds that were asked together are asked apart.
    """
    every = max(every, LEAST)
    if answer.outcome in GOOD:
        return _well(feed, answer, now, chance, every), None
    asked = replace(feed, asked_at=now, waits_for="")
    if answer.status == _GONE:
        told = None if FeedTrouble.GONE in feed.told else FeedTrouble.GONE
        gone = replace(_failed(asked, answer, now), paused_at=now, paused_by="", move=None)
        return replace(gone, told=gone.told | {FeedTrouble.GONE}, due_at=now + _MOST), told
    failed = _failed(asked, answer, now)
    failed = replace(failed, due_at=now + _wait(failed, answer, chance, every))
    is_news = FeedTrouble.SILENT not in feed.told and now - (failed.failing_since or now) >= _TELL
    if not is_news:
        return failed, None
    return replace(failed, told=failed.told | {FeedTrouble.SILENT}), FeedTrouble.SILENT


def host_pause(answer: FeedAnswer, feed: Feed, *, silent: int = 0) -> HostPause | None:
    """Return how the whole host is left alone after *answer*, *feed* being as after it.

    *silent* counts for how many of its feeds it did not answer in this pass, this one among them:
    each may cost as much time as a fetch has, and says as much of the next one.
    """
    if answer.outcome in GOOD:
        return None
    if answer.retry_after is not None:
        return HostPause(answer.retry_after, _ASKED_FOR)
    if answer.status == _TOO_MANY and feed.asked_at is not None:
        return HostPause(feed.due_at - feed.asked_at, _ASKED_FOR)
    return HostPause(LEAST, _SILENT) if silent >= MOST_SILENT else None


def _well(feed: Feed, answer: FeedAnswer, now: datetime, chance: float, every: timedelta) -> Feed:
    wait = max(every, min(answer.max_age or every, _MOST))
    is_read = answer.outcome is FeedOutcome.READ
    url, move = _moved(feed, answer, now)
    return replace(
        feed,
        url=url,
        move=move,
        asked_at=now,
        title=answer.title or feed.title,
        outlet=feed.outlet or (outlet_of(answer.site) or outlet_of(feed.url) if is_read else ""),
        due_at=now + wait * (1 + chance / 10),
        read_at=now,
        parsed_at=now if is_read else feed.parsed_at,
        whole_at=now if answer.was_whole else feed.whole_at,
        validators=_validators(feed.validators, answer),
        failing_since=None,
        failures=0,
        reason="",
        waits_for="",
        told=frozenset(),
    )


def _validators(before: Validators, answer: FeedAnswer) -> Validators:
    """Return what to ask with next: all of a document's own, and of a 304 what it gave anew."""
    if answer.is_document:
        return answer.validators
    return Validators(
        answer.validators.etag or before.etag,
        answer.validators.last_modified or before.last_modified,
        before.digest,
    )


def _moved(feed: Feed, answer: FeedAnswer, now: datetime) -> tuple[str, Move | None]:
    """Return where it is; count what its server says of that, and believe it in the end."""
    if not answer.moved_to or answer.moved_to == feed.url:
        return feed.url, None
    move = feed.move
    if move is None or move.to != answer.moved_to:
        return feed.url, Move(to=answer.moved_to, since=now, times=1)
    if _is_enough(move, now) and answer.is_document:
        return move.to, None
    return feed.url, replace(move, times=move.times + 1)


def _is_enough(move: Move, now: datetime) -> bool:
    """Whether one answer more that says so is believed."""
    return move.times >= _MOVES - 1 and now - move.since >= _MOVED_FOR


def _failed(feed: Feed, answer: FeedAnswer, now: datetime) -> Feed:
    return replace(
        feed,
        failing_since=feed.failing_since or now,
        failures=feed.failures + 1,
        reason=answer.reason,
    )


def _wait(feed: Feed, answer: FeedAnswer, chance: float, every: timedelta) -> timedelta:
    if answer.status in _SHUT:
        wait = _MOST
    else:
        wait = min(every * 2 ** min(feed.failures, 10), _MOST) * (1 - chance / 4)
    return max(wait, every, answer.retry_after or every)
