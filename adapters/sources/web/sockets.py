"""The loop's own sockets, as httpcore2 has them: those of its own backend cost twice as much."""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any, Final, Self

import httpcore2

_MOST_HELD: Final = 256 * 1024
"""Bytes that came and that nobody took in yet; then the other side has to wait."""


class LoopBackend(httpcore2.AsyncNetworkBackend):
    """Connects with what the loop has."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore2's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> "LoopStream":
        """Return a connection to *host*, an address; `TCP_NODELAY` is the loop's own doing.

        Raises:
            httpcore2.ConnectTimeout: there is none in time.
            httpcore2.ConnectError: there is none.
        """
        local = (local_address, 0) if local_address else None
        try:
            async with asyncio.timeout(timeout):
                _, inbox = await asyncio.get_running_loop().create_connection(
                    _Inbox, host, port, local_addr=local
                )
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(f"not within {timeout} s") from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        return LoopStream(inbox)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class _Inbox(asyncio.Protocol):
    """What came and was not taken in yet."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.held = bytearray()
        self.is_over = False
        self.fault: Exception | None = None
        self._is_paused = False
        self._awaited: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - so it is with TCP
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.held += data
        if len(self.held) > _MOST_HELD and not self._is_paused:
            self._is_paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.is_over = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_over, self.fault = True, exc
        self._wake()

    async def taken(self, most: int) -> bytes:
        """Return at most so many bytes, as soon as there are any; none: nothing more comes."""
        while not self.held:
            if self.is_over:
                if self.fault is not None:
                    raise self.fault
                return b""
            self._awaited = asyncio.get_running_loop().create_future()
            try:
                await self._awaited
            finally:
                self._awaited = None
        data = bytes(self.held[:most])
        del self.held[:most]
        if self._is_paused and len(self.held) <= _MOST_HELD // 2:
            self._is_paused = False
            self.transport.resume_reading()
        return data

    def _wake(self) -> None:
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)


class LoopStream(httpcore2.AsyncNetworkStream):
    """One connection; whoever reads or writes puts a bound to how long that may take."""

    def __init__(self, inbox: _Inbox) -> None:
        self._inbox = inbox

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Return what came; none: the other side has closed.

        Raises:
            httpcore2.ReadTimeout: nothing came in time.
            httpcore2.ReadError: the connection broke.
        """
        try:
            if timeout is None:
                return await self._inbox.taken(max_bytes)
            async with asyncio.timeout(timeout):
                return await self._inbox.taken(max_bytes)
        except TimeoutError as error:
            if timeout is None:  # the loop's own, of a connection that nobody answers any more
                raise httpcore2.ReadError(str(error)) from error
            raise httpcore2.ReadTimeout(f"not within {timeout} s") from error
        except (OSError, ssl.SSLError) as error:
            raise httpcore2.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109, ARG002
        """Send it; a request is so small that nobody has to wait for it to go.

        Raises:
            httpcore2.WriteError: the connection is closed.
        """
        if self._inbox.is_over or self._inbox.transport.is_closing():
            raise httpcore2.WriteError("the connection is closed")
        self._inbox.transport.write(buffer)

    async def aclose(self) -> None:
        """Close it, whatever of it is still under way."""
        transport = self._inbox.transport
        transport.close()
        await asyncio.sleep(0)
        transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> Self:
        """Return it with TLS.

        Raises:
            httpcore2.ConnectError: there is no agreement, or it is not who it should be.
        """
        inbox = self._inbox
        transport = None
        try:
            # What was said in clear must not be taken for what is said under TLS.
            if not (inbox.held or inbox.is_over):
                transport = await asyncio.get_running_loop().start_tls(
                    inbox.transport,
                    inbox,
                    ssl_context,
                    server_hostname=server_hostname,
                    ssl_handshake_timeout=timeout,
                )
        except (OSError, ssl.SSLError) as error:
            raise httpcore2.ConnectError(str(error)) from error
        finally:
            if transport is None:
                await self.aclose()
        if transport is None:
            raise httpcore2.ConnectError("it spoke or hung up before TLS had begun")
        inbox.transport = transport
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of it by that name."""
        if info == "is_readable":
            return self._inbox.is_over or bool(self._inbox.held)
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._inbox.transport.get_extra_info(names.get(info, info))
