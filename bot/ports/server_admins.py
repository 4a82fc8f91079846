"""Who counts as admin of a server or workspace besides those whom its platform makes admins."""

from typing import Protocol

from content.commands.acts import Act
from content.commands.powers import AdminChoice
from content.subscriptions.destination import Destination


class ServerAdmins(Protocol):
    """What each server and workspace has chosen."""

    async def of(self, destination: Destination) -> AdminChoice:
        """Return the choice of the server in which *destination* is; `NO_CHOICE` where none is."""
        ...

    async def choose(self, destination: Destination, choice: AdminChoice, *, act: Act) -> None:
        """Let it be *choice* from now on in that server, and keep *act* with it: both, or neither.

        Raises:
            StorageError: nothing was changed.
        """
        ...
