"""A catalogue far larger than any that is kept by hand."""

import gc
import itertools
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.table import Figure, median_and_p99, progress, resident_mb, times_us
from content.facts.believe import believe
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Show, ShowId, Subject
from content.facts.kinds import Kind
from content.facts.news import news_between
from content.show_files.folders import read_catalogue

SHOWS, CLAIMS_EACH = 10_000, 50
_SHOW = """\
[show]
id = "show-{n}"
title = "The Show Number {n}"
short = "Show {n}"
network = "Netflix"
zone = "America/Los_Angeles"
drop = 00:00:00

[sources.page]
publisher = "A page"
url = "https://example.org/{n}"
published = "2017-04-03"
"""
_CLAIM = """
[[claim]]
id = "show-{n}-claim-{m}"
season = {season}
kind = "{kind}"
value = {value}
stance = "{stance}"
authority = "outlet"
source = "page"
reported_on = "{on}"
says = "that is how the page puts it"
"""
_KINDS = (
    ("release-date", '"{year}"', "reported"),
    ("release-date", '"{year}-0{month}"', "reported"),
    ("filming-start", '"{year}-0{month}"', "planned"),
    ("episode-count", "{count}", "confirmed"),
    ("cast", '"Somebody {m}"', "reported"),
)


def measure() -> Iterator[Figure]:
    """Yield what loading, believing and noticing cost."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_shows(Path(folder), SHOWS, CLAIMS_EACH)
        gc.collect()
        before, began = resident_mb(), time.perf_counter()
        with progress("reading", SHOWS) as shown:
            reading = read_catalogue(files, progress=lambda done, _: shown(done))
        seconds = time.perf_counter() - began
    catalogue = reading.catalogue
    assert not reading.faults, reading.faults[0]
    claims = len(catalogue.claims)
    yield Figure(f"reading {SHOWS:,} files, {claims:,} claims", seconds, "s")
    yield Figure("a file", 1000 * seconds / SHOWS, "ms")
    gc.collect()
    used = resident_mb() - before
    yield Figure("memory in all", used, "MB")
    yield Figure("memory a claim", 1_000_000 * used / claims, "bytes")
    yield from _beliefs(catalogue)
    yield from _news(catalogue)


def write_shows(folder: Path, shows: int, claims_each: int) -> list[Path]:
    """Write *shows* files of that many claims each, and return them."""
    files = []
    for n in range(shows):
        text = [_SHOW.format(n=n)]
        for m in range(claims_each):
            kind, value, stance = _KINDS[m % len(_KINDS)]
            said = value.format(year=2018 + m % 5, month=1 + m % 9, count=8 + m % 6, m=m)
            on = date(2016, 1, 1) + timedelta(days=7 * m)
            text.append(
                _CLAIM.format(
                    n=n, m=m, season=1 + m % 3, kind=kind, value=said, stance=stance, on=on
                )
            )
        files.append(folder / f"show-{n}.toml")
        files[-1].write_text("".join(text))
    return files


def _beliefs(catalogue: Catalogue) -> Iterator[Figure]:
    shows = itertools.cycle(range(SHOWS))

    def one() -> None:
        subject = Subject(ShowId(f"show-{next(shows)}"), 1)
        believe(catalogue.about(subject.show), subject, Kind.RELEASE_DATE, date(2017, 6, 1))

    median, p99 = median_and_p99(times_us(one, runs=5000))
    yield Figure("one belief, median", median, "µs", limit=1000)
    yield Figure("one belief, 99th percentile", p99, "µs", limit=1000)


def _news(catalogue: Catalogue) -> Iterator[Figure]:
    """One claim more: what weighing it for news costs, beside a catalogue of a hundredth."""
    today = date(2026, 1, 1)
    costs = []
    for shows in (SHOWS // 100, SHOWS):
        some = [show for show in catalogue if int(show.id.partition("-")[2]) < shows]
        known = Catalogue(some, {show.id: catalogue.about(show.id) for show in some})
        last = some[-1]

        def one_more(known: Catalogue = known, last: Show = last) -> None:
            before, version = known.about(last.id), known.version
            known.put(ShowClaims(last.id, last, (*before, replace(before[-1], id="more"))))
            moved = known.changed_since(version)
            news_between(lambda _: before, known.about, moved, since=today, until=today)
            known.put(ShowClaims(last.id, last, before))

        found = times_us(one_more, runs=20)
        costs.append(median_and_p99(found)[0] / 1000)
    yield Figure("news of one claim more, 100 shows", costs[0], "ms")
    ratio = f"{costs[1] / costs[0]:.1f} times that of 100"
    yield Figure("news of one claim more, 10,000 shows", costs[1], "ms", against=ratio)
