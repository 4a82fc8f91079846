"""Web pages, and the article that stands in each."""

from typing import Protocol

from content.articles.article import Article


class Pages(Protocol):
    """Whoever finds an article in the page around it."""

    async def article_in(self, page: bytes, *, url: str, content_type: str = "") -> Article:
        """Return the article of a *page* that was fetched from *url*.

        Its day and its outlet are those of the page's metadata, never of its text. What a hostile
        page may cost is bounded, in time and in memory, and none of it is this process's.

        Raises:
            SettingsError: what reads pages is not installed; it says how to install it.
            SourceUnavailableError: there is no article, or to find it costs too much.
        """
        ...
