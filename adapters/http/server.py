"""Answers for whoever watches over the process: is it alive, is it ready, how is it doing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from adapters.http.metrics import Metrics
from bot.masking import SECRETS
from bot.ports.errors import SettingsError, StorageError
from bot.ports.journal import Clock
from bot.ports.leadership import Backlog, BacklogReader, Leadership
from bot.ports.listings import SourceReport
from content.articles.feed import Feed
from content.subscriptions.destination import Platform

log = structlog.get_logger()

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
        platforms: Sequence[Platform],
        states: Callable[[], Mapping[Platform, str]],
        sources: Callable[[], Awaitable[Sequence[SourceReport]]] = _none,
        feeds: Callable[[], Awaitable[Sequence[Feed]]] = _no_feeds,
    ) -> None:
        self._metrics = metrics
        self._clock = clock
        self._reader = backlog
        self._leadership = leadership
        self._platforms = platforms
        self._states = states
        self._report = sources
        self._every_feed = feeds
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._backlog: Backlog | None = None
        self._sources: Sequence[SourceReport] = ()
        self._feeds: Sequence[Feed] = ()
        self._fault = ""
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen.

        Raises:
            SettingsError: the address cannot be listened at.
        """
        app = web.Application(client_max_size=1024)
        app.add_routes(
            [
                web.get("/healthz", self._healthz),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._show),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except (OSError, OverflowError) as error:
            await self.stop()
            raise SettingsError(
                f"VIOLET_HTTP_PORT: {host}:{port} cannot be listened at "
                f"({getattr(error, 'strerror', None) or type(error).__name__}); choose another "
                "port, or correct VIOLET_HTTP_HOST"
            ) from error
        log.info("http_listening", host=host, port=port)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _request: web.Request) -> web.Response:
        """That this is answered at all shows that the loop goes round."""
        return web.json_response({"alive": True})

    async def _readyz(self, _request: web.Request) -> web.Response:
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
        body = {
            "ready": not faults,
            "faults": [SECRETS.masked(fault) for fault in faults],
            "platforms": dict(states),
        }
        return web.json_response(body, status=503 if faults else 200)

    async def _show(self, _request: web.Request) -> web.Response:
        shown = self._metrics.show(
            backlog=await self._look(),
            sources=self._sources,
            feeds=self._feeds,
            now=self._clock.now(),
            leadership=self._leadership,
            states=self._states(),
        )
        return web.Response(body=shown, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> Backlog | None:
        """Return how the work stands, None where the database does not say."""
        async with self._looking:
            loop = asyncio.get_running_loop()
            if loop.time() - self._looked_at < _KEEP_S:
                return self._backlog
            try:
                async with asyncio.timeout(_LOOK_WITHIN_S):
                    self._backlog = await self._reader.read(self._platforms, now=self._clock.now())
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
