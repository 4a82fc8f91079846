"""Articles of pages, for whoever has a summary: fetched by the one guarded fetcher, then read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from bot.ports.errors import SettingsError, SourceUnavailableError
from bot.ports.pages import Pages
from content.articles.article import Article

if TYPE_CHECKING:
    from adapters.sources.web.fetcher import Fetcher

_FOUND: Final = 200
_MARKUP: Final = ("text/html", "application/xhtml+xml")


class FetchedArticles:
    """The port `WholeArticles`, over a fetcher that is opened when the first page is wanted."""

    def __init__(
        self,
        fetcher: Callable[[], Awaitable["Fetcher"]],
        pages: Pages,
        *,
        library: str = "readability",
    ) -> None:
        """Read what *fetcher* brings with *pages*, for which *library* has to be installed."""
        self._fetcher = fetcher
        self._pages = pages
        self._library = library

    async def whole(self, article: Article) -> Article:
        """Return it with the text of its page, as `WholeArticles` says."""
        if find_spec(self._library) is None:
            raise SettingsError(
                "pages are read by readability-lxml: pip install 'violet-bot[articles]'"
            )
        answer = await (await self._fetcher()).get(article.url)
        if answer.status != _FOUND:
            raise SourceUnavailableError(f"{article.url} was answered with {answer.status}")
        kind = answer.headers.get("content-type", "")
        if kind and not kind.lower().startswith(_MARKUP):
            raise SourceUnavailableError(f"{article.url} is no page, but {kind}")
        found = await self._pages.article_in(answer.body, url=article.url, content_type=kind)
        return replace(article, text=found.text, published=article.published or found.published)
