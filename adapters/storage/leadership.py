"""Which process has which role, of all on one database, and how all hear of what is queued."""

import asyncio
import contextlib
import hashlib
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TextIO

import structlog
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from adapters.storage.engine import HOME, QUEUED, Transactions, file_of
from adapters.storage.faults import storage_error, told_plainly
from adapters.storage.stuck import LEADING, end_stuck
from adapters.storage.tls import connecting
from bot.ports.errors import StorageError
from bot.ports.leadership import Role
from bot.private_files import open_privately

log = structlog.get_logger()

_LOCKS: Final = {
    "ticks": 0x56696F6C65740001,
    "discord-answers": 0x56696F6C65740002,
    "discord-sends": 0x56696F6C65740003,
    "slack-sends": 0x56696F6C65740004,
}
"""The advisory locks that earlier versions take in `public`: the bytes of "Violet", a number.

They stay, so that a process of such a version and one of this share the roles out too.
"""
_BEAT_S: Final = 1.0
_IDLE_S: Final = 5.0
"""After so many seconds without a beat PostgreSQL ends the session, and its locks with it.

A process that is paused keeps its connection open, since that is the kernel's work; so nothing but
its silence tells that it is gone. The setting exists from PostgreSQL 14 on.
https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-SESSION-TIMEOUT
"""
_TRUST_S: Final = 4.0
"""For so long after a beat was begun the locks are certainly still ours."""
_STAMP_S: Final = 10.0
"""How often whoever has a role writes that down, for those who have to know that somebody has."""
_STAMP: Final = """
INSERT INTO heartbeat (role, at)
SELECT role, clock_timestamp() FROM unnest($1::text[]) AS held(role)
ON CONFLICT (role) DO UPDATE SET at = excluded.at
"""
_HANDOVER_S: Final = 1.5
"""How long a new role is not used: within a second of the last holder's end a limit is shared."""


class SharedLeadership:
    """The ports `Leadership` and `WakeUp` on PostgreSQL: session locks on their own connection."""

    def __init__(self, url: URL, name: str) -> None:
        self._name = name
        address, encrypted = connecting(url)
        self._engine = create_async_engine(
            address,
            poolclass=NullPool,
            connect_args={
                **encrypted,
                "timeout": _TRUST_S,
                "command_timeout": _TRUST_S,
                "server_settings": {
                    "application_name": LEADING,
                    "idle_session_timeout": str(int(_IDLE_S * 1000)),
                },
            },
        )
        self._connection: AsyncConnection | None = None
        self._session: Any = None
        """The driver's own connection: none of SQLAlchemy's transactions, which would be idle."""
        self._wanted: dict[Role, float] = {}
        """Since when each role is wanted."""
        self._home = ""
        """The schema of the tables."""
        self._stamped_at = float("-inf")
        self._stamped: set[Role] = set()
        self._since: dict[Role, float] = {}
        """Since when each role is ours."""
        self._trusted_until = 0.0
        self._told = asyncio.Event()
        self._hurry = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None
        self._fault = ""

    async def open(self) -> None:
        """Connect, and keep the connection from now on.

        Raises:
            StorageError: the database cannot be reached, or is older than PostgreSQL 14.
        """
        with told_plainly(self._name):
            await self._connect()
        self._keeping = asyncio.create_task(self._keep())

    async def close(self) -> None:
        """Let others have whatever roles are ours, at once."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._disconnect()
        await self._engine.dispose()

    def want(self, *roles: Role) -> None:
        """Try for *roles* at the next beat, which comes at once."""
        for role in roles:
            self._wanted.setdefault(role, _now())
        self._hurry.set()

    def has(self, role: Role) -> bool:
        """Return whether *role* is ours, by what the last beat showed."""
        now = _now()
        since = self._since.get(role)
        return since is not None and now < self._trusted_until and now - since >= _HANDOVER_S

    def wanted_for(self, within: timedelta) -> list[Role]:
        """Return the roles that have been wanted for so long, whether they are ours or not."""
        since = _now() - within.total_seconds()
        return [role for role, at in self._wanted.items() if at <= since]

    async def wait(self, timeout_s: float) -> bool:
        """Return whether PostgreSQL notified us since the last call."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._told.wait()
        was_told = self._told.is_set()
        self._told.clear()
        return was_told

    async def _keep(self) -> None:
        """Beat for as long as the process lives; whatever fails is tried anew."""
        while True:
            try:
                if self._session is None:
                    await self._connect()
                await self._beat()
            except Exception as error:  # noqa: BLE001  the database's faults have no common kind
                self._lose(error)
                await self._disconnect()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_BEAT_S):
                    await self._hurry.wait()
            self._hurry.clear()

    async def _connect(self) -> None:
        self._connection = await self._engine.connect()
        raw = await self._connection.get_raw_connection()
        session: Any = raw.driver_connection
        row = await session.fetchrow(f"SELECT {HOME} AS home, {QUEUED} AS channel")
        self._home = row["home"]
        await session.add_listener(row["channel"], self._hear)
        self._session = session

    async def _disconnect(self) -> None:
        """Hang up without a goodbye, for which a server that is out of reach would be awaited."""
        connection, session = self._connection, self._session
        self._connection = self._session = None
        self._since.clear()
        if session is not None:
            session.terminate()
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.invalidate()
            with contextlib.suppress(Exception):
                await connection.close()

    async def _beat(self) -> None:
        """Show PostgreSQL that we live, end what sleeps, and try for what we want and have not.

        A lock that is held is not asked for again: it would count, and then be held twice.
        """
        began = _now()
        missing = [role for role in self._wanted if role not in self._since]
        await end_stuck(self._session, _IDLE_S)
        for role in missing:
            lock = _lock_of(role, self._home)
            if await self._session.fetchval("SELECT pg_try_advisory_lock($1)", lock):
                self._since[role] = _now()
                log.info("turn_begun", turn=role)
        self._trusted_until = began + _TRUST_S
        await self._stamp(began)
        if self._fault:
            log.info("turns_recovered")
            self._fault = ""

    async def _stamp(self, now: float) -> None:
        """Write down which roles are ours; what that costs takes nothing of the trust."""
        if set(self._since) <= self._stamped and now - self._stamped_at < _STAMP_S:
            return
        await self._session.execute(_STAMP, list(self._since))
        self._stamped, self._stamped_at = set(self._since), now

    def _lose(self, error: Exception) -> None:
        reason = str(storage_error(error, self._name))
        if self._fault != reason:  # said once, not at every beat
            log.warning("turns_lost", reason=reason, turns=sorted(self._since))
        self._fault = reason

    def _hear(self, *_: object) -> None:
        self._told.set()


class SoleLeadership:
    """The ports `Leadership` and `WakeUp` on SQLite, where one process does it all."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._lock: TextIO | None = None

    async def open(self) -> None:
        """Make sure that this is the only process.

        Raises:
            StorageError: another one runs on the same database.
        """
        file = None if self._transactions.in_memory else file_of(self._transactions.url)
        if file is not None:
            self._lock = _locked(file, self._transactions.name)

    async def close(self) -> None:
        """Let another process run."""
        if self._lock is not None:
            self._lock.close()

    def want(self, *roles: Role) -> None:
        """Do nothing: every role is ours anyway."""

    def has(self, role: Role) -> bool:  # noqa: ARG002  the port's name
        """Return true: there is no other process."""
        return True

    def wanted_for(self, within: timedelta) -> list[Role]:  # noqa: ARG002  as the other one has it
        """Return nothing: all of it is done here, and there is nobody else to wait for."""
        return []

    async def wait(self, timeout_s: float) -> bool:
        """Return whether anything was queued in this process since the last call."""
        told = self._transactions.queued
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await told.wait()
        was_told = told.is_set()
        told.clear()
        return was_told


def _locked(database: Path, name: str) -> TextIO | None:
    """Hold a file beside the database; the system lets go of it whenever the process ends.

    The database itself is not locked: closing a second handle on it would end SQLite's own locks.
    https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    """
    try:
        import fcntl  # noqa: PLC0415  Windows has none, and a second process there is not refused
    except ImportError:
        return None
    with told_plainly(name):
        beside = database.with_name(f"{database.name}-running")
        file = open(beside, "a", opener=open_privately)  # noqa: SIM115  held for long
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise StorageError(
            f"{name} is in use by another violet run; stop that one first, or keep the data in "
            "PostgreSQL, where several processes can share the work"
        ) from None
    return file


def _lock_of(role: Role, home: str) -> int:
    """Return the number of the advisory lock in PostgreSQL: of 64 bits, with a sign.

    PostgreSQL knows them for a whole database, in which each schema can be *home* to a Violet.
    """
    if home == "public" and role in _LOCKS:
        return _LOCKS[role]
    named = f"violet {role}" if home == "public" else f"violet {role} {home}"
    made = hashlib.blake2b(named.encode(), digest_size=8).digest()
    return int.from_bytes(made, signed=True)


def _now() -> float:
    """Return the seconds on a clock that also runs while the machine sleeps, where there is one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
