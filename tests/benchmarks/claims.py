"""One new claim: what it costs with all that is asked next, with few and with many shows."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from benchmarks.names import invented
from benchmarks.table import Figure, resident_mb
from bot.ports.journal import Learnt
from bot.ports.sources import Fetched
from bot.runtime.knowledge import Catalogues, look_things_up_in
from bot.verbs.count_down import count_down
from bot.verbs.notice import NoticeState, notice
from content.answers.answer import answer_question
from content.answers.service import help_
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Claim, Show, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.typed_shows import find_shows, is_name, suggest_shows
from content.understanding.understand import read_message
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
TODAY = AsOf.at(NOW)
FEW, MANY, MOST = 1_000, 10_000, 50_000
_NEW = 21
"""Claims that come one after another, each of another show."""
_WARM = 7
_LISTING = "listing"
_STORIES = FakeDatabase().stories
"""None was ever told."""


async def measure() -> AsyncIterator[Figure]:
    """Yield what a claim costs, in one run, and what is asked often."""
    costs: dict[int, float] = {}
    warm: dict[int, dict[str, float]] = {}
    for shows in (MOST, MANY, FEW, 12):  # the most first, while no memory is there to be used again
        room = await _Newsroom.of(shows)
        for figure in room.first if shows == MOST else ():
            yield figure
        warm[shows] = {name: await _ms(ask) for name, ask in room.asked().items()}
        if shows > 12:
            costs[shows] = await room.new_claim_ms()
            yield Figure(f"one new claim, {shows:,} shows", costs[shows], "ms")
        if shows == MANY:
            anew = await room.anew_ms()
            yield Figure(f"all made anew instead, {shows:,} shows", anew, "ms")
            yield Figure(
                "the new claim beside that", anew / costs[shows], "times", limit=500, at_least=True
            )
        del room
        gc.collect()
    ratio = costs[MOST] / costs[FEW]
    yield Figure(f"one new claim, {MOST:,} shows beside {FEW:,}", ratio, "times", limit=3)
    for name, cost in warm[MOST].items():
        few = FEW if "lists" in name else 12  # of 12 shows hardly any has a date to come
        yield Figure(f"{name}, {MOST:,} shows", cost, "ms")
        yield Figure(f"  beside {few:,}", cost / warm[few][name], "times", limit=2)


async def _ms(ask: Callable[[], Awaitable[object]]) -> float:
    """How many milliseconds of this process it takes, asked again and again."""
    found = []
    for _ in range(_WARM):
        began = time.process_time()
        await ask()
        found.append(1000 * (time.process_time() - began))
    return median(found[1:])


class _Journal:
    """The port `Journal`, so far as it is used here; it stores nothing, so it costs nothing."""

    async def open(self) -> Learnt:
        return Learnt(claims=(), shows=frozenset(), noticed_until=None, counted_until=None)

    async def record(self, **_: object) -> bool:
        return True

    async def count(self, **_: object) -> bool:
        return True


@dataclass
class _Newsroom:
    """A process that knows so many shows, with nobody but itself."""

    known: Catalogues
    clock: StoppedClock
    journal: "_Journal"
    noticed: NoticeState
    first: list[Figure]
    """What it cost to come to know them."""

    @classmethod
    async def of(cls, shows: int) -> "_Newsroom":
        shipped = read_catalogue([shipped_shows()]).catalogue
        gc.collect()
        before = resident_mb()
        parts = tuple(_parts(shipped, shows))
        held = resident_mb() - before
        claims = sum(len(part.claims) for part in parts)
        known = Catalogues([_LISTING])
        known.prepare(NOW.date())
        began, before = time.process_time(), resident_mb()
        taking = asyncio.create_task(
            known.take_in(_LISTING, Fetched(changed=parts, is_whole=True, cursor="0"))
        )
        longest, last = 0.0, began
        while not taking.done():
            await asyncio.sleep(0)
            longest, last = max(longest, time.process_time() - last), time.process_time()
        seconds = time.process_time() - began
        gc.collect()
        grown = resident_mb() - before
        name = f"{shows:,} shows, {claims:,} claims"
        first = [
            Figure(f"{name}: memory a claim, bytes", 1_000_000 * held / claims, "bytes"),
            Figure("  indexes, a show", 1_000_000 * grown / shows, "bytes"),
            Figure("  taken in the first time, in all", seconds, "s"),
            Figure("  longest meanwhile without a turn", 1000 * longest, "ms"),
        ]
        clock, journal = StoppedClock(NOW - timedelta(minutes=1)), _Journal()
        noticed = NoticeState(await journal.open())
        noticed = await notice(
            noticed, clock=clock, knowledge=known, journal=journal, stories=_STORIES
        )
        clock.pass_time(60)
        return cls(known, clock, journal, noticed, first)

    async def new_claim_ms(self) -> float:
        """What one claim more costs with all that is asked next, beyond asking it again."""
        found = []
        shows = list(self.known.catalogue.shows.values())
        for number, show in enumerate(shows[5 :: len(shows) // _NEW][:_NEW]):
            about = self.known.catalogue.about(show.id)
            more = replace(about[-1], id=f"{show.id}-new", value=PartialDate.parse("2026-10-09"))
            part = ShowClaims(show.id, show, (*about, more))
            began = time.process_time()
            fetched = Fetched(changed=[part], cursor=str(number))
            await self.known.take_in(_LISTING, fetched)
            await self.next()
            first, began = time.process_time() - began, time.process_time()
            await self.next()
            found.append(1000 * (first - (time.process_time() - began)))
        return median(found)

    async def anew_ms(self) -> float:
        """What the same calls cost where all is made anew, as it once was with each claim."""
        shows, claims = list(self.known.catalogue), self.known.catalogue.claims
        began = time.process_time()
        anew = Catalogue.of(shows, claims)
        look_things_up_in(anew, NOW.date())
        await self.next(anew)
        first, began = time.process_time() - began, time.process_time()
        await self.next(anew)
        return 1000 * (first - (time.process_time() - began))

    async def next(self, known: Catalogue | None = None) -> None:
        """A tick, a question, a count and a list."""
        if known is None:
            await self.tick()
        catalogue = known or self.known.catalogue
        knowledge = FixedKnowledge(catalogue)
        await self.count(knowledge)
        _answered("when is jessica jones season 2 out", catalogue)
        _answered("what is coming up", catalogue)

    async def tick(self) -> None:
        self.noticed = await notice(
            self.noticed,
            clock=self.clock,
            knowledge=self.known,
            journal=self.journal,
            stories=_STORIES,
        )

    async def count(self, knowledge: FixedKnowledge) -> None:
        await count_down(
            NOW - timedelta(minutes=1),
            clock=self.clock,
            knowledge=knowledge,
            journal=self.journal,
            subscriptions=FakeDatabase().subscriptions,
        )

    def asked(self) -> dict[str, Callable[[], Awaitable[object]]]:
        """What is asked often, by name."""
        known = self.known.catalogue

        def ask(work: Callable[[], object]) -> Callable[[], Awaitable[object]]:
            async def asking() -> None:
                for _ in range(20):
                    work()

            return asking

        async def tick() -> None:
            for _ in range(20):
                await self.tick()
                await self.count(FixedKnowledge(known))

        return {
            "20 questions": ask(lambda: _answered("when is jessica jones season 2 out", known)),
            "20 lists of what is coming up": ask(lambda: _answered("what is coming up", known)),
            "20 completions of two letters": ask(lambda: suggest_shows("je", known)),
            "20 names typed": ask(lambda: find_shows("jesica jones", known)),
            "20 names told from sentences": ask(lambda: is_name("is it out", known)),
            "20 times what I follow": ask(lambda: help_(Question(intent=Intent.HELP), known)),
            "20 ticks": tick,
        }


def _answered(words: str, known: Catalogue) -> None:
    reading = read_message(words, known, TODAY, conversation=Conversation())
    for question in reading.questions:
        answer_question(question, known, TODAY)


def _parts(shipped: Catalogue, shows: int) -> Iterable[ShowClaims]:
    """The shipped shows, and others with ten claims each, as a listing gives them."""
    known = invented(shipped, shows - len(shipped.shows))
    for number, part in enumerate(known.parts):
        claims = part.claims
        if part.show is not None and part.id not in shipped.shows:
            claims = (*claims[:1], *_listed(part.show, claims[-1], number))
        yield ShowClaims(part.id, part.show, claims)


def _listed(show: Show, model: Claim, number: int) -> Iterable[Claim]:
    """Seasons that are out, one to come by its day or its year, and what else is known of it."""
    days = [f"20{year}-0{1 + number % 9}-1{number % 9}" for year in range(19, 25)]
    ahead = "2027" if number % 3 == 0 else f"2026-1{number % 3}-0{1 + number % 9}"
    for season, day in enumerate([*days, ahead], start=1):
        yield replace(
            model,
            id=f"{show.id}-{season}",
            subject=Subject(show.id, season),
            value=PartialDate.parse(day),
            stance=Stance.CONFIRMED,
        )
    count, ordered = Subject(show.id, 7), Subject(show.id, "series")
    yield replace(model, id=f"{show.id}-eps", subject=count, kind=Kind.EPISODE_COUNT, value=8)
    if number % 5 == 0:
        end = {"kind": Kind.CANCELLATION, "value": None}
        yield replace(model, id=f"{show.id}-end", subject=ordered, **end)
    yield replace(model, id=f"{show.id}-last", subject=count, value=PartialDate.parse(ahead))
