"""When so much of a listing changes at once, or makes no sense, that nothing of it is taken in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from content.listings.publishers import publisher_of
from content.listings.sightings import Sighting

MOST_UNREADABLE: Final = 3
"""Records in a row that had not the shape they should have."""

_MOST_CHANGED: Final = 20
_ONE_OF: Final = 20
"""One value of so many is 5 %."""
_WITHIN: Final = timedelta(hours=1)
_A_MINUTE: Final = timedelta(minutes=1)

ChangedBy = tuple[tuple[datetime, int], ...]
"""How many values were others, by the minute in which that was seen; the last hour's."""


def reason_to_halt(source: str, *, sightings: int, changed: int, unreadable: int) -> str | None:
    """Return why nothing of *source* may be taken in, for the operator; None: all may be.

    *changed* of all its *sightings* are others or gone within the last hour; *unreadable* are the
    records in a row that had not the shape they should have.
    """
    publisher = publisher_of(source)
    if unreadable >= MOST_UNREADABLE:
        return (
            f"{unreadable} records of {publisher} in a row had another shape than they should "
            "have; nothing is taken in until one is right again"
        )
    if changed > _MOST_CHANGED and changed * _ONE_OF > sightings:
        return (
            f"{changed} of {sightings} values that {publisher} lists changed or went within an "
            "hour; nothing is taken in until most are as they were, or until whoever runs me "
            f"has looked at some of them and types: violet sources resume {source}"
        )
    return None


def counted(before: ChangedBy, changed: int, *, now: datetime) -> ChangedBy:
    """Return what changed within the last hour, with so much that was seen *now*."""
    recent = [(minute, count) for minute, count in before if now - minute < _WITHIN]
    if changed and recent and timedelta() <= now - recent[-1][0] < _A_MINUTE:
        minute, count = recent.pop()
        recent.append((minute, count + changed))
    elif changed:
        recent.append((now, changed))
    return tuple(recent)


def is_calm(looked_at: Iterable[Sighting]) -> bool:
    """Whether of all values *looked_at* hardly any is another than the one taken in, or gone."""
    held = tuple(looked_at)
    others = sum(one.pending is not None or one.missing_since is not None for one in held)
    return others * _ONE_OF <= len(held)
