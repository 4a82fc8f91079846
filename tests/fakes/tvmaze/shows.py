"""What TVmaze knows of a show, and how its API says it: exactly the fields of real answers."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Payload = dict[str, Any]

SITE = "https://www.tvmaze.com"
API = "https://api.tvmaze.com"
AFTER_MIDNIGHT = time(5)
"""What is on air before this hour belongs to the day before."""
PICTURES = "https://static.tvmaze.com/uploads/images"
COUNTRIES = {
    "US": ("United States", "America/New_York"),
    "GB": ("United Kingdom", "Europe/London"),
    "DE": ("Germany", "Europe/Berlin"),
    "JP": ("Japan", "Asia/Tokyo"),
    "CA": ("Canada", "America/Halifax"),
    "FR": ("France", "Europe/Paris"),
    "ES": ("Spain", "Europe/Madrid"),
    "AU": ("Australia", "Australia/Sydney"),
}


@dataclass(frozen=True)
class Channel:
    """A channel of a country, or a streamer; one that is worldwide has no country."""

    name: str = "CBS"
    country: str | None = "US"
    id: int = 2
    site: str | None = None

    @property
    def zone(self) -> ZoneInfo | None:
        return ZoneInfo(COUNTRIES[self.country][1]) if self.country else None

    def payload(self) -> Payload:
        return {
            "id": self.id,
            "name": self.name,
            "country": country_payload(self.country),
            "officialSite": self.site,
        }


NETFLIX = Channel("Netflix", None, 1, "https://www.netflix.com/")


@dataclass(frozen=True)
class Aka:
    """Another name; without a country it is that of the home country."""

    name: str
    country: str | None = None

    def payload(self) -> Payload:
        return {"name": self.name, "country": country_payload(self.country)}


@dataclass
class Episode:
    """One episode, dated by the broadcaster's own day and hour."""

    season: int = 1
    number: int | None = 1
    name: str = ""
    day: date | None = None
    hour: str = ""
    """Such as "20:00"; empty: it is not known, and TVmaze makes a stamp up: noon UTC."""
    kind: str = "regular"
    stamp: str | None = None
    """Another stamp than what follows from the day and the hour."""
    id: int = 0

    def moment(self, channel: Channel) -> datetime | None:
        """Return what `airstamp` says, in UTC; None: undated."""
        if self.stamp is not None:
            return datetime.fromisoformat(self.stamp).astimezone(UTC)
        if self.day is None:
            return None
        if not self.hour:
            return datetime.combine(self.day, time(12), tzinfo=UTC)
        hour = time.fromisoformat(self.hour)
        day = self.day + timedelta(days=1) if hour < AFTER_MIDNIGHT else self.day
        return datetime.combine(day, hour, tzinfo=channel.zone or UTC).astimezone(UTC)

    def payload(self, show: "TvShow") -> Payload:
        moment = self.moment(show.channel)
        number = "special" if self.number is None else f"{self.number:02}"
        name = self.name or "TBA"
        slug = slug_of(f"{show.name} {self.season}x{number} {name}")
        return {
            "id": self.id,
            "url": f"{SITE}/episodes/{self.id}/{slug}",
            "name": name,
            "season": self.season,
            "number": self.number,
            "type": self.kind,
            "airdate": self.day.isoformat() if self.day else "",
            "airtime": self.hour,
            "airstamp": moment.isoformat() if moment else None,
            "runtime": 60,
            "rating": {"average": None},
            "image": None,
            "summary": None,
            "_links": {
                "self": {"href": f"{API}/episodes/{self.id}"},
                "show": {"href": f"{API}/shows/{show.id}"},
            },
        }


@dataclass
class Season:
    """One season; a year may be its number."""

    number: int = 1
    premiere: date | None = None
    end: date | None = None
    order: int | None = None
    name: str = ""
    id: int = 0

    def payload(self, show: "TvShow") -> Payload:
        slug = slug_of(f"{show.name} season {self.number}")
        return {
            "id": self.id,
            "url": f"{SITE}/seasons/{self.id}/{slug}",
            "number": self.number,
            "name": self.name,
            "episodeOrder": self.order,
            "premiereDate": self.premiere.isoformat() if self.premiere else None,
            "endDate": self.end.isoformat() if self.end else None,
            "network": None if show.is_streamed else show.channel.payload(),
            "webChannel": show.channel.payload() if show.is_streamed else None,
            "image": None,
            "summary": "",
            "_links": {"self": {"href": f"{API}/seasons/{self.id}"}},
        }


@dataclass(eq=False)
class TvShow:
    """One show; whatever is changed here without the server's operations bumps no `updated`."""

    id: int
    name: str
    channel: Channel = NETFLIX
    is_streamed: bool = True
    status: str = "Running"
    premiered: date | None = None
    ended: date | None = None
    language: str | None = "English"
    imdb: str | None = None
    thetvdb: int | None = None
    tvrage: int | None = None
    summary: str = "<p>Something happens to somebody.</p>"
    weight: int = 50
    akas: list[Aka] = field(default_factory=list)
    seasons: list[Season] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    updated: int = 0
    """Seconds since 1970."""

    @property
    def url(self) -> str:
        return f"{SITE}/shows/{self.id}/{slug_of(self.name)}"

    def season(self, number: int) -> Season:
        return next(one for one in self.seasons if one.number == number)

    def in_order(self, *, specials: bool, season: int | None = None) -> list[Episode]:
        """Return the episodes by season and day, specials at the end of those without a number."""
        kept = [
            one
            for one in self.episodes
            if (specials or one.number is not None) and season in (None, one.season)
        ]
        last = date.max
        return sorted(kept, key=lambda one: (one.season, one.day or last, one.number or 0))

    def around(self, now: datetime) -> tuple[Episode | None, Episode | None]:
        """Return the last episode before *now*, and the first after it, of those that are dated."""
        stamped = [(moment, one) for one in self.episodes if (moment := one.moment(self.channel))]
        before = max((pair for pair in stamped if pair[0] <= now), key=_moment_of, default=None)
        after = min((pair for pair in stamped if pair[0] > now), key=_moment_of, default=None)
        return before[1] if before else None, after[1] if after else None

    def payload(self, now: datetime) -> Payload:
        previous, following = self.around(now)
        links = {"self": {"href": f"{API}/shows/{self.id}"}}
        if previous:
            links["previousepisode"] = {"href": f"{API}/episodes/{previous.id}"}
        if following:
            links["nextepisode"] = {"href": f"{API}/episodes/{following.id}"}
        return {
            "id": self.id,
            "url": self.url,
            "name": self.name,
            "type": "Scripted",
            "language": self.language,
            "genres": ["Drama"],
            "status": self.status,
            "runtime": 60,
            "averageRuntime": 58,
            "premiered": self.premiered.isoformat() if self.premiered else None,
            "ended": self.ended.isoformat() if self.ended else None,
            "officialSite": None,
            "schedule": {"time": "", "days": ["Friday"]},
            "rating": {"average": 7.5},
            "weight": self.weight,
            "network": None if self.is_streamed else self.channel.payload(),
            "webChannel": self.channel.payload() if self.is_streamed else None,
            "dvdCountry": None,
            "externals": {"tvrage": self.tvrage, "thetvdb": self.thetvdb, "imdb": self.imdb},
            "image": {
                "medium": f"{PICTURES}/medium_portrait/1/{self.id}.jpg",
                "original": f"{PICTURES}/original_untouched/1/{self.id}.jpg",
            },
            "summary": self.summary,
            "updated": self.updated,
            "_links": links,
        }


def country_payload(code: str | None) -> Payload | None:
    if code is None:
        return None
    name, zone = COUNTRIES[code]
    return {"name": name, "code": code, "timezone": zone}


def slug_of(name: str) -> str:
    """Return a name as it stands in the address of a page."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _moment_of(pair: tuple[datetime, Episode]) -> datetime:
    return pair[0]
