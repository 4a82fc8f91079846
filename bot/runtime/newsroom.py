"""The newsroom: what is new in the feeds is told, and what it claims waits for the editors."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

import structlog

from bot.ports.errors import SettingsError, SourceUnavailableError, StorageError
from bot.ports.feeds import USUAL_LIMITS, Feeds
from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.pages import WholeArticles
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from bot.verbs.tell_headlines import tell_headlines
from content.announcements.notices import feed_notice
from content.articles.feed import Feed, FeedTrouble
from content.articles.fetch_allowance import FetchLimits
from content.articles.items import NewsItem
from content.articles.reading import read_item, shows_in
from content.articles.summaries import is_a_summary
from content.facts.believe import believed
from content.facts.claims import Claim
from content.facts.proposals import Proposal, restates
from content.subscriptions.destination import Destination
from content.understanding.subjects import names_of

log = structlog.get_logger()


PAGES_A_DAY: Final = FetchLimits(host_a_day=48, a_day=USUAL_LIMITS.a_day)
"""Of one host, and beside its feeds; all together they are within what feeds are."""


@dataclass(frozen=True, slots=True)
class PageDesk:
    """What articles are fetched with of which a feed gives a summary."""

    articles: WholeArticles
    feeds: Feeds
    """Keeps count of what every host was asked for."""
    limits: FetchLimits = PAGES_A_DAY


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
        pages: PageDesk | None = None,
    ) -> None:
        """Tell *editors* what is wrong; without *pages* the text of the feeds is all there is."""
        self._clock = clock
        self._knowledge = knowledge
        self._proposals = proposals
        self._stories = stories
        self._outbox = outbox
        self._editors = editors
        self._pages = pages
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

    async def _with_its_page(self, item: NewsItem) -> NewsItem:
        """Return *item* with the text of its page, where its feed gives a summary of it.

        What cannot be fetched, or not today, is read as the feed gives it.
        """
        article = item.article
        if self._pages is None or not article.url or not is_a_summary(article.text):
            return item
        if not await self._may_fetch(self._pages, article.url):
            log.info("page_left_alone", url=article.url)
            return item
        try:
            whole = await self._pages.articles.whole(article)
        except SettingsError as error:
            log.info("pages_not_read", reason=str(error))
            self._pages = None
            return item
        except SourceUnavailableError as error:
            log.info("page_not_read", url=article.url, reason=str(error))
            return item
        return replace(item, article=whole)

    async def _may_fetch(self, desk: PageDesk, url: str) -> bool:
        """Take one fetch of a page, and return whether there was one left for its host today."""
        host = urlsplit(url).netloc.lower()
        now = self._clock.now()
        for name, limits in ((f"pages@{host}", desk.limits), (host, USUAL_LIMITS)):
            granted = await desk.feeds.take_fetches({name: 1}, now=now, limits=limits)
            if not granted[name].count:
                return False
        return True

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
            item = await self._with_its_page(item)
            held = catalogue.only(sorted(named))
            return await asyncio.to_thread(read_item, item, held)
        except Exception:
            # A stranger wrote it: one that cannot be read must not hold up all that come after it.
            log.exception("article_not_read", item=item.id)
            return ()
