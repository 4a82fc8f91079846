"""The port `Subscriptions`, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.subscriptions import Suspension
from content.commands.acts import Act
from content.facts.claims import ShowId
from content.facts.kinds import Topic
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.matching import Audience, Hearers, unwanted_by
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription, SubscriptionId
from fakes.memory import Memory


class FakeSubscriptions:
    """The port `Subscriptions`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def subscribe(self, subscription: Subscription, *, act: Act | None = None) -> bool:
        memory, destination = self._memory, subscription.destination
        self._keep(act)
        memory.queue_before_change(destination)
        if destination not in memory.destinations:
            memory.destinations.append(destination)
        memory.resume(destination, subscription.created_at)
        for number, stood in enumerate(memory.subscriptions):
            if (stood.destination, stood.show) == (destination, subscription.show):
                memory.subscriptions[number] = replace(
                    subscription,
                    id=stood.id,
                    created_by=stood.created_by,
                    created_at=stood.created_at,
                )
                memory.end_unwanted(destination, DeliveryState.VOID, reasons.WANTED_NO_MORE)
                self._release_held(destination, subscription.created_at)
                return False
        new = SubscriptionId(next(memory.numbers))
        memory.subscriptions.append(replace(subscription, id=new))
        return True

    async def change(
        self,
        destination: Destination,
        show: ShowId | None,
        patch: PreferencesPatch,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        self._memory.queue_before_change(destination)
        found = self._numbers(destination, show)
        for number in found:
            stood = self._memory.subscriptions[number]
            preferences = patch.applied_to(stood.preferences)
            self._memory.subscriptions[number] = replace(stood, preferences=preferences)
        self._memory.end_unwanted(destination, DeliveryState.VOID, reasons.WANTED_NO_MORE)
        self._release_held(destination, now)
        self._keep(act if found else None)
        return len(found)

    async def pause(
        self,
        destination: Destination,
        show: ShowId | None,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        self._memory.queue_before_change(destination)
        subscriptions = self._memory.subscriptions
        found = [n for n in self._numbers(destination, show) if not subscriptions[n].paused_at]
        for number in found:
            subscriptions[number] = replace(subscriptions[number], paused_at=now)
        self._memory.end_unwanted(destination, DeliveryState.PAUSED, reasons.PAUSED_SINCE)
        self._keep(act if found else None)
        return len(found)

    async def resume(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        self._memory.queue_before_change(destination)
        subscriptions = self._memory.subscriptions
        found = [n for n in self._numbers(destination, show) if subscriptions[n].paused_at]
        for number in found:
            subscriptions[number] = replace(subscriptions[number], paused_at=None)
        self._keep(act if found else None)
        return len(found)

    def _keep(self, act: Act | None) -> None:
        if act is not None:
            self._memory.acts.append(act)

    def _numbers(self, destination: Destination, show: ShowId | None) -> list[int]:
        return [
            number
            for number, subscription in enumerate(self._memory.subscriptions)
            if subscription.destination == destination and show in {None, subscription.show}
        ]

    def _release_held(self, destination: Destination, now: datetime) -> None:
        for row in self._memory.queued:
            subscription = self._memory.current(row.subscription)
            gathers = (
                subscription is not None
                and subscription.preferences.digest is not DigestFrequency.NONE
            )
            if row.destination == destination and row.state is DeliveryState.HELD and not gathers:
                row.end_as(DeliveryState.WAITING, None, now)
                row.due_at = now

    async def unsubscribe(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        memory = self._memory
        memory.queue_before_change(destination)
        gone = [
            subscription
            for subscription in memory.subscriptions
            if subscription.destination == destination and show in {None, subscription.show}
        ]
        memory.subscriptions = [
            subscription for subscription in memory.subscriptions if subscription not in gone
        ]
        if gone:
            memory.end_unwanted(destination, DeliveryState.VOID, reasons.UNSUBSCRIBED)
            self._keep(act)
        return len(gone)

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        return [
            subscription
            for subscription in self._memory.subscriptions
            if subscription.destination == destination
        ]

    async def every(self) -> Sequence[Subscription]:
        return list(self._memory.subscriptions)

    async def hearing(self, show, topic, stance) -> Hearers:
        audience = Audience(show=show, topic=topic, stance=stance)
        return Hearers(
            len(
                {
                    one.destination
                    for one in self._memory.subscriptions
                    if one.paused_at is None and unwanted_by(one, audience) is None
                }
            )
        )

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        return sorted(
            {
                (subscription.preferences.zone, subscription.preferences.schedule.at.hour)
                for subscription in self._memory.subscriptions
            }
        )

    async def episode_hours(self) -> Sequence[tuple[str, int]]:
        hearing = [
            one.preferences
            for one in self._memory.subscriptions
            if Topic.EPISODES in one.preferences.topics
        ]
        return sorted({(one.zone, one.schedule.at.hour) for one in hearing})

    async def weekly_hours(self) -> Sequence[tuple[str, int]]:
        weekly = [
            subscription
            for subscription in self._memory.subscriptions
            if subscription.preferences.digest is DigestFrequency.WEEKLY
        ]
        return sorted(
            {
                (subscription.preferences.zone, subscription.preferences.schedule.at.hour)
                for subscription in weekly
            }
        )

    async def suspension_of(self, destination: Destination) -> Suspension | None:
        if destination not in self._memory.suspended:
            return None
        since, probes = self._memory.refused[destination]
        by = dict.fromkeys(
            subscription.created_by
            for subscription in self._memory.subscriptions
            if subscription.destination == destination and subscription.created_by
        )
        suspension = self._memory.suspended[destination]
        name, server = self._memory.names.get(destination, (None, None))
        return replace(
            suspension,
            since=since,
            probes=probes,
            created_by=tuple(by),
            name=name,
            workspace_name=server,
        )

    async def suspended(
        self, platforms: Iterable[Platform], *, now: datetime, limit: int
    ) -> Sequence[Suspension]:
        look_at, ours = self._memory.look_at, set(platforms)
        due = [
            destination
            for destination in self._memory.suspended
            if (due_at := look_at[destination]) is not None
            and due_at <= now
            and destination.platform in ours
        ]
        due.sort(key=lambda destination: look_at[destination] or now)
        found = [await self.suspension_of(destination) for destination in due[:limit]]
        return [suspension for suspension in found if suspension]

    async def probed(
        self, suspension: Suspension, *, reason: str, again_at: datetime | None
    ) -> None:
        destination, memory = suspension.destination, self._memory
        if destination in memory.suspended:
            memory.suspended[destination] = replace(memory.suspended[destination], reason=reason)
            since, probes = memory.refused[destination]
            memory.refused[destination] = (since, probes + 1)
            memory.look_at[destination] = again_at

    async def lift(self, destination: Destination, *, now: datetime) -> None:
        self._memory.queue_before_change(destination)
        self._memory.resume(destination, now)
