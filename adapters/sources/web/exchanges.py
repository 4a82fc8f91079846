"""One request and its answer: the time that both have, what they may cost, and what is told."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import httpcore2

from adapters.sources.web.connections import Connection, Connections, Origin
from adapters.sources.web.dialling import NotDialledError, NotPublicError
from adapters.sources.web.faults import (
    RefusedAddressError,
    RefusedAnswerError,
    TooSlowError,
    UnreachableError,
)
from adapters.sources.web.targets import FetchTarget
from adapters.sources.web.unpacking import BadPackingError, Unpacker

PERMANENT: Final = frozenset({301, 308})
"""What says that an address has moved; the other redirects say where to look this time."""
REDIRECTS: Final = PERMANENT | {302, 303, 307}
_BODILESS: Final = frozenset({204, 304})
"""A 304 may tell the length and the packing of the body that it does not have."""
_MOST_FIELDS: Final = 200
_CRUMBS: Final = 1_000
_CRUMB: Final = 16
"""After so many pieces, so many bytes is the least that they may have on average: a piece costs as
much as a large one does."""
_WORK_AT_ONCE: Final = 256 * 1024
_PIECE_COSTS: Final = 2 * 1024
"""Bytes that would be unpacked in the time that a piece takes by itself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a fetch may cost."""

    whole_s: float = 20.0
    """Seconds for all of it: names, waiting for a turn, every hop and the body."""
    unpacked: int = 2_000_000
    """Bytes of the body, after unpacking; on the way it may have no more than that either."""


class Headers(Mapping[str, str]):
    """Headers as they were sent, byte for byte in Latin-1, found in whichever case."""

    def __init__(self, raw: Collection[tuple[bytes, bytes]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in raw:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            self._values[key] = f"{self._values[key]}, {text}" if key in self._values else text

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Deadline:
    """One moment by which all of it has to be over, put over one wait at a time.

    Never over a `yield`: the time would then run out, and be told, wherever the caller stands.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._seconds = bounds.whole_s
        self._at = asyncio.get_running_loop().time() + bounds.whole_s

    def within(self) -> asyncio.Timeout:
        """Return what breaks a wait off at that moment."""
        return asyncio.timeout_at(self._at)

    @contextmanager
    def translated(self, target: FetchTarget) -> Iterator[None]:
        """Let whatever goes wrong in here be told as ours, with what to do about it."""
        try:
            yield
        except NotPublicError as error:
            raise RefusedAddressError(
                f"{target.shown} is refused, since {error}; if it is your own, list "
                f"{target.place} in VIOLET_PRIVATE_HOSTS"
            ) from error
        except NotDialledError as error:
            raise UnreachableError(
                f"{target.shown} is not reached: {error}; it is tried again later"
            ) from error
        except TimeoutError as error:
            raise TooSlowError(
                f"{target.shown} was not answered whole within {self._seconds:g} s; "
                "it is tried again later"
            ) from error
        except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
            raise UnreachableError(
                f"{target.shown} broke off ({_said(error)}); it is tried again later"
            ) from error
        except httpcore2.ProtocolError as error:
            raise UnreachableError(
                f"{target.shown} does not answer as HTTP has it ({_said(error)}); it is tried "
                "again later, and whoever runs that server can mend it"
            ) from error


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class Exchange:
    """A turn at a host, and the connection that is used in it."""

    def __init__(self, connections: Connections, turn: asyncio.Semaphore) -> None:
        self._connections = connections
        self._turn = turn
        self._has_turn = self._has_room = False
        self._is_new = False
        self._connection: Connection | None = None
        self._origin: Origin

    async def begin(self, target: FetchTarget, deadline: Deadline) -> None:
        """Wait for the turn, and have a connection."""
        if self._turn.locked():
            async with deadline.within():
                await self._turn.acquire()
        else:
            await self._turn.acquire()
        self._has_turn = True
        url = target.url
        self._origin = Origin(url.scheme, url.raw_host.decode("ascii"), target.port)
        self._connection = await self._connections.rested(self._origin, deadline)
        self._has_room = True
        if self._connection is None:
            await self._connect(deadline)

    async def ask(
        self, path: bytes, sent: list[tuple[bytes, bytes]], deadline: Deadline
    ) -> tuple[int, Sequence[tuple[bytes, bytes]]]:
        """Ask on it, and once more on a new one where it had rested and was closed by then."""
        assert self._connection is not None  # noqa: S101 - `begin` made it
        try:
            return await self._connection.ask(path, sent, deadline)
        except (httpcore2.NetworkError, httpcore2.RemoteProtocolError):
            if self._is_new:
                raise
        await self._connection.close()
        await self._connect(deadline)
        return await self._connection.ask(path, sent, deadline)

    async def piece(self, deadline: Deadline) -> bytes | None:
        """Return the next piece of the body; None: that was all."""
        assert self._connection is not None  # noqa: S101 - `begin` made it
        return await self._connection.piece(deadline)

    async def end(self) -> None:
        """Give back the connection and the turn, each once."""
        connection, self._connection = self._connection, None
        has_turn, self._has_turn = self._has_turn, False
        has_room, self._has_room = self._has_room, False
        try:
            if has_room:
                await self._connections.given_back(connection)
        finally:
            if has_turn:
                self._turn.release()

    async def _connect(self, deadline: Deadline) -> None:
        self._connection = None
        self._connection = await self._connections.made(self._origin, deadline)
        self._is_new = True


class HttpResponse:
    """What came before the body."""

    def __init__(
        self,
        target: FetchTarget,
        status: int,
        fields: Sequence[tuple[bytes, bytes]],
        using: Exchange,
        deadline: Deadline,
    ) -> None:
        self.target = target
        self.status = status
        self.headers = Headers(fields)
        self._using = using
        self._deadline = deadline
        if len(fields) > _MOST_FIELDS:
            raise self.refused(f"has more than {_MOST_FIELDS} headers")

    @property
    def leads_on(self) -> bool:
        """Whether it is a redirect."""
        return self.status in REDIRECTS and bool(self.location)

    @property
    def location(self) -> str:
        """Where to, as text: UTF-8 where it is that, as browsers read it."""
        sent = self.headers.get("location", "").encode("latin-1")
        try:
            return sent.decode()
        except UnicodeDecodeError:
            return sent.decode("latin-1")

    def refused(self, what: str) -> RefusedAnswerError:
        """Return why it is not taken in."""
        return RefusedAnswerError(
            f"the answer of {self.target.shown} (status {self.status}) {what}; it was not taken in",
            status=self.status,
            headers=self.headers,
        )

    async def pieces(self, bounds: Bounds) -> AsyncGenerator[bytes]:
        """Return the body, counted before it is unpacked and while it is."""
        too_large = f"is larger than {bounds.unpacked:,} bytes"
        has_body = self.status not in _BODILESS
        try:
            unpacker = Unpacker(self.headers.get("content-encoding", "") if has_body else "")
            # What does not shrink grows a little by being packed.
            most = bounds.unpacked + (bounds.unpacked // 1000 + 1024 if unpacker.is_packed else 0)
            if has_body and int(self.headers.get("content-length", "0")) > most:
                raise self.refused(too_large)
            pieces = came = unpacked = work = 0
            while (packed := await self._next()) is not None:
                came += len(packed)
                if came > most:
                    raise self.refused(too_large)
                pieces += 1
                if pieces > _CRUMBS and came < pieces * _CRUMB:
                    raise self.refused("comes in crumbs of a few bytes")
                for piece in unpacker.unpacked(packed):
                    unpacked += len(piece)
                    if unpacked > bounds.unpacked:
                        raise self.refused(too_large)
                    yield piece
                    work += _PIECE_COSTS + len(piece)
                    if work > _WORK_AT_ONCE:  # lest what is here already keep the loop busy
                        work = 0
                        await asyncio.sleep(0)
            unpacker.end()
        except BadPackingError as error:
            raise self.refused(str(error)) from error

    async def end(self) -> None:
        """Let the next one have the turn; what was not taken in is not waited for."""
        await self._using.end()

    async def _next(self) -> bytes | None:
        with self._deadline.translated(self.target):
            return await self._using.piece(self._deadline)
