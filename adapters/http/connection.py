"""One client: what it asks for, what it is told, and for how long it is waited for.

What the bytes mean is h11's to judge.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from itertools import chain
from typing import Final
from urllib.parse import parse_qsl

import h11

from adapters.http.bounds import ClientBounds
from bot.ports.web import WebAnswer, WebRequest

CHUNK: Final = 65_536
_MOST_NAMES: Final = 100
"""Behind a ``?``."""
_LONGEST_LENGTH: Final = 20
"""Digits of a length; a number of thousands cannot even be read."""
_BODILESS: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class GoneError(Exception):
    """Whoever asked is not there any more."""


class UnservedError(Exception):
    """What was asked is not answered but with *status*, after which the connection ends."""

    def __init__(self, status: HTTPStatus, *, is_malformed: bool = False) -> None:
        super().__init__(status)
        self.status = status
        self.is_malformed = is_malformed


class ClientConnection:
    """A client's connection; it asks for one thing after the other."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, bounds: ClientBounds
    ) -> None:
        self.held = 0
        """Bytes that it has sent of a body."""
        self.headers: Mapping[str, str] = {}
        """Of what it asked for last."""
        self._reader, self._writer, self._bounds = reader, writer, bounds
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=bounds.header_bytes)
        self._method = ""
        self._is_first = True
        # What is waited for in `_write` is then only over once the system has taken all of it.
        writer.transport.set_write_buffer_limits(high=0)

    @property
    def peer(self) -> str:
        """The address of whoever is connected."""
        name = self._writer.get_extra_info("peername")
        return str(name[0]) if name else ""

    async def ask(self, make_room: Callable[[], None]) -> WebRequest:
        """Return what is asked for next; *make_room* is called whenever more of a body is held.

        Raises:
            UnservedError: it is too much, or makes no sense.
            GoneError: nothing is asked for any more.
            TimeoutError: it was silent, or slow, for too long.
        """
        self._method, self.headers, self.held = "", {}, 0
        try:
            head = await self._head()
            async with asyncio.timeout(self._bounds.body_s):
                body = await self._body(make_room)
        except h11.RemoteProtocolError as error:
            raise UnservedError(_status_of(error), is_malformed=True) from None
        path, _, query = head.target.decode("ascii").partition("?")
        try:
            asked = parse_qsl(
                query, keep_blank_values=True, max_num_fields=_MOST_NAMES, errors="strict"
            )
        except ValueError:
            raise UnservedError(HTTPStatus.BAD_REQUEST, is_malformed=True) from None
        return WebRequest(
            method=self._method,
            path=path,
            query=dict(reversed(asked)),
            headers=self.headers,
            body=body,
        )

    async def answer(self, response: WebAnswer, headers: Mapping[str, str]) -> bool:
        """Send *response*, with *headers* but for those that it gives itself.

        Return whether more may be asked for.

        Raises:
            TimeoutError: nobody takes it.
        """
        await self._send(response, headers)
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self._is_first, self.held = False, 0
        return True

    async def refuse(self, response: WebAnswer, headers: Mapping[str, str]) -> None:
        """Send *response* to what was not asked properly, as the last thing that is said."""
        if self._http.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            return
        await self._send(response, {**headers, "connection": "close"})
        # Closed before all was read, a connection loses its answer too.
        with contextlib.suppress(TimeoutError, OSError):
            self._writer.write_eof()
            async with asyncio.timeout(self._bounds.linger_s):
                while await self._reader.read(CHUNK):
                    pass

    def abort(self) -> None:
        """End it at once; whoever waits for it finds it gone."""
        self._writer.transport.abort()

    async def close(self) -> None:
        """End it, once what was sent is taken."""
        self._writer.close()
        try:
            async with asyncio.timeout(self._bounds.linger_s):
                await self._writer.wait_closed()
        except OSError:  # a time-out is one
            self.abort()

    async def _head(self) -> h11.Request:
        if not self._is_first and not self._http.trailing_data[0]:
            async with asyncio.timeout(self._bounds.idle_s):
                await self._read()
        async with asyncio.timeout(self._bounds.headers_s):
            while (head := self._http.next_event()) is h11.NEED_DATA:
                await self._read()
        if not isinstance(head, h11.Request):
            raise GoneError
        self._method, self.headers = head.method.decode("ascii"), _joined(head.headers)
        # h11 bounds what is not whole yet, and so takes a longer head where it comes in one piece.
        if len(head.target) + sum(map(len, chain(*head.headers))) > self._bounds.header_bytes:
            raise UnservedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        length = self.headers.get("content-length", "0")
        if len(length) > _LONGEST_LENGTH or int(length) > self._bounds.body_bytes:
            raise UnservedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return head

    async def _body(self, make_room: Callable[[], None]) -> bytes:
        body = bytearray()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                if self._http.they_are_waiting_for_100_continue:
                    go_on = h11.InformationalResponse(status_code=100, headers=[])
                    await self._write(self._http.send(go_on) or b"")
                await self._read()
            elif isinstance(event, h11.Data):
                body += event.data
                self.held = len(body)
                if self.held > self._bounds.body_bytes:
                    raise UnservedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                make_room()
            elif isinstance(event, h11.EndOfMessage):
                return bytes(body)
            else:
                raise GoneError

    async def _send(self, response: WebAnswer, headers: Mapping[str, str]) -> None:
        status, http = HTTPStatus(response.status), self._http
        given = {
            "date": formatdate(usegmt=True),
            "content-type": response.content_type,
            **{key.lower(): value for key, value in headers.items()},
            **{key.lower(): value for key, value in response.headers.items()},
        }
        has_body = status not in _BODILESS
        if has_body:
            given["content-length"] = str(len(response.body))
        head = h11.Response(
            status_code=status, headers=list(given.items()), reason=status.phrase.encode()
        )
        data = http.send(head) or b""
        if has_body and self._method != "HEAD":
            data += http.send(h11.Data(data=response.body)) or b""
        data += http.send(h11.EndOfMessage()) or b""
        await self._write(data)

    async def _read(self) -> None:
        self._http.receive_data(await self._reader.read(CHUNK))

    async def _write(self, data: bytes) -> None:
        self._writer.write(data)
        async with asyncio.timeout(self._bounds.send_s):
            await self._writer.drain()


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("ascii"), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _status_of(error: h11.RemoteProtocolError) -> HTTPStatus:
    try:
        return HTTPStatus(error.error_status_hint)
    except ValueError:
        return HTTPStatus.BAD_REQUEST
