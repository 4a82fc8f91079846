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


class WholeArticles(Protocol):
    """The way to the page of an article of which a feed gives a summary."""

    async def whole(self, article: Article) -> Article:
        """Return *article* with the text of its page, which is fetched once.

        Its address, its title and its outlet stay what they were; so does its day, if it has one.

        Raises:
            SettingsError: what reads pages is not installed; nothing was fetched.
            SourceUnavailableError: its page cannot be had, or there is no article in it.
        """
        ...
