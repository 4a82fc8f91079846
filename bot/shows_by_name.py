"""Shows that nobody follows yet: looked up for whoever names one, and followed for who wants it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from bot.ports.errors import SourceUnavailableError
from bot.ports.journal import Clock
from bot.ports.listings import MOST, MOST_A_DAY, Directory, Following, Watchlist
from bot.ports.look_ups import Quota, RecentLookUps
from bot.ports.platforms import Speaker
from bot.ports.sources import Knowledge
from bot.ports.traits import PlatformTraits
from bot.verbs.find_show import find_show
from bot.verbs.follow import follow, join_record
from content.answers.file_records import cited_records, resembling
from content.answers.listed_answers import LookedUp
from content.answers.show_found import ShowFound, record_named
from content.commands.replies.shows_by_name import none_to_follow, too_many_followed
from content.commands.replies.shows_meant import EVERY_SHOW
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import Show
from content.language.links import Link
from content.listings.publishers import TVMAZE, publisher_of
from content.listings.records import ListedShow, ListingId
from content.subscriptions.destination import Destination
from content.understanding.typed_shows import find_shows

log = structlog.get_logger()

LOOK_UPS: Final = {
    "person": ((6, timedelta(minutes=1)), (40, timedelta(hours=1))),
    "community": ((20, timedelta(minutes=1)), (200, timedelta(hours=1))),
    "typist": ((20, timedelta(minutes=1)), (150, timedelta(hours=1))),
    "typists": ((60, timedelta(minutes=1)), (600, timedelta(hours=1))),
    "typing": ((9, timedelta(seconds=10)),),
}
"""How many calls a person, and a community, may cause; what is in memory costs none.

Names that are still being typed are counted by themselves, and all of them together too: half of
what a listing takes is left for those who have asked.
"""


@dataclass(frozen=True, slots=True)
class KnownOf:
    """The port `Knowledge`, of one show that this process does not know yet."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class ToHear:
    """A show that somebody wants to hear of, as it is known by now."""

    show: str | None
    """As it was typed, or its id where it was found; None: every show."""
    knowledge: Knowledge
    page: Link | None = None
    """Of the record, where the show was found in a listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowsByName:
    """Looking shows up and following them, for people on every platform."""

    directory: Callable[[], Directory] | None
    """Makes the directory, when it is first asked; None: no listing may be asked."""
    watchlist: Watchlist
    recent: RecentLookUps
    quota: Quota
    clock: Clock
    knowledge: Knowledge
    learn: Callable[[], Awaitable[object]] | None = None
    """Lets this process know at once what is followed; None: it learns that in its own time."""
    source: str = TVMAZE
    aside: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    """Lets others go ahead while a listing is waited for."""

    @property
    def is_on(self) -> bool:
        """Whether anything can be looked up."""
        return self.directory is not None

    async def find(
        self, typed: str, speaker: Speaker, traits: PlatformTraits, *, exactly: bool = False
    ) -> ShowFound:
        """Return what the name *typed* means; whoever speaks may have so much looked up.

        *exactly* as typed, it is no slip of a name that is known here.
        """
        return await find_show(
            typed,
            knowledge=self.knowledge,
            directory=_Aside(self.directory(), self.aside) if self.directory else None,
            watchlist=self.watchlist,
            may_ask=lambda: self.may_ask(speaker, traits, ("person", "community")),
            exactly=exactly,
        )

    def may_ask(
        self, speaker: Speaker, traits: PlatformTraits, kinds: tuple[str, str], *also: str
    ) -> bool:
        """Take one of the `LOOK_UPS` of whoever speaks and of their community, by these *kinds*.

        *also* names others of whose it is one.
        """
        if traits.is_the_operators:
            return True
        here, (one, many) = speaker.destination, kinds
        whom = [f"{one}:{traits.identity(here, speaker.person)}", *also]
        whom += [f"{many}:{here.platform}:{here.workspace}"] if here.workspace else []
        return self.quota.take(*whom, now=self.clock.now())

    async def known_as(self, record: ListedShow) -> Show | None:
        """Return the show that is known here and *record* is of; None: there is none."""
        catalogue = self.knowledge.catalogue
        show = cited_records(catalogue, self.source).get(record.listing)
        show = show or await self.watchlist.known(self.source, record.listing)
        show = show or resembling(record, catalogue)
        return catalogue.shows.get(show) if show else None

    def looked_up(self, found: ShowFound, typed: str, speaker: Speaker) -> LookedUp | None:
        """Return what was found, which whoever speaks may follow up; None: no record was."""
        if found.record is None:
            return None
        now = self.clock.now()
        made = LookedUp.of(
            found.record,
            self.source,
            typed="" if record_named(typed) else typed,
            known_as=found.followed_as,
            taken=self.knowledge.catalogue.shows.__contains__,
            now=now,
        )
        self.recent.remember(speaker, made.show.id, found.record, now=now)
        return made

    def recalled(self, speaker: Speaker) -> LookedUp | None:
        """Return what whoever speaks had looked up last, within the hour."""
        now = self.clock.now()
        kept = self.recent.recall(speaker, now=now)
        if kept is None or kept[0] in self.knowledge.catalogue.shows:
            return None
        show, record = kept
        return LookedUp.of(record, self.source, known_as=show, taken=lambda _: False, now=now)

    def go_on(self, before: Speaker, after: Speaker) -> None:
        """Let what was looked up last for one be what was for the other."""
        now = self.clock.now()
        kept = self.recent.recall(before, now=now)
        if kept is not None:
            self.recent.remember(after, *kept, now=now)

    async def to_hear(
        self,
        typed: str | None,
        by: Speaker,
        to: Destination,
        traits: PlatformTraits,
        command: str,
        *,
        season: str | None = None,
    ) -> ToHear | CommandReply:
        """Return the show *typed* that *to* shall hear of, followed if it was not; or why not.

        *command* is what was typed before it, and takes each of several choices.
        """
        if typed is None or typed.strip().casefold() in EVERY_SHOW:
            return ToHear(typed, self.knowledge)
        wording = by.wording
        if record_named(typed) is None and find_shows(typed, self.knowledge.catalogue):
            return ToHear(typed, self.knowledge)
        found = await self.find(typed, by, traits)
        refusal = none_to_follow(
            typed, found, command=command, season=season, source=self.source, wording=wording
        )
        if refusal:
            return refusal
        if found.record is None:
            return ToHear(found.known[0] if len(found.known) == 1 else typed, self.knowledge)
        followed = await follow(
            found.record,
            source=self.source,
            by=traits.identity(by.destination, by.person),
            community=_community(to, by, traits),
            clock=self.clock,
            knowledge=self.knowledge,
            watchlist=self.watchlist,
        )
        if followed.outcome in {Following.TOO_MANY, Following.TOO_MANY_TODAY}:
            today = followed.outcome is Following.TOO_MANY_TODAY
            return too_many_followed(
                followed.show.short,
                today=today,
                most=MOST_A_DAY if today else MOST,
                wording=wording,
            )
        if self.learn and followed.outcome is Following.NEW:
            await self._learn(self.learn)
        page = Link(label=publisher_of(self.source), url=found.record.url)
        return ToHear(followed.show.id, KnownOf(followed.catalogue), page)

    async def _learn(self, learn: Callable[[], Awaitable[object]]) -> None:
        try:
            await learn()
        except SourceUnavailableError as error:
            log.warning("source_unavailable", source=self.source, reason=str(error))

    async def join(self, show: str, by: Speaker, to: Destination, traits: PlatformTraits) -> None:
        """Follow the record that a show file cites, now that somebody hears of its *show*."""
        found = find_shows(show, self.knowledge.catalogue)
        if self.directory is None or len(found) != 1:
            return
        await join_record(
            found[0],
            source=self.source,
            by=traits.identity(by.destination, by.person),
            community=_community(to, by, traits),
            clock=self.clock,
            knowledge=self.knowledge,
            watchlist=self.watchlist,
        )


@dataclass(frozen=True, slots=True)
class _Aside:
    """The port `Directory`; while it is waited for, others go ahead."""

    directory: Directory
    aside: Callable[[], AbstractAsyncContextManager[None]]

    @property
    def name(self) -> str:
        return self.directory.name

    def remembered(self, typed: str) -> Sequence[ListedShow] | None:
        return self.directory.remembered(typed)

    async def search(self, typed: str) -> Sequence[ListedShow]:
        async with self.aside():
            return await self.directory.search(typed)

    async def show(self, listing: ListingId) -> ListedShow | None:
        async with self.aside():
            return await self.directory.show(listing)


def _community(to: Destination, by: Speaker, traits: PlatformTraits) -> str:
    """Return whose new shows are counted together; of somebody alone, their own."""
    if traits.is_the_operators:
        return ""
    if to.workspace and not to.person:
        return f"{to.platform}:{to.workspace}"
    return traits.identity(by.destination, by.person)
