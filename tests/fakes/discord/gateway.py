"""The fake's gateway: sockets, sessions, heartbeats, resuming."""

import asyncio
import contextlib
import itertools
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from fakes.discord.server import FakeDiscord

Payload = dict[str, Any]

GUILDS, MEMBERS, WEBHOOKS, PRESENCES = 1 << 0, 1 << 1, 1 << 5, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | MESSAGE_CONTENT


@dataclass
class Session:
    """One shard's session; it outlives its socket, so that it can be resumed."""

    id: str
    intents: int
    shard: tuple[int, int]
    socket: "Socket | None" = None
    sequence: int = 0
    sent: list[Payload] = field(default_factory=list)
    is_valid: bool = True

    async def dispatch(self, event: str, data: Any) -> None:
        self.sequence += 1
        frame = {"op": 0, "s": self.sequence, "t": event, "d": data}
        self.sent.append(frame)
        if self.socket is not None:
            await self.socket.send(frame)


class Socket:
    """One connection, compressed where the client asks for it."""

    def __init__(self, ws: web.WebSocketResponse, *, compressed: bool) -> None:
        self.ws = ws
        self._deflate = zlib.compressobj() if compressed else None

    @property
    def is_compressed(self) -> bool:
        return self._deflate is not None

    async def send(self, frame: Payload) -> None:
        text = json.dumps(frame)
        with contextlib.suppress(ConnectionError):
            if self._deflate is None:
                await self.ws.send_str(text)
            else:
                packed = self._deflate.compress(text.encode())
                await self.ws.send_bytes(packed + self._deflate.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server
        self._count = itertools.count(1)
        self.sessions: dict[str, Session] = {}
        self.identified: list[Payload] = []
        self.resumed: list[Payload] = []
        self.heartbeats = 0
        self.compressed = 0
        """How many connections were compressed so far."""
        self.open_sockets: set[Socket] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self._server.violation(f"gateway opened with {request.query_string}")
        socket = Socket(ws, compressed=request.query.get("compress") == "zlib-stream")
        self.compressed += socket.is_compressed
        self.open_sockets.add(socket)
        session = None
        try:
            await socket.send({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
            async for message in ws:
                if message.type is not WSMsgType.TEXT:
                    break
                session = await self._hear(json.loads(message.data), socket) or session
        finally:
            self.open_sockets.discard(socket)
            if session is not None and session.socket is socket:
                session.socket = None
            await self._server.notify()
        return ws

    async def dispatch(self, event: str, data: Any, *, guild_id: str | None = None) -> None:
        """Send an event to the shard that it belongs to."""
        for session in self._living():
            number, count = session.shard
            home = (int(guild_id) >> 22) % count if guild_id else 0
            is_heard = event != "WEBHOOKS_UPDATE" or session.intents & WEBHOOKS
            if home == number and is_heard:
                await session.dispatch(event, data)

    async def dispatch_message(self, data: Payload, *, guild_id: str | None, own: bool) -> None:
        """Send a message's event, without its content where the bot may not see it."""
        for session in self._living():
            needed = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
            if not session.intents & needed:
                continue
            named = any(user["id"] == self._server.bot.id for user in data["mentions"])
            if own or named or not guild_id or session.intents & MESSAGE_CONTENT:
                seen = data
            else:
                seen = data | {"content": "", "embeds": [], "attachments": [], "components": []}
            number, count = session.shard
            if ((int(guild_id) >> 22) % count if guild_id else 0) == number:
                await session.dispatch("MESSAGE_CREATE", seen)

    async def close_sockets(self, code: int = 1001, *, forget_sessions: bool = False) -> None:
        """Hang up on every client; with *forget_sessions* none can be resumed."""
        if forget_sessions:
            for session in self.sessions.values():
                session.is_valid = False
        await asyncio.gather(*(socket.ws.close(code=code) for socket in set(self.open_sockets)))

    @property
    def is_connected(self) -> bool:
        return any(one.socket is not None for one in self._living())

    def _living(self) -> list[Session]:
        """Sessions that may be resumed, for whom events are kept, included."""
        return [one for one in self.sessions.values() if one.is_valid]

    async def _hear(self, frame: Payload, socket: Socket) -> Session | None:
        match frame["op"]:
            case 1:
                self.heartbeats += 1
                await socket.send({"op": 11, "d": None, "s": None, "t": None})
            case 2:
                return await self._identify(frame["d"], socket)
            case 6:
                return await self._resume(frame["d"], socket)
            case op:
                self._server.violation(f"gateway op {op} is not expected of this bot")
        return None

    async def _identify(self, data: Payload, socket: Socket) -> Session | None:
        self.identified.append(data)
        if data.get("token") != self._server.token:
            await socket.ws.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & PRIVILEGED & ~self._server.allowed_intents:
            await socket.ws.close(code=4014, message=b"Disallowed intent(s).")
            return None
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(
            f"session-{next(self._count)}", data["intents"], (shard[0], shard[1]), socket
        )
        self.sessions[session.id] = session
        guilds = [
            guild
            for guild in self._server.guilds.values()
            if (int(guild.id) >> 22) % session.shard[1] == session.shard[0]
        ]
        await session.dispatch("READY", self._ready(session, [guild.id for guild in guilds]))
        if session.intents & GUILDS:
            for guild in guilds:
                await session.dispatch("GUILD_CREATE", guild.payload())
        await self._server.notify()
        return session

    def _ready(self, session: Session, guilds: list[str]) -> Payload:
        bot = self._server.bot.payload()
        return {
            "v": 10,
            "user": bot | {"verified": True, "mfa_enabled": False, "email": None, "flags": 0},
            "guilds": [{"id": guild, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._server.gateway_url,
            "shard": list(session.shard),
            "application": {"id": self._server.application_id, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        }

    async def _resume(self, data: Payload, socket: Socket) -> Session | None:
        self.resumed.append(data)
        session = self.sessions.get(data.get("session_id", ""))
        if data.get("token") != self._server.token:
            await socket.ws.close(code=4004, message=b"Authentication failed.")
            return None
        if session is None or not session.is_valid:
            await socket.send({"op": 9, "d": False, "s": None, "t": None})
            return None
        session.socket = socket
        for frame in [one for one in session.sent if one["s"] > (data.get("seq") or 0)]:
            await socket.send(frame)
        await session.dispatch("RESUMED", {"_trace": []})
        await self._server.notify()
        return session
