"""The newsroom: what is new in the feeds is told, and what it claims waits for the editors."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from bot.verbs.tell_headlines import tell_headlines
from content.announcements.notices import feed_notice
from content.articles.feed import Feed, FeedTrouble
from content.articles.items import NewsItem
from content.articles.reading import read_item, shows_in
from content.facts.believe import believed
from content.facts.claims import Claim
from content.facts.proposals import Proposal, restates
from content.subscriptions.destination import Destination
from content.understanding.subjects import names_of

log = structlog.get_logger()


class EditorsNewsroom:
    """The port `Newsroom`: headlines are told at once, and claims wait for the editors."""

    def __init__(
        self,
        *,
        clock: Clock,
        knowledge: Knowledge,
        proposals: Proposals,
        stories: Stories,
        outbox: Outbox,
        editors: Sequence[Destination] = (),
    ) -> None:
        self._clock = clock
        self._knowledge = knowledge
        self._proposals = proposals
        self._stories = stories
        self._outbox = outbox
        self._editors = editors
        self.restated = 0
        """How many claims that were read waited for nobody, since they are believed already."""

    async def take(self, items: Sequence[NewsItem]) -> None:
        """Propose what *items* claim of shows that are known; of the others nothing is kept.

        A proposal's id says which news it is: an item that comes twice proposes nothing more, nor
        does another outlet that tells the same of the same day. What is believed already, as
        exactly, as surely and on no lower authority, waits for nobody.
        """
        found: list[Proposal] = []
        restated = 0
        for item in items:
            read = await self._read(item)
            new = [one for one in read if not self._is_believed(one.claim)]
            found += new
            restated += len(read) - len(new)
            await self._tell(item, read)
        if not found and not restated:
            return
        added = await self._proposals.propose(found, now=self._clock.now())
        self.restated += restated
        log.info(
            "articles_read",
            articles=len(items),
            proposals=added,
            of=len(found),
            restated=restated,
        )

    async def hear_of(self, feed: Feed, trouble: FeedTrouble) -> None:
        """Tell every editor once that *feed* is not read as it should be."""
        log.warning("feed_in_trouble", feed=feed.place, trouble=trouble.value, reason=feed.reason)
        now = self._clock.now()
        for editor in self._editors:
            name = f"{editor.platform}:{editor.workspace}:{editor.person}"
            await self._outbox.tell(
                feed_notice(feed, trouble, editor=name, at=now), editor, now=now
            )

    def _is_believed(self, claim: Claim) -> bool:
        today = self._clock.now().date()
        held = believed(
            self._knowledge.catalogue, claim.subject, claim.kind, today, market=claim.market
        )
        return restates(claim, held)

    async def _tell(self, item: NewsItem, read: Sequence[Proposal]) -> None:
        """Tell its headline to whoever wants it, once a story; a first fetch of a feed tells none.

        Raises:
            StorageError: nothing was stored; take the item in again.
        """
        try:
            await tell_headlines(
                item, read, clock=self._clock, knowledge=self._knowledge, stories=self._stories
            )
        except StorageError:
            raise
        except Exception:
            log.exception("headline_not_told", item=item.id)

    async def _read(self, item: NewsItem) -> Sequence[Proposal]:
        """Read one article beside the loop, which goes on; the catalogue may move meanwhile.

        What is read is therefore a copy of what is held of the few shows that the article names.
        """
        article, catalogue = item.article, self._knowledge.catalogue
        try:
            named = await asyncio.to_thread(shows_in, article, names_of(catalogue))
            if not named:
                return ()
            held = catalogue.only(sorted(named))
            return await asyncio.to_thread(read_item, item, held)
        except Exception:
            # A stranger wrote it: one that cannot be read must not hold up all that come after it.
            log.exception("article_not_read", item=item.id)
            return ()
