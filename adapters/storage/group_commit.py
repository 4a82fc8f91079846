"""Small writes of many callers, gathered and stored together: a group commit."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import islice
from typing import Final, Generic, TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")

GATHERED_S: Final = 0.004
"""For so long the first of a round waits for others; while one is written, the next gathers."""
COMPANY_S: Final = 0.25
"""For so long it waits where more is known to come; a transaction costs more than a write in it."""
ENOUGH: Final = 50
"""So many are company enough."""
AT_MOST: Final = 500
"""Writes in one round: so many are stored in less time than anybody notices."""

_HEAR_AT_ONCE: Final = 20
"""So many go on in one turn of the loop, each with a message to make; then others have theirs."""


class GroupCommit(Generic[Asked, Told]):
    """Gathers what is asked meanwhile, and has it written in one transaction, round by round.

    Everybody hears of a round once it is stored. One that fails leaves nothing behind and fails
    for all that are in it; after that rounds are half as large, so that who asks again is soon
    apart from what cannot be stored.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Asked]], Awaitable[Sequence[Told]]],
        *,
        is_more_to_come: Callable[[], bool] = lambda: False,
        company_s: float = COMPANY_S,
    ) -> None:
        """Let a round wait for more while *is_more_to_come*, at most for *company_s*."""
        self._write = write
        self._company_s = company_s
        self._is_more_to_come = is_more_to_come
        self._is_complete = asyncio.Event()
        self._waiting: list[tuple[Asked, asyncio.Future[Told]]] = []
        self._rounds: asyncio.Task[None] | None = None
        self._most = AT_MOST

    async def do(self, asked: Asked) -> Told:
        """Return what came of *asked*, once that is stored.

        Whoever is cancelled before the round begins is left out of it.

        Raises:
            StorageError: nothing of it was stored.
        """
        told: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, told))
        if self._is_company_enough():
            self._is_complete.set()
        if self._rounds is None:
            self._rounds = asyncio.create_task(self._write_all())
        return await told

    async def _write_all(self) -> None:
        try:
            await asyncio.sleep(GATHERED_S)
            while self._waiting:
                await self._gather()
                now, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._write_round([one for one in now if not one[1].done()])
        finally:
            self._rounds = None
            for _, told in self._waiting:  # whoever ends the program ends these too
                told.cancel()
            self._waiting = []

    def _is_company_enough(self) -> bool:
        return len(self._waiting) >= ENOUGH or not self._is_more_to_come()

    async def _gather(self) -> None:
        """Wait for those who are to come."""
        self._is_complete.clear()
        if not self._is_company_enough():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._company_s):
                    await self._is_complete.wait()

    async def _write_round(self, now: Sequence[tuple[Asked, asyncio.Future[Told]]]) -> None:
        if not now:
            return
        try:
            found = await self._write([asked for asked, _ in now])
        except Exception as error:  # noqa: BLE001 - each of them hears of it
            self._most = max(1, len(now) // 2)
            for _, told in now:
                if not told.done():
                    told.set_exception(error)
        except BaseException:
            for _, told in now:
                told.cancel()
            raise
        else:
            self._most = min(AT_MOST, 2 * self._most)
            await self._tell([told for _, told in now], found)

    async def _tell(self, waiting: Sequence[asyncio.Future[Told]], found: Sequence[Told]) -> None:
        """Let all hear what came of their own, some in each turn of the loop."""
        answers = iter(zip(waiting, found, strict=True))
        try:
            while some := list(islice(answers, _HEAR_AT_ONCE)):
                _hear(some)
                await asyncio.sleep(0)
        finally:  # it is stored, whoever ends the program meanwhile
            _hear(answers)


def _hear(answers: Iterable[tuple[asyncio.Future[Told], Told]]) -> None:
    for told, came in answers:
        if not told.done():
            told.set_result(came)
