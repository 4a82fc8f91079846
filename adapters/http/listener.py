"""Listening for HTTP/1.1 where anybody may come: silent, slow, many, or speaking something else.

What is read and written is h11's to judge; whom to wait for, how long and for how many, is ours. No
server that could stand here bounds all of it: uvicorn waits for a silent client for ever
(https://github.com/Kludex/uvicorn/issues/157), and aiohttp has no bound of connections, logs a
traceback for each malformed request, and tells its version in the answer.
"""

import asyncio
import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

import structlog

from adapters.http.bounds import ClientBounds, connections_allowed
from adapters.http.connection import CHUNK, ClientConnection, GoneError, UnservedError
from adapters.http.proxies import Network, asker_of
from adapters.http.routing import Routing
from bot.ports.errors import SettingsError
from bot.ports.leadership import Meter
from bot.ports.web import PLAIN, WebAnswer, WebRequest, WebRoute

log = structlog.get_logger()

_SAY_EVERY_S: Final = 60.0
"""How often it is said that too many come, or that something of ours fails."""
_FINISH_S: Final = 0.2
_PAUSE_S: Final = 0.1
"""Where no file can be opened, it is tried again after so long."""
_MOST_OUTSIDE: Final = 1024
"""Clients that the system keeps until they are taken in."""


ErrorPage = Callable[[HTTPStatus, Mapping[str, str]], WebAnswer]
"""What is answered where no route is, by the status and the headers that were sent."""


def plain_error(status: HTTPStatus, headers: Mapping[str, str]) -> WebAnswer:
    """Return the usual words of *status*, and nothing else."""
    del headers
    return WebAnswer(status=status, body=f"{status.phrase}\n".encode(), content_type=PLAIN)


class Listener:
    """Listens at one address and lets routes answer; every fault of a client's is its own."""

    def __init__(
        self,
        name: str,
        routes: Sequence[WebRoute],
        *,
        settings: tuple[str, str],
        headers: Mapping[str, str] | None = None,
        error_page: ErrorPage = plain_error,
        trusted: Sequence[Network] = (),
        bounds: ClientBounds | None = None,
    ) -> None:
        self.malformed = 0
        """Requests that were none."""
        self.timed_out = 0
        """Connections that were silent or slow for too long."""
        self.shed = 0
        """Connections that had to make room for others."""
        self._name = name
        self._routing = Routing(routes)
        self._settings = settings
        """The variables that say its host and its port."""
        self._headers = {key.lower(): value for key, value in (headers or {}).items()}
        self._error_page = error_page
        self._trusted = trusted
        self._bounds = bounds or ClientBounds()
        self._most = self._bounds.connections or connections_allowed()
        self._open: dict[ClientConnection, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: dict[ClientConnection, None] = {}
        """Those that have not asked for anything whole, the longest first."""
        self._sockets: Sequence[socket.socket] = ()
        self._accepting: Sequence[asyncio.Task[None]] = ()
        self._said_at: dict[tuple[str, str], float] = {}

    async def start(self, host: str, port: int) -> None:
        """Listen.

        Raises:
            SettingsError: the address cannot be listened at.
        """
        try:
            self._sockets = await _listening_at(host, port)
        except (OSError, OverflowError, UnicodeError) as error:
            hosts, ports = self._settings
            raise SettingsError(
                f"{ports}: {host}:{port} cannot be listened at "
                f"({getattr(error, 'strerror', None) or type(error).__name__}); choose another "
                f"port, or correct {hosts}"
            ) from error
        self._accepting = [asyncio.create_task(self._accept(one)) for one in self._sockets]
        log.info("http_listening", listener=self._name, host=host, port=port)

    async def stop(self) -> None:
        """Listen no more; what is being answered has a moment to be finished."""
        for task in self._accepting:
            task.cancel()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        for sock in self._sockets:
            sock.close()
        for one in [*self._waiting]:
            one.abort()
        tasks = list(self._tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_FINISH_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def count_in(self, meter: Meter) -> None:
        """Let *meter* show what became of those who came."""
        name = self._name
        meter.watch(f"{name}_connections", "Connections there are.", lambda: self.connections)
        meter.watch(
            f"{name}_malformed_requests", "Requests that were none.", lambda: self.malformed
        )
        meter.watch(
            f"{name}_slow_connections",
            "Connections that were closed for being silent or slow.",
            lambda: self.timed_out,
        )
        meter.watch(
            f"{name}_connections_shed",
            "Connections that were closed to make room for others.",
            lambda: self.shed,
        )

    @property
    def connections(self) -> int:
        """How many there are now."""
        return len(self._open)

    async def _accept(self, sock: socket.socket) -> None:
        """Take one client after the other, each once there is room for it.

        asyncio's own servers take in as many at once as may wait outside, which can be more than
        there are files to open, and say so in the log once a second.
        """
        while True:
            try:
                await self._take_in(sock)
            except ConnectionError:  # gone before it was taken in
                continue
            except OSError as error:
                self._make_room(str(error))
                await asyncio.sleep(_PAUSE_S)
            except Exception:
                if self._may_say("http_connection_failed"):
                    log.exception("http_connection_failed", listener=self._name)
                await asyncio.sleep(_PAUSE_S)

    async def _take_in(self, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        client, _ = await loop.sock_accept(sock)
        if len(self._open) >= self._most and not self._make_room("as many as may be"):
            client.close()
            return
        reader = asyncio.StreamReader(limit=CHUNK)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            transport, _ = await loop.connect_accepted_socket(lambda: protocol, client)
        except BaseException:
            client.close()
            raise
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        one = ClientConnection(reader, writer, self._bounds)
        self._open[one] = self._waiting[one] = None
        task = asyncio.create_task(self._serve(one))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, one: ClientConnection) -> None:
        try:
            await self._converse(one)
        except TimeoutError:
            self.timed_out += 1
            one.abort()
        except (GoneError, OSError):
            one.abort()
        except Exception:  # the next one is served all the same
            if self._may_say("http_connection_failed"):
                log.exception("http_connection_failed", listener=self._name)
            one.abort()
        finally:
            self._waiting.pop(one, None)
            self._open.pop(one, None)
            await one.close()

    async def _converse(self, one: ClientConnection) -> None:
        """Answer request after request, until either side has enough."""
        goes_on = True
        while goes_on and one in self._open:
            self._waiting[one] = None
            try:
                asked = await one.ask(self._bound_bodies)
            except UnservedError as refusal:
                self.malformed += refusal.is_malformed
                await one.refuse(self._error_page(refusal.status, one.headers), self._headers)
                return
            self._waiting.pop(one, None)
            forwarded = asked.headers.get("x-forwarded-for")
            asker = asker_of(one.peer, forwarded, self._trusted)
            goes_on = await one.answer(
                await self._answer(replace(asked, asker=asker)), self._headers
            )

    def _make_room(self, reason: str) -> bool:
        """Let go of whoever has waited longest; False where all are being answered."""
        if self._may_say("http_crowded"):
            count = len(self._open)
            log.warning("http_crowded", listener=self._name, connections=count, reason=reason)
        return self._shed_first(self._waiting)

    def _bound_bodies(self) -> None:
        if sum(one.held for one in self._waiting) > self._bounds.bodies_bytes:
            self._shed_first(one for one in self._waiting if one.held)

    def _shed_first(self, candidates: Iterable[ClientConnection]) -> bool:
        one = next(iter(candidates), None)
        if one is None:
            return False
        self.shed += 1
        # At once, lest it be chosen again before its own task notices.
        self._waiting.pop(one, None)
        self._open.pop(one, None)
        one.abort()
        return True

    async def _answer(self, request: WebRequest) -> WebAnswer:
        found = self._routing.route(request.method, request.path)
        if found.route is None:
            if not found.allowed:
                return self._error_page(HTTPStatus.NOT_FOUND, request.headers)
            refused = self._error_page(HTTPStatus.METHOD_NOT_ALLOWED, request.headers)
            return replace(refused, headers={"Allow": ", ".join(found.allowed)})
        asked = replace(request, method=found.route.method, parts=found.parts)
        try:
            async with asyncio.timeout(self._bounds.answer_s):
                return await found.route.answer(asked)
        # Said without the address, in which a secret may stand.
        except TimeoutError:
            if self._may_say("http_answer_late", found.route.path):
                log.warning("http_answer_late", listener=self._name, path=found.route.path)
            return self._error_page(HTTPStatus.SERVICE_UNAVAILABLE, request.headers)
        except Exception:
            if self._may_say("http_answer_failed", found.route.path):
                log.exception("http_answer_failed", listener=self._name, path=found.route.path)
            return self._error_page(HTTPStatus.INTERNAL_SERVER_ERROR, request.headers)

    def _may_say(self, event: str, path: str = "") -> bool:
        """Whether *event* is to be logged: once a minute, however often anybody makes it happen."""
        now = time.monotonic()
        if now - self._said_at.get((event, path), -_SAY_EVERY_S) < _SAY_EVERY_S:
            return False
        self._said_at[event, path] = now
        return True


async def _listening_at(host: str, port: int) -> Sequence[socket.socket]:
    """Return a socket for each address that *host* has."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    opened: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(found):
            sock = socket.socket(family, kind, protocol)
            opened.append(sock)
            if os.name == "posix":  # elsewhere it would let others take the port over
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:  # IPv4 has a socket of its own
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            sock.setblocking(False)
            sock.bind(address)
            sock.listen(_MOST_OUTSIDE)
    except BaseException:
        for sock in opened:
            sock.close()
        raise
    return opened
