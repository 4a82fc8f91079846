"""A server of feeds: what it says, what it counts, and what a polite reader never does to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

from fakes.feeds.documents import Told, rss


@dataclass
class Served:
    """What there is at one path."""

    body: bytes = b""
    etag: str = '"1"'
    last_modified: str = "Tue, 01 Dec 2026 09:00:00 GMT"
    status: int = 200
    """Other than 200: it says that instead of the body."""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/rss+xml"
    is_feed: bool = True
    """Whether a reader may keep the validators of what it sends."""
    cut_at: int | None = None
    """After so many bytes it hangs up."""
    hangs: bool = False
    """It takes what is asked, and says nothing for as long as anybody listens."""
    drips: bool = False
    """It says one byte after another, for as long as anybody listens."""
    asked: int = 0
    whole: int = 0
    """How often the body was given."""
    unchanged: int = 0

    def says(self, items: Sequence[Told], **how: str) -> None:
        """Say these items from now on, under new validators."""
        self.body = rss(items, **how)
        number = int(self.etag.strip('W/"')) + 1
        self.etag = f'"{number}"'
        self.last_modified = f"Tue, 01 Dec 2026 10:{number // 60 % 60:02}:{number % 60:02} GMT"


class FakeFeedServer:
    """`async with FakeFeedServer() as server:` serves on 127.0.0.1 until the block ends.

    What a polite reader never does is kept in `violations`: a validator that was never given or
    that is older than another that was, only one of two, a cookie, a referrer, two requests at a
    time, an agent that says nothing.
    """

    def __init__(self) -> None:
        self.feeds: dict[str, Served] = {}
        self.violations: list[str] = []
        self.paths: list[str] = []
        self._given: dict[str, tuple[str, str]] = {}
        self._busy = 0
        self._stopped = asyncio.Event()
        self._runner: web.AppRunner | None = None

    def feed(self, path: str, items: Sequence[Told] = (), **how: object) -> Served:
        """Let there be a feed at *path*."""
        served = self.feeds[path] = Served(rss(items), **how)  # type: ignore[arg-type]
        return served

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.5, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.place = f"127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopped.set()
        if self._runner is not None:
            await self._runner.cleanup()

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    @property
    def requests(self) -> int:
        return len(self.paths)

    async def _serve(self, http: web.Request) -> web.StreamResponse:
        self.paths.append(http.path)
        self._busy += 1
        try:
            self._look_at(http)
            return await self._answer(http)
        finally:
            self._busy -= 1

    def _look_at(self, http: web.Request) -> None:
        if self._busy > 1:
            self.violations.append("two requests at a time")
        for name in ("Cookie", "Referer", "Authorization"):
            if name in http.headers:
                self.violations.append(f"a header {name}")
        if not http.headers.get("User-Agent", "").startswith("Violet/"):
            self.violations.append("an agent that says nothing")

    def _look_at_validators(self, http: web.Request) -> None:
        asked = (
            http.headers.get("If-None-Match", ""),
            http.headers.get("If-Modified-Since", ""),
        )
        given = self._given.get(http.path, ("", ""))
        if asked not in {("", ""), given}:
            self.violations.append(f"{http.path} asked with {asked}, given were {given}")

    async def _answer(self, http: web.Request) -> web.StreamResponse:
        served = self.feeds.get(http.path)
        if served is None:
            return web.Response(status=404)
        served.asked += 1
        if served.hangs:
            await self._stopped.wait()
        headers = dict(served.headers)
        if served.status != 200:
            self._lead_on(http.path, headers.get("Location", ""))
            return web.Response(status=served.status, headers=headers)
        self._look_at_validators(http)
        headers |= {
            name: value
            for name, value in (("ETag", served.etag), ("Last-Modified", served.last_modified))
            if value
        }
        if served.etag and http.headers.get("If-None-Match") == served.etag:
            served.unchanged += 1
            return web.Response(status=304, headers=headers)
        served.whole += 1
        headers["Content-Type"] = served.content_type
        if served.is_feed and served.content_type != "text/html":
            self._given[http.path] = (served.etag, served.last_modified)
        if served.drips or served.cut_at is not None:
            return await self._badly(http, served, headers)
        return web.Response(body=served.body, headers=headers)

    def _lead_on(self, path: str, location: str) -> None:
        """Let who follows a redirect bring along what it was given before there was one."""
        if location and path in self._given:
            self._given.setdefault(location.removeprefix(self.url("")), self._given[path])

    async def _badly(
        self, http: web.Request, served: Served, headers: dict[str, str]
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers=headers)
        response.content_length = len(served.body)
        await response.prepare(http)
        await response.write(served.body[: served.cut_at or 20])
        if served.drips:
            await self._stopped.wait()
        elif http.transport is not None:
            http.transport.abort()
        return response
