"""A source of claims that says what a test puts into it."""

from collections.abc import Iterable

from bot.ports.errors import BotError
from bot.ports.sources import Fetched
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Claim
from fakes.claims import catalogue


class FakeSource:
    """The port `ClaimSource`, whose cursor is the number of its last change."""

    def __init__(self, *claims: Claim, name: str = "fake", every_s: float = 0.2) -> None:
        self.name, self.every_s = name, every_s
        self.fetches = 0
        self.fault: BotError | None = None
        self._changes: list[tuple[ShowClaims, ...]] = []
        if claims:
            self.says(*claims)

    def says(self, *claims: Claim) -> None:
        """Let it say *claims* from now on, of the shows that they are about."""
        self._changes.append(tuple(part for part in catalogue(*claims).parts if part.claims))

    def holds(self, known: Catalogue) -> None:
        """Let it say from now on what *known* holds, shows included."""
        self._changes.append(known.parts)

    async def fetch(self, since: str | None) -> Fetched:
        self.fetches += 1
        if self.fault:
            raise self.fault
        number = int(since) if since and since.isdecimal() else 0
        parts: Iterable[tuple[ShowClaims, ...]] = self._changes[number:]
        changed = {part.id: part for change in parts for part in change}
        return Fetched(changed=tuple(changed.values()), cursor=str(len(self._changes)))
