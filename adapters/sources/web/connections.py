"""Connections over HTTP/1.1, each asked one thing after another, and kept for a while between.

h11 reads and writes what is said on them, as it does for httpcore2, whose own connections and pool
cost three times what that does.
"""

import asyncio
import ssl
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Final, NamedTuple, Protocol

import h11
import httpcore2
import httpx2

from adapters.sources.web.dialling import GuardedBackend

_READ_AT_ONCE: Final = 64 * 1024
_MOST_OF_A_HEAD: Final = 100 * 1024
_MOST_INTERIM: Final = 20
"""Answers such as "100 Continue" before the one that counts."""


class Within(Protocol):
    """The time that is left for whoever waits."""

    def within(self) -> AbstractAsyncContextManager[object]:
        """Return what breaks a wait off when the time is over, with TimeoutError."""
        ...


class Origin(NamedTuple):
    """Whom a connection is to."""

    scheme: str
    host: str
    port: int


class Connection:
    """One connection to a server; broken: it is closed, and never asked again."""

    def __init__(self, origin: Origin, stream: httpcore2.AsyncNetworkStream) -> None:
        self.origin: Final = origin
        self.rests_since = 0.0
        self._stream = stream
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_OF_A_HEAD)

    async def ask(
        self, target: bytes, headers: list[tuple[bytes, bytes]], time: Within
    ) -> tuple[int, Sequence[tuple[bytes, bytes]]]:
        """Send a request, and return status and headers of its answer.

        Raises:
            httpcore2.NetworkError: the connection broke.
            httpcore2.ProtocolError: what is said is no HTTP.
            TimeoutError: the time is over.
        """
        try:
            request = h11.Request(method=b"GET", target=target, headers=headers)
            sent = (self._http.send(request) or b"") + (self._http.send(h11.EndOfMessage()) or b"")
        except h11.LocalProtocolError as error:
            raise httpcore2.LocalProtocolError(str(error)) from error
        with suppress(httpcore2.WriteError):  # whoever hangs up early may have answered first
            await self._stream.write(sent)
        for _ in range(_MOST_INTERIM):
            event = await self._next(time)
            if isinstance(event, h11.Response):
                return event.status_code, event.headers.raw_items()
        raise httpcore2.RemoteProtocolError("answers again and again that it will answer")

    async def piece(self, time: Within) -> bytes | None:
        """Return the next piece of the answer's body; None: that was all, to its last byte.

        Raises:
            httpcore2.NetworkError: the connection broke.
            httpcore2.ProtocolError: what is said is no HTTP, or breaks off.
            TimeoutError: the time is over.
        """
        event = await self._next(time)
        return bytes(event.data) if isinstance(event, h11.Data) else None

    async def _next(self, time: Within) -> object:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                async with time.within():
                    data = await self._stream.read(_READ_AT_ONCE)
                if not data and self._http.their_state is h11.SEND_RESPONSE:
                    raise httpcore2.RemoteProtocolError("hung up without an answer")
                self._http.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise httpcore2.RemoteProtocolError(str(error)) from error
        return event

    def may_rest(self) -> bool:
        """Whether all that was asked was answered, and it may be asked again; it is made ready."""
        http = self._http
        # What comes unasked would be taken for the answer to what is asked next.
        if http.our_state is not h11.DONE or http.their_state is not h11.DONE or self.has_more():
            return False
        http.start_next_cycle()
        return True

    def has_more(self) -> bool:
        """Whether something came that nobody asked for, or the other side hung up."""
        is_held, is_closed = self._http.trailing_data
        return bool(is_held) or is_closed or bool(self._stream.get_extra_info("is_readable"))

    async def close(self) -> None:
        """Close it."""
        await self._stream.aclose()


class Connections:
    """Makes connections, at most so many at a time, and closes those that nobody uses."""

    def __init__(
        self,
        backend: GuardedBackend,
        *,
        most: int,
        keep_alive_s: float,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._backend = backend
        self._most = most
        self._keep_alive_s = keep_alive_s
        self._tls = tls
        """Made when it is first needed: reading all authorities takes a while."""
        self._room = asyncio.Semaphore(most)
        self._used = 0
        self._resting: list[Connection] = []
        """The longest resting first."""
        self._timer: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Task[None]] = set()

    async def rested(self, origin: Origin, time: Within) -> Connection | None:
        """Return one that was asked before, once there is room; None: `made` makes one.

        Either way `given_back` is to be called in the end.
        """
        if self._room.locked():
            async with time.within():
                await self._room.acquire()
        else:
            await self._room.acquire()
        self._used += 1
        for connection in reversed(self._resting):
            if connection.origin == origin:
                self._resting.remove(connection)
                if not connection.has_more():
                    return connection
                self._close_beside(connection)
        return None

    async def made(self, origin: Origin, time: Within) -> Connection:
        """Return a new one.

        Raises:
            NotDialledError: there is none.
            httpcore2.NetworkError: there is no TLS with it.
            TimeoutError: the time is over.
        """
        while self._resting and self._used + len(self._resting) > self._most:
            self._close_beside(self._resting.pop(0))
        async with time.within():
            stream = await self._backend.connect_tcp(origin.host, origin.port)
            if origin.scheme == "https":
                stream = await stream.start_tls(self._trusted(), server_hostname=origin.host)
        return Connection(origin, stream)

    async def given_back(self, connection: Connection | None) -> None:
        """Let it rest, where it can be asked again, and somebody else have the room."""
        self._used -= 1
        self._room.release()
        if connection is None:
            return
        if not connection.may_rest():
            await connection.close()
            return
        loop = asyncio.get_running_loop()
        connection.rests_since = loop.time()
        self._resting.append(connection)
        if self._timer is None:
            self._timer = loop.call_later(self._keep_alive_s, self._let_go)

    async def close(self) -> None:
        """Close every connection."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._resting:
            await self._resting.pop().close()
        if self._closing:
            await asyncio.wait(self._closing)

    def _let_go(self) -> None:
        """Close what nobody used for a while, and look again when the next one will have rested."""
        loop = asyncio.get_running_loop()
        now, self._timer = loop.time(), None
        while self._resting and self._resting[0].rests_since + self._keep_alive_s <= now:
            self._close_beside(self._resting.pop(0))
        if self._resting:
            rest = self._resting[0].rests_since + self._keep_alive_s - now
            self._timer = loop.call_later(rest, self._let_go)

    def _close_beside(self, connection: Connection) -> None:
        task = asyncio.get_running_loop().create_task(connection.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _trusted(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = httpx2.create_ssl_context()
        self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls
