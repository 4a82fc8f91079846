"""What admins and editors did, kept for whoever comes after them."""

from collections.abc import Sequence
from typing import Protocol

from content.commands.acts import Act
from content.subscriptions.destination import Destination


class Audit(Protocol):
    """The acts of admins and editors, for as long as `ACTS_KEPT_FOR` says.

    Each is kept by the port that carries it out, in the same transaction: there is no act without
    its row, and no row of what did not happen. Of people it holds who did it.
    """

    async def at(self, destination: Destination, *, limit: int) -> Sequence[Act]:
        """Return what was done for *destination* or its whole server, the newest first."""
        ...

    async def on_newsdesk(self, *, limit: int) -> Sequence[Act]:
        """Return what editors did for everyone, the newest first."""
        ...
