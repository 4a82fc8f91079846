"""Shows to choose from while somebody types a name: from memory first, then from a search."""

import asyncio
import contextlib
from collections.abc import Sequence
from functools import partial
from typing import Final

import structlog

from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.listings import Directory
from bot.ports.platforms import Speaker
from bot.ports.traits import PlatformTraits
from bot.shows_by_name import ShowsByName
from content.answers.reply import ShowChoice
from content.answers.show_found import record_named
from content.answers.typed_choices import LEAST_TYPED, name_typed, still_fitting, typed_choices
from content.facts.claims import Show
from content.listings.records import ListedShow, ListingId
from content.understanding.typed_shows import suggest_shows

log = structlog.get_logger()

MOST: Final = 25
_ENOUGH: Final = 10
"""Known shows that fit, beyond which no listing is asked for more."""
_PAUSE_S: Final = 0.25
"""How long somebody types nothing more before what they typed is searched for."""
_WITHIN_S: Final = 1.6
"""Of the three seconds that platforms wait, the way there and back and a busy moment included."""
_STORED_WITHIN_S: Final = 0.4

Hits = Sequence[ListedShow]


class ShowsWhileTyped:
    """What is offered for each keystroke; one person has one search under way at most.

    A search that takes too long goes on, and what it finds is there for the next keystroke.
    """

    def __init__(
        self, by_name: ShowsByName, *, pause_s: float = _PAUSE_S, within_s: float = _WITHIN_S
    ) -> None:
        self._by_name = by_name
        self._pause_s = pause_s
        self._within_s = within_s
        self._newest: dict[str, asyncio.Event] = {}
        """Of each person, what is set once they have typed on."""
        self._under_way: dict[str, asyncio.Task[Hits]] = {}

    async def offered(
        self, typed: str, speaker: Speaker, traits: PlatformTraits, *, most: int = MOST
    ) -> tuple[ShowChoice, ...]:
        """Return the shows that *typed* may become: known ones first, then listed ones.

        It is never late and never fails: whatever cannot be had in time is left out.
        """
        known = suggest_shows(typed, self._by_name.knowledge.catalogue)
        hits: Hits = ()
        followed: dict[ListingId, Show] = {}
        make, name = self._by_name.directory, name_typed(typed)
        is_long = len(name) >= LEAST_TYPED and record_named(typed) is None
        if make and is_long and len(known) < min(_ENOUGH, most):
            hits = await self._hits(name, make(), speaker, traits)
            try:
                async with asyncio.timeout(_STORED_WITHIN_S):
                    followed = await self._followed(hits)
            except (TimeoutError, StorageError):
                hits = ()  # one of them might be followed, and be there twice
        return typed_choices(
            known,
            hits,
            followed,
            source=self._by_name.source,
            most=most,
            wording=speaker.wording,
        )

    async def _hits(
        self, name: str, directory: Directory, speaker: Speaker, traits: PlatformTraits
    ) -> Hits:
        found = directory.remembered(name)
        if found is None:
            async with self._by_name.aside():
                with contextlib.suppress(TimeoutError, SourceUnavailableError):
                    async with asyncio.timeout(self._within_s):
                        found = await self._searched(name, directory, speaker, traits)
        return _remembered_for_less(name, directory) if found is None else found

    async def _searched(
        self, name: str, directory: Directory, speaker: Speaker, traits: PlatformTraits
    ) -> Hits | None:
        """Return what a search finds; None: whoever types has typed on, or searches too often."""
        who = traits.identity(speaker.destination, speaker.person)
        newer = asyncio.Event()
        if before := self._newest.get(who):
            before.set()
        self._newest[who] = newer
        typed_on = asyncio.create_task(newer.wait())
        try:
            await asyncio.wait({typed_on}, timeout=self._pause_s)
            while not newer.is_set() and (under_way := self._under_way.get(who)):
                await asyncio.wait({typed_on, under_way}, return_when=asyncio.FIRST_COMPLETED)
            if newer.is_set():
                return None
            found = directory.remembered(name)
            if found is None and self._may_search(speaker, traits):
                task = self._under_way[who] = asyncio.create_task(_search(name, directory))
                task.add_done_callback(partial(self._done, who))
                found = await asyncio.shield(task)
            return found
        finally:
            typed_on.cancel()
            if self._newest.get(who) is newer:
                del self._newest[who]

    def _may_search(self, speaker: Speaker, traits: PlatformTraits) -> bool:
        kinds = ("typist", "typists")
        return self._by_name.may_ask(speaker, traits, kinds, f"typing:{self._by_name.source}")

    def _done(self, who: str, task: asyncio.Task[Hits]) -> None:
        del self._under_way[who]
        if not task.cancelled() and (error := task.exception()):
            # Whoever types sees the shows that are known; whoever sends the name is told.
            log.info("search_while_typed_failed", reason=str(error))

    async def _followed(self, hits: Hits) -> dict[ListingId, Show]:
        shows = {hit.listing: await self._by_name.known_as(hit) for hit in hits}
        return {listing: show for listing, show in shows.items() if show is not None}


async def _search(name: str, directory: Directory) -> Hits:
    return await directory.search(name)


def _remembered_for_less(name: str, directory: Directory) -> Hits:
    """Return what was found for the first letters of *name*, as far as it still fits."""
    for length in range(len(name) - 1, LEAST_TYPED - 1, -1):
        found = directory.remembered(name[:length])
        if found is not None:
            return still_fitting(found, name)
    return ()
