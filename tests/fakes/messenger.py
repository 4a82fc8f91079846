"""A platform in memory: what arrived where, what was edited, and what goes wrong with it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adapters.discord.traits import DISCORD
from bot.ports.outbox import Delivery
from bot.ports.places import PlaceStanding
from bot.ports.traits import PlatformTraits
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected

Fault = Callable[[Delivery], Outcome | None]


@dataclass
class FakeMessenger:
    """The port `Messenger`."""

    traits: PlatformTraits = DISCORD
    posts: list[Delivery] = field(default_factory=list)
    edits: list[Delivery] = field(default_factory=list)
    looked_for: list[Delivery] = field(default_factory=list)
    probed: list[Destination] = field(default_factory=list)
    closed: dict[str, str] = field(default_factory=dict)
    """Channels that refuse for good, and why."""
    slow_s: dict[str, float] = field(default_factory=dict)
    """Channels that take so long."""
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """Channels that answer nothing until that is set."""
    fault: Fault = lambda _: None
    """What comes of a send instead of an arrival; None: it arrives."""
    no_slot: Callable[[Delivery], Rejected | None] = lambda _: None
    """Why there is no room for it; None: there is."""
    asked_for_a_slot: list[Delivery] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once anything is on its way."""
    most_in_flight: int = 0
    shown: dict[Destination, PlaceStanding] = field(default_factory=dict)
    """How places stand, where the platform shows it by itself."""
    causes: dict[str, Cause] = field(default_factory=dict)
    """What kind of trouble channels have that refuse, where it is of no other kind."""
    _flying: list[str] = field(default_factory=list)

    def said_in(self, channel: str) -> list[str]:
        return [
            post.announcement.headline for post in self.posts if post.destination.channel == channel
        ]

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        self.asked_for_a_slot.append(delivery)
        return self.no_slot(delivery)

    async def send(self, delivery: Delivery) -> Outcome:
        channel = delivery.destination.channel
        assert channel not in self._flying, "two in flight to one destination"
        self._flying.append(channel)
        self.begun.set()
        self.most_in_flight = max(self.most_in_flight, len(self._flying))
        try:
            await asyncio.sleep(self.slow_s.get(channel, 0))
            if channel in self.held:
                await self.held[channel].wait()
            outcome = self.fault(delivery) or self._refusal(delivery.destination)
            if outcome is not None:
                return outcome
            self.posts.append(delivery)
            return Delivered(message=f"message-{len(self.posts)}")
        finally:
            self._flying.remove(channel)

    async def find(self, delivery: Delivery) -> Outcome | None:
        self.looked_for.append(delivery)
        for number, post in enumerate(self.posts, start=1):
            if post.key == delivery.key:
                return Delivered(message=f"message-{number}")
        return None

    async def revise(self, delivery: Delivery) -> Outcome:
        outcome = self.fault(delivery)
        if outcome is not None:
            return outcome
        self.edits.append(delivery)
        return Delivered(message=delivery.revises or "")

    async def probe(self, destination: Destination) -> Rejected | None:
        self.probed.append(destination)
        return self._refusal(destination)

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:
        """Show those of `shown`."""
        return [self.shown[one] for one in places if one in self.shown]

    def _refusal(self, place: Destination) -> Rejected | None:
        if place.channel not in self.closed:
            return None
        return Rejected(
            refusal=Refusal.DESTINATION,
            reason=self.closed[place.channel],
            cause=self.causes.get(place.channel, Cause.OTHER),
        )
