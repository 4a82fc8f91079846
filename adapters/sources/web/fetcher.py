"""Fetches what others name: over checked addresses, within bounds, and as nobody in particular."""

import asyncio
import ssl
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType, TracebackType
from typing import Final, NamedTuple, Self

import httpcore2

from adapters.sources.web.connections import Connections
from adapters.sources.web.dialling import (
    GuardedBackend,
    Resolve,
    SystemResolver,
)
from adapters.sources.web.exchanges import Bounds, Deadline, Exchange, HttpResponse
from adapters.sources.web.faults import RefusedAddressError
from adapters.sources.web.sockets import LoopBackend
from adapters.sources.web.targets import FetchTarget
from adapters.sources.web.unpacking import CODINGS
from content.language.from_outside import link_from_outside

_MOST_CONNECTIONS: Final = 16
_READ_ADDRESSES: Final = 1_000
"""Addresses that are asked again and again, and need not be read again each time."""
_GOES_ALONG: Final = frozenset({"accept", "accept-language", "if-none-match", "if-modified-since"})
"""The headers of a caller that another server may see too."""
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


USUAL_BOUNDS: Final = Bounds()


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
        self, answer: HttpResponse, hops: tuple[Hop, ...], pieces: AsyncGenerator[bytes]
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
        self._read = lru_cache(_READ_ADDRESSES)(partial(FetchTarget.read, listed=self._listed))
        self._names = SystemResolver()
        self._connections = Connections(
            GuardedBackend(
                listed=self._listed, resolve=resolve or self._names, dial=dial or LoopBackend()
            ),
            most=_MOST_CONNECTIONS,
            keep_alive_s=keep_alive_s,
            tls=tls,
        )
        self._turns: weakref.WeakValueDictionary[str, asyncio.Semaphore] = (
            weakref.WeakValueDictionary()
        )

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
        answer, taken = await self._led_to(url, headers, hops, Deadline(bounds))
        try:
            body = b"".join([piece async for piece in answer.pieces(bounds)])
        finally:
            await answer.end()
        return WebResponse(answer.status, answer.headers, body, str(answer.target.url), taken)

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
        answer, taken = await self._led_to(url, headers, hops, Deadline(bounds))
        try:
            async with aclosing(answer.pieces(bounds)) as pieces:
                yield WebStream(answer, taken, pieces)
        finally:
            await answer.end()

    def may_name(self, page: str, url: str) -> bool:
        """Whether *url* may be gone to, and shown to people, since *page* names it.

        A page of the own network alone names others of it.
        """
        try:
            inside, target = self._read(page).is_listed, self._read(url)
        except RefusedAddressError:
            return False
        return inside if target.is_listed else link_from_outside(url) is not None

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()
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

    async def _led_to(
        self, url: str, headers: Mapping[str, str], hops: int, deadline: Deadline
    ) -> tuple[HttpResponse, tuple[Hop, ...]]:
        """Return the answer at the end of at most *hops* redirects, which is to be ended."""
        target = self._read(url)
        taken: tuple[Hop, ...] = ()
        while True:
            answer = await self._answered(target, headers, deadline)
            if not hops or not answer.leads_on:
                return answer, taken
            try:
                if len(taken) == hops:
                    raise answer.refused(f"redirects more than {hops} times")
                following = FetchTarget.read(answer.location, self._listed, after=target)
                taken = (*taken, Hop(answer.status, str(target.url)))
            finally:
                await answer.end()
            if not following.is_beside(target):
                headers = {
                    name: value for name, value in headers.items() if name.lower() in _GOES_ALONG
                }
            target = following

    async def _answered(
        self, target: FetchTarget, headers: Mapping[str, str], deadline: Deadline
    ) -> HttpResponse:
        """Ask once; twice where a connection that had rested was closed by then."""
        turn = self._turns.get(target.place)
        if turn is None:
            turn = self._turns[target.place] = asyncio.Semaphore(self._most_for_host)
        using = Exchange(self._connections, turn)
        try:
            with deadline.translated(target):
                await using.begin(target, deadline)
                status, fields = await using.ask(
                    target.url.raw_path, self._sent(target, headers), deadline
                )
            return HttpResponse(target, status, fields, using, deadline)
        except BaseException:
            await using.end()
            raise

    def _sent(self, target: FetchTarget, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        ours = {
            "host": target.url.netloc.decode("ascii"),
            "user-agent": self._user_agent,
            "accept-encoding": CODINGS,
        }
        theirs = {name.lower(): value for name, value in headers.items()}
        sent = {"accept": "*/*"} | theirs | ours
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in sent.items()]


def user_agent(contact: str | None) -> str:
    """Return what we call ourselves, and where to complain."""
    try:
        ours = version("violet-bot")
    except PackageNotFoundError:
        ours = "0"
    return f"Violet/{ours} (+{contact})" if contact else f"Violet/{ours}"
