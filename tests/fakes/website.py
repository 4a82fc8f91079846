"""The public port with its pages, over real sockets, and what a reader gets there."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import aiohttp
from yarl import URL

from adapters.http.public import public_listener
from adapters.pictures.timelines import timeline_svg
from adapters.website.site import PAGE_POLICY, Website
from bot.ports.web import WebRoute
from content.facts.catalogue import Catalogue
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.web_ports import free_port


@dataclass(frozen=True, slots=True)
class Got:
    """What was answered."""

    status: int
    headers: Any
    text: str


class ReadersOfPages:
    """Somebody with a browser, as far as HTTP is concerned."""

    def __init__(self, port: int, session: aiohttp.ClientSession, website: Website) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.website = website
        self._session = session

    async def get(self, path: str, *, method: str = "GET", **headers: str) -> Got:
        """Ask for *path*, which is sent as it is written."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = URL(f"{self.address}{path}", encoded=True)
        async with self._session.request(method, url, headers=named) as answer:
            return Got(answer.status, answer.headers.copy(), await answer.text())


@asynccontextmanager
async def opened_website(
    catalogue: Catalogue,
    now: Any,
    *,
    base: str = "",
    beside: Sequence[WebRoute] = (),
    has_calendars: bool = False,
) -> AsyncIterator[ReadersOfPages]:
    """Let the pages of *catalogue* be read, as things are *now*."""
    website = Website(
        knowledge=FixedKnowledge(catalogue),
        clock=StoppedClock(now),
        draw=timeline_svg,
        base=base,
        has_calendars=has_calendars,
    )
    listener = public_listener(
        [*beside, *website.routes], error_html=website.error_page, error_policy=PAGE_POLICY
    )
    port = free_port()
    await listener.start("127.0.0.1", port)
    try:
        async with aiohttp.ClientSession() as session:
            yield ReadersOfPages(port, session, website)
    finally:
        await listener.stop()


@dataclass
class FactShown:
    """One fact as the markup of a page has it."""

    season: str
    kind: str
    status: str
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Value and stance, by the list that they stand in."""
    claims: dict[str, list[str]] = field(default_factory=dict)
    """Ids, by the list that they stand in."""
    links: list[str] = field(default_factory=list)


class ShownFacts(HTMLParser):
    """Every fact that a page shows, and every element and attribute of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.facts: list[FactShown] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._season = ""
        self._lists: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        self._season = given.get("data-season") or self._season
        if "data-kind" in given:
            self.facts.append(
                FactShown(self._season, str(given["data-kind"]), str(given["data-status"]))
            )
        if tag in {"ul", "div"}:
            self._lists.append((tag, given.get("data-list") or ""))
        where = next((name for _, name in reversed(self._lists) if name), "")
        if "data-claim" in given:
            self.facts[-1].claims.setdefault(where, []).append(str(given["data-claim"]))
        if tag == "data" and "data-stance" in given:
            said = (str(given["value"]), str(given["data-stance"]))
            self.facts[-1].values.setdefault(where, []).append(said)
        if tag == "a" and "external" in str(given.get("rel")) and self.facts:
            self.facts[-1].links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        if self._lists and self._lists[-1][0] == tag:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
