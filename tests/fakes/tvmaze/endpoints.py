"""TVmaze's endpoints, over the shows that there are: what each answers, and how it refuses."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from babel.core import get_global

from fakes.tvmaze.catalogue import HasNow, Shows
from fakes.tvmaze.shows import Payload, TvShow

A_PAGE = 250
_SINCE = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
_COUNTRIES = frozenset(get_global("territory_zones")) - {"UK"}

Query = Mapping[str, list[str]]


class AnswerError(Exception):
    """Another answer than 200: a status, what its body says, and where it leads."""

    def __init__(self, status: int, body: Any, location: str | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.location = location


def refused(status: int, name: str, message: str = "") -> AnswerError:
    return AnswerError(status, {"name": name, "message": message, "code": 0, "status": status})


class Endpoints:
    """Answers a path and its query with what becomes JSON, or raises AnswerError."""

    def __init__(self, shows: Shows, clock: HasNow) -> None:
        self._shows = shows
        self._clock = clock
        self.locations: dict[int, str] = {}
        """Where a merged show's redirect leads instead of the other show."""
        self._table: list[tuple[re.Pattern[str], Callable[..., Any]]] = [
            (re.compile(pattern), endpoint)
            for pattern, endpoint in (
                (r"/search/shows", self._search),
                (r"/singlesearch/shows", self._single_search),
                (r"/lookup/shows", self._lookup),
                (r"/shows", self._index),
                (r"/shows/(\d+)", self._show),
                (r"/shows/(\d+)/episodes", self._episodes),
                (r"/shows/(\d+)/seasons", self._seasons),
                (r"/shows/(\d+)/akas", self._akas),
                (r"/seasons/(\d+)/episodes", self._season_episodes),
                (r"/schedule", self._schedule),
                (r"/schedule/web", self._web_schedule),
                (r"/updates/shows", self._updates),
            )
        ]

    def answer(self, path: str, query: Query) -> Any:
        """Return what becomes JSON; KeyError where the fake plays no such path."""
        for pattern, endpoint in self._table:
            if match := pattern.fullmatch(path):
                return endpoint(query, *map(int, match.groups()))
        raise KeyError(path)

    def full_schedule(self) -> Iterator[bytes]:
        """Return the pieces of /schedule/full: each future episode known, with its show."""
        now, opened = self._clock.now(), b"["
        for show in list(self._shows.shows.values()):
            coming = [
                one
                for one in show.episodes
                if (moment := one.moment(show.channel)) is not None and moment >= now
            ]
            if not coming:
                continue
            shown = {"_embedded": {"show": show.payload(now)}}
            for one in coming:
                yield opened + json.dumps(one.payload(show) | shown).encode()
                opened = b","
        yield b"[]" if opened == b"[" else b"]"

    def _search(self, query: Query) -> list[Payload]:
        found = self._shows.search(_needed(query, "q"), fuzziness=2)
        now = self._clock.now()
        return [{"score": round(score, 8), "show": one.payload(now)} for score, one in found]

    def _single_search(self, query: Query) -> Payload:
        found = self._shows.search(_needed(query, "q"), fuzziness=1)
        if not found:
            raise AnswerError(404, None)
        return self._with_embedded(found[0][1], query)

    def _lookup(self, query: Query) -> Payload:
        kind = next((one for one in ("imdb", "thetvdb", "tvrage") if one in query), None)
        if kind is None:
            raise refused(400, "Bad Request", "Missing one of: imdb, thetvdb, tvrage")
        show = self._shows.by_external(kind, query[kind][0])
        if show is None:
            raise AnswerError(404, None)
        raise AnswerError(301, None, f"/shows/{show.id}")

    def _index(self, query: Query) -> list[Payload]:
        page = int(query.get("page", ["0"])[0])
        ids = range(page * A_PAGE, (page + 1) * A_PAGE)
        if page * A_PAGE > max(self._shows.shows, default=0):
            raise refused(404, "Not Found")
        now = self._clock.now()
        return [one.payload(now) for id_ in ids if (one := self._shows.shows.get(id_))]

    def _show(self, query: Query, id_: int) -> Payload:
        return self._with_embedded(self._of(id_), query)

    def _episodes(self, query: Query, id_: int) -> list[Payload]:
        show = self._of(id_)
        specials = query.get("specials", [""])[0] == "1"
        return [one.payload(show) for one in show.in_order(specials=specials)]

    def _seasons(self, _query: Query, id_: int) -> list[Payload]:
        show = self._of(id_)
        return [one.payload(show) for one in show.seasons]

    def _akas(self, _query: Query, id_: int) -> list[Payload]:
        return [one.payload() for one in self._of(id_).akas]

    def _season_episodes(self, _query: Query, id_: int) -> list[Payload]:
        for show in self._shows.shows.values():
            for season in show.seasons:
                if season.id == id_:
                    of = show.in_order(specials=True, season=season.number)
                    return [one.payload(show) for one in of]
        raise refused(404, "Not Found", "Unknown season")

    def _schedule(self, query: Query) -> list[Payload]:
        country = query.get("country", ["US"])[0]
        day = self._day(query)
        _check_country(country)
        now = self._clock.now()
        return [
            one.payload(show) | {"show": show.payload(now)}
            for show in self._shows.shows.values()
            if not show.is_streamed and show.channel.country == country
            for one in show.episodes
            if one.day == day
        ]

    def _web_schedule(self, query: Query) -> list[Payload]:
        """Without a country those of all; with an empty one those of the whole world alone."""
        day = self._day(query)
        everywhere = "country" not in query
        country = query.get("country", [""])[0] or None
        if country:
            _check_country(country)
        now = self._clock.now()
        return [
            one.payload(show) | {"_embedded": {"show": show.payload(now)}}
            for show in self._shows.shows.values()
            if show.is_streamed and (everywhere or show.channel.country == country)
            for one in show.episodes
            if one.day == day
        ]

    def _updates(self, query: Query) -> dict[str, int]:
        since = query.get("since", [""])[0]
        if since and since not in _SINCE:
            raise refused(400, "Bad Request", "Invalid period")
        return self._shows.updates(_SINCE.get(since))

    def _of(self, id_: int) -> TvShow:
        if id_ in self.locations:
            raise AnswerError(301, None, self.locations[id_])
        if id_ in self._shows.merged:
            raise AnswerError(301, None, f"/shows/{self._shows.merged[id_]}")
        if id_ in self._shows.deleted:
            raise AnswerError(404, None)
        if id_ not in self._shows.shows:
            raise refused(404, "Not Found")
        return self._shows.shows[id_]

    def _with_embedded(self, show: TvShow, query: Query) -> Payload:
        """Return the show; what is to be embedded and is not there leaves no key."""
        now = self._clock.now()
        previous, following = show.around(now)
        of: dict[str, Any] = {
            "seasons": [one.payload(show) for one in show.seasons],
            "episodes": [one.payload(show) for one in show.in_order(specials=False)],
            "nextepisode": following and following.payload(show),
            "previousepisode": previous and previous.payload(show),
            "akas": [one.payload() for one in show.akas],
            "cast": None,
            "crew": None,
            "images": None,
        }
        asked = [*query.get("embed[]", ()), *query.get("embed", ())]
        if any(one not in of for one in asked):
            raise refused(400, "Bad Request")
        embedded = {one: of[one] for one in asked if of[one]}
        return show.payload(now) | ({"_embedded": embedded} if embedded else {})

    def _day(self, query: Query) -> date:
        written = query.get("date", [self._clock.now().date().isoformat()])[0]
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise refused(422, "Unprocessable entity", "Invalid date") from None


def _needed(query: Query, name: str) -> str:
    if name not in query:
        raise refused(400, "Bad Request", f"Missing required parameters: {name}")
    return query[name][0]


def _check_country(code: str) -> None:
    if code not in _COUNTRIES:
        raise refused(422, "Unprocessable entity")
