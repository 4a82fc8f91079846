"""One value of a listing, looked at again: when it is taken in, and when it has to wait.

Edits of a listing are undone within the hour, and an answer may be an hour old; so whatever moves
a date is seen twice, that far apart, before it counts.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from content.facts.claims import Season
from content.listings.sightings import Seen, Sighting

CACHE_LIFE: Final = timedelta(hours=1)
"""How old an answer may be: https://www.tvmaze.com/api#caching"""
_SECOND_MOVE: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MOST_MOVES: Final = 3
"""Other values of one thing that are taken in within a week."""
_DOUBTED_FOR: Final = timedelta(days=2)
"""How long a record may contradict itself before an editor is asked; lists are a day old."""


class Outcome(Enum):
    """What came of a look."""

    SAME = auto()
    NEW = auto()
    """A value was taken in where there was none."""
    TAKEN = auto()
    """Another value was taken in."""
    WAITING = auto()
    """Another value was seen, and has not stood long enough."""
    TOO_OFTEN = auto()
    """Another value stands, and was not taken in, since there were too many of late."""
    DOUBTED = auto()
    """A value stands that the record itself contradicts."""
    VANISHED = auto()


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What is held of a value after a look."""

    sighting: Sighting
    outcome: Outcome
    is_change: bool = False
    """Whether the listing says something else than at the look before; a new value is none."""


def first_look(
    season: Season, seen: Seen, value: str, *, now: datetime, is_doubtful: bool, is_import: bool
) -> LookedAt:
    """Return what is held of a *value* where none was; a doubtful one is not taken in.

    The values of a show that was never looked at do not count as moves.
    """
    if is_doubtful:
        waiting = Sighting(
            season=season,
            seen=seen,
            value="",
            first_seen=now,
            last_seen=now,
            pending=value,
            pending_since=now,
        )
        return LookedAt(waiting, Outcome.WAITING)
    moves = () if is_import else (now,)
    taken = Sighting(
        season=season, seen=seen, value=value, first_seen=now, last_seen=now, moves=moves
    )
    return LookedAt(taken, Outcome.NEW)


def vanishing(before: Sighting, now: datetime) -> LookedAt:
    """Return what is held of a value of which the listing says nothing."""
    if before.missing_since is not None:
        return LookedAt(before, Outcome.SAME)
    gone = replace(before, missing_since=now, pending=None, pending_since=None)
    return LookedAt(gone, Outcome.VANISHED, is_change=True)


def standing_still(before: Sighting, now: datetime) -> LookedAt:
    """Return what is held of a value that the listing still says."""
    same = replace(
        before,
        last_seen=max(now, before.last_seen),
        missing_since=None,
        pending=None,
        pending_since=None,
        proposed=None,
    )
    return LookedAt(same, Outcome.SAME)


def another_value(
    before: Sighting,
    value: str,
    *,
    now: datetime,
    is_move: bool,
    is_doubtful: bool = False,
    is_same_day: bool = False,
) -> LookedAt:
    """Return what is held where the listing says another *value* than the one taken in.

    *is_move*: it is no more exact word for the same; *is_same_day*: it is the same day, whose hour
    is another, so that the day is as old as it was; *is_doubtful*: the record contradicts it.
    """
    is_first = before.pending != value or before.pending_since is None
    since = before.pending_since if before.pending_since and not is_first else now
    stood = now - since
    recent = tuple(move for move in before.moves if now - move < _WEEK)
    waiting = replace(before, pending=value, pending_since=since, missing_since=None, moves=recent)
    is_second = bool(recent) and now - recent[-1] < _SECOND_MOVE
    if is_doubtful:
        if stood < _DOUBTED_FOR or before.proposed == value:
            return LookedAt(waiting, Outcome.WAITING, is_change=is_first)
        return LookedAt(replace(waiting, proposed=value), Outcome.DOUBTED)
    if (is_move or is_second) and stood < CACHE_LIFE:
        return LookedAt(waiting, Outcome.WAITING, is_change=is_first)
    if len(recent) >= _MOST_MOVES:
        if before.proposed == value:
            return LookedAt(waiting, Outcome.WAITING, is_change=is_first)
        return LookedAt(replace(waiting, proposed=value), Outcome.TOO_OFTEN, is_change=is_first)
    at = after_last(before, now)
    taken = replace(
        before,
        value=value,
        first_seen=before.first_seen if is_same_day else since,
        last_seen=at,
        missing_since=None,
        pending=None,
        pending_since=None,
        proposed=None,
        moves=(*recent, at),
    )
    return LookedAt(taken, Outcome.TAKEN if before.value else Outcome.NEW, is_change=is_first)


def after_last(before: Sighting, now: datetime) -> datetime:
    """Return *now*, or a second after all that was seen of the value, where the clock went back.

    So two claims of one value never have one second.
    """
    last = max(before.last_seen, *before.moves).replace(microsecond=0) if before.moves else None
    last = last or before.last_seen.replace(microsecond=0)
    return now if now.replace(microsecond=0) > last else last + timedelta(seconds=1)
