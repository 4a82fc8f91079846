"""A loop on which nobody waits: while nothing comes, the time is when the next timer is due.

Both ends of a connection have to be on it. It is for tests of what takes minutes and no work.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Made = TypeVar("Made")

_COMES_WITHIN_S = 0.004
"""Wherever something is on its way on this machine, it has come by then."""


class _Selector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= _COMES_WITHIN_S:
            return super().select(timeout)
        found = super().select(_COMES_WITHIN_S)
        if not found:
            self.skipped_s += timeout - _COMES_WITHIN_S
        return found


class SkippingLoop(asyncio.SelectorEventLoop):
    """Such a loop."""

    def __init__(self) -> None:
        self._skipping = _Selector()
        super().__init__(self._skipping)

    def time(self) -> float:
        """Seconds, counting those that were skipped."""
        return super().time() + self._skipping.skipped_s


def run_skipping(work: Coroutine[Any, Any, Made]) -> Made:
    """Return what *work* does, on a loop of its own."""
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        return runner.run(work)
