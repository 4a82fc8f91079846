"""What this process knows, in memory: the claims of every source, side by side."""

import asyncio
import gc
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Final

from bot.ports.sources import Fetched
from content.announcements.targets import has_targets
from content.answers.code_names import code_names_of
from content.answers.disputes import disputed
from content.answers.upcoming import ended
from content.answers.where_to_watch import leaving_days
from content.facts.as_of import AsOf
from content.facts.by_day import shows_known_between
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Claim, ClaimId, Show, ShowId
from content.facts.dated import dated_spans
from content.files.faults import Fault
from content.understanding.known_names import known_to
from content.understanding.subjects import names_of

_AT_ONCE: Final = 20
"""Shows that are taken in before anybody else has a turn."""
_BEHIND: Final = 5
"""Shows that each index takes in at once, of very many."""
_MANY: Final = 500
"""So many shows at once are held first, then known by name, and then by all else."""
_FREEZE_AFTER: Final = 500
"""Shows taken in after which the collector is told to spare them."""


class Catalogues:
    """The port `FetchedKnowledge`.

    What is in memory is one catalogue, moved on for the shows of which a source says something
    else; the claims of all other shows stay the very same objects.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        """Hold the claims of *sources*, by name.

        Where two hold a claim of one id, or introduce one show, the earlier source's is taken.
        """
        self._held: dict[str, dict[ShowId, ShowClaims]] = {source: {} for source in sources}
        self._cursors: dict[str, str] = {}
        self._faults: dict[str, Sequence[Fault]] = {}
        self._catalogue = Catalogue()
        self._frozen_at = 0
        """The catalogue's version when the collector was last told to spare what is in it."""
        self.held = asyncio.Event()
        """Set once whatever is being taken in is held; whoever waits for it clears it."""
        self.may_go_on = asyncio.Event()
        """While it is not set, very many shows are held, and nothing is looked up in them yet."""
        self.may_go_on.set()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue, as it is at this moment."""
        return self._catalogue

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong in what people wrote."""
        return [fault for faults in self._faults.values() for fault in faults]

    def cursor_of(self, source: str) -> str | None:
        """Return the cursor of the last fetch that was taken in."""
        return self._cursors.get(source)

    def prepare(self, today: date) -> None:
        """Keep ready from now on whatever answers and ticks look things up in.

        Done before anything is taken in, nobody who asks has to wait for it.
        """
        look_things_up_in(self._catalogue, today)

    async def take_in(self, source: str, fetched: Fetched) -> bool:
        """Hold from now on what *source* says, some shows at a time; return whether any is another.

        Where it ends early, what was taken in is taken in once more by the next.
        """
        before = self._catalogue.version
        await self.hold(source, fetched)
        self.held.set()
        while self._catalogue.is_filling:
            await self.may_go_on.wait()
            self._catalogue.settle_some(_BEHIND)
            await asyncio.sleep(0)
        self._catalogue.settle()
        if len(fetched.changed) > _MANY:
            self._freeze()
        self._cursors[source] = fetched.cursor
        return self._catalogue.version != before

    async def hold(self, source: str, fetched: Fetched) -> None:
        """Hold what *source* says, and nothing more: of very many shows, only names are looked up.

        What was looked up in before, lacks those; what is looked up in for the first time, does
        not. For whoever asks once, and has no time for all that could be asked.
        """
        held = self._held[source]
        changed = {part.id: part for part in fetched.changed}
        gone = set(fetched.gone)
        if len(changed) > _MANY:
            self._catalogue.fill()
        for number, part in enumerate(changed.values()):
            if part.id not in gone and held.get(part.id) != part:
                held[part.id] = part
                self._merge(part.id)
            await self._let_others(number)
        leaving = gone.union(held.keys() - changed.keys()) if fetched.is_whole else gone
        for number, show in enumerate(sorted(leaving & held.keys())):
            del held[show]
            self._merge(show)
            await self._let_others(number)
        if fetched.reached_at is not None:
            self._catalogue.reached(source, fetched.reached_at)
        if fetched.is_whole:
            self._faults[source] = fetched.faults
            self._reorder(source, [show for show in changed if show not in gone])

    async def _let_others(self, number: int) -> None:
        if number % _AT_ONCE == _AT_ONCE - 1:
            if not self._catalogue.is_filling:
                self._catalogue.settle()
            if self._catalogue.version - self._frozen_at >= _FREEZE_AFTER:
                self._freeze()
            await asyncio.sleep(0)

    def _freeze(self) -> None:
        """Spare Python's collector what is known: it stays, and looking through it stops everybody.

        What is garbage by now, and young, is collected first, so that it is not kept too.
        """
        gc.collect(1)
        gc.freeze()
        self._frozen_at = self._catalogue.version

    def _merge(self, show: ShowId) -> None:
        """Put what all sources say of *show* side by side."""
        parts = [held[show] for held in self._held.values() if show in held]
        introduced: Show | None = next((part.show for part in parts if part.show), None)
        said = [part for part in parts if part.claims]
        claims = said[0].claims if said else ()
        if len(said) > 1:
            first: dict[ClaimId, Claim] = {}
            for claim in chain.from_iterable(part.unpacked for part in said):
                first.setdefault(claim.id, claim)
            claims = tuple(first.values())
        known = self._catalogue.held(show)
        claims = known if known == claims else claims
        listing = next((part.listing for part in parts if part.listing is not None), None)
        is_listed_as_before = listing == self._catalogue.held_listing(show)
        is_introduced_as_before = introduced == self._catalogue.shows.get(show)
        if claims is not known or not is_introduced_as_before or not is_listed_as_before:
            self._catalogue.put(ShowClaims(show, introduced, claims, listing))

    def _reorder(self, source: str, shows: Sequence[ShowId]) -> None:
        """Let shows be read in the order in which *source* lists them, after those before it."""
        if list(self._held[source]) == shows:
            return
        self._held[source] = {show: self._held[source][show] for show in shows}
        order = dict.fromkeys(part.id for held in self._held.values() for part in held.values())
        self._catalogue.reorder([show for show in order if show in self._catalogue.shows])


def look_things_up_in(catalogue: Catalogue, today: date) -> None:
    """Ask each index of *catalogue* once, so that it is there, and follows from then on."""
    names_of(catalogue)
    known_to(catalogue)
    code_names_of(catalogue)
    shows_known_between(catalogue, today, today)
    has_targets(catalogue, AsOf.on(today))
    dated_spans(catalogue, today)
    for index in (ended, leaving_days, disputed):
        index(catalogue, today)
