"""How people are served beside one another: each has a share, and comes in turn."""

from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from content.commands.shares import Errand


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who is served."""

    person: str
    """Who it is, as `PlatformTraits.identity` names people."""
    community: str = ""
    """The server or workspace that they are served in; empty: they are there alone."""


class Shares(Protocol):
    """How much each may have, and who is next."""

    def charged(self, whom: Whom, errand: Errand, *, size: int = 0) -> AbstractContextManager[None]:
        """Take of the share of *whom*; what is done within takes no more of it.

        *size* is how many characters have to be read.

        Raises:
            ShareSpentError: there is nothing left of it; nothing is to be done.
        """
        ...

    def hears_nothing(self, whom: Whom, errand: Errand) -> bool:
        """Whether *whom* has had their share and was told so: all else is in vain for now."""
        ...

    def served(
        self, whom: Whom, errand: Errand, *, size: int = 0
    ) -> AbstractAsyncContextManager[None]:
        """Charge *whom*, and wait until it is their turn; within, it is.

        Raises:
            ShareSpentError: there is nothing left of their share; nothing is to be done.
        """
        ...

    def aside(self) -> AbstractAsyncContextManager[None]:
        """Let others go ahead while something is waited for that takes no time of Violet's own."""
        ...
