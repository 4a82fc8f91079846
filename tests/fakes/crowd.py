"""Channels that come and go while news is queued for them, and what each of them has to hear."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, or_, select, update

from adapters.storage import schema
from adapters.storage.claims import StoredJournal
from bot.ports.journal import Learnt
from content.announcements.announcement import AnnouncementId
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from fakes.fan_out import FanOut
from fakes.tellings import subscription, telling

_NEWS = re.compile(r"The news is (news-\d+)\.")
_AGE = timedelta(days=400)
_BEGUN = {DeliveryState.SENDING, DeliveryState.UNKNOWN}
Text = Callable[[str], Sequence[str]]
"""What the bot said in a channel, message by message."""


@dataclass
class Crowd:
    """The channels of a `FanOut`, and others that are not subscribed yet."""

    fan: FanOut
    text_in: Text
    waiting: list[Destination]
    """Those that may subscribe later."""
    present: list[Destination] = field(init=False)
    wanted: dict[str, set[str]] = field(init=False)
    """By channel, the news that it has to hear, once."""
    may_have_come: set[tuple[str, str]] = field(default_factory=set)
    """The channels, with the news, that left while it was on its way."""
    spared: int = 0
    """How many left before their batch came."""
    late: int = 0
    """How many subscribed while news was being queued."""

    def __post_init__(self) -> None:
        database = self.fan.database
        # All but two are left to the processes.
        database.journal = StoredJournal(database._transactions, at_a_time=2)
        self.present = list(self.fan.places)
        self.wanted = {one.channel: set() for one in (*self.present, *self.waiting)}

    async def tell(self) -> None:
        """Record one piece of news for all who are subscribed."""
        await self.fan.tell()
        for one in self.present:
            self.wanted[one.channel].add(f"news-{self.fan.news}")

    async def tell_again(self) -> None:
        """Record all of it anew, as a process that weighs the same span again would."""
        now, learnt = datetime.now(UTC), await self._learnt()
        names = [f"news-{number}" for number in range(1, self.fan.news + 1)]
        await self.fan.database.journal.record(
            claims=(),
            shows=(),
            broadcasts=[telling(name, created_at=now) for name in names],
            void=(),
            noticed_from=learnt.noticed_until,
            noticed_until=now,
        )

    async def come_and_go(self, chance: random.Random, most: int) -> None:
        """Let some leave whose batch has not come, some who were told, and others subscribe.

        One of those who left comes back at once, and hears nothing of what it left. Somebody does
        of each sort until somebody did so while it was being queued.
        """
        ahead, least = await self._ahead(), 0 if self.spared and self.late else 1
        gone = chance.sample(ahead, min(len(ahead), chance.randint(least, most)))
        gone += chance.sample(self.present, chance.randint(0, 1))
        for one in dict.fromkeys(gone):
            await self.leave(one)
        for one in dict.fromkeys((*gone[:1], *self.waiting[: chance.randint(least, most)])):
            await self.join(one)

    async def leave(self, place: Destination) -> None:
        """Unsubscribe it; how its deliveries stand then says what it still has to hear."""
        before = await self._states(place)
        await self.fan.database.subscriptions.unsubscribe(place, None)
        self.present.remove(place)
        self.waiting.append(place)
        for news, state in (await self._states(place)).items():
            if not state.is_ended or before.get(news) in _BEGUN:
                self.may_have_come.add((place.channel, news))
            elif state is DeliveryState.VOID and (place.channel, news) not in self.may_have_come:
                self.wanted[place.channel].discard(news)
                self.spared += news not in before

    async def join(self, place: Destination) -> None:
        """Subscribe it, to what is recorded from now on."""
        self.waiting.remove(place)
        await self.fan.database.subscriptions.subscribe(subscription(place))
        self.present.append(place)
        self.late += await self.is_being_queued()

    async def is_being_queued(self) -> bool:
        """Return whether the batches of some news are still to come."""
        return bool(await self._count(schema.announcement.c.fanned_out.is_not(None)))

    async def begun(self) -> tuple[int, int]:
        """Return how many tries stand as begun, of which nothing is there, and something is."""
        table, news, places = schema.delivery, schema.announcement, schema.destination
        query = (
            select(places.c.channel, news.c.name)
            .select_from(table)
            .join(news, news.c.id == table.c.announcement_id)
            .join(places, places.c.id == table.c.destination_id)
            .where(table.c.state == DeliveryState.SENDING)
        )
        async with self.fan.database._transactions.reading() as connection:
            rows = (await connection.execute(query)).all()
        there = sum(row.name in self.heard(row.channel) for row in rows)
        return len(rows) - there, there

    async def age(self) -> int:
        """Let all that has ended have ended a year ago; return how much that is."""
        table, news = schema.delivery, schema.announcement
        long_ago = datetime.now(UTC) - _AGE
        ended = [one.value for one in DeliveryState if one.is_ended]
        async with self.fan.database._transactions.writing() as connection:
            await connection.execute(update(news).values(created_at=long_ago))
            await connection.execute(
                update(table).where(table.c.state.in_(ended)).values(updated_at=long_ago)
            )
        return await self.old()

    async def old(self) -> int:
        """Return how many deliveries are older than anything is kept."""
        limit = datetime.now(UTC) - _AGE / 2
        query = select(func.count()).where(schema.delivery.c.updated_at < limit)
        async with self.fan.database._transactions.reading() as connection:
            return int(await connection.scalar(query) or 0)

    async def forgotten(self) -> frozenset[AnnouncementId]:
        """Return of which news some deliveries were pruned."""
        names = [AnnouncementId(f"news-{number}") for number in range(1, self.fan.news + 1)]
        return await self.fan.database.retention.forgotten(names)

    def heard(self, channel: str) -> Counter[str]:
        """Return which news stands there, and how often."""
        return Counter(name for text in self.text_in(channel) for name in _NEWS.findall(text))

    def wrongs(self, *, at_the_end: bool = True) -> list[str]:
        """Return what was told twice, or unasked; at the end, what was not told either."""
        found = []
        for channel, wanted in self.wanted.items():
            heard = self.heard(channel)
            may = {news for place, news in self.may_have_come if place == channel}
            for news in sorted(heard.keys() | wanted):
                times = heard[news]
                if times > 1 or (times and news not in wanted | may):
                    found.append(f"{channel} was told {news} {times} times")
                elif at_the_end and not times and news not in may:
                    found.append(f"{channel} was not told {news}")
        return found

    async def _ahead(self) -> list[Destination]:
        """Return who is subscribed and whose batch of the latest news is still to come."""
        news, places, subscribed = schema.announcement, schema.destination, schema.subscription
        query = (
            select(places.c.channel)
            .join(subscribed, subscribed.c.destination_id == places.c.id)
            .join(news, news.c.fanned_out < places.c.id)
            .where(or_(places.c.queued_until.is_(None), places.c.queued_until < news.c.id))
        )
        async with self.fan.database._transactions.reading() as connection:
            channels = set(await connection.scalars(query))
        return [one for one in self.present if one.channel in channels]

    async def _states(self, place: Destination) -> dict[str, DeliveryState]:
        table, news, places = schema.delivery, schema.announcement, schema.destination
        query = (
            select(news.c.name, table.c.state)
            .select_from(table)
            .join(news, news.c.id == table.c.announcement_id)
            .join(places, places.c.id == table.c.destination_id)
            .where(places.c.channel == place.channel)
        )
        async with self.fan.database._transactions.reading() as connection:
            rows = await connection.execute(query)
            return {row.name: DeliveryState(row.state) for row in rows}

    async def _count(self, where: object) -> int:
        query = select(func.count()).where(where)
        async with self.fan.database._transactions.reading() as connection:
            return int(await connection.scalar(query) or 0)

    async def _learnt(self) -> Learnt:
        return await self.fan.database.journal.open()
