"""Every show there is, what happens to them, and how one is found by its name."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from fakes.tvmaze.shows import NETFLIX, Channel, Episode, Season, TvShow

MOST_HITS = 10
_WORDS = re.compile(r"\w+", re.UNICODE)


class HasNow(Protocol):
    def now(self) -> datetime: ...


class Shows:
    """The shows by id; a change of a show or of anything in it bumps the show's `updated`."""

    def __init__(self, clock: HasNow) -> None:
        self._clock = clock
        self._ids = itertools.count(1)
        self._parts = itertools.count(1_000_001)
        self.shows: dict[int, TvShow] = {}
        self.merged: dict[int, int] = {}
        """What a show that was merged is now."""
        self.deleted: set[int] = set()
        self._named: dict[str, set[int]] = {}
        """Which shows have a word in a name."""
        self._words: dict[int, int] = {}
        """How many words the name of a show has."""

    # ------------------------------------------------------------- what there is

    def show(
        self,
        name: str = "Jessica Jones",
        *,
        id_: int | None = None,
        network: Channel | None = None,
        streamer: Channel = NETFLIX,
        seasons: Iterable[Season] = (),
        episodes: Iterable[Episode] = (),
        **more: Any,
    ) -> TvShow:
        """Return a new show, on Netflix unless a *network* is said."""
        number = id_ or next(one for one in self._ids if one not in self.shows)
        show = TvShow(number, name, channel=network or streamer, is_streamed=not network, **more)
        show.updated = show.updated or self._epoch()
        self.shows[number] = show
        show.seasons = [replace(one, id=next(self._parts)) for one in seasons]
        show.episodes = [replace(one, id=next(self._parts)) for one in episodes]
        self._index(show)
        return show

    def many(self, count: int, *, premiere: date, streamer: Channel = NETFLIX) -> list[TvShow]:
        """Return *count* new shows of one dated season each, named Show 1, Show 2, ..."""
        return [
            self.show(
                f"Show {number}",
                streamer=streamer,
                seasons=[Season(1, premiere=premiere, order=8)],
                episodes=[Episode(1, 1, day=premiere)],
            )
            for number in range(1, count + 1)
        ]

    # ------------------------------------------------------------- what happens

    def move_premiere(self, show: TvShow, season: int, day: date | None) -> None:
        """Date the season, and its first regular episode where there is one, to another day."""
        of = show.season(season)
        first = next((one for one in show.in_order(specials=False) if one.season == season), None)
        if first is not None:
            first.day = day
        of.premiere = day
        self.touch(show)

    def null_every_date(self, show: TvShow | None = None) -> None:
        """Take every date out of *show*, or of all that there are."""
        for one in (show,) if show else self.shows.values():
            for season in one.seasons:
                season.premiere = season.end = None
            for episode in one.episodes:
                episode.day = episode.stamp = None
            self.touch(one)

    def add_season(self, show: TvShow, season: Season) -> Season:
        added = replace(season, id=next(self._parts))
        show.seasons.append(added)
        self.touch(show)
        return added

    def add_episode(self, show: TvShow, episode: Episode) -> Episode:
        added = replace(episode, id=next(self._parts))
        show.episodes.append(added)
        self.touch(show)
        return added

    def drop_season(self, show: TvShow, season: int) -> None:
        show.seasons.remove(show.season(season))
        show.episodes = [one for one in show.episodes if one.season != season]
        self.touch(show)

    def rename(self, show: TvShow, name: str) -> None:
        show.name = name
        self._index(show)
        self.touch(show)

    def edit_prose(self, show: TvShow, summary: str = "<p>Somebody is sad.</p>") -> None:
        show.summary = summary
        self.touch(show)

    def set_status(self, show: TvShow, status: str) -> None:
        show.status = status
        self.touch(show)

    def set_order(self, show: TvShow, season: int, order: int | None) -> None:
        show.season(season).order = order
        self.touch(show)

    def merge(self, show: TvShow, into: TvShow) -> None:
        """Make one show of two: the first one's number leads to the other's from now on."""
        del self.shows[show.id]
        self.merged[show.id] = into.id
        self.touch(into)

    def delete(self, show: TvShow) -> None:
        del self.shows[show.id]
        self.deleted.add(show.id)

    def touch(self, show: TvShow) -> None:
        """Say that anything of it changed."""
        show.updated = self._epoch()

    # ------------------------------------------------------------- what is asked

    def updates(self, within: timedelta | None) -> dict[str, int]:
        """Return when each show changed last, of those that did *within* that time."""
        since = 0 if within is None else (self._clock.now() - within).timestamp()
        return {str(id_): one.updated for id_, one in self.shows.items() if one.updated >= since}

    def search(self, typed: str, *, fuzziness: int) -> list[tuple[float, TvShow]]:
        """Return the ten best with their scores, best first; each word may be so far off."""
        words = _WORDS.findall(typed.casefold())
        scores: dict[int, float] = {}
        for word in words:
            allowed = 0 if len(word) < 3 else 1 if len(word) < 6 else fuzziness
            best: dict[int, float] = {}
            for known, distance in self._near(word, allowed):
                for id_ in self._named[known]:
                    best[id_] = max(best.get(id_, 0.0), 1.0 / (1.0 + distance))
            for id_, score in best.items():
                scores[id_] = scores.get(id_, 0.0) + score
        found = [
            (score / max(len(words), self._words[id_]), self.shows[id_])
            for id_, score in scores.items()
            if id_ in self.shows
        ]
        found.sort(key=lambda one: (-one[0], -one[1].weight, one[1].id))
        return found[:MOST_HITS]

    def by_external(self, kind: str, number: str) -> TvShow | None:
        return next((one for one in self.shows.values() if str(getattr(one, kind)) == number), None)

    def _near(self, word: str, allowed: int) -> list[tuple[str, int]]:
        """Return the words of names that are at most so many letters off, and how many."""
        if not allowed:
            return [(word, 0)] if word in self._named else []
        near = process.extract(
            word,
            self._named.keys(),
            scorer=Levenshtein.distance,
            score_cutoff=allowed,
            limit=None,
        )
        return [(known, int(distance)) for known, distance, _ in near]

    def _index(self, show: TvShow) -> None:
        self._words[show.id] = len(_WORDS.findall(show.name))
        for name in (show.name, *(aka.name for aka in show.akas)):
            for word in _WORDS.findall(name.casefold()):
                self._named.setdefault(word, set()).add(show.id)

    def _epoch(self) -> int:
        return int(self._clock.now().timestamp())
