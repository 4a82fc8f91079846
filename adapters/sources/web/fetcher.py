"""Fetches what others name: over checked addresses, within bounds, and as nobody in particular."""

import asyncio
import ssl
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType, TracebackType
from typing import Any, Final, NamedTuple, Self

import httpcore2
import httpx2

from adapters.sources.web.dialling import (
    GuardedBackend,
    NotDialledError,
    NotPublicError,
    Resolve,
    SystemResolver,
)
from adapters.sources.web.faults import (
    RefusedAddressError,
    RefusedAnswerError,
    TooSlowError,
    UnreachableError,
)
from adapters.sources.web.targets import FetchTarget
from adapters.sources.web.unpacking import CODINGS, BadPackingError, Unpacker

PERMANENT: Final = frozenset({301, 308})
"""What says that an address has moved; the other redirects say where to look this time."""
REDIRECTS: Final = PERMANENT | {302, 303, 307}
_BODILESS: Final = frozenset({204, 304})
"""A 304 may tell the length and the packing of the body that it does not have."""
_MOST_CONNECTIONS: Final = 16
_MOST_FIELDS: Final = 200
_CRUMBS: Final = 1_000
_CRUMB: Final = 16
"""After so many pieces, so many bytes is the least that they may have on average: a piece costs as
much as a large one does."""
_WORK_AT_ONCE: Final = 256 * 1024
_PIECE_COSTS: Final = 2 * 1024
"""Bytes that would be unpacked in the time that a piece takes by itself."""
_GOES_ALONG: Final = frozenset({"accept", "accept-language", "if-none-match", "if-modified-since"})
"""The headers of a caller that another server may see too."""
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a fetch may cost."""

    whole_s: float = 20.0
    """Seconds for all of it: names, waiting for a turn, every hop and the body."""
    unpacked: int = 2_000_000
    """Bytes of the body, after unpacking; on the way it may have no more than that either."""


USUAL_BOUNDS: Final = Bounds()


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


class Hop(NamedTuple):
    """A redirect that was followed."""

    status: int
    url: str
    """The address that sent us on; the next hop's, or the answer's own, is where to."""


@dataclass(frozen=True, slots=True)
class WebResponse:
    """An answer, taken in whole."""

    status: int
    headers: Mapping[str, str]
    """Found in whichever case; ETag and Last-Modified are as they were sent."""
    body: bytes
    """Unpacked, and never decoded: in which charset it is, its reader finds out."""
    url: str
    """The address that answered, after all hops."""
    hops: tuple[Hop, ...] = ()


class WebStream:
    """An answer, taken in piece by piece: iterate over it for its body, unpacked."""

    def __init__(
        self, answer: "_Answer", hops: tuple[Hop, ...], pieces: AsyncGenerator[bytes]
    ) -> None:
        self.status: Final = answer.status
        self.headers: Final[Mapping[str, str]] = answer.headers
        self.url: Final = str(answer.target.url)
        self.hops: Final = hops
        self._pieces = pieces

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._pieces


class Fetcher:
    """The one way out to addresses that others name.

    Connections are direct: no proxy of the environment is used, as it would look names up anew. No
    cookie is kept, no password sent, no Referer told.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        private_hosts: Collection[str] = (),
        connections_per_host: int = 1,
        keep_alive_s: float = 5.0,
        resolve: Resolve | None = None,
        dial: httpcore2.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Fetch in the name of *contact*; nothing is opened before something is asked for.

        *private_hosts* are those of the own network, ``host:port``, that may be fetched from.
        *connections_per_host* bounds the requests at one time, too: others wait for their turn.
        *resolve*, *dial* and *tls* are the machine's own where they are None.
        """
        self._user_agent = user_agent(contact)
        self._listed = frozenset(private_hosts)
        self._most_for_host = connections_per_host
        self._keep_alive_s = keep_alive_s
        self._names = SystemResolver()
        self._backend = GuardedBackend(
            listed=self._listed,
            resolve=resolve or self._names,
            dial=dial or httpcore2.AnyIOBackend(),
        )
        self._tls = tls
        self._pools: dict[str, httpcore2.AsyncConnectionPool] = {}
        """By scheme, made when one is asked for: reading all authorities takes a while."""
        self._turns: weakref.WeakValueDictionary[str, asyncio.Semaphore] = (
            weakref.WeakValueDictionary()
        )
        self._resting: asyncio.Task[None] | None = None

    async def get(
        self,
        url: str,
        *,
        bounds: Bounds = USUAL_BOUNDS,
        headers: Mapping[str, str] = _NO_HEADERS,
        hops: int = 3,
    ) -> WebResponse:
        """Return the answer, whatever its status; with *hops* 0, a redirect is one too.

        A validator, `Retry-After` and what a status means are the caller's business.

        Raises:
            RefusedAddressError: we do not go there, or not where it redirects to.
            UnreachableError: no whole answer came, `TooSlowError`: not in time.
            RefusedAnswerError: it is larger than *bounds*, packed in an unknown way, or redirects
                more often than *hops*.
        """
        async with self.stream(url, bounds=bounds, headers=headers, hops=hops) as answer:
            body = b"".join([piece async for piece in answer])
        return WebResponse(answer.status, answer.headers, body, answer.url, answer.hops)

    @asynccontextmanager
    async def stream(
        self,
        url: str,
        *,
        bounds: Bounds = USUAL_BOUNDS,
        headers: Mapping[str, str] = _NO_HEADERS,
        hops: int = 3,
    ) -> AsyncGenerator[WebStream]:
        """Return the answer before its body has come; iterating raises what `get` does.

        What the caller does between two pieces counts into the time, and is never broken off.
        """
        deadline = _Deadline(bounds)
        target = FetchTarget.read(url, self._listed)
        taken: tuple[Hop, ...] = ()
        while True:
            async with self._answered(target, headers, deadline) as answer:
                if not hops or not answer.leads_on:
                    async with aclosing(answer.pieces(bounds)) as pieces:
                        yield WebStream(answer, taken, pieces)
                    return
                if len(taken) == hops:
                    raise answer.refused(f"redirects more than {hops} times")
                following = FetchTarget.read(answer.location, self._listed, after=target)
                taken = (*taken, Hop(answer.status, str(target.url)))
            if not following.is_beside(target):
                headers = {
                    name: value for name, value in headers.items() if name.lower() in _GOES_ALONG
                }
            target = following

    async def close(self) -> None:
        """Close every connection."""
        if self._resting is not None:
            self._resting.cancel()
            with suppress(asyncio.CancelledError):
                await self._resting
            self._resting = None
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()
        self._names.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def _answered(
        self, target: FetchTarget, headers: Mapping[str, str], deadline: "_Deadline"
    ) -> AsyncGenerator["_Answer"]:
        turn = self._turns.get(target.place)
        if turn is None:
            turn = self._turns[target.place] = asyncio.Semaphore(self._most_for_host)
        with deadline.translated(target):
            async with deadline.within():
                await turn.acquire()
        try:
            response = await self._asked(target, headers, deadline)
            try:
                yield _Answer(target, response, deadline)
            finally:
                await response.aclose()
        finally:
            turn.release()
            self._rest_soon()

    async def _asked(
        self, target: FetchTarget, headers: Mapping[str, str], deadline: "_Deadline"
    ) -> httpcore2.Response:
        """Ask once; twice where a connection that had rested was closed by then."""
        url = target.url
        where = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        pool, sent = self._pool(url.scheme), self._sent(target, headers)
        with deadline.translated(target):
            seen = _Seen()
            try:
                async with deadline.within():
                    return await pool.handle_async_request(
                        httpcore2.Request("GET", where, headers=sent, extensions={"trace": seen})
                    )
            except (httpcore2.NetworkError, httpcore2.RemoteProtocolError):
                if seen.has_connected:
                    raise
            async with deadline.within():
                return await pool.handle_async_request(
                    httpcore2.Request("GET", where, headers=sent)
                )

    def _pool(self, scheme: str) -> httpcore2.AsyncConnectionPool:
        if scheme not in self._pools:
            tls = (self._tls or httpx2.create_ssl_context()) if scheme == "https" else None
            self._pools[scheme] = httpcore2.AsyncConnectionPool(
                ssl_context=tls,
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=self._keep_alive_s,
                network_backend=self._backend,
            )
        return self._pools[scheme]

    def _sent(self, target: FetchTarget, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        ours = {
            "host": target.url.netloc.decode("ascii"),
            "user-agent": self._user_agent,
            "accept-encoding": CODINGS,
        }
        theirs = {name.lower(): value for name, value in headers.items()}
        sent = {"accept": "*/*"} | theirs | ours
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in sent.items()]

    def _rest_soon(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.create_task(self._rest())

    async def _rest(self) -> None:
        """Close what nobody used for a while; httpcore2 itself does so at the next request only."""
        await asyncio.sleep(self._keep_alive_s)
        for pool in self._pools.values():
            for connection in pool.connections:
                if connection.is_idle():
                    await connection.aclose()


def user_agent(contact: str | None) -> str:
    """Return what we call ourselves, and where to complain."""
    try:
        ours = version("violet-bot")
    except PackageNotFoundError:
        ours = "0"
    return f"Violet/{ours} (+{contact})" if contact else f"Violet/{ours}"


class _Seen:
    """Notices whether a request had to connect."""

    def __init__(self) -> None:
        self.has_connected = False

    async def __call__(self, event: str, _: Mapping[str, Any]) -> None:
        self.has_connected = self.has_connected or event == "connection.connect_tcp.started"


class _Deadline:
    """One moment by which all of it has to be over, put over one wait at a time.

    Never over a `yield`: the time would then run out, and be told, wherever the caller stands.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._seconds = bounds.whole_s
        self._at = asyncio.get_running_loop().time() + bounds.whole_s

    def within(self) -> asyncio.Timeout:
        return asyncio.timeout_at(self._at)

    @contextmanager
    def translated(self, target: FetchTarget) -> Iterator[None]:
        """Let whatever goes wrong in here be told as ours, with what to do about it."""
        where = target.shown
        try:
            yield
        except NotPublicError as error:
            raise RefusedAddressError(
                f"{where} is refused, since {error}; if it is your own, list {target.place} in "
                "VIOLET_PRIVATE_HOSTS"
            ) from error
        except NotDialledError as error:
            raise UnreachableError(
                f"{where} is not reached: {error}; it is tried again later"
            ) from error
        except TimeoutError as error:
            raise TooSlowError(
                f"{where} was not answered whole within {self._seconds:g} s; "
                "it is tried again later"
            ) from error
        except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
            raise UnreachableError(
                f"{where} broke off ({_said(error)}); it is tried again later"
            ) from error
        except httpcore2.ProtocolError as error:
            raise UnreachableError(
                f"{where} does not answer as HTTP has it ({_said(error)}); it is tried again "
                "later, and whoever runs that server can mend it"
            ) from error


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Answer:
    """What came before the body."""

    def __init__(
        self, target: FetchTarget, response: httpcore2.Response, deadline: _Deadline
    ) -> None:
        self.target = target
        self.status = response.status
        self.headers = Headers(response.headers)
        self._response = response
        self._deadline = deadline
        if len(response.headers) > _MOST_FIELDS:
            raise self.refused(f"has more than {_MOST_FIELDS} headers")

    @property
    def leads_on(self) -> bool:
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
            async with aclosing(self._response.aiter_stream()) as raw:
                while (packed := await self._next(raw)) is not None:
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

    async def _next(self, raw: AsyncGenerator[bytes]) -> bytes | None:
        with self._deadline.translated(self.target):
            async with self._deadline.within():
                return await anext(raw, None)
