"""What is not to be tried before a moment, however often Violet starts until then."""

from datetime import datetime
from typing import Protocol


class Postponements(Protocol):
    """What was put off, by its name."""

    async def until(self, what: str) -> datetime | None:
        """Return the aware moment before which *what* is not tried; None: it may be.

        Raises:
            StorageError: it cannot be read now.
        """
        ...

    async def put_off(self, what: str, until: datetime | None) -> None:
        """Write it down in the place of what was so before; None: it may be tried.

        Raises:
            StorageError: it was not written down.
        """
        ...
