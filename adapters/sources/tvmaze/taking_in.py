"""A record out of an answer, or why there is none."""

from typing import Any

import structlog

from adapters.sources.tvmaze.client import NAME
from adapters.sources.tvmaze.records import OddRecordError, listed_show
from bot.ports.errors import SenselessAnswerError
from content.listings.records import ListedShow, ListingId

log = structlog.get_logger()


def record_of(answer: tuple[ListingId, Any] | None) -> ListedShow | None:
    """Return the show that TVmaze answered with, under the number that was asked for in the end.

    Raises:
        SenselessAnswerError: it is no show, or another one.
    """
    if answer is None:
        return None
    listing, row = answer
    odd: list[str] = []
    try:
        show = listed_show(row, odd, has_seasons=True)
        if show.listing != listing:
            raise OddRecordError(f"it is show {show.listing}")  # noqa: TRY301
    except OddRecordError as error:
        raise senseless(f"show {listing}", error) from error
    if odd:
        log.warning("listing_odd", source=NAME, listing=listing, odd=odd[:5], count=len(odd))
    return show


def senseless(what: str, error: OddRecordError) -> SenselessAnswerError:
    """Return what is said of an answer that is sound JSON, and not what was asked for."""
    return SenselessAnswerError(
        f"TVmaze's answer about {what} makes no sense: {error}; nothing of it is taken in, and if "
        "that lasts, its format has changed: look for a newer Violet"
    )
