"""TVmaze as a whole: the server, what it counts, and what it does wrong when told to."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import parse_qs

from aiohttp import web

from fakes.patience import PATIENCE_S
from fakes.tvmaze.catalogue import HasNow, Shows
from fakes.tvmaze.endpoints import AnswerError, Endpoints, refused
from fakes.tvmaze.faults import Fault, Faults
from fakes.tvmaze.limits import RateLimit
from fakes.tvmaze.shows import TvShow
from fakes.tvmaze.time import SimulatedTime

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
_KEPT_A_DAY = ("/schedule/full", "/shows")
_CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
_STATUSES = {
    Fault.INTERNAL: 500,
    Fault.UNAVAILABLE: 503,
    Fault.LIMITED: 429,
    Fault.LIMITED_SILENTLY: 429,
}
_TELLS_NOTHING = ("", "python", "httpx", "aiohttp", "curl")
"""How a User-Agent begins that says nothing of who asks."""


@dataclass(frozen=True)
class Request:
    """One request as it came in, and how it was answered; times are those of the fake's clock."""

    at: datetime
    path: str
    query: dict[str, list[str]]
    agent: str
    status: int


@dataclass(frozen=True)
class _Kept:
    until: datetime
    answer: tuple[int, bytes, str | None]


class FakeTvmaze:
    """`async with FakeTvmaze(clock) as tvmaze:` serves on 127.0.0.1 until the block ends.

    What a polite client never does is kept in `violations`. Its answers are fresh unless `cached`
    names paths: those are answered for an hour as they were at first, each by itself, so that the
    list of changes may be newer than a record ({"/shows"}), or older ({"/updates"}).
    """

    def __init__(
        self, clock: HasNow | None = None, *, cached: frozenset[str] = frozenset()
    ) -> None:
        self.clock: HasNow = clock or SimulatedTime()
        self.shows = Shows(self.clock)
        self.endpoints = Endpoints(self.shows, self.clock)
        self.faults = Faults()
        self.limit = RateLimit()
        self.cached = cached
        self.cached_answers = 0
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.most_connections = 0
        """The most that were open to it at a time, idle or not."""
        self.on_piece: Callable[[int], None] = lambda _sent: None
        """Told how many bytes of /schedule/full were sent, after each piece of it."""
        self._kept: dict[str, _Kept] = {}
        self._stale: dict[str, tuple[int, bytes, str | None]] = {}
        self._known: set[Any] = set()
        self._stopped = asyncio.Event()
        self._asked = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._origin = ""

    # ------------------------------------------------------------- lifecycle

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self._origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._stopped.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stop()

    @property
    def api_base(self) -> str:
        """What TVMAZE_API_BASE is set to."""
        return self._origin

    def answer_once_as_before(self, show: TvShow) -> None:
        """Answer the next question for *show* as it is now, whatever happens to it meanwhile."""
        path, embedded = f"/shows/{show.id}", {"embed[]": ["seasons", "nextepisode"]}
        self._stale[path] = self._fresh(path, embedded)

    # ------------------------------------------------------------- what it saw

    @property
    def most_in_ten_seconds(self) -> int:
        return self.limit.most_in_ten_seconds

    @property
    def refused(self) -> int:
        """How many calls were above the limit."""
        return self.limit.refused

    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [one.path for one in self.requests]

    async def until_asked(self, count: int = 1) -> None:
        """Wait until *count* requests have come in all."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.requests) < count:
                self._asked.clear()
                await self._asked.wait()

    def _note(self, request: Request) -> None:
        self.requests.append(request)
        self._asked.set()

    @property
    def connections(self) -> int:
        """How many connections brought a request in all."""
        return len(self._known)

    @property
    def open_connections(self) -> int:
        return len(self._open())

    def _open(self) -> list[Any]:
        server = self._runner.server if self._runner else None
        return [
            one
            for one in (server.connections if server else ())
            if one.transport is not None and not one.transport.is_closing()
        ]

    # ------------------------------------------------------------- serving

    async def _serve(self, http: web.Request) -> web.StreamResponse:
        now, agent = self.clock.now(), http.headers.get("User-Agent", "")
        self._count_connections(http)
        query = parse_qs(http.rel_url.raw_query_string, keep_blank_values=True)
        if agent.casefold().startswith(_TELLS_NOTHING[1:]) or not agent:
            self.violations.append(f"a User-Agent that tells nothing: {agent!r}")
        if http.method != "GET" or "Cookie" in http.headers or "Referer" in http.headers:
            self.violations.append(f"{http.method} {http.path}, or a cookie, or a referrer")
        if not self.limit.allows(http.remote or "", now):
            status, body, location = _as_bytes(refused(429, "Too Many Requests"))
        elif fault := self.faults.take(http.path):
            self._note(Request(now, http.path, query, agent, 0))
            return await self._fail(http, fault, query)
        elif http.path == "/schedule/full" and not self._is_cached(http.path):
            self._note(Request(now, http.path, query, agent, 200))
            return await self._stream(http, self._pieces())
        else:
            status, body, location = self._answer(http.path_qs, http.path, query, now)
        self._note(Request(now, http.path, query, agent, status))
        headers = {"Cache-Control": "public, max-age=3600"}
        if location is not None:
            headers["Location"] = location if "//" in location else self._origin + location
        return _json(status, body, headers)

    def _count_connections(self, http: web.Request) -> None:
        open_now = self._open()
        self.most_connections = max(self.most_connections, len(open_now))
        if len(open_now) > 1:
            self.violations.append(f"{len(open_now)} connections at a time")
        self._known.add(http.protocol)

    def _is_cached(self, path: str) -> bool:
        return any(path.startswith(one) for one in self.cached)

    def _answer(
        self, whole: str, path: str, query: dict[str, list[str]], now: datetime
    ) -> tuple[int, bytes, str | None]:
        if path in self._stale:
            self.cached_answers += 1
            return self._stale.pop(path)
        kept = self._kept.get(whole)
        if kept is not None and now < kept.until and self._is_cached(path):
            self.cached_answers += 1
            return kept.answer
        answer = self._fresh(path, query)
        if self._is_cached(path):
            self._kept[whole] = _Kept(now + (A_DAY if path in _KEPT_A_DAY else AN_HOUR), answer)
        return answer

    def _fresh(self, path: str, query: dict[str, list[str]]) -> tuple[int, bytes, str | None]:
        if path == "/schedule/full":
            return 200, b"".join(self.endpoints.full_schedule()), None
        try:
            return 200, json.dumps(self.endpoints.answer(path, query)).encode(), None
        except AnswerError as other:
            return _as_bytes(other)
        except KeyError:
            self.violations.append(f"{path} is not played by this fake")
            return _as_bytes(refused(404, "Not Found", "Page not found."))

    async def _pieces(self) -> AsyncIterator[bytes]:
        """Return the schedule in pieces of some kilobytes, whatever is an episode's end."""
        waiting, sent = bytearray(), 0
        for row in self.endpoints.full_schedule():
            waiting += row
            if len(waiting) > 16_000:
                sent += len(waiting)
                yield bytes(waiting)
                self.on_piece(sent)
                waiting.clear()
                await asyncio.sleep(0)  # lest all be sent before anybody reads
        yield bytes(waiting)

    async def _stream(
        self, http: web.Request, pieces: AsyncIterator[bytes], type_: str = "application/json"
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": f"{type_}; charset=UTF-8"})
        await response.prepare(http)
        try:
            async for piece in pieces:
                await response.write(piece)
            await response.write_eof()
        except ConnectionError:  # the client went away
            pass
        return response

    # ------------------------------------------------------------- going wrong

    async def _fail(
        self, http: web.Request, fault: Fault, query: dict[str, list[str]]
    ) -> web.StreamResponse:
        if fault in _STATUSES:
            silent = fault in {Fault.INTERNAL, Fault.LIMITED_SILENTLY}
            headers = {} if silent else {"Retry-After": self.faults.retry_after}
            return web.Response(status=_STATUSES[fault], text="upstream trouble", headers=headers)
        if fault is Fault.RESET:
            _close(http)
            return web.Response()
        if fault is Fault.HANGS:
            await self._stopped.wait()
            return web.Response()
        if fault is Fault.ENDLESS:
            return await self._stream(http, self._without_end())
        if fault is Fault.CHALLENGE:
            return web.Response(text=_CHALLENGE, content_type="text/html")
        if fault is Fault.PAGE_NOT_FOUND:
            return web.Response(status=404, text="<h1>nginx</h1>", content_type="text/html")
        _, body, _ = self._fresh(http.path, query)
        if fault is Fault.SLOW:
            return await self._stream(http, self._drops(body))
        if fault is Fault.CUT:
            return await self._cut(http, body)
        return _json(200, _spoilt(fault, body), {})

    async def _without_end(self) -> AsyncIterator[bytes]:
        yield b"["
        while not self._stopped.is_set():
            yield b" " * 65_536
            await asyncio.sleep(0)

    async def _drops(self, body: bytes) -> AsyncIterator[bytes]:
        for at in range(len(body)):
            yield body[at : at + 1]
            try:
                async with asyncio.timeout(0.05):
                    await self._stopped.wait()
            except TimeoutError:
                continue
            return

    async def _cut(self, http: web.Request, body: bytes) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "application/json", "Content-Length": str(len(body))}
        )
        await response.prepare(http)
        await response.write(body[: len(body) // 2])
        await asyncio.sleep(0)
        _close(http)
        return response


def _spoilt(fault: Fault, body: bytes) -> bytes:
    return {
        Fault.TRUNCATED: body[: len(body) // 2],
        Fault.EMPTY: b"",
        Fault.OTHER_SHAPE: b'{"shows":[1,2,3],"total":3}',
        Fault.NULL: b"null",
        Fault.NOT_UTF8: body.replace(b'"', b'"\xff', 1) + b" ",
        Fault.DEEP: b"[" * 10_000 + b"]" * 10_000,
    }[fault]


def _as_bytes(other: AnswerError) -> tuple[int, bytes, str | None]:
    return other.status, json.dumps(other.body).encode(), other.location


def _json(status: int, body: bytes, headers: dict[str, str]) -> web.Response:
    named = {"Content-Type": "application/json; charset=UTF-8", **headers}
    response = web.Response(status=status, body=body, headers=named)
    if body:
        response.enable_compression()
    return response


def _close(http: web.Request) -> None:
    if http.transport is not None:
        http.transport.abort()
