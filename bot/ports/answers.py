"""Questions that were accepted, until they are answered: each exactly once, whoever crashes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.ports.platforms import Speaker
from content.subscriptions.destination import Destination, Platform

ANSWERED_KEPT_FOR: Final = timedelta(hours=1)
"""For so long it stays known that a question was answered, without its words or who asked."""

Heard = Callable[[Destination], bool]
"""Whether people who write at a place are answered by whoever asks."""


def everybody_is(_place: Destination) -> bool:
    """Return true: nobody is left to others."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedQuestion:
    """Something asked, with all that answering it takes in any process."""

    key: str
    """Which question it is, among all of its platform, for ever."""
    speaker: Speaker
    asked: str
    """What was asked, in a text of the platform's own, in which no secret can be read."""
    accepted_at: datetime
    answer_by: datetime
    """After this the platform takes no answer, or nobody waits for one."""
    acknowledged: str = ""
    """How the platform was told to wait for the answer, in its own word; empty: it was not."""


class Answers(Protocol):
    """The questions that were accepted. Accepted means stored: then it survives any crash."""

    async def keep(
        self,
        accepted: Sequence[AcceptedQuestion],
        answered: Collection[tuple[Platform, str]],
        *,
        now: datetime,
    ) -> frozenset[tuple[Platform, str]]:
        """Store what was *accepted* and what was *answered*, in one short transaction.

        A question that is stored already is not stored anew, but for how it was *acknowledged*.
        Return those of the *accepted* ones that were answered before. Safe to repeat.

        Raises:
            StorageError: nothing of it was stored.
        """
        ...

    async def take_open(
        self, platform: Platform, *, now: datetime, heard: Heard = everybody_is
    ) -> Sequence[AcceptedQuestion]:
        """Return what was asked on *platform* and is to be answered still, the oldest first.

        What was asked where nobody is *heard* is left to the others who take questions.
        Each is returned five times at most: one that ends whoever answers it is let alone then.
        Who else may be answering it cannot be told, so that has to be harmless.

        Raises:
            StorageError: they cannot be read now.
        """
        ...

    async def prune(self, *, now: datetime) -> int:
        """Remove what was answered long enough ago, and what is past its time.

        Return how many of those were not answered.

        Raises:
            StorageError: nothing was removed.
        """
        ...
