"""A store with so many channels, a platform that is told, and a clock that stands."""

from bot.verbs.deliver import deliver
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import StoppedClock
from fakes.storage import record, states_of
from fakes.tellings import at, channel, subscription, telling


class Broadcast:
    def __init__(self, outbox=None, **wishes) -> None:
        self.store, self.clock, self.messenger = (
            FakeDatabase(),
            StoppedClock(at()),
            FakeMessenger(**wishes),
        )
        self.outbox = outbox or self.store.outbox

    async def queue(self, *tellings, channels=1, wait=0):
        for number in range(channels):
            place = channel(f"{number}", workspace=f"house-{number % 50}")
            await self.store.subscriptions.subscribe(subscription(place))
        await record(self.store, *(tellings or [telling()]), until=at(seconds=wait))

    async def tell(self, **how):
        return await deliver(
            clock=self.clock,
            outbox=self.outbox,
            messengers={self.messenger.traits.id: self.messenger},
            **how,
        )

    async def states(self, name="0"):
        return await states_of(self.store, channel(name, workspace=f"house-{int(name) % 50}"))
