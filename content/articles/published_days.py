"""On which day an item was published, as far as anybody says who could be right."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from content.articles.items import DayBasis, PublishedDay

_FIRST: Final = date(1995, 1, 1)
"""Before there were feeds; what is dated so has no date, but a zero in a database."""
_AHEAD: Final = timedelta(days=1)
"""The outlet's clock may be a day ahead of UTC."""
_ISO: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?![\d-])", re.ASCII)
_NUMBERS: Final = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)", re.ASCII)
_IN_PATH: Final = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)", re.ASCII)
_LONGEST: Final = 80


def published_day(said: str, link: str, *, first_seen: datetime) -> PublishedDay:
    """Return the day as the feed says it, else as the address does, else that of *first_seen*.

    It is the day of the zone that was said, and as it stands where none was: an evening in New
    York is no morning of London. What is to come, or was before there were feeds, is not believed.
    """
    today = first_seen.date()
    for day, basis in ((_said_day(said), DayBasis.FEED), (_day_in(link), DayBasis.URL)):
        if day is not None and _FIRST <= day <= today + _AHEAD:
            return PublishedDay(day, basis)
    return PublishedDay(today, DayBasis.FIRST_SEEN)


def _said_day(said: str) -> date | None:
    text = said.strip()[:_LONGEST]
    for pattern in (_ISO, _NUMBERS):
        if begins := pattern.match(text):
            return _day(begins)
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day_in(link: str) -> date | None:
    path = link.partition("?")[0].partition("#")[0]
    found = _IN_PATH.search(path)
    return None if found is None else _day(found)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
