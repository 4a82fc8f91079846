"""Reading from the command line: one article, or one JSON article a line; nothing is stored."""

import asyncio
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.ports.errors import SettingsError, SourceUnavailableError
from bot.settings import Settings
from content.articles.article import MOST_READ, Article
from content.articles.reading import read_article
from content.facts.catalogue import Catalogue
from content.facts.dates import DateError, PartialDate
from content.facts.proposals import Proposal

_MOST_BYTES: Final = 4 * MOST_READ
_MARKUP: Final = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_FEED: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


def read_line(line: str, number: int, catalogue: Catalogue, now: datetime) -> str:
    """Return the claims of one JSON article as JSON; of a line that is none its fault, `error`."""
    url: object = ""
    try:
        given = json.loads(line)
        url = given.get("url", "") if isinstance(given, dict) else ""
        article = _article_in(given)
    except (ValueError, RecursionError) as error:
        return _fault(url, f"line {number} is no JSON: {error}")
    except SettingsError as error:
        return _fault(url, f"line {number}: {error}")
    return claims_in_json(article, read_article(article, catalogue, found_at=now))


def claims_in_json(article: Article, proposals: tuple[Proposal, ...]) -> str:
    """Return what was read out of *article*, as one line of JSON."""
    claims = [_claim_in_json(proposal) for proposal in proposals]
    return json.dumps({"url": article.url, "claims": claims}, ensure_ascii=False)


def claims_in_words(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    """Yield what was read, with the words and the doubts, a few lines a claim."""
    if not proposals:
        yield "Nothing is claimed there of a show that is known."
    for proposal in proposals:
        claim = proposal.claim
        value = claim.value.edtf if isinstance(claim.value, PartialDate) else claim.value
        said = f"{claim.subject} {claim.kind}: {'no day' if value is None else value}"
        by = f" by {claim.claimant}" if claim.claimant else ""
        yield f"{said} ({claim.stance}{by})"
        yield f"  \u201c{' '.join(proposal.quote.split())}\u201d"
        for doubt in proposal.doubts:
            yield f"  - {doubt}"


async def article_in(source: str | None) -> Article:
    """Return the article in a file; None: what comes in at standard input.

    It is text, whose first line is its title, one of the JSON articles that `--jsonl` reads, or a
    web page.

    Raises:
        SettingsError: there is none, it is a feed, or what reads pages is not installed.
        SourceUnavailableError: it is a page without an article.
    """
    if source in {None, "-"}:
        return await _article_of(sys.stdin.buffer.read(_MOST_BYTES), "-")
    path = Path(str(source))
    return await _article_of(await asyncio.to_thread(_content_of, path), path.name)


async def article_at(url: str, settings: Settings) -> Article:
    """Return the article at an address, likewise.

    Raises:
        SettingsError: it is a feed, or what reads pages is not installed.
        SourceUnavailableError: the address cannot be read, or is a page without an article.
    """
    content, content_type = await _fetched(url, settings)
    return await _article_of(content, url, content_type)


def _content_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; give a file or an address") from error


def is_address(source: str | None) -> bool:
    """Whether *source* is fetched, and no file."""
    return source is not None and _ADDRESS.match(source) is not None


async def _fetched(url: str, settings: Settings) -> tuple[bytes, str]:
    from adapters.sources.web.fetcher import Fetcher

    async with Fetcher(
        contact=settings.violet_contact, private_hosts=settings.private_hosts
    ) as fetcher:
        answer = await fetcher.get(url)
    if answer.status != 200:
        raise SourceUnavailableError(f"{url} was answered with {answer.status}; try it later")
    return answer.body, answer.headers.get("content-type", "")


def _decoded(content: bytes, content_type: str) -> str:
    charset = re.search(r"charset=\"?([\w.-]+)", content_type)
    try:
        return content.decode(charset[1] if charset else "utf-8", errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")


async def _article_of(content: bytes, name: str, content_type: str = "") -> Article:
    text = _decoded(content, content_type)
    if _MARKUP.match(text):
        from adapters.sources.pages.reader import ReadabilityPages

        pages = ReadabilityPages()
        return await pages.article_in(content, url=name, content_type=content_type)
    if _FEED.match(text):
        raise SettingsError(f"{name} is a feed of many articles; give the text of one of them")
    if text.lstrip().startswith("{"):
        try:
            return _article_in(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise SettingsError(f"{name} is no JSON: {error}") from error
    title, _, rest = text.strip().partition("\n")
    return Article(url=name, publisher=name, published=None, title=title.strip(), text=rest.strip())


def _article_in(given: object) -> Article:
    """Return the article that a JSON object is.

    Raises:
        SettingsError: it is none.
    """
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise SettingsError('write an object such as {"url": "", "title": "", "text": "It is out"}')
    for field in ("url", "publisher", "title"):
        if not isinstance(given.get(field) or "", str):
            raise SettingsError(f"`{field}` is text; leave it out where it is not known")
    return Article(
        url=given.get("url") or "",
        publisher=given.get("publisher") or "",
        published=_published(given.get("published")),
        title=given.get("title") or "",
        text=given["text"],
    )


def _published(given: object) -> PartialDate | None:
    if given is None:
        return None
    try:
        published = PartialDate.parse(str(given))
    except (DateError, ValueError, OverflowError) as error:
        raise SettingsError(f"published: {error}") from None
    if published.earliest is None or published.latest is None:
        raise SettingsError(f"published: {given} is no day, month or year; write 2018-03-08")
    return published


def _claim_in_json(proposal: Proposal) -> dict[str, Any]:
    claim = proposal.claim
    return {
        "show": claim.subject.show,
        "season": claim.subject.season,
        "kind": claim.kind,
        "value": claim.value.edtf if isinstance(claim.value, PartialDate) else claim.value,
        "stance": claim.stance,
        "claimant": claim.claimant,
        "quote": proposal.quote,
        "doubts": list(proposal.doubts),
    }


def _fault(url: object, what: str) -> str:
    told = {"url": url if isinstance(url, str) else "", "claims": [], "error": what}
    return json.dumps(told, ensure_ascii=False)
