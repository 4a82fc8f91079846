"""A desk with so many channels, a platform that is told, and a clock that stands."""

from bot.verbs.deliver import deliver
from fakes.at_the_desk import fates, record
from fakes.news_desk import FakeDesk
from fakes.newsroom import StoppedClock
from fakes.post_office import PostOffice
from fakes.tellings import at, channel, subscription, telling


class Broadcast:
    def __init__(self, outbox=None, **wishes) -> None:
        self.desk, self.clock, self.office = FakeDesk(), StoppedClock(at()), PostOffice(**wishes)
        self.outbox = outbox or self.desk.outbox

    async def queue(self, *tellings, channels=1, wait=0):
        for number in range(channels):
            place = channel(f"{number}", workspace=f"house-{number % 50}")
            await self.desk.subscriptions.subscribe(subscription(place))
        await record(self.desk, *(tellings or [telling()]), until=at(seconds=wait))

    async def tell(self, **how):
        return await deliver(
            clock=self.clock,
            outbox=self.outbox,
            messengers={self.office.traits.id: self.office},
            **how,
        )

    async def states(self, name="0"):
        return await fates(self.desk, channel(name, workspace=f"house-{int(name) % 50}"))
