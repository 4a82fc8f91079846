"""Socket Mode: envelopes out, acknowledgements in."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web


class Sockets:
    """The open connections; each envelope goes to one of them."""

    def __init__(self, changed: Callable[[], Awaitable[None]]) -> None:
        self._changed = changed
        self._open: list[web.WebSocketResponse] = []
        self._turn = 0
        self.tickets: set[str] = set()
        self.every_ticket: set[str] = set()
        """Those that were used, too."""
        self.opened = 0
        """How many connections there ever were."""
        self.acks: dict[str, list[Any]] = {}
        """For each envelope, the payloads of its acknowledgements; None: an empty one."""
        self.refuses = False
        """Whether new connections are turned away."""

    @property
    def count(self) -> int:
        """How many are open now."""
        return len(self._open)

    def ticket(self) -> str:
        """A new one, good for one connection."""
        ticket = uuid.uuid4().hex
        self.tickets.add(ticket)
        self.every_ticket.add(ticket)
        return ticket

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it closes."""
        ticket = request.query.get("ticket", "")
        if self.refuses or ticket not in self.tickets:
            return web.Response(status=404, text="no such link")
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": self.count + 1,
                "debug_info": {"host": "applink-fake", "approximate_connection_time": 18060},
                "connection_info": {"app_id": "A0VIOLET01"},
            }
        )
        self._open.append(socket)
        self.opened += 1
        await self._changed()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._hear(json.loads(frame.data))
                    await self._changed()
        finally:
            self._leave(socket)
            await self._changed()
        return socket

    def _hear(self, frame: dict[str, Any]) -> None:
        self.acks.setdefault(str(frame.get("envelope_id")), []).append(frame.get("payload"))

    def _leave(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)

    async def send(self, kind: str, payload: dict[str, Any], *, attempt: int = 0) -> str:
        """Send an envelope through one connection; return its id."""
        envelope = str(uuid.uuid4())
        frame = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            frame |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        self._turn += 1
        await self._open[self._turn % len(self._open)].send_json(frame)
        return envelope

    async def send_raw(self, text: str) -> None:
        """Send something that is no envelope."""
        await self._open[0].send_str(text)

    async def disconnect(
        self, reason: str = "refresh_requested", *, only: int | None = None
    ) -> None:
        """Tell every connection, or one, that its time has come, and let it go."""
        leaving = list(self._open) if only is None else [self._open[only]]
        for socket in leaving:
            self._leave(socket)
            await socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-fake"}}
            )

    async def warn(self) -> None:
        """Say that connections will be renewed soon."""
        for socket in self._open:
            await socket.send_json({"type": "disconnect", "reason": "warning", "debug_info": {}})

    async def drop(self) -> None:
        """Break every connection without a word."""
        for socket in list(self._open):
            self._leave(socket)
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(socket.close() for socket in list(self._open)))
