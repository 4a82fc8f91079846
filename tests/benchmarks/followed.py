"""Very many shows that are followed in a listing: start, memory, one new claim among theirs."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert

from adapters.storage import schema
from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from adapters.storage.listing_codec import show_to_json
from adapters.storage.packed_claims import pack
from adapters.storage.packed_listing import pack_listing
from benchmarks.names import invented
from benchmarks.table import Figure
from bot.runtime.knowledge import Catalogues
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from content.facts.claims import Authority, Claim, ClaimId, Show, ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listing import Listing
from content.listings.listing import listing_of
from content.listings.sightings import Seen, Sighting
from content.show_files.folders import read_catalogue, shipped_shows
from fakes.newsroom import StoppedClock

MANY, FEW, CLAIMS_EACH = 10_000, 100, 20
"""Shows; and claims of each."""
_NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
_STARTS = 3
_NEW = 15
_CLOCK_HZ = os.sysconf("SC_CLK_TCK")
_READY = re.compile(r"violet_ready")


def measure(shows: int = MANY) -> Iterator[Figure]:
    """Yield what *shows* cost, beside the shipped ones alone."""
    with tempfile.TemporaryDirectory() as folder:
        none, all_ = (Path(folder) / f"{count}.db" for count in (0, shows))
        asyncio.run(_write(none, 0))
        asyncio.run(_write(all_, shows))
        started = {path: [_started(path) for _ in range(_STARTS)] for path in (none, all_)}
    (few_s, few_mb), (many_s, many_mb) = (
        (min(cpu for cpu, _ in runs), median(mb for _, mb in runs)) for runs in started.values()
    )
    yield Figure("processor time until ready, 12 shows", few_s, "s")
    yield Figure(f"  with {shows:,} followed", many_s, "s")
    yield Figure("  beside", many_s / few_s, "times", limit=1.5)
    yield Figure("resident once all is taken in, 12 shows", few_mb, "MB")
    yield Figure(f"  with {shows:,} followed, {CLAIMS_EACH} claims each", many_mb, "MB")
    each = (many_mb - few_mb) * 1_000_000 / (shows * CLAIMS_EACH)
    yield Figure("  a claim", each, "bytes", limit=400)
    many_ms, few_ms = (asyncio.run(_new_claim_ms(count)) for count in (shows, FEW))
    yield Figure(f"one new claim noticed among {shows * CLAIMS_EACH:,}", many_ms, "ms")
    yield Figure(f"  beside among {FEW * CLAIMS_EACH:,}", many_ms / few_ms, "times", limit=2)


async def _write(path: Path, count: int) -> None:
    """Make a database in which so many shows are followed, all weighed before."""
    database = await Database.open(f"sqlite+aiosqlite:///{path}")
    try:
        rows, marks = [], {}
        for number, (show, claims) in enumerate(_followed(count), start=1):
            packed = pack(claims)
            marks[show.id] = packed
            rows.append(_row(show, claims, packed, number))
        async with database._transactions.writing() as connection:
            for start in range(0, len(rows), 500):
                await connection.execute(insert(schema.followed), rows[start : start + 500])
            counted = insert(schema.counter).values(name="followed", number=count)
            await connection.execute(counted)
        known = Catalogues(["tvmaze"])
        await fetch(database.followed_claims, knowledge=known)
        await notice(
            NoticeState(await database.journal.open()),
            clock=StoppedClock(_NOW),
            knowledge=known,
            journal=database.journal,
            stories=database.stories,
        )
    finally:
        await database.close()


def _followed(count: int) -> Iterator[tuple[Show, tuple[Claim, ...]]]:
    for number, show in enumerate(_shows(count)):
        page = Source(
            publisher="TVmaze",
            url=f"https://www.tvmaze.com/shows/{number}/{show.id}",
            published=PartialDate.on(date(2026, 6, 1)),
        )
        yield show, tuple(_claim(show.id, page, number, place) for place in range(CLAIMS_EACH))


def _shows(count: int) -> Iterator[Show]:
    """Shows with titles as series have them, each with the id that its title makes."""
    shipped = read_catalogue([shipped_shows()]).catalogue
    taken: set[str] = set()
    for show in [*invented(shipped, count + len(shipped.shows))][len(shipped.shows) :]:
        slug = re.sub("[^a-z0-9]+", "-", show.title.casefold()).strip("-")
        slug = slug if slug not in taken else f"{slug}-{len(taken)}"
        taken.add(slug)
        yield replace(show, id=ShowId(slug), short=show.title, drop=None)


def _claim(show: ShowId, page: Source, number: int, place: int) -> Claim:
    season, is_date = place // 2 + 1, place % 2 == 0
    day = date(2016 + season, number % 12 + 1, place + 1)
    kind = Kind.RELEASE_DATE if is_date else Kind.EPISODE_COUNT
    value = PartialDate.on(day) if is_date else 6 + place % 8
    return Claim(
        id=ClaimId(f"tvmaze-{show}-{season}-{kind.value}-20260601t0534{place:02}z"),
        subject=Subject(show, season),
        kind=kind,
        value=value,
        stance=Stance.REPORTED if is_date else Stance.PLANNED,
        authority=Authority.AGGREGATOR,
        source=page,
        says=f"TVmaze lists {value}",
        claimant="TVmaze",
        reported_on=PartialDate.on(min(day, date(2026, 6, 1))),
        origin="tvmaze",
    )


def _listing(show: Show, claims: Sequence[Claim], number: int) -> Listing:
    sightings = [
        Sighting(
            season=one.subject.season,
            seen=Seen.PREMIERE,
            value=str(one.value),
            first_seen=_NOW,
            last_seen=_NOW,
        )
        for one in claims
        if one.kind is Kind.RELEASE_DATE
    ]
    page = f"https://www.tvmaze.com/shows/{number}/{show.id}"
    return listing_of(sightings, url=page, seen_at=_NOW)


def _row(show: Show, claims: Sequence[Claim], packed: bytes, number: int) -> dict[str, object]:
    return {
        "show": show.id,
        "source": "tvmaze",
        "listing": str(number),
        "url": f"https://www.tvmaze.com/shows/{number}",
        "introduces": True,
        "payload": show_to_json(show),
        "claims": packed,
        "sightings": "[]",
        "sighted": 0,
        "standing": pack_listing(_listing(show, claims, number)),
        "seen_at": _NOW,
        "due_at": _NOW + timedelta(days=9999),
        "followed_at": _NOW,
        "followed_by": "",
        "community": "",
        "kept": True,
        "changed": number,
    }


def _started(path: Path) -> tuple[float, float]:
    """The processor time of `violet run` until it is ready, and its memory once it is idle."""
    with _running(path) as process:
        for line in process.stderr or ():
            if _READY.search(line):
                break
        ready = _cpu_s(process.pid)
        before, idle = ready, 0
        while idle < 3:
            time.sleep(0.5)
            now = _cpu_s(process.pid)
            idle = idle + 1 if now - before < 0.1 else 0
            before = now
        return ready, _resident_mb(process.pid)


@contextmanager
def _running(path: Path) -> Iterator[subprocess.Popen[str]]:
    own = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=own
        | {
            "VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{path}",
            "VIOLET_LIVE": "",
            "VIOLET_LOG_LEVEL": "INFO",
        },
    )
    try:
        yield process
    finally:
        process.communicate()


def _is_setting(name: str) -> bool:
    return name.startswith(("VIOLET_", "DISCORD_", "SLACK_", "TVMAZE_"))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _CLOCK_HZ


def _resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1_000_000


async def _new_claim_ms(count: int) -> float:
    """What it takes from a claim that is stored to its news, in the process that notices."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "violet.db"
        await _write(path, count)
        database = await Database.open(f"sqlite+aiosqlite:///{path}")
        try:
            return await _noticed_ms(database)
        finally:
            await database.close()


async def _noticed_ms(database: Database) -> float:
    known, clock = Catalogues(["tvmaze"]), StoppedClock(_NOW)
    known.prepare(_NOW.date())
    await fetch(database.followed_claims, knowledge=known)
    journal: StoredJournal = database.journal
    state = NoticeState(await journal.open())
    ports: dict[str, Any] = {
        "clock": clock,
        "knowledge": known,
        "journal": journal,
        "stories": database.stories,
    }
    state = await notice(state, **ports)
    every = await database.watchlist.every("tvmaze")
    took = []
    for number, one in enumerate(every[:_NEW]):
        clock.pass_time(60)
        held = await database.watchlist.followed(one.show.id)
        assert held is not None
        last = max(held.claims, key=lambda claim: str(claim.value))
        new = replace(
            last, id=ClaimId(f"{last.id}-{number}"), value=PartialDate.parse("2027-03-05")
        )
        assert await database.watchlist.store(replace(held, seen_at=clock.now()), new=[new])
        began = time.process_time()
        await fetch(database.followed_claims, knowledge=known)
        state = await notice(state, **ports)
        took.append(1000 * (time.process_time() - began))
    return median(took[1:])
