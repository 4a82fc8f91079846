"""What a listing says of a show, its seasons and episodes, as it says it at one moment.

The fields are those of https://www.tvmaze.com/api, without what is invented there: an episode
whose hour is not known has a day and no moment.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

ListingId = NewType("ListingId", str)
"""A source's own number of a show; it means something together with the source's name only."""


class ListedStatus(StrEnum):
    """How a listing says that a show stands; of the show, never of a season."""

    RUNNING = "running"
    """It says nothing of a renewal."""
    ENDED = "ended"
    """It need not be cancelled, and a dated season may be ahead."""
    UNDECIDED = "undecided"
    IN_DEVELOPMENT = "in-development"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEpisode:
    """One episode; it is seen, and never claimed."""

    id: str
    """The source's own number of it; it stays where the episode moves."""
    season: int
    """The season's number, or its year where seasons go by years."""
    number: int | None
    """None: a special, which has no number."""
    name: str
    """Its title; empty where it has none yet."""
    is_special: bool = False
    is_significant: bool = True
    """False: a special beside the story, such as a look behind the scenes."""
    day: date | None = None
    """The broadcaster's own day, to which the hours after midnight belong too; None: undated."""
    moment: datetime | None = None
    """The aware instant, in UTC, where an hour is listed; never one that the source made up."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSeason:
    """One season."""

    number: int
    """Its number, or its year where seasons go by years."""
    premiere: date | None = None
    """None: no day is listed, as of a season that is only renewed."""
    end: date | None = None
    """The last day that is listed, which need not be the end."""
    episodes: int | None = None
    """How many are planned; it may still rise while the season runs."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedShow:
    """One show's record."""

    listing: ListingId
    url: str
    """The record's own page, which whatever is told from it must link to (CC BY-SA 4.0)."""
    name: str
    network: str | None = None
    """The channel or the streaming service."""
    country: str | None = None
    """ISO 3166 code of the channel's country; None: it is worldwide, or not known."""
    zone: str | None = None
    """The channel's IANA zone; None: a worldwide service has none."""
    status: ListedStatus | None = None
    """None: another than those that are known."""
    premiered: date | None = None
    """The first day of the first season, never that of the next one."""
    language: str | None = None
    imdb: str | None = None
    thetvdb: str | None = None
    updated: datetime
    """When the source says that anything of it changed last, aware; it may be prose."""
    seasons: tuple[ListedSeason, ...] | None = None
    """In order; None: they were not asked for."""
    next_episode: ListedEpisode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEpisode:
    """An episode that is to come, and the show that it is of."""

    listing: ListingId
    episode: ListedEpisode
