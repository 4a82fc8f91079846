"""Answers for whoever watches over the process: is it alive, is it ready, how is it doing."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST

from adapters.http.bounds import ClientBounds
from adapters.http.listener import Listener
from adapters.http.metrics import Metrics
from bot.masking import SECRETS
from bot.ports.errors import StorageError
from bot.ports.installation import Heartbeats
from bot.ports.journal import Clock
from bot.ports.leadership import Backlog, BacklogReader, Leadership, Role
from bot.ports.listings import SourceReport
from bot.ports.web import WebAnswer, WebRequest, WebRoute
from content.articles.feed import Feed
from content.subscriptions.destination import Platform

_LOOK_WITHIN_S: Final = 5.0
_KEEP_S: Final = 5.0
"""For so long a look at the database is good enough, however often anybody asks."""
_OLDEST_S: Final = 300.0
_READY: Final = frozenset({"connected", "standing_by"})


async def _none() -> Sequence[SourceReport]:
    return ()


async def _no_feeds() -> Sequence[Feed]:
    return ()


class HttpServer:
    """A small server that tells nothing secret, and takes nothing."""

    def __init__(
        self,
        *,
        metrics: Metrics,
        clock: Clock,
        backlog: BacklogReader,
        leadership: Leadership,
        heartbeats: Heartbeats | None = None,
        platforms: Sequence[Platform],
        states: Callable[[], Mapping[Platform, str]],
        sources: Callable[[], Awaitable[Sequence[SourceReport]]] = _none,
        feeds: Callable[[], Awaitable[Sequence[Feed]]] = _no_feeds,
        notes: Callable[[], Sequence[str]] = tuple,
        bounds: ClientBounds | None = None,
    ) -> None:
        self._metrics = metrics
        self._clock = clock
        self._reader = backlog
        self._leadership = leadership
        self._heartbeats = heartbeats
        self._unattended: Sequence[Role] = ()
        self._platforms = platforms
        self._states = states
        self._report = sources
        self._every_feed = feeds
        self._notes = notes
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._backlog: Backlog | None = None
        self._sources: Sequence[SourceReport] = ()
        self._feeds: Sequence[Feed] = ()
        self._fault = ""
        self._listener = Listener(
            "http",
            [
                WebRoute(method="GET", path="/healthz", answer=self._healthz),
                WebRoute(method="GET", path="/readyz", answer=self._readyz),
                WebRoute(method="GET", path="/metrics", answer=self._show),
            ],
            settings=("VIOLET_HTTP_HOST", "VIOLET_HTTP_PORT"),
            bounds=bounds,
        )
        self._listener.count_in(metrics)

    async def start(self, host: str, port: int) -> None:
        """Listen.

        Raises:
            SettingsError: the address cannot be listened at.
        """
        await self._listener.start(host, port)

    async def stop(self) -> None:
        """Listen no more."""
        await self._listener.stop()

    async def _healthz(self, _request: WebRequest) -> WebAnswer:
        """That this is answered at all shows that the loop goes round."""
        return _json({"alive": True})

    async def _readyz(self, _request: WebRequest) -> WebAnswer:
        backlog, states = await self._look(), self._states()
        faults = [] if backlog else [self._fault]
        faults += [
            f"{platform} is {state}" for platform, state in states.items() if state not in _READY
        ]
        ages = {
            platform: (self._clock.now() - due).total_seconds() / self._clock.seconds_within(1.0)
            for platform, due in (backlog.oldest_due if backlog else {}).items()
            if platform in states
        }
        faults += [
            f"{platform} has had a delivery due for {age:.0f} s"
            for platform, age in ages.items()
            if age > _OLDEST_S
        ]
        faults += [f"nobody has done {role} for over a minute" for role in self._unattended]
        body: dict[str, object] = {
            "ready": not faults,
            "faults": [SECRETS.masked(fault) for fault in faults],
            "platforms": dict(states),
        }
        if notes := self._notes():
            body["notes"] = [SECRETS.masked(note) for note in notes]
        return _json(body, status=503 if faults else 200)

    async def _show(self, _request: WebRequest) -> WebAnswer:
        shown = self._metrics.show(
            backlog=await self._look(),
            sources=self._sources,
            feeds=self._feeds,
            now=self._clock.now(),
            leadership=self._leadership,
            states=self._states(),
        )
        return WebAnswer(body=shown, content_type=CONTENT_TYPE_LATEST)

    async def _look(self) -> Backlog | None:
        """Return how the work stands, None where the database does not say."""
        async with self._looking:
            loop = asyncio.get_running_loop()
            if loop.time() - self._looked_at < _KEEP_S:
                return self._backlog
            try:
                async with asyncio.timeout(_LOOK_WITHIN_S):
                    self._backlog = await self._reader.read(self._platforms, now=self._clock.now())
                    if self._heartbeats:
                        self._unattended = await self._heartbeats.unattended()
                    self._sources = await self._report()
                    self._feeds = await self._every_feed()
            except StorageError as error:
                self._backlog, self._fault = None, str(error)
            except TimeoutError:
                self._backlog = None
                self._fault = f"the database does not answer within {_LOOK_WITHIN_S:.0f} s"
            else:
                self._fault = ""
            self._looked_at = loop.time() if self._backlog else float("-inf")
            return self._backlog


def _json(body: Mapping[str, object], *, status: int = 200) -> WebAnswer:
    text = json.dumps(body).encode()
    return WebAnswer(body=text, status=status, content_type="application/json; charset=utf-8")
