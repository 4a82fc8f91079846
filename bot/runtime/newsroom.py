"""The newsroom: what is new in the feeds is read, and what it claims waits for the editors."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from content.announcements.notices import feed_notice
from content.articles.feed import Feed, FeedTrouble
from content.articles.items import NewsItem
from content.articles.reading import read_item, shows_in
from content.facts.proposals import Proposal
from content.subscriptions.destination import Destination
from content.understanding.subjects import names_of

log = structlog.get_logger()


class EditorsNewsroom:
    """The port `Newsroom`: it proposes, and leaves what becomes a claim to the editors."""

    def __init__(
        self,
        *,
        clock: Clock,
        knowledge: Knowledge,
        proposals: Proposals,
        outbox: Outbox,
        editors: Sequence[Destination] = (),
    ) -> None:
        self._clock = clock
        self._knowledge = knowledge
        self._proposals = proposals
        self._outbox = outbox
        self._editors = editors

    async def take(self, items: Sequence[NewsItem]) -> None:
        """Propose what *items* claim of shows that are known; of the others nothing is kept.

        A proposal's id says which news it is: an item that comes twice proposes nothing more, nor
        does another outlet that tells the same of the same day.
        """
        found = [one for item in items for one in await self._read(item)]
        if not found:
            return
        added = await self._proposals.propose(found, now=self._clock.now())
        log.info("articles_read", articles=len(items), proposals=added, of=len(found))

    async def hear_of(self, feed: Feed, trouble: FeedTrouble) -> None:
        """Tell every editor once that *feed* is not read as it should be."""
        log.warning("feed_in_trouble", feed=feed.place, trouble=trouble.value, reason=feed.reason)
        now = self._clock.now()
        for editor in self._editors:
            name = f"{editor.platform}:{editor.workspace}:{editor.person}"
            await self._outbox.tell(
                feed_notice(feed, trouble, editor=name, at=now), editor, now=now
            )

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
