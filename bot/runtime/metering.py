"""Counting what is told, without anybody who tells knowing of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.ports.leadership import Meter
from bot.ports.outbox import Delivery, Messenger
from bot.ports.places import PlaceStanding
from bot.ports.traits import PlatformTraits
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome, Rejected, Unknown


class MeteredMessenger:
    """A `Messenger` whose every try is counted."""

    def __init__(self, messenger: Messenger, meter: Meter) -> None:
        self._messenger = messenger
        self._meter = meter

    @property
    def traits(self) -> PlatformTraits:
        """Those of the platform whose messenger is counted."""
        return self._messenger.traits

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        """Reserve a slot; a delivery that there was no room for was tried in vain."""
        began = asyncio.get_running_loop().time()
        refused = await self._messenger.reserve_slot(delivery)
        if refused is not None:
            waited_s = asyncio.get_running_loop().time() - began
            self._meter.told(self.traits.id, refused, seconds=waited_s)
        return refused

    async def send(self, delivery: Delivery) -> Outcome:
        """Send the announcement, and count how that ended."""
        return await self._counted(self._messenger.send, delivery)

    async def revise(self, delivery: Delivery) -> Outcome:
        """Edit the message, and count how that ended."""
        return await self._counted(self._messenger.revise, delivery)

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look for an earlier try, which is none itself."""
        return await self._messenger.find(delivery)

    async def probe(self, destination: Destination) -> Rejected | None:
        """Look at the destination, which is no try."""
        return await self._messenger.probe(destination)

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:
        """Return what is known of places without asking."""
        return self._messenger.look_around(places)

    async def _counted(
        self, attempt: Callable[[Delivery], Awaitable[Outcome]], delivery: Delivery
    ) -> Outcome:
        loop = asyncio.get_running_loop()
        began, outcome = loop.time(), None
        try:
            outcome = await attempt(delivery)
            return outcome
        finally:
            # What raises or is cancelled midway may have arrived.
            ended = outcome or Unknown(reason="it was cut short")
            self._meter.told(self.traits.id, ended, seconds=loop.time() - began)
