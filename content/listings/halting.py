"""When so much of a listing changes at once, or makes no sense, that nothing of it is taken in."""

from typing import Final

from content.listings.publishers import publisher_of

_MOST_CHANGED: Final = 20
_ONE_OF: Final = 20
"""One value of so many is 5 %."""
_MOST_UNREADABLE: Final = 3


def reason_to_halt(source: str, *, sightings: int, changed: int, unreadable: int) -> str | None:
    """Return why nothing of *source* may be taken in, for the operator; None: all may be.

    *changed* of all its *sightings* are others or gone within the last hour; *unreadable* are the
    records in a row that had not the shape they should have.
    """
    publisher = publisher_of(source)
    if unreadable >= _MOST_UNREADABLE:
        return (
            f"{unreadable} records of {publisher} in a row had another shape than they should "
            "have; nothing is taken in until one is right again"
        )
    if changed > _MOST_CHANGED and changed * _ONE_OF > sightings:
        return (
            f"{changed} of {sightings} values that {publisher} lists changed or went within an "
            "hour; nothing is taken in until you have looked at some of them"
        )
    return None
