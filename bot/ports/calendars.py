"""The addresses at which channels' calendars are, each known to whoever was given it."""

from datetime import datetime
from typing import Protocol

from content.commands.acts import Act
from content.subscriptions.destination import Destination


class Calendars(Protocol):
    """Which channel has a calendar, and whose an address is.

    The secret in an address is not kept, only its fingerprint: from what is kept nobody finds an
    address. A destination has one address at most.
    """

    async def given_at(self, destination: Destination) -> datetime | None:
        """Return when the address of *destination* was made; None: it has none."""
        ...

    async def give(
        self, destination: Destination, fingerprint: str, *, renews: bool, act: Act
    ) -> bool:
        """Let *fingerprint* be that of its address, and keep *act* in the same transaction.

        Where it has one already, that holds no longer if this *renews* it; otherwise it stays,
        nothing is changed, and False is returned.
        """
        ...

    async def stop(self, destination: Destination, *, act: Act) -> bool:
        """Let it have none any more; return whether it had one."""
        ...

    async def at(self, fingerprint: str) -> Destination | None:
        """Return whose calendar is at the address of that *fingerprint*; None: nobody's."""
        ...
