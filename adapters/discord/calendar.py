"""Scheduled events in Discord's servers: made once, found again, edited and deleted.

https://docs.discord.com/developers/resources/guild-scheduled-event
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import discord

from adapters.discord.limits import LimitedClient, not_connected
from adapters.discord.markup import escaped, plain, units
from adapters.discord.messages import has_key, keyed_page
from adapters.discord.refusals import outcome_of
from adapters.discord.server_language import wording_in
from content.announcements.scheduled_events import KeptEvent
from content.language.platforms import discord_places as places
from content.language.wording import Wording
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected

_EXTERNAL: Final = 3
_GUILD_ONLY: Final = 2
_NAME_LIMIT: Final = 100
_DESCRIPTION_LIMIT: Final = 1000
_FORBIDDEN: Final = 50013
_DELETED: Final = 10070
_FULL: Final = 30038
_NOT_THERE: Final = frozenset({10004, 50001})
_A_DAY_S: Final = 24 * 60 * 60.0


class DiscordCalendar:
    """The `EventCalendar` of Discord, within the limits of whoever sends."""

    def __init__(
        self,
        asking: LimitedClient,
        client: Callable[[], discord.Client | None],
        may_send: Callable[[], bool] | None,
    ) -> None:
        self._asking = asking
        self._client_now = client
        self._may_send = may_send

    @property
    def is_ours(self) -> bool:
        """Whether this process sends for the token, and is connected."""
        client = self._client_now()
        is_open = client is not None and not client.is_closed()
        return is_open and (self._may_send is None or self._may_send())

    def wording(self, workspace: str) -> Wording | None:
        """Return the language of a server, once the gateway has told of it.

        Of one that it has only named, discord.py says that it is English.
        """
        client = self._client_now()
        if client is None:
            return None
        guild = client.get_guild(int(workspace))
        is_known = client.is_ready() if guild is None else not guild.unavailable
        return wording_in(client, workspace) if is_known else None

    async def make(self, event: KeptEvent) -> Outcome:
        """Make it, for the members of the server."""

        async def make(client: discord.Client) -> Outcome:
            made = await client.http.create_guild_scheduled_event(
                int(event.workspace),
                **event_body(event),
                entity_type=_EXTERNAL,
                privacy_level=_GUILD_ONLY,
            )
            return Delivered(message=str(made["id"]))

        return await self._asked(make)

    async def find(self, event: KeptEvent) -> Outcome | None:
        """Look for ours with its key among the server's events, of which there are at most 100."""
        found: Delivered | None = None

        async def look(client: discord.Client) -> Outcome:
            nonlocal found
            every = await client.http.get_scheduled_events(
                int(event.workspace), with_user_count=False
            )
            for one in every:
                # People may have written something below it.
                lines = (one.get("description") or "").split()
                if any(has_key(line, event.key) for line in lines):
                    found = Delivered(message=str(one["id"]))
            return Delivered(message="")

        outcome = await self._asked(look)
        if isinstance(outcome, Rejected) and outcome.reason == places.NOT_IN_SERVER:
            return None  # nothing of that server is ours any more
        return found if isinstance(outcome, Delivered) else outcome

    async def edit(self, event: KeptEvent) -> Outcome:
        """Edit it to what it is now."""

        async def edit(client: discord.Client) -> Outcome:
            await client.http.edit_scheduled_event(
                int(event.workspace), int(event.id), **event_body(event)
            )
            return Delivered(message=event.id)

        return await self._asked(edit)

    async def delete(self, event: KeptEvent) -> Outcome:
        """Delete it; where Violet is no member any more, nothing is left to do."""

        async def delete(client: discord.Client) -> Outcome:
            await client.http.delete_scheduled_event(int(event.workspace), int(event.id))
            return Delivered(message=event.id)

        outcome = await self._asked(delete)
        if isinstance(outcome, Rejected) and outcome.reason == places.NOT_IN_SERVER:
            return Rejected(refusal=Refusal.MESSAGE, reason=outcome.reason)
        return outcome

    async def _asked(
        self, ask: Callable[[discord.Client], Coroutine[Any, Any, Outcome]]
    ) -> Outcome:
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
            self._asking.heed(error)
            return _outcome_of(error)


def event_body(event: KeptEvent) -> dict[str, Any]:
    """Return what the event says, within Discord's limits; its key is in the address at the end."""
    said, address = event.event, keyed_page(event.event.page, event.key)
    if units(address) > _DESCRIPTION_LIMIT // 2:
        address = keyed_page("", event.key)
    room = _DESCRIPTION_LIMIT - units(address) - 1
    return {
        "name": plain(said.name, _NAME_LIMIT) or "Violet",
        "description": f"{escaped(said.description, room)}\n{address}",
        "entity_metadata": {"location": plain(said.place, _NAME_LIMIT) or "Violet"},
        "scheduled_start_time": said.begins.isoformat(),
        "scheduled_end_time": said.ends.isoformat(),
    }


def _outcome_of(error: Exception) -> Outcome:
    """Return what *error* says about an event."""
    if isinstance(error, discord.HTTPException):
        match error.code:
            case code if code == _DELETED:
                return Rejected(refusal=Refusal.MESSAGE, reason=places.EVENT_REMOVED)
            case code if code == _FORBIDDEN:
                reason = places.lacking_for_events()
                return Rejected(refusal=Refusal.DESTINATION, reason=reason)
            case code if code == _FULL:
                reason = places.TOO_MANY_EVENTS
                return Rejected(refusal=Refusal.LATER, reason=reason, retry_after_s=_A_DAY_S)
            case code if code in _NOT_THERE:
                return Rejected(refusal=Refusal.DESTINATION, reason=places.NOT_IN_SERVER)
            case _:
                pass
    return outcome_of(error)
