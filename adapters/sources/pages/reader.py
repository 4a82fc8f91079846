"""The port `Pages`: each page is read by a process of its own, which ends with it.

So a page that nests without end, or wants all the memory there is, costs no more than its bounds,
and what is loaded for it is gone again.
"""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

from bot.ports.errors import SettingsError, SourceUnavailableError
from content.articles.article import Article
from content.facts.dates import DateError, PartialDate

INSTALL: Final = (
    "reading web pages wants readability-lxml: pip install 'violet-bot[articles]', "
    "or give the text of the article"
)
_PROGRAM: Final = "adapters.sources.pages.finding"
_MISSING, _NONE, _LOGIN = "missing", "none", "login"
_MOST_BYTES: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class PageBounds:
    """What a page may cost."""

    whole_s: float = 15.0
    """Seconds until its process is ended."""
    cpu_s: int = 8
    memory_mb: int = 600
    """Of addresses, of which what is loaded takes a third."""


USUAL_BOUNDS: Final = PageBounds()


class ReadabilityPages:
    """The port `Pages`, by readability-lxml."""

    def __init__(self, bounds: PageBounds = USUAL_BOUNDS, *, library: str = "readability") -> None:
        """Keep to *bounds*; *library* is the one that has to be installed."""
        self._bounds = bounds
        self._library = library
        self._turns = asyncio.Semaphore(1)

    async def article_in(self, page: bytes, *, url: str, content_type: str = "") -> Article:
        """Return the article, as `Pages` says."""
        if find_spec(self._library) is None:
            raise SettingsError(INSTALL)
        async with self._turns:
            found = await self._found(page[:_MOST_BYTES], content_type)
        if found.get("fault") == _LOGIN:
            raise SourceUnavailableError(f"{url} asks to sign in first; give the article's text")
        if found.get("fault"):
            raise SourceUnavailableError(f"no article was found in {url}; give its text")
        return Article(
            url=url,
            publisher=found["publisher"] or urlsplit(url).hostname or url,
            published=_day(found["published"]),
            title=found["title"],
            text=found["text"],
        )

    async def _found(self, page: bytes, content_type: str) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", _PROGRAM),
            *(str(self._bounds.cpu_s), str(self._bounds.memory_mb), content_type[:200]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        try:
            async with asyncio.timeout(self._bounds.whole_s):
                told, _ = await process.communicate(page)
        except TimeoutError:
            raise SourceUnavailableError("the page takes too long to read; give its text") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise SourceUnavailableError("the page is too large or too deep to read; give its text")
        found: dict[str, Any] = json.loads(told)
        return found


def _day(said: str) -> PartialDate | None:
    try:
        return PartialDate.parse(said) if said else None
    except DateError:
        return None
