"""What each person and each community has had, in this process's memory, and who is next."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from bot.ports.errors import ShareSpentError
from bot.ports.journal import Clock
from bot.ports.shares import Whom
from bot.runtime.fair_queue import Entered, FairQueue
from content.commands.shares import SHARES, Allowance, Errand, Share, units_of

log = structlog.get_logger()

_MOST_REMEMBERED: Final = 20_000
"""Accounts, of some hundred bytes each; whoever came longest ago begins anew."""
_MOST_PRESSING: Final = 1
"""Units of a share: whoever asks twice, or something long, has had more of late than others."""
_IS_CHARGED: ContextVar[bool] = ContextVar("is_charged", default=False)
_ENTERED: ContextVar[Entered | None] = ContextVar("entered", default=None)


@dataclass(slots=True)
class _Account:
    """What somebody has left of an errand."""

    full_at: datetime
    is_told: bool = False
    """Whether they were told that nothing is left, since it was full."""


class PeoplesShares:
    """The port `Shares`."""

    def __init__(
        self,
        clock: Clock,
        shares: Mapping[Errand, Share] = SHARES,
        *,
        queue: FairQueue | None = None,
    ) -> None:
        self._clock = clock
        self._shares = shares
        self._queue = queue or FairQueue()
        self._accounts: OrderedDict[tuple[str, Errand], _Account] = OrderedDict()

    @contextmanager
    def charged(self, whom: Whom, errand: Errand, *, size: int = 0) -> Iterator[None]:
        """Take what the errand costs, unless it is part of one that was paid for."""
        if _IS_CHARGED.get():
            yield
            return
        self._take(whom, errand, units_of(size))
        token = _IS_CHARGED.set(True)
        try:
            yield
        finally:
            _IS_CHARGED.reset(token)

    def hears_nothing(self, whom: Whom, errand: Errand) -> bool:
        """Look at the account of the person, which nothing is taken of."""
        account = self._accounts.get((whom.person, errand))
        if account is None or not account.is_told:
            return False
        allowance = self._shares[errand].person
        return allowance.after(account.full_at, 1, self._clock.now()) is None

    @asynccontextmanager
    async def served(self, whom: Whom, errand: Errand, *, size: int = 0) -> AsyncIterator[None]:
        """Charge them, and let them in when it is their turn."""
        async with self._charged_politely(whom, errand, size):
            if _ENTERED.get() is not None:
                yield
                return
            await asyncio.sleep(0)  # whatever came together with it is charged by now
            # What is offered while somebody types must not wait for what they asked before.
            lane = f"{whom.person} {'types' if errand is Errand.KEYSTROKE else ''}"
            entered = await self._queue.enter(
                lane, whom.community or whom.person, can_wait=self._can_wait(whom, errand)
            )
            token = _ENTERED.set(entered)
            try:
                yield
            finally:
                _ENTERED.reset(token)
                entered.leave()

    @asynccontextmanager
    async def _charged_politely(self, whom: Whom, errand: Errand, size: int) -> AsyncIterator[None]:
        """Charge them; that it was too much is said in a lull, when nobody waits for more."""
        with ExitStack() as paid:
            try:
                paid.enter_context(self.charged(whom, errand, size=size))
            except ShareSpentError as spent:
                if spent.is_first:
                    await self._queue.lull()
                raise
            yield

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Give the place to another until what is waited for is there."""
        entered = _ENTERED.get()
        if entered is None:
            yield
            return
        entered.leave()
        yield
        await entered.enter_again()

    def _can_wait(self, whom: Whom, errand: Errand) -> bool:
        """Whether they had so much of late that whoever had less goes first."""
        account = self._accounts.get((whom.person, errand))
        if account is None or errand is Errand.KEYSTROKE:
            return False
        lately = (account.full_at - self._clock.now()) / self._shares[errand].person.every
        return lately > _MOST_PRESSING

    def _take(self, whom: Whom, errand: Errand, units: int) -> None:
        share = self._shares.get(errand)
        if share is None:
            return
        now = self._clock.now()
        wanted = [(whom.person, share.person, False)]
        if share.community is not None and whom.community:
            wanted.append((whom.community, share.community, True))
        accounts = [self._account(name, errand, one, now) for name, one, _ in wanted]
        taken: list[tuple[_Account, datetime]] = []
        for account, (name, allowance, is_all) in zip(accounts, wanted, strict=True):
            full_at = allowance.after(account.full_at, units, now)
            if full_at is None:
                raise self._spent(account, allowance, errand, name, is_all=is_all)
            taken.append((account, full_at))
        for account, full_at in taken:
            account.full_at = full_at

    def _account(self, name: str, errand: Errand, allowance: Allowance, now: datetime) -> _Account:
        account = self._accounts.setdefault((name, errand), _Account(now))
        self._accounts.move_to_end((name, errand))
        # Nobody waits longer than that, though the clock was put back.
        account.full_at = min(account.full_at, now + allowance.refills_in)
        if account.full_at <= now:
            account.is_told = False
        while len(self._accounts) > _MOST_REMEMBERED:
            self._accounts.popitem(last=False)
        return account

    @staticmethod
    def _spent(
        account: _Account, allowance: Allowance, errand: Errand, name: str, *, is_all: bool
    ) -> ShareSpentError:
        is_first, account.is_told = not account.is_told, True
        if is_first:
            log.info("share_spent", whom=name, errand=errand.value)
        return ShareSpentError(is_first=is_first, is_all=is_all, refills_in=allowance.refills_in)
