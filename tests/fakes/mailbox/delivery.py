"""Announcements into boxes: a file by the delivery's key, which cannot be there twice."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from bot.ports.outbox import Delivery
from bot.ports.places import PlaceStanding
from bot.ports.platforms import ChannelCheck, Speaker
from content.commands.powers import AdminChoice, AdminRole, Power
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected
from fakes.mailbox.files import Box, box_of, write
from fakes.mailbox.messages import announcement_text
from fakes.mailbox.traits import MAILBOX


class MailboxMessenger:
    """The `Messenger` of one folder."""

    traits = MAILBOX

    def __init__(self, root: Path, may_send: Callable[[], bool]) -> None:
        self._root = root
        self._may_send = may_send

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:  # noqa: ARG002  the port's name
        if self._may_send():
            return None
        reason = "another process fills the boxes now"
        return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=1.0, is_crowded=True)

    async def send(self, delivery: Delivery) -> Outcome:
        refused = await self.reserve_slot(delivery) or await self.probe(delivery.destination)
        return refused or self._write(delivery, delivery.key)

    async def find(self, delivery: Delivery) -> Outcome | None:
        found = self._box(delivery).post(delivery.key).exists()
        return Delivered(message=delivery.key) if found else None

    async def revise(self, delivery: Delivery) -> Outcome:
        refused = await self.reserve_slot(delivery) or await self.probe(delivery.destination)
        return refused or self._write(delivery, delivery.revises or delivery.key)

    async def probe(self, destination: Destination) -> Rejected | None:
        return why_closed(box_of(self._root, destination))

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:  # noqa: ARG002  the port's name
        return ()

    def _box(self, delivery: Delivery) -> Box:
        return box_of(self._root, delivery.destination)

    def _write(self, delivery: Delivery, message: str) -> Delivered:
        write(self._box(delivery).post(message), announcement_text(delivery.announcement))
        return Delivered(message=message)


class MailboxChannels:
    """The `Channels` of one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def check(
        self,
        destination: Destination,
        wording: Wording = ENGLISH,  # noqa: ARG002  the port's name
        *,
        mentioned: Collection[str] = (),  # noqa: ARG002  the port's name
        pictured: bool = False,  # noqa: ARG002  as above
    ) -> ChannelCheck:
        closed = why_closed(box_of(self._root, destination))
        return ChannelCheck(problems=(closed.reason,) if closed else ())

    async def why_not(
        self,
        power: Power,
        by: Speaker,  # noqa: ARG002  the port's names
        destination: Destination,  # noqa: ARG002
        choice: AdminChoice,  # noqa: ARG002
    ) -> str | None:
        return "Nobody is made an admin of a mailbox." if power is Power.APPOINT else None

    async def why_untold(self, destination: Destination, wording: Wording = ENGLISH) -> str | None:  # noqa: ARG002  the port's name
        closed = why_closed(box_of(self._root, destination))
        return closed.reason if closed else None

    def shown(self, destination: Destination) -> PlaceStanding:
        return PlaceStanding(destination=destination, name=destination.channel)

    async def find_role(self, typed: str, wording: Wording = ENGLISH) -> AdminRole | str:  # noqa: ARG002  the port's names
        return "Nobody is made an admin of a mailbox."

    async def page(self, destination: Destination, message: str) -> str | None:
        return box_of(self._root, destination).post(message).as_uri()


def why_closed(box: Box) -> Rejected | None:
    if not box.closed.exists():
        return None
    return Rejected(refusal=Refusal.DESTINATION, reason=box.closed.read_text())
