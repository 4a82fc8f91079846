"""A calendar of 500 shows, from what is claimed to bytes, beside the library's own writing."""

import asyncio
import time
from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta
from statistics import median

from icalendar import Calendar, Event, Todo

from adapters.calendar.routes import CalendarRoutes
from adapters.calendar.writing import icalendar_bytes
from benchmarks.table import Figure
from bot.ports.web import WebRequest
from content.calendar.addresses import token_fingerprint
from content.calendar.entries import CalendarEntry, EntryKind
from content.calendar.feed import Wanted, entries_wanted, shows_calendar
from content.commands.acts import ActKind
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId, Stance
from fakes.audit import act_of
from fakes.claims import claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock
from fakes.tellings import channel, subscription

_SHOWS = 500
_ROUNDS = 7
_TOKEN = "5ec3e7" * 6
_TODAY = NOW.date()


async def measure(shows: int = _SHOWS) -> AsyncGenerator[Figure, None]:
    """Yield the time from claims to bytes beside the library's of the same, by turns."""
    known = _catalogue(shows)
    wanted = [Wanted(one, Stance.REPORTED) for one in known.shows]
    made: list[float] = []
    theirs: list[float] = []
    for turn in range(_ROUNDS + 1):
        fresh = known.only(known.shows)  # nothing is remembered of it
        began = time.perf_counter()
        feed = shows_calendar(entries_wanted(fresh, wanted, day=_TODAY), [])
        data = icalendar_bytes(feed)
        between = time.perf_counter()
        other = _by_the_library(feed.entries)
        if turn:  # the first is the warm-up
            made.append(between - began)
            theirs.append(time.perf_counter() - between)
        assert data.count(b"BEGIN:VEVENT") == other.count(b"BEGIN:VEVENT") > shows / 2
        assert data.count(b"BEGIN:VTODO") == other.count(b"BEGIN:VTODO") > 0
    own, library = median(made), median(theirs)
    yield Figure(f"a calendar of {shows} shows, from claims to bytes", own * 1000, "ms")
    yield Figure("icalendar's own writing of the same", library * 1000, "ms")
    yield Figure("the one beside the other", own / library, "times", limit=2)
    yield Figure("its size", len(data) / 1000, "kB")
    async for figure in _fetched(known):
        yield figure


async def _fetched(known: Catalogue) -> AsyncGenerator[Figure, None]:
    """Yield what it costs to be fetched again, and how long others wait while it is made."""
    memory = FakeDatabase()
    routes = CalendarRoutes(
        clock=StoppedClock(),
        knowledge=FixedKnowledge(known),
        calendars=memory.calendars,
        subscriptions=memory.subscriptions,
    )
    act = act_of(ActKind.CALENDAR_GIVEN)
    await memory.calendars.give(channel(), token_fingerprint(_TOKEN), renews=True, act=act)
    await memory.subscriptions.subscribe(subscription(channel(), show=None))
    asked = WebRequest(method="GET", path="", parts={"token": _TOKEN})
    waits: list[float] = []

    async def beside() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0)
            waits.append(time.perf_counter() - began)

    watching = asyncio.create_task(beside())
    first = await routes.of_channel(asked)
    watching.cancel()
    yield Figure("the longest that another waited while it was made", max(waits) * 1000, "ms")
    again = WebRequest(
        method="GET",
        path="",
        parts={"token": _TOKEN},
        headers={"if-none-match": first.headers["ETag"]},
    )
    times = []
    for _ in range(50):
        began = time.perf_counter()
        second = await routes.of_channel(again)
        times.append(time.perf_counter() - began)
        assert (second.status, second.body) == (304, b"")
    yield Figure("fetched again, unchanged: 304", median(times) * 1000, "ms")
    yield Figure("answered 304 of 50", 50, "times", limit=50, at_least=True)


def _catalogue(count: int) -> Catalogue:
    shows, claims = [], []
    for number in range(count):
        id_ = ShowId(f"show-{number}")
        title = f"The Show of Number {number}"
        shows.append(show(id_, title=title, short=title))
        for season in (1, 2):
            day = date(2018, 1, 1) + timedelta(days=(number + 90 * season) % 600)
            given = {"show_id": id_, "season": season, "publisher": "Collider", "by": "Netflix"}
            claims.append(claim(value="2018", on="2017-06-01", **given))
            if season == 1 or number % 3:
                claims.append(claim(value=day.isoformat(), on="2017-12-01", **given))
                later = (day + timedelta(days=7)).isoformat()
                claims.append(claim(value=later, on="2018-01-15", **given))
        if not number % 5:
            stated = "2018-03-08T00:00-08:00[America/Los_Angeles]"
            claims.append(claim("release-time", stated, show_id=id_, season=1, on="2018-01-20"))
    return Catalogue.of(shows, claims)


def _by_the_library(entries: tuple[CalendarEntry, ...]) -> bytes:
    """What anybody writes who has the same in hand: the library's own example, and no more."""
    calendar = Calendar()
    calendar.add("prodid", "-//Violet//Violet//EN")
    calendar.add("version", "2.0")
    for one in entries:
        part = Todo() if one.kind is EntryKind.SPAN else Event()
        if one.kind is EntryKind.MOMENT and one.moment is not None:
            part.add("dtstart", one.moment.astimezone(UTC))
        elif one.kind is EntryKind.DAY:
            part.add("dtstart", one.first_day)
            part.add("dtend", one.first_day + timedelta(days=1))
        part.add("uid", one.uid)
        part.add("dtstamp", datetime(2018, 1, 1, tzinfo=UTC))
        part.add("created", one.created)
        part.add("last-modified", one.changed)
        part.add("sequence", one.sequence)
        part.add("status", "CONFIRMED")
        part.add("transp", "TRANSPARENT")
        part.add("summary", one.title)
        part.add("description", one.text)
        part.add("url", one.url)
        calendar.add_component(part)
    data: bytes = calendar.to_ical()
    return data
