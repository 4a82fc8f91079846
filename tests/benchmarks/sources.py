"""A day of watching many shows in TVmaze: calls, their pace, and how soon a date is known.

The real verb, client, fetcher and store over loopback, beside a strict fake; time passes at once.
"""

import logging
import random
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from adapters.sources.tvmaze.records import listed_show
from adapters.storage.database import Database
from benchmarks.table import Figure, progress
from bot.ports.listings import Followed
from content.facts.claims import ClaimId
from content.listings.due import next_look
from content.listings.observed import observe
from fakes.tvmaze import FakeTvmaze, Season, TvShow
from fakes.watching import TICK_S, Watch, watching

DAY = timedelta(days=1)
LATE = timedelta(hours=3)
"""After the day, so that what changed at its end is told too."""
CHANGED, MOVED, DATED, STALE, PREMIERES = 300, 30, 30, 30, 10


@dataclass
class Change:
    """One change, and when it was claimed."""

    at: datetime
    show: TvShow
    make: Callable[[], None]
    kind: str
    is_stale: bool = False
    told_at: datetime | None = None

    @property
    def minutes(self) -> float:
        return (self.told_at - self.at).total_seconds() / 60 if self.told_at else float("inf")


async def measure(shows: int = 10_000) -> AsyncGenerator[Figure, None]:
    """Watch *shows* for a day in which 300 of them change."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with TemporaryDirectory(prefix="violet-sources-") as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'violet.db'}")
        try:
            async with watching(database) as watch:
                async for figure in _figures(watch, shows):
                    yield figure
        finally:
            await database.close()


async def _figures(watch: Watch, shows: int) -> AsyncGenerator[Figure, None]:
    every = _listed(watch.tvmaze, shows)
    await _follow_all(watch, every)
    await watch.run(minutes=90)  # the first list of changes, and the first schedule
    begin, calls = watch.time.now(), len(watch.tvmaze.requests)
    changes = _changes(watch, every)
    began = time.process_time()
    await _live_through(watch, changes, begin)
    took_s = time.process_time() - began
    of_the_day = [one for one in watch.tvmaze.requests[calls:] if begin <= one.at < begin + DAY]
    yield Figure(f"calls in a day, {shows:,} followed", len(of_the_day), "calls", limit=599)
    for path, what in (("/updates", "lists of changes"), ("/schedule", "whole schedules")):
        count = sum(one.path.startswith(path) for one in of_the_day)
        yield Figure(f"of these, {what}", count, "calls")
    most = float(watch.tvmaze.most_in_ten_seconds)
    yield Figure("most calls in any 10 s", most, "calls", limit=18)
    refused = sum(one.status == 429 for one in watch.tvmaze.requests)
    yield Figure("calls refused (429)", refused, "calls", limit=0)
    for kind, limit in (("dated", 65.0), ("moved", 130.0)):
        found = [one.minutes for one in changes if one.kind == kind]
        middle = sorted(found)[len(found) // 2]
        yield Figure(f"a date that is {kind}: until it is claimed, median", middle, "min")
        yield Figure(f"a date that is {kind}: at most", max(found), "min", limit=limit)
    prose = {one.show.name for one in changes if one.kind == "prose"}
    named = [one for one in watch.read if one.claims and one.show.title in prose]
    yield Figure("claims because of prose", len(named), "claims", limit=0)
    yield Figure("processor time of the day, the fake's included", took_s, "s")


def _listed(tvmaze: FakeTvmaze, shows: int) -> list[TvShow]:
    """Return so many shows that each had a season, and some a day for the next one."""
    today = tvmaze.clock.now().date()
    found = []
    for number in range(1, shows + 1):
        ahead = today + timedelta(days=30 + number % 200) if number % 3 else None
        if number <= PREMIERES:
            ahead = today + timedelta(days=1 + number % 3)
        show = tvmaze.shows.show(
            f"Show {number}",
            seasons=[Season(1, date(2024, 3, 1)), Season(2, ahead)],
            status="Ended" if number % 4 == 0 else "Running",
        )
        show.updated -= 86_400 * 40
        found.append(show)
    return found


async def _follow_all(watch: Watch, shows: list[TvShow]) -> None:
    """Follow them as if each had been read when its turn was."""
    with progress("following", len(shows)) as shown:
        for number, show in enumerate(shows, start=1):
            await watch.database.watchlist.follow(_read_before(watch, show), now=watch.time.now())
            if number % 100 == 0:
                shown(number)


def _read_before(watch: Watch, show: TvShow) -> Followed:
    embedded = {"embed[]": ["seasons", "nextepisode"]}
    row = watch.tvmaze.endpoints.answer(f"/shows/{show.id}", embedded)
    record, now = listed_show(row, [], has_seasons=True), watch.time.now()
    followed = watch.followed(show)
    seen = observe((), record, followed.show, now=now, is_import=True)
    due_at = now - 700 * DAY
    while due_at < now:  # so that as many are due on this day as on any other
        due_at = next_look(record.listing, record, seen.sightings, due_at)
    if show.id <= PREMIERES:
        due_at = next_look(record.listing, record, seen.sightings, now)
    return replace(
        followed,
        claims=seen.claims,
        sightings=seen.sightings,
        seen_at=now,
        updated=record.updated,
        due_at=due_at,
    )


def _changes(watch: Watch, every: list[TvShow]) -> list[Change]:
    """Return what happens in the day, in order of time."""
    chance = random.Random(2)  # noqa: S311  the same day in every run
    later = every[PREMIERES:]
    dated = [one for one in later if one.season(2).premiere]
    undated = [one for one in later if not one.season(2).premiere]
    moved, new = chance.sample(dated, MOVED), chance.sample(undated, DATED)
    taken = {one.id for one in (*moved, *new)}
    others = chance.sample([one for one in later if one.id not in taken], CHANGED - len(taken))
    begin = watch.time.now()
    found = []
    for kind, shows in (("moved", moved), ("dated", new), ("prose", others)):
        for show in shows:
            at = begin + DAY * chance.random()
            found.append(Change(at, show, _maker(watch.tvmaze, show, kind), kind))
    for one in chance.sample(found, STALE):
        one.is_stale = True
    return sorted(found, key=lambda one: one.at)


def _maker(tvmaze: FakeTvmaze, show: TvShow, kind: str) -> Callable[[], None]:
    if kind == "prose":
        return lambda: tvmaze.shows.edit_prose(show)
    return lambda: tvmaze.shows.move_premiere(show, 2, date(2027, 9, 9))


async def _live_through(watch: Watch, changes: list[Change], begin: datetime) -> None:
    """Let a day pass, and then some; call the verb when its job would."""
    end, coming, call_at = begin + DAY + LATE, list(changes), begin
    claimed: set[ClaimId] = set()
    with progress("a day", int((end - begin).total_seconds())) as shown:
        while watch.time.now() < end:
            while coming and coming[0].at <= watch.time.now():
                _happen(watch, coming.pop(0))
            if watch.time.now() >= call_at:
                before = len(watch.read)
                again_in = await watch.once()
                call_at = watch.time.now() + max(again_in, timedelta(seconds=TICK_S))
                _mark_told(watch, changes, before, claimed)
            following = min([call_at, end, *(one.at for one in coming[:1])])
            watch.time.moment = max(watch.time.now(), following)
            shown(int((watch.time.now() - begin).total_seconds()))


def _happen(watch: Watch, change: Change) -> None:
    if change.is_stale:
        watch.tvmaze.answer_once_as_before(change.show)
    change.make()


def _mark_told(watch: Watch, changes: list[Change], before: int, claimed: set[ClaimId]) -> None:
    by_title = {one.show.name: one for one in changes}
    for read in watch.read[before:]:
        for claim in read.claims:
            change: Any = by_title.get(read.show.title)
            if change is not None and claim.id not in claimed and change.told_at is None:
                claimed.add(claim.id)
                change.told_at = watch.time.now()
