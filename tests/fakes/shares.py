"""Shares of which nothing is left, so that whoever comes by any way in is turned away."""

from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from bot.ports.errors import ShareSpentError
from bot.ports.shares import Whom
from content.commands.shares import Errand


class SpentShares:
    """The port `Shares`."""

    def __init__(self) -> None:
        self.turned_away: list[tuple[str, Errand]] = []
        """Who came, and with what."""
        self.is_first = True

    def hears_nothing(self, whom: Whom, errand: Errand) -> bool:  # noqa: ARG002  the port's names
        return False

    @contextmanager
    def charged(self, whom: Whom, errand: Errand, *, size: int = 0):  # noqa: ARG002  the port's names
        self.turned_away.append((whom.person, errand))
        raise ShareSpentError(
            is_first=self.is_first, is_all=False, refills_in=timedelta(seconds=40)
        )
        yield

    @asynccontextmanager
    async def served(self, whom: Whom, errand: Errand, *, size: int = 0):
        with self.charged(whom, errand, size=size):
            yield

    @asynccontextmanager
    async def aside(self):
        yield
