"""Keeping one platform connected: retried while out of reach, given up where it refuses us."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Final, Protocol

import structlog

from bot.ports.errors import (
    ForeignInstallationError,
    PlatformError,
    PlatformUnreachableError,
    StorageError,
)
from bot.ports.following import FollowedConnector, Follower
from bot.ports.leadership import Leadership, Meter, answers_on, sends_on
from bot.ports.outbox import Messenger
from bot.ports.platforms import Connector
from bot.ports.traits import PlatformTraits
from bot.runtime.metering import MeteredMessenger

log = structlog.get_logger()

_LOOK_EVERY_S: Final = 0.2
"""How often it is looked at which roles are ours; that asks nobody."""
_CONFIRM_EVERY_S: Final = 10.0
_FIRST_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 60.0


async def _nothing() -> None:
    pass


class MakeConnector(Protocol):
    """Makes a connector that is not started yet, as often as one is needed."""

    def __call__(self, *, listens: bool, may_send: Callable[[], bool]) -> Connector:
        """Return it.

        *listens* says whether people are answered through it; *may_send*, asked before every send,
        whether sending is still up to this process.
        """
        ...


class State(StrEnum):
    """How a platform stands in this process."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    STANDING_BY = "standing_by"
    """Another process does it."""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """The platform takes us no more: the token was revoked, or the app removed."""
    ENDED = "ended"


class Supervisor:
    """One platform, for as long as the process lives."""

    def __init__(
        self,
        traits: PlatformTraits,
        make: MakeConnector,
        leadership: Leadership,
        *,
        answers: bool,
        sends: bool,
        part: str = "",
        meter: Meter | None = None,
        confirm: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        """Where several processes share out whom they answer there, *part* names those of one."""
        self.traits = traits
        self.state = State.CONNECTING
        self.settled = asyncio.Event()
        """Set once it is connected, stands by, or could not be reached for the first time."""
        self.draining = asyncio.Event()
        """Set while nothing more may be taken in hand; a new one whenever sending becomes ours."""
        self._make = make
        self._leadership = leadership
        self._answers = answers
        self._sends = sends
        self._answers_role = answers_on(traits, part)
        self._sends_role = sends_on(traits)
        self._meter = meter
        self._confirm = confirm
        """Asks whether the database is ours to use; see `Admission.confirm`."""
        self._confirmed_at = 0.0
        self._connector: Connector | None = None
        self._pause_s = _FIRST_PAUSE_S
        self._fault = ""
        self._is_stopping = False
        self._is_ours = False

    async def run(self) -> None:
        """Be connected whenever there is something to do here; return when it ended by itself.

        Raises:
            PlatformError: the platform refuses us for good.
            ForeignInstallationError: the database is another bot's.
        """
        roles = (self._answers_role, self._answers), (self._sends_role, self._sends)
        try:
            while not self._is_stopping and not await self._is_admitted():
                pass
            self._leadership.want(*(role for role, is_ours in roles if role and is_ours))
            while not self._is_stopping:
                listens = self.may_answer()
                if not listens and not self.may_send():
                    self._become(State.STANDING_BY)
                    await self._confirm_now_and_then()
                    await asyncio.sleep(_LOOK_EVERY_S)
                elif await self._connect_and_stay(listens=listens):
                    return
        except PlatformError:
            self._become(State.REFUSED)
            raise
        finally:
            if self.state is not State.REFUSED:
                self._become(State.ENDED)

    def may_answer(self) -> bool:
        """Whether answering people here is up to this process now."""
        role = self._answers_role
        return self._answers and (role is None or self._leadership.has(role))

    def may_send(self) -> bool:
        """Whether sending there is up to this process now."""
        return self._sends and (self._sends_role is None or self._leadership.has(self._sends_role))

    def messenger(self) -> Messenger | None:
        """Through which announcements go there now.

        None while it is not connected, or sending is up to another process.
        """
        if self.state is not State.CONNECTED or self._connector is None or not self.may_send():
            return None
        messenger = self._connector.messenger
        return MeteredMessenger(messenger, self._meter) if self._meter else messenger

    def follower(self) -> Follower | None:
        """Through which channels there follow others now.

        None where none can, and while there is no messenger either.
        """
        connector: object = self._connector
        if self.messenger() is None or not isinstance(connector, FollowedConnector):
            return None
        return connector.follower

    async def take_over_once(self, take_over: Callable[[], Awaitable[object]]) -> None:
        """Do *take_over* once whenever sending becomes ours."""
        if not self._is_ours:
            await take_over()
            self._is_ours = True
            if not self._is_stopping:
                self.draining = asyncio.Event()

    def release(self) -> None:
        """Take nothing more in hand, until sending is ours again."""
        self._is_ours = False
        self.draining.set()

    def drain(self) -> None:
        """Take nothing more in hand, for good."""
        self._is_stopping = True
        self.draining.set()

    async def stop(self) -> None:
        """Finish what is being answered and disconnect, within about two seconds."""
        self.drain()
        connector, self._connector = self._connector, None
        if connector is not None:
            await connector.stop()

    async def _connect_and_stay(self, *, listens: bool) -> bool:
        """Connect and stay for as long as that is right; return whether it ended by itself."""
        if self.state is not State.UNREACHABLE:
            self._become(State.CONNECTING)
        connector = self._connector = self._make(listens=listens, may_send=self.may_send)
        try:
            await connector.start()
            self._connected()
            return await self._stay(connector, listens=listens)
        except PlatformUnreachableError as error:
            await self._wait_to_retry(str(error))
        except (PlatformError, ForeignInstallationError):
            raise
        except Exception as error:
            log.exception("platform_failed", platform=self.traits.id)
            await self._wait_to_retry(type(error).__name__)
        finally:
            self.release()
            if self._connector is connector:
                self._connector = None
                with contextlib.suppress(Exception):  # it has failed already, and that was said
                    await connector.stop()
        return False

    async def _stay(self, connector: Connector, *, listens: bool) -> bool:
        ending = asyncio.create_task(connector.wait())
        try:
            while self.may_answer() == listens and (listens or self.may_send()):
                await asyncio.wait({ending}, timeout=_LOOK_EVERY_S)
                if ending.done():
                    ending.result()
                    return True
                if not self.may_send():
                    self.release()
                await self._confirm_now_and_then()
            log.info("platform_handed_over", platform=self.traits.id)
            return False
        finally:
            ending.cancel()
            await asyncio.gather(ending, return_exceptions=True)

    async def _is_admitted(self) -> bool:
        """Whether it is known that the database is ours; wait a while where that is not known."""
        try:
            await self._confirm()
        except (PlatformUnreachableError, StorageError) as error:
            if isinstance(error, ForeignInstallationError):
                raise
            await self._wait_to_retry(str(error))
            return False
        self._confirmed_at = asyncio.get_running_loop().time()
        return True

    async def _confirm_now_and_then(self) -> None:
        """Notice that the database was given to another bot, as far as it can be looked at."""
        now = asyncio.get_running_loop().time()
        if now - self._confirmed_at < _CONFIRM_EVERY_S:
            return
        self._confirmed_at = now
        try:
            await self._confirm()
        except ForeignInstallationError:
            raise
        except (StorageError, PlatformError):
            pass

    def _connected(self) -> None:
        if self._fault:
            log.info("platform_reached", platform=self.traits.id)
        self._pause_s, self._fault = _FIRST_PAUSE_S, ""
        self._become(State.CONNECTED)

    async def _wait_to_retry(self, reason: str) -> None:
        if self._fault != reason:  # said once, not at every try
            log.warning("platform_unreachable", platform=self.traits.id, reason=reason)
        self._fault = reason
        self._become(State.UNREACHABLE)
        pause_s, self._pause_s = self._pause_s, min(2 * self._pause_s, _LONGEST_PAUSE_S)
        await asyncio.sleep(pause_s)

    def _become(self, state: State) -> None:
        self.state = state
        if state is not State.CONNECTING:
            self.settled.set()
