"""What TVmaze's JSON says, as records; what it makes up is left out.

An odd value costs itself alone: a season that premieres on 30 February is one without a day. Why
is added to the list that each reader is given, for whoever reads the log. A row that lacks what
makes it one, such as a season without a number, is refused; the others beside it are not.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar

from content.facts.zones import is_zone
from content.listings.records import (
    ListedEpisode,
    ListedSeason,
    ListedShow,
    ListedStatus,
    ListingId,
    ScheduledEpisode,
)

_SITE: Final = "https://www.tvmaze.com"
_NAME_LIMIT: Final = 200
"""Longer than any show's or episode's name; what is longer is no name."""
_URL_LIMIT: Final = 500
_MOST_EPISODES: Final = 10_000
_LARGEST_NUMBER: Final = 9_999
"""A season's number may be a year; an episode's counts days of a year, or decades of them."""
_LARGEST_ID: Final = 2**53
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_APART: Final = timedelta(hours=44)
"""How far an hour may be from noon UTC of the day that it is listed with: a zone, 14 hours; the
hours after midnight, which belong to the day before; and half a day."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
_PAGE: Final = re.compile(r"https?://(?:www\.)?tvmaze\.com/([!-~]+)")
_IMDB: Final = re.compile(r"tt[0-9]{5,12}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_INVISIBLE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_KEPT_JOINERS: Final = frozenset("\u200c\u200d")
"""Without them several scripts, and many emoji, are written wrongly."""
_NO_TITLE: Final = frozenset({"tba", "tbd"})
_STATUSES: Final = {
    "Running": ListedStatus.RUNNING,
    "Ended": ListedStatus.ENDED,
    "To Be Determined": ListedStatus.UNDECIDED,
    "In Development": ListedStatus.IN_DEVELOPMENT,
}
_INSIGNIFICANT: Final = "insignificant_special"
_SPECIALS: Final = ("significant_special", _INSIGNIFICANT)

_T = TypeVar("_T")


class OddRecordError(ValueError):
    """Some JSON is no record of the kind that was asked for; the message says why."""


def listed_show(row: Any, odd: list[str], *, has_seasons: bool) -> ListedShow:
    """Return the show that an object describes; where *has_seasons*, they were asked for.

    Raises:
        OddRecordError: it is no show, or not one of its seasons can be read.
    """
    fields = _object(row, "a show")
    id_ = _id(fields, "a show")
    where = f"show {id_}"
    name = visible_name(fields.get("name"))
    if not name:
        raise OddRecordError(f"{where} has no name")
    updated = moment_of(fields.get("updated"))
    if updated is None:
        raise OddRecordError(f"{where} was updated {fields.get('updated')!r}, which is no time")
    channel = _part(fields, "network") or _part(fields, "webChannel")
    country = _part(channel, "country")
    externals = _part(fields, "externals")
    embedded = _part(fields, "_embedded")
    seasons = _seasons(embedded.get("seasons", []), odd, where) if has_seasons else None
    return ListedShow(
        listing=ListingId(str(id_)),
        url=_url(fields.get("url")) or f"{_SITE}/shows/{id_}",
        name=name,
        network=visible_name(channel.get("name")) or None,
        country=_matching(_COUNTRY, country.get("code")),
        zone=_zone(country.get("timezone"), odd, where),
        status=_status(fields.get("status"), odd, where),
        premiered=_day(fields.get("premiered"), odd, f"{where} premiered"),
        language=visible_name(fields.get("language")) or None,
        imdb=_matching(_IMDB, externals.get("imdb")),
        thetvdb=str(number) if (number := _number(externals.get("thetvdb"))) else None,
        updated=updated,
        seasons=seasons,
        next_episode=_next_episode(embedded.get("nextepisode"), odd, where),
    )


def listed_season(row: Any, odd: list[str]) -> ListedSeason:
    """Return the season that an object describes.

    Raises:
        OddRecordError: it is none, or has no number.
    """
    fields = _object(row, "a season")
    number = _number(fields.get("number"), most=_LARGEST_NUMBER)
    if number is None:
        raise OddRecordError(f"a season has the number {_short(fields.get('number'))}")
    where = f"season {number}"
    premiere = _day(fields.get("premiereDate"), odd, f"{where} premieres")
    end = _day(fields.get("endDate"), odd, f"{where} ends")
    if premiere and end and end < premiere:
        odd.append(f"{where} ends on {end}, before it premieres on {premiere}")
        end = None
    return ListedSeason(
        number=number,
        premiere=premiere,
        end=end,
        episodes=_number(fields.get("episodeOrder"), most=_MOST_EPISODES) or None,
        url=_url(fields.get("url")),
    )


def listed_episode(row: Any, odd: list[str]) -> ListedEpisode:
    """Return the episode that an object describes.

    `airdate` and `airtime` are never joined: the hours after midnight are those of the day before.
    The moment is that of `airstamp`, and none where `airtime` is empty, as the stamp is made up
    then (noon UTC), nor where the episode has no day or another than the stamp's.

    Raises:
        OddRecordError: it is none, or has no id or season.
    """
    fields = _object(row, "an episode")
    id_ = _id(fields, "an episode")
    where = f"episode {id_}"
    season = _number(fields.get("season"), most=_LARGEST_NUMBER)
    if season is None:
        raise OddRecordError(f"{where} is of the season {_short(fields.get('season'))}")
    number = _number(fields.get("number"), most=_LARGEST_NUMBER)
    day = _day(fields.get("airdate"), odd, f"{where} is aired")
    name = visible_name(fields.get("name"))
    return ListedEpisode(
        id=str(id_),
        season=season,
        number=number,
        name="" if name.casefold() in _NO_TITLE else name,
        is_special=number is None or fields.get("type") in _SPECIALS,
        is_significant=fields.get("type") != _INSIGNIFICANT,
        day=day,
        moment=_moment(fields, day, odd, where),
        url=_url(fields.get("url")),
    )


def scheduled_episode(row: Any, odd: list[str]) -> ScheduledEpisode:
    """Return the episode of a schedule's row, with the show that is nested in it.

    It nests at `show` in one schedule and at `_embedded.show` in the others.

    Raises:
        OddRecordError: it is no such row.
    """
    fields = _object(row, "a row of the schedule")
    show = _part(fields, "show") or _part(_part(fields, "_embedded"), "show")
    return ScheduledEpisode(
        listing=ListingId(str(_id(show, "the show of a scheduled episode"))),
        episode=listed_episode(fields, odd),
    )


def listed_changes(answer: Any) -> dict[ListingId, datetime]:
    """Return when each show was changed last, by its number.

    Raises:
        OddRecordError: it is no list of changes, or not one of its rows can be read.
    """
    if answer == []:  # what PHP makes of a table without rows
        return {}
    rows = _object(answer, "a list of changes")
    found = {
        ListingId(id_): moment
        for id_, epoch in rows.items()
        if id_.isascii() and id_.isdigit() and (moment := moment_of(epoch)) is not None
    }
    if rows and not found:
        raise OddRecordError("not one row of the list of changes is a show's number and a time")
    return found


def all_readable(
    rows: Any, read: Callable[[Any, list[str]], _T], odd: list[str], what: str
) -> list[_T]:
    """Return what can be read of *rows*, in their order.

    Raises:
        OddRecordError: they are no list, or not one of them can be read.
    """
    if not isinstance(rows, list):
        raise OddRecordError(f"{what} are {_short(rows)}, which is no list")
    found, refused = [], []
    for row in rows:
        try:
            found.append(read(row, odd))
        except OddRecordError as error:
            refused.append(str(error))
    if refused and not found:
        raise OddRecordError(f"not one of {what} can be read: {refused[0]}")
    odd += refused
    return found


def visible_name(value: Any, limit: int = _NAME_LIMIT) -> str:
    """Return a name as one line without what cannot be seen, cut to *limit*; empty: it is none."""
    if not isinstance(value, str):
        return ""
    kept = "".join(char for char in value[: 8 * limit] if _is_seen(char))
    line = " ".join(kept.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def moment_of(epoch: Any) -> datetime | None:
    """Return the moment of some seconds since 1970, aware, in UTC; None: it is no such number."""
    seconds = _number(epoch, most=_LARGEST_ID)
    if not seconds:
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year <= _LAST_YEAR else None


def _is_seen(char: str) -> bool:
    if char.isspace():
        return True
    category = unicodedata.category(char)
    return category not in _INVISIBLE and (category != "Cf" or char in _KEPT_JOINERS)


def _seasons(rows: Any, odd: list[str], where: str) -> tuple[ListedSeason, ...]:
    """Return the seasons by number; of two that have one number, the first."""
    seasons = all_readable(rows, listed_season, odd, f"the seasons of {where}")
    by_number = {season.number: season for season in reversed(seasons)}
    if len(by_number) < len(seasons):
        odd.append(f"{where} has several seasons of one number")
    return tuple(by_number[number] for number in sorted(by_number))


def _next_episode(row: Any, odd: list[str], where: str) -> ListedEpisode | None:
    if row is None:
        return None
    try:
        return listed_episode(row, odd)
    except OddRecordError as error:
        odd.append(f"the next episode of {where}: {error}")
        return None


def _moment(
    fields: dict[str, Any], day: date | None, odd: list[str], where: str
) -> datetime | None:
    stamp, hour = fields.get("airstamp"), fields.get("airtime")
    if day is None or not hour or not stamp:
        return None
    if not isinstance(hour, str) or not _HOUR.fullmatch(hour) or not isinstance(stamp, str):
        odd.append(f"{where} is aired at {_short(hour)}, {_short(stamp)}, which is no time")
        return None
    try:
        moment = datetime.fromisoformat(stamp)
        in_utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        in_utc = None
    if in_utc is None:
        odd.append(f"{where} has the stamp {_short(stamp)}, which is no moment")
        return None
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if abs(in_utc - noon) > _APART:
        odd.append(f"{where} has the stamp {_short(stamp)}, and the day {day}")
        return None
    return in_utc


def _day(value: Any, odd: list[str], what: str) -> date | None:
    """Return a day of the calendar; None where there is none: null and "" both say so."""
    if value is None or value == "":
        return None
    try:
        day = date.fromisoformat(value) if _matching(_DAY, value) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        odd.append(f"{what} on {_short(value)}, which is no day of the calendar")
        return None
    return day


def _status(value: Any, odd: list[str], where: str) -> ListedStatus | None:
    status = _STATUSES.get(value) if isinstance(value, str) else None
    if status is None and value is not None:
        odd.append(f"{where} has the status {_short(value)}, which is not known")
    return status


def _zone(value: Any, odd: list[str], where: str) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    if not is_zone(value):
        odd.append(f"{where} has the zone {_short(value)}, which is not known")
        return None
    return value


def _url(value: Any) -> str:
    """Return the address of a page of TVmaze; empty: it is none."""
    if not isinstance(value, str) or len(value) > _URL_LIMIT:
        return ""
    page = _PAGE.fullmatch(value)
    return f"{_SITE}/{page[1]}" if page else ""


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise OddRecordError(f"{what} is {_short(value)}, which is no object")
    return value


def _part(fields: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the object that is a part of another; empty where it has none, or something else."""
    part = fields.get(name)
    return part if isinstance(part, dict) else {}


def _id(fields: dict[str, Any], what: str) -> int:
    number = _number(fields.get("id"), most=_LARGEST_ID)
    if not number:
        raise OddRecordError(f"{what} has the id {_short(fields.get('id'))}")
    return number


def _number(value: Any, *, most: int = _LARGEST_ID) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        return None
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def _short(value: Any) -> str:
    """Return a value as a log shows it."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
