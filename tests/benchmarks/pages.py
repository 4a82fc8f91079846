"""Pages: what one costs beside the same facts as JSON, both from claims to bytes."""

import statistics
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from adapters.pictures.timelines import timeline_svg
from adapters.website.rendering import PageRenderer
from benchmarks.table import Figure, times_us
from bot.cli.facts import facts
from content.facts.as_of import AsOf
from content.facts.claims import ShowId, Subject
from content.language.wording import ENGLISH
from content.pages.show_page import show_page_of
from content.pictures.timeline import timeline_of
from content.show_files.folders import read_catalogue, shipped_shows

RUNS = 30
DAY = date(2026, 12, 1)
LARGEST = ShowId("jessica-jones")


def _quickest(*works: Callable[[], object]) -> list[float]:
    """Return the least microseconds of each, run in turns: whatever else runs only adds to them."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for taken, work in zip(found, works, strict=True):
            taken.extend(times_us(work, runs=1))
    return [min(taken) for taken in found]


def measure() -> Iterator[Figure]:
    """Yield what the pages of all shipped shows cost, and that of the largest one."""
    catalogue = read_catalogue([shipped_shows()]).sound
    renderer = PageRenderer()

    def page(show: ShowId) -> bytes:
        shown = show_page_of(catalogue, show, DAY, is_today=True, wording=ENGLISH)
        return renderer.show(shown, today=DAY.isoformat(), wording=ENGLISH, lang="").encode()

    def as_json(show: ShowId) -> bytes:
        lines = facts(catalogue, show, None, AsOf.on(DAY), as_json=True)
        return "\n".join(lines).encode()

    for what, shows in (
        ("the pages of all shipped shows", tuple(catalogue.shows)),
        (f"the page of {LARGEST}", (LARGEST,)),
    ):
        found = [_quickest(partial(page, one), partial(as_json, one)) for one in shows]
        taken, beside = (sum(times) / 1000 for times in zip(*found, strict=True))
        yield Figure(what, taken, "ms", against=f"as JSON {beside:.2f} ms")
        yield Figure("  times the same facts as JSON", taken / beside, "times", limit=3)
    yield Figure(f"  bytes of the page of {LARGEST}", len(page(LARGEST)) / 1000, "kB")
    timeline = timeline_of(catalogue, Subject(LARGEST, 2), until=DAY)
    drawn = statistics.median(times_us(lambda: timeline_svg(timeline), runs=RUNS)) / 1000
    yield Figure("a picture beside it, drawn when it is looked at", drawn, "ms")
