"""Cards: what one costs beside an empty picture, and a countdown for many channels with them."""

import io
import statistics
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PIL import Image

from adapters.pictures.cards import HEIGHT, WIDTH, card_svg
from adapters.pictures.font import FILE
from adapters.pictures.painter import png_of
from adapters.pictures.timelines import timeline_svg
from adapters.storage.database import Database
from benchmarks.fan_out import (
    CHANNELS,
    PERMITTED,
    end_of,
    places_of,
    python_module,
    rate_of,
    strict_discord,
    until_all_told,
)
from benchmarks.table import Figure, times_us
from content.announcements.announcement import AnnouncementId
from content.announcements.broadcast import Broadcast
from content.facts.as_of import AsOf
from content.facts.claims import ShowId, Subject
from content.pictures.card import Card, card_of
from content.pictures.timeline import timeline_of
from content.show_files.folders import read_catalogue, shipped_shows
from content.subscriptions.preferences import Preferences
from content.subscriptions.subscription import Subscription
from fakes.fan_out import FanOut
from fakes.steps import countdown_step

RUNS = 30
SUBJECT = Subject(ShowId("jessica-jones"), 2)
EMPTY = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    f'width="{WIDTH}" height="{HEIGHT}"/>'
)


async def measure(channels: int = CHANNELS) -> AsyncIterator[Figure]:
    """Yield what drawing costs, then the rates at which so many *channels* are told."""
    for figure in _drawing():
        yield figure
    without, _ = await _told(channels, picture=False)
    rate, drawn = await _told(channels, picture=True)
    yield Figure(f"{channels:,} channels told without cards", without, "/s")
    yield Figure("the same with cards", rate, "/s")
    share = 100 * rate / without
    yield Figure("  of the rate without", share, "%", limit=95, at_least=True)
    yield Figure("  channels that see the card", drawn, "", limit=channels, at_least=True)


def _drawing() -> Iterator[Figure]:
    catalogue = read_catalogue([shipped_shows()]).sound
    cards = [
        card_of(catalogue, SUBJECT, AsOf.on(day)) for day in (date(2017, 12, 31), date(2017, 4, 10))
    ]
    for card, what in zip(cards, ("a card with a number", "a card with a band"), strict=True):

        def drawn(card: Card = card) -> bytes:
            return png_of(card_svg(card), FILE, is_flat=True)

        empty, by_pillow, taken = _in_turns(lambda: png_of(EMPTY, FILE), _by_pillow, drawn)
        beside = f"an empty one {empty:.1f} ms, {taken / by_pillow:.1f} times one by Pillow"
        yield Figure(what, taken, "ms", against=beside)
        yield Figure("  times an empty picture of its size", taken / empty, "times", limit=5)
        yield Figure("  its size", len(drawn()) / 1000, "kB", limit=60)
    timeline = timeline_of(catalogue, SUBJECT, until=date(2018, 4, 1))
    yield Figure("a timeline as SVG", *_in_turns(lambda: timeline_svg(timeline)), "ms")
    svg = timeline_svg(timeline, every_letter=False)
    yield Figure("  as PNG", *_in_turns(lambda: png_of(svg, FILE)), "ms")


def _in_turns(*works: Callable[[], object]) -> list[float]:
    """Return the median milliseconds of each, run in turns: what else runs slows all alike."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for taken, work in zip(found, works, strict=True):
            taken.extend(times_us(work, runs=1))
    return [statistics.median(taken) / 1000 for taken in found]


def _by_pillow() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT)).save(kept, "PNG")
    return kept.getvalue()


async def _told(channels: int, *, picture: bool) -> tuple[float, int]:
    """Return at how many a second channels were told a countdown, and how many saw a card."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite+aiosqlite:///{Path(name) / 'violet.db'}"
        async with strict_discord(channels, PERMITTED) as discord:
            database = await Database.open(url)
            fan = await _Pictured.on(discord, database)
            await fan.want(picture=picture)
            await fan.count_down()
            words = (url, discord.api_base, discord.token, f"{0.96 * PERMITTED}")
            process = await python_module("benchmarks.sending", words)
            places, what = places_of(discord, fan), "with cards" if picture else "without"
            await until_all_told(what, places, 60 + 4 * channels / PERMITTED, process)
            await end_of(process)
            await database.close()
            seen = sum(bool(discord.said_in(place)[0].picture) for place in places)
            return rate_of(places), seen


class _Pictured(FanOut):
    async def subscribe(self) -> None:
        """Leave that to `want`."""

    async def want(self, *, picture: bool) -> None:
        """Subscribe every channel, with pictures or without."""
        now, wants = datetime.now(UTC), Preferences(picture=picture)
        await self.database.subscriptions.take_in(
            (
                Subscription(destination=one, show=SUBJECT.show, preferences=wants, created_at=now)
                for one in self.places
            ),
            now=now,
        )

    async def count_down(self) -> None:
        """Queue one step for everybody."""
        now = datetime.now(UTC)
        step = replace(
            countdown_step(),
            id=AnnouncementId("step:bench"),
            created_at=now,
            expires_at=now + timedelta(days=1),
        )
        assert await self.database.journal.record(
            claims=(),
            shows=(),
            broadcasts=[Broadcast(announcement=step)],
            void=(),
            noticed_from=(await self.database.journal.open()).noticed_until,
            noticed_until=now,
        )
