"""How a name becomes a connection: looked up once, checked, connected to as it was checked."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from typing import Final

import httpcore2

from adapters.sources.web.networks import canonical_host, reason_to_refuse

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses that a host's name stands for; OSError or UnicodeError where there are none."""

_MOST_TRIED: Final = 6
_TRY_S: Final = 4.0
"""How long an address has while there is another to try."""


class NotDialledError(Exception):
    """There is no connection; the message says what is wrong with the host."""


class NotPublicError(NotDialledError):
    """There is none, since the host stands for an address that is not public."""


class SystemResolver:
    """Looks names up as the machine does, in threads of its own.

    The threads that the loop has for everybody would be taken by a few names that nobody answers.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="violet-names")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses, as the machine prefers them.

        Raises:
            OSError: there are none, or nobody knows.
            UnicodeError: that is no name.
        """
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _found, host, port)
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Look up no more; what is being looked up comes to its end."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _found(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(address[0]) for *_, address in found]


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to addresses that were checked, under the name that was asked for.

    httpcore2 gives the name here and goes on using it for `Host`, SNI and certificate. Whatever the
    name stands for at the next look-up, the connection is to what was checked at this one.
    """

    def __init__(
        self, *, listed: Collection[str], resolve: Resolve, dial: httpcore2.AsyncNetworkBackend
    ) -> None:
        self._listed = listed
        self._resolve = resolve
        self._dial = dial

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore2's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return a connection to the first of its addresses that answers.

        Raises:
            NotPublicError: one of its addresses is not public, and it is not listed.
            NotDialledError: it has none, or none answers.
        """
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise NotDialledError(f"{host} is not found") from error
        if not addresses:
            raise NotDialledError(f"{host} is not found")
        if f"{canonical_host(host)}:{port}" not in self._listed:
            for address in addresses:
                if reason := reason_to_refuse(address):
                    raise NotPublicError(f"{host} stands for {address}, which is {reason}")
        fault: Exception | None = None
        tried = _alternating(addresses)[:_MOST_TRIED]
        for address in tried:
            try:
                return await self._dial.connect_tcp(
                    address,
                    port,
                    timeout=timeout if address == tried[-1] else _TRY_S,
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
                fault = error
        # Said here, as the pool of httpcore2 raises it again "from None".
        raise NotDialledError(f"{host} does not let us connect to port {port} ({fault})")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore2 does before it tries again, which it is never told to."""
        await asyncio.sleep(seconds)


def _alternating(addresses: Sequence[str]) -> Sequence[str]:
    """Put the two families in turn, the preferred one first, so that a dead one costs one try."""
    preferred = [one for one in addresses if (":" in one) == (":" in addresses[0])]
    others = [one for one in addresses if one not in preferred]
    return [one for pair in zip_longest(preferred, others) for one in pair if one]
