"""Asking for a feed: conditional, bounded, and never more than it takes; parsed beside the loop."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar
from urllib.parse import urlsplit

from adapters.sources.feeds.documents import FeedDocument, NoFeedError, is_page, read_document
from adapters.sources.feeds.html_text import MOST_HTML, text_of_html
from adapters.sources.feeds.named_feeds import feeds_named_in
from adapters.sources.web.exchanges import PERMANENT, Bounds
from adapters.sources.web.faults import FetchError, RefusedAnswerError, UnreachableError
from adapters.sources.web.fetcher import Fetcher, WebResponse
from adapters.sources.web.retry_after import pause_asked
from bot.masking import SECRETS
from bot.ports.errors import SourceUnavailableError
from bot.ports.feeds import FoundFeed
from bot.secrets import keys_of_feed
from content.articles.feed import Feed, FeedAnswer, FeedOutcome, Validators
from content.articles.items import RawItem
from content.language.from_outside import text_from_outside

FEED_BOUNDS: Final = Bounds(whole_s=20.0, unpacked=2_000_000)
_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
_PARSE_S: Final = 30.0
_MOST_TRIED: Final = 3
"""Of the feeds that a page names, until one is found to be one."""
_LONGEST: Final = 1_000
"""Of a validator; what is longer is not kept."""
_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE | re.ASCII)

T = TypeVar("T")


class WebFeedReader:
    """The port `FeedReader`, over the guarded fetcher."""

    def __init__(
        self, fetcher: Fetcher, *, bounds: Bounds = FEED_BOUNDS, parse_s: float = _PARSE_S
    ) -> None:
        """Give up on a document that takes longer than *parse_s* to read."""
        self._fetcher = fetcher
        self._bounds = bounds
        self._parse_s = parse_s
        self._worker = _worker()

    async def read(self, feed: Feed, *, whole: bool, now: datetime) -> FeedAnswer:
        """Ask for it once, as `FeedReader` says."""
        SECRETS.learn(*keys_of_feed(feed.url))
        before = Validators() if whole else feed.validators
        headers = {"Accept": _ACCEPT}
        if before.etag:
            headers["If-None-Match"] = before.etag
        if before.last_modified:
            headers["If-Modified-Since"] = before.last_modified
        is_asked = len(headers) > 1
        try:
            response = await self._fetcher.get(feed.url, bounds=self._bounds, headers=headers)
        except RefusedAnswerError as error:
            if error.status < 400:
                return FeedAnswer(outcome=FeedOutcome.UNREACHABLE, reason=str(error))
            return _refused(error.status, str(error), error.headers, now)
        except FetchError as error:
            return FeedAnswer(
                outcome=FeedOutcome.UNREACHABLE,
                reason=str(error),
                is_silence=isinstance(error, UnreachableError),
            )
        return await self._answer(response, feed, is_asked=is_asked, now=now)

    async def plain(self, items: Sequence[RawItem]) -> Sequence[str]:
        """Return the text of each, made in the worker."""
        if not items:
            return []
        try:
            return await self._beside(lambda: [_text(item) for item in items])
        except NoFeedError:  # what takes so long is no news; its titles are
            return ["" for _ in items]

    async def find(self, address: str) -> Sequence[FoundFeed]:
        """Return the feed there, or those that the page there names and that may be asked."""
        typed = address.strip()
        url = typed if "://" in typed else f"https://{typed}"
        response = await self._page(url)
        if (found := await self._feed_in(response, url)) is not None:
            return [found]
        if not is_page(response.body):
            return []
        named = await self._beside(lambda: feeds_named_in(response.body, response.url))
        fit = [one for one in named if self._fetcher.may_name(response.url, one.url)]
        read = await self._from_the_first_that_is_one(fit)
        if named and not read:
            raise SourceUnavailableError(
                f"{_shown(response.url)} names feeds, and what stands there is none; look on the "
                "page for another one"
            )
        return read

    async def _from_the_first_that_is_one(self, named: Sequence[FoundFeed]) -> list[FoundFeed]:
        """Return the *named* without those before the first that is a feed when it is asked.

        Raises:
            SourceUnavailableError: there is none, and one of them cannot be asked.
        """
        fault: SourceUnavailableError | None = None
        for number, one in enumerate(named[:_MOST_TRIED], start=1):
            try:
                found = await self._feed_in(await self._page(one.url), one.url)
            except SourceUnavailableError as error:
                fault = fault or error
                continue
            if found is not None:
                return [replace(found, title=one.title or found.title), *named[number:]]
        if fault is not None:
            raise fault
        return []

    async def _page(self, url: str) -> WebResponse:
        """Return what is at *url*.

        Raises:
            SourceUnavailableError: it cannot be asked, or says that it has nothing.
        """
        SECRETS.learn(*keys_of_feed(url))
        response = await self._fetcher.get(url, bounds=self._bounds, headers={"Accept": _ACCEPT})
        if response.status != 200:
            raise SourceUnavailableError(
                f"{_shown(response.url)} answers with status {response.status}, and no feed; look "
                "whether the address opens in a browser"
            )
        return response

    async def _feed_in(self, response: WebResponse, url: str) -> FoundFeed | None:
        """Return the feed that came when *url* was asked; None: it is none."""
        try:
            document = await self._read(response)
        except NoFeedError:
            return None
        return FoundFeed(_moved_to(response) or url, document.title)

    def close(self) -> None:
        """Read no more; what is being read comes to its end."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _answer(
        self, response: WebResponse, feed: Feed, *, is_asked: bool, now: datetime
    ) -> FeedAnswer:
        status, headers = response.status, response.headers
        age, moved_to = _max_age(headers), _moved_to(response)
        if status == 304 and is_asked:
            return FeedAnswer(
                outcome=FeedOutcome.UNCHANGED,
                status=status,
                validators=_given(headers),
                moved_to=moved_to,
                max_age=age,
            )
        if status != 200:
            reason = f"{_shown(response.url)} answers with status {status} instead of a feed"
            return _refused(status, reason, headers, now)
        validators = replace(_given(headers), digest=hashlib.sha256(response.body).hexdigest())
        if validators.digest == feed.validators.digest:
            return FeedAnswer(
                outcome=FeedOutcome.UNCHANGED,
                status=status,
                validators=validators,
                was_whole=not is_asked,
                is_document=True,
                moved_to=moved_to,
                max_age=age,
            )
        try:
            document = await self._read(response)
        except NoFeedError as error:
            return FeedAnswer(
                outcome=FeedOutcome.NO_FEED,
                status=status,
                reason=f"what {_shown(response.url)} sends {error}",
            )
        return FeedAnswer(
            outcome=FeedOutcome.READ,
            status=status,
            title=document.title,
            site=document.site,
            items=document.items,
            validators=validators if document.is_sound else Validators(),
            was_whole=not is_asked,
            is_document=True,
            moved_to=moved_to,
            max_age=age,
        )

    async def _read(self, response: WebResponse) -> FeedDocument:
        """Read a document in the worker.

        Raises:
            NoFeedError: it is no feed.
        """
        return await self._beside(
            lambda: read_document(response.body, response.headers, response.url)
        )

    async def _beside(self, work: Callable[[], T]) -> T:
        """Do *work* in the one worker: what computes gains nothing by several.

        Raises:
            NoFeedError: it takes too long; the worker is left to it, and another one begins.
        """
        worker = self._worker
        try:
            async with asyncio.timeout(self._parse_s):
                return await asyncio.get_running_loop().run_in_executor(worker, work)
        except TimeoutError as error:
            if worker is self._worker:
                worker.shutdown(wait=False, cancel_futures=False)
                self._worker = _worker()
            raise NoFeedError(f"takes longer than {self._parse_s:g} s to be read") from error


def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="violet-feeds")


def _text(item: RawItem) -> str:
    if item.is_html:
        return text_of_html(item.body)
    return text_from_outside(item.body[:MOST_HTML], most=MOST_HTML)


def _refused(status: int, reason: str, headers: Mapping[str, str], now: datetime) -> FeedAnswer:
    return FeedAnswer(
        outcome=FeedOutcome.REFUSED,
        status=status,
        reason=reason,
        retry_after=pause_asked(headers.get("Retry-After"), now=now),
    )


def _given(headers: Mapping[str, str]) -> Validators:
    """Return what to ask with, byte for byte: neither parsed nor unquoted."""
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Validators(
        etag if len(etag) <= _LONGEST else "", modified if len(modified) <= _LONGEST else ""
    )


def _moved_to(response: WebResponse) -> str:
    """Return where the first hops led, as far as they were all for good."""
    if not response.hops:
        return ""
    urls = [*(hop.url for hop in response.hops), response.url]
    for number, hop in enumerate(response.hops):
        if hop.status not in PERMANENT:
            return urls[number] if number else ""
    return response.url


def _max_age(headers: Mapping[str, str]) -> timedelta | None:
    said = headers.get("Cache-Control")
    found = _MAX_AGE.search(said) if said else None
    return None if found is None else timedelta(seconds=int(found[1]))


def _shown(url: str) -> str:
    """Return host and path: what a person may see of an address."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"[:200]
