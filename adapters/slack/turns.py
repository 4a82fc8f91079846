"""The turn of one person at being heard, which ends early where all that is left is to wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.runtime.fair_queue import Entered

_turn: ContextVar[Entered | None] = ContextVar("turn", default=None)


@contextmanager
def in_turn(entered: Entered) -> Iterator[None]:
    """Let what is done within be in that turn, and end it at last."""
    token = _turn.set(entered)
    try:
        yield
    finally:
        _turn.reset(token)
        entered.leave()


def end_turn() -> None:
    """Let whoever comes next be heard: what follows takes no time of anybody's."""
    entered = _turn.get()
    if entered is not None:
        entered.leave()
