"""The port `Subscriptions`, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.subscriptions import Suspension
from content.facts.claims import ShowId
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription, SubscriptionId
from fakes.desk_state import DeskState


class FakeSubscriptions:
    """The port `Subscriptions`."""

    def __init__(self, state: DeskState) -> None:
        self._state = state

    async def subscribe(self, subscription: Subscription) -> bool:
        state, place = self._state, subscription.destination
        if place not in state.places:
            state.places.append(place)
        state.resume(place, subscription.created_at)
        for number, stood in enumerate(state.wishes):
            if (stood.destination, stood.show) == (place, subscription.show):
                state.wishes[number] = replace(
                    subscription,
                    id=stood.id,
                    created_by=stood.created_by,
                    created_at=stood.created_at,
                )
                state.end_unwanted(place, DeliveryState.VOID, reasons.WANTED_NO_MORE)
                self._release_held(place, subscription.created_at)
                return False
        new = SubscriptionId(next(state.numbers))
        state.wishes.append(replace(subscription, id=new))
        return True

    async def change(
        self,
        destination: Destination,
        show: ShowId | None,
        patch: PreferencesPatch,
        *,
        now: datetime,
    ) -> int:
        found = self._numbers(destination, show)
        for number in found:
            stood = self._state.wishes[number]
            preferences = patch.applied_to(stood.preferences)
            self._state.wishes[number] = replace(stood, preferences=preferences)
        self._state.end_unwanted(destination, DeliveryState.VOID, reasons.WANTED_NO_MORE)
        self._release_held(destination, now)
        return len(found)

    async def pause(self, destination: Destination, show: ShowId | None, *, now: datetime) -> int:
        wishes = self._state.wishes
        found = [n for n in self._numbers(destination, show) if not wishes[n].paused_at]
        for number in found:
            wishes[number] = replace(wishes[number], paused_at=now)
        self._state.end_unwanted(destination, DeliveryState.PAUSED, reasons.PAUSED_SINCE)
        return len(found)

    async def resume(self, destination: Destination, show: ShowId | None) -> int:
        wishes = self._state.wishes
        found = [n for n in self._numbers(destination, show) if wishes[n].paused_at]
        for number in found:
            wishes[number] = replace(wishes[number], paused_at=None)
        return len(found)

    def _numbers(self, destination: Destination, show: ShowId | None) -> list[int]:
        return [
            number
            for number, wish in enumerate(self._state.wishes)
            if wish.destination == destination and show in {None, wish.show}
        ]

    def _release_held(self, place: Destination, now: datetime) -> None:
        for row in self._state.queued:
            wish = self._state.current(row.wish)
            gathers = wish is not None and wish.preferences.digest is not DigestFrequency.NONE
            if row.destination == place and row.state is DeliveryState.HELD and not gathers:
                row.end_as(DeliveryState.WAITING, None, now)
                row.due_at = now

    async def unsubscribe(self, destination: Destination, show: ShowId | None) -> int:
        state = self._state
        gone = [
            wish
            for wish in state.wishes
            if wish.destination == destination and show in {None, wish.show}
        ]
        state.wishes = [wish for wish in state.wishes if wish not in gone]
        if gone:
            state.end_unwanted(destination, DeliveryState.VOID, reasons.UNSUBSCRIBED)
        return len(gone)

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        return [wish for wish in self._state.wishes if wish.destination == destination]

    async def every(self) -> Sequence[Subscription]:
        return list(self._state.wishes)

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        return sorted(
            {(wish.preferences.zone, wish.preferences.hour) for wish in self._state.wishes}
        )

    async def weekly_hours(self) -> Sequence[tuple[str, int]]:
        weekly = [
            wish for wish in self._state.wishes if wish.preferences.digest is DigestFrequency.WEEKLY
        ]
        return sorted({(wish.preferences.zone, wish.preferences.hour) for wish in weekly})

    async def suspension_of(self, destination: Destination) -> Suspension | None:
        if destination not in self._state.suspended:
            return None
        since, probes = self._state.refused[destination]
        by = dict.fromkeys(
            wish.created_by
            for wish in self._state.wishes
            if wish.destination == destination and wish.created_by
        )
        suspension = self._state.suspended[destination]
        return replace(suspension, since=since, probes=probes, created_by=tuple(by))

    async def suspended(
        self, platforms: Iterable[Platform], *, now: datetime, limit: int
    ) -> Sequence[Suspension]:
        look_at, ours = self._state.look_at, set(platforms)
        due = [
            place
            for place in self._state.suspended
            if look_at[place] <= now and place.platform in ours
        ]
        due.sort(key=lambda place: look_at[place])
        found = [await self.suspension_of(place) for place in due[:limit]]
        return [suspension for suspension in found if suspension]

    async def probed(self, suspension: Suspension, *, reason: str, again_at: datetime) -> None:
        place, state = suspension.destination, self._state
        if place in state.suspended:
            state.suspended[place] = replace(state.suspended[place], reason=reason)
            since, probes = state.refused[place]
            state.refused[place] = (since, probes + 1)
            state.look_at[place] = again_at

    async def lift(self, destination: Destination, *, now: datetime) -> None:
        self._state.resume(destination, now)
