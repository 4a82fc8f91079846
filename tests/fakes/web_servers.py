"""Strangers' web servers on 127.0.0.1, saying what a test lets them say, and the way to them."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpcore2

from adapters.sources.web.sockets import LoopBackend

_CERTIFICATES = Path(__file__).parent / "certificates"


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    connection: int
    """The how manieth connection it came on."""


Answer = bytes | Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def said(status: int, body: bytes = b"", /, **headers: str) -> bytes:
    """A sound answer; an underscore in a header's name is a hyphen, and its length may be wrong."""
    fields = {"Content-Length": str(len(body))} | {
        name.replace("_", "-").title(): value for name, value in headers.items()
    }
    lines = [f"HTTP/1.1 {status} So", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def sent_on(location: str, status: int = 302, /, **headers: str) -> bytes:
    """A redirect."""
    return said(status, location=location, **headers)


class Stranger:
    """A web server that anybody could run; it keeps a connection open for as long as it may."""

    def __init__(self, answers: Mapping[str, Answer] | None = None, *, tls: bool = False) -> None:
        self.answers = dict(answers or {})
        self.asked: list[Asked] = []
        self.left = asyncio.Queue[int]()
        """The connections that the other side has closed, in the order in which it did."""
        self.connections = 0
        self.busiest = 0
        """The most requests that were being answered at one time."""
        self.names: list[str | None] = []
        """The names that TLS was begun for (SNI)."""
        self._busy = 0
        self._tls = self._certified() if tls else None
        self._open: set[asyncio.Task[None]] = set()

    def _certified(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_CERTIFICATES / "feeds.example.pem")
        context.sni_callback = lambda _, name, __: self.names.append(name)  # type: ignore[assignment]
        return context

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.connections += 1
        number = self.connections
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(head.decode("latin-1"), number, writer)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            self.left.put_nowait(number)
        except asyncio.CancelledError:
            pass  # by __aexit__; what asyncio.start_server began would log it
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, head: str, number: int, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.rstrip().split("\r\n")
        method, target, _ = first.split(" ")
        fields = (line.partition(": ") for line in lines)
        headers = {name.lower(): value for name, _, value in fields}
        self.asked.append(Asked(method, target, headers, number))
        answer = self.answers.get(target.partition("?")[0], said(404))
        self._busy += 1
        self.busiest = max(self.busiest, self._busy)
        try:
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(self.asked[-1], writer)
        finally:
            self._busy -= 1


def endless(piece: bytes, head: bytes = b"") -> Answer:
    """Says *head*, and then *piece* for as long as anybody listens."""

    async def say(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head or b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)  # writing alone lets nobody else have a turn

    return say


def and_nothing_more(begun: bytes) -> Answer:
    """Says what has *begun*, and then nothing, without hanging up."""

    async def say(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(begun)
        await asyncio.Event().wait()

    return say


def and_hangs_up(begun: bytes, *, rudely: bool = False) -> Answer:
    """Says what has *begun*, and hangs up; *rudely*: with a reset."""

    async def say(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(begun)
        await writer.drain()
        if rudely:
            writer.transport.abort()
        else:
            writer.close()

    return say


class Names:
    """What names stand for: a line of addresses for each look-up, the last of them for ever."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = {name: list(lines) for name, lines in names.items()}
        self.looked_up: list[str] = []

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.looked_up.append(host)
        if host not in self._names:
            raise OSError(host)
        lines = self._names[host]
        return (lines.pop(0) if len(lines) > 1 else lines[0]).split()


class Routes(httpcore2.AsyncNetworkBackend):
    """Lets addresses of the internet be answered on 127.0.0.1, and says which were dialled."""

    def __init__(self, routes: Mapping[tuple[str, int], int] | None = None) -> None:
        self.routes = dict(routes or {})
        self.dialled: list[tuple[str, int]] = []
        self._inner = LoopBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.dialled.append((host, port))
        if (host, port) not in self.routes:
            raise httpcore2.ConnectError("no route")
        return await self._inner.connect_tcp(
            "127.0.0.1", self.routes[host, port], timeout, local_address, socket_options
        )


def trusting() -> ssl.SSLContext:
    """What trusts the authority that stands behind the certificate of feeds.example."""
    return ssl.create_default_context(cafile=_CERTIFICATES / "authority.pem")
