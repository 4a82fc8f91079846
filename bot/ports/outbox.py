"""What is on its way to people, and how a platform takes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from bot.ports.places import PlaceStanding
from bot.ports.traits import PlatformTraits
from content.announcements.announcement import Announcement, Broadcastable
from content.announcements.delivery_report import DeliveryReport
from content.commands.acts import Act
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Outcome, Rejected
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import SubscriptionId

DeliveryId = NewType("DeliveryId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One announcement on its way to one destination, held under a lease."""

    id: DeliveryId
    key: str
    """At most 25 characters, the same at every try: what a platform can recognise it by."""
    announcement: Announcement
    destination: Destination
    attempts: int
    """Tries begun before this one."""
    is_unknown: bool
    """Whether an earlier try may have been accepted: look before sending again."""
    first_tried_at: datetime | None
    """When the first try began that may have arrived; None where none can have."""
    lease: str
    """What whoever settles must hold."""
    mention: str | None = None
    """Whom to mention with the message: the platform's id of a role or group."""
    silent: bool = False
    """Whether the message should notify nobody."""
    picture: bool = False
    """Whether a picture should go with what has one."""
    reply_to: str | None = None
    """The platform's id of our message there that this one answers."""
    revises: str | None = None
    """The platform's id of our message to be edited; then `Messenger.revise` takes it."""
    is_plain: bool = False
    """Whether the platform found fault with the rendering: nothing but the text is sent then."""


class Messenger(Protocol):
    """One platform, as far as telling goes."""

    @property
    def traits(self) -> PlatformTraits:
        """What is so of the platform."""
        ...

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        """Wait for room for *delivery* while that makes nothing else wait; None: begin now.

        Rejected: there is no room soon, or sending is not for this process to do. A message whose
        try was not begun is certainly not there, and is never looked for.
        """
        ...

    async def send(self, delivery: Delivery) -> Outcome:
        """Send the announcement once; never raises for what a platform can do, never repeated."""
        ...

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look for the message of an earlier try; None: it certainly is not there.

        Delivered: it is there. Unknown or Rejected(LATER): nobody could look for it now.
        """
        ...

    async def revise(self, delivery: Delivery) -> Outcome:
        """Edit the message *delivery.revises* to what its announcement says now.

        Safe to repeat. Rejected(MESSAGE): it is gone, or the platform lets nobody edit it. What
        was only to be corrected is tried no more then; news that was to be told there becomes a
        post of its own.
        """
        ...

    async def probe(self, destination: Destination) -> Rejected | None:
        """Return why *destination* cannot be posted to, None where it can; post nothing."""
        ...

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:
        """Return how *places* stand as far as that is known without asking anybody."""
        ...


class Outbox(Protocol):
    """Deliveries that stand to be made."""

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        """Take up to *limit* due deliveries, oldest first, at most one a destination.

        A lease that runs out makes the delivery due again, as unknown where a try was begun.
        Expired announcements are settled as such and not returned.
        """
        ...

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        """Write down that a try begins now, before the first byte is sent.

        False: the lease is lost, and nothing may be sent.
        """
        ...

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        """Write down how a try ended, and when to look at a delivery again that has not."""
        ...

    async def take_over(
        self, platform: Platform, *, now: datetime, begun_s: float | None = None
    ) -> int:
        """End the leases of whoever sent for *platform* before; return how many there were.

        Only for whoever is sure to be the only one that sends now. What was not begun is due at
        once. What was begun is due, as unknown, after *begun_s*; None: when its lease runs out.
        """
        ...

    async def reports(self, destination: Destination, *, limit: int) -> Sequence[DeliveryReport]:
        """Return what became of the latest announcements for *destination*, newest first.

        Those that none of its subscriptions wanted were never queued, and are not among them; nor
        is what went since it had ended long ago.
        """
        ...

    async def held(self, *, now: datetime, limit: int) -> Sequence["HeldNews"]:
        """Return what is held for digests whose hour had come by *now*, a destination each.

        What would be stale by now is settled as expired, and is not among it.
        """
        ...

    async def tell(
        self,
        announcement: Announcement,
        destination: Destination,
        *,
        now: datetime,
        instead_of: Sequence[DeliveryId] = (),
        as_for: SubscriptionId | None = None,
        act: Act | None = None,
    ) -> bool:
        """Queue *announcement* for one destination, whatever that subscribed to.

        The held deliveries *instead_of* which it is told are digested in the same transaction, in
        which *act* is kept. It mentions whom the subscription *as_for* has mentioned; None: nobody.
        False, with nothing stored: the announcement was queued before, or one of those deliveries
        is no longer held.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNews:
    """What one destination's next digest is made of."""

    destination: Destination
    digest: DigestFrequency
    due_at: datetime
    """The hour of the digest, aware, in UTC."""
    deliveries: tuple[DeliveryId, ...]
    news: tuple[Broadcastable, ...]
    """In the order in which it was queued."""
