"""Episodes and sightings with every default, so that a test states only what matters."""

from datetime import UTC, date, datetime
from typing import Any

from content.facts.claims import ShowId
from content.listings.airings import EpisodeSighting
from content.listings.publishers import TVMAZE
from content.listings.records import ListedEpisode

LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


def listed(
    number: int | None = 5,
    day: str | date | None = "2026-12-01",
    moment: str | datetime | None = None,
    **fields: Any,
) -> ListedEpisode:
    """Return an episode of the third season; its moment is written in UTC: "2026-12-01 20:00"."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    season = fields.pop("season", 3)
    id_ = fields.pop("id", f"{season}-{number or 'special'}")
    return ListedEpisode(
        id=id_,
        season=season,
        number=number,
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        moment=moment,
        **({"name": "", "url": f"https://www.tvmaze.com/episodes/{id_}"} | fields),
    )


def sighted(
    episode: ListedEpisode | None = None,
    *,
    show: str = "jessica-jones",
    last_seen: datetime,
    **fields: Any,
) -> EpisodeSighting:
    return EpisodeSighting(
        source=TVMAZE,
        show=ShowId(show),
        episode=episode or listed(),
        first_seen=LONG_AGO,
        last_seen=last_seen,
        as_of=last_seen,
        **fields,
    )
