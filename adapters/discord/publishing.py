"""Publishing on Discord: what was posted in an announcement channel, to all that follow it.

https://docs.discord.com/developers/resources/message#crosspost-message
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from adapters.discord.limits import LimitedClient, channel_of, not_connected
from adapters.discord.refusals import outcome_of_edit
from bot.ports.outbox import Delivery
from content.announcements.announcement import Notice
from content.announcements.samples import is_sample
from content.language.platforms import discord as words
from content.subscriptions.destination import Destination
from content.subscriptions.following import Home
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown
from content.subscriptions.publishing import Publication

_ALREADY: Final = 40033
_IS_PUBLISHED: Final = 1 << 0
"""https://docs.discord.com/developers/resources/message#message-object-message-flags"""


class DiscordPublisher:
    """The `Publisher` of Discord, over whichever client is connected."""

    def __init__(
        self, asking: LimitedClient, client_now: Callable[[], discord.Client | None]
    ) -> None:
        self._asking = asking
        self._client_now = client_now

    async def publish(self, publication: Publication) -> Outcome:
        """Publish it; that it was published already is what was wanted."""
        place, message = publication.destination, publication.message
        answer = await self.asked(
            lambda client: client.http.publish_message(channel_of(place), int(message))
        )
        if isinstance(answer, discord.HTTPException) and answer.code == _ALREADY:
            return Delivered(message=message)
        return self.outcome(answer, place) or Delivered(message=message)

    async def find_published(self, publication: Publication) -> Outcome | None:
        """Look at the message, which says whether it is published."""
        place, message = publication.destination, publication.message
        answer = await self.asked(
            lambda client: client.http.get_message(channel_of(place), int(message))
        )
        outcome = self.outcome(answer, place)
        if outcome is not None:
            return outcome
        return Delivered(message=message) if answer.get("flags", 0) & _IS_PUBLISHED else None

    async def asked(self, ask: Callable[[discord.Client], Awaitable[Any]]) -> Any:
        """Return what Discord answers to what is asked once, or what went wrong.

        An `Outcome` where it was not asked at all.
        """
        client = self._client_now()
        if client is None or client.is_closed():
            return not_connected()
        waiting = await self._asking.reserve_slot(client)
        if waiting is not None:
            return waiting
        try:
            async with self._asking.once():
                return await ask(client)
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            return error

    def outcome(self, answer: Any, place: Destination) -> Outcome | None:
        """Return what an *answer* means that is none of Discord's own; None: it is one."""
        if isinstance(answer, Rejected | Unknown):
            return answer
        client = self._client_now()
        if not isinstance(answer, Exception):
            return None
        if client is None:
            return Unknown(reason=words.NOT_CONNECTED)
        outcome = outcome_of_edit(answer, self._asking.outcome(answer, client, place))
        if isinstance(outcome, Delivered):  # said of sending alone
            return Rejected(refusal=Refusal.MESSAGE, reason=str(answer))
        return outcome


def is_to_publish(
    client: discord.Client, channel: int, delivery: Delivery, home: Home | None
) -> bool:
    """Whether what was posted there is published: not what is said to admins alone.

    What kind a channel is the gateway tells; where nothing is heard from that, only the channels
    at *home* are known.
    """
    told = delivery.announcement
    if isinstance(told, Notice) or is_sample(told) or delivery.destination.thread:
        return False
    if home is not None and delivery.destination.workspace == home.workspace:
        return True
    kind = getattr(client.get_channel(channel), "type", None)
    return kind is discord.ChannelType.news
