"""Scheduled events of the fake's servers: at most 100, in the future, and with leave."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fakes.discord.refusals import RefusedError, broken
from fakes.discord.state import CREATE_EVENTS, Guild

if TYPE_CHECKING:
    from fakes.discord.rest import Request
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]

SCHEDULED, EXTERNAL = 1, 3
MOST = 100


class Events:
    """https://docs.discord.com/developers/resources/guild-scheduled-event"""

    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server

    async def every(self, _request: "Request", guild: str) -> list[Body]:
        return list(self._guild(guild).events.values())

    async def create(self, request: "Request", guild: str) -> Body:
        fault = self._fault()
        home = self._guild(guild)
        self._allow(home)
        body = request.body
        self._check(request, body)
        if len(home.events) >= MOST:
            raise RefusedError(400, 30038, "Maximum number of guild scheduled events reached (100)")
        made = {
            "id": self._server.ids.make(),
            "guild_id": home.id,
            "channel_id": None,
            "creator_id": self._server.bot.id,
            "status": SCHEDULED,
            "entity_id": None,
            "recurrence_rule": None,
            "guild_scheduled_event_exceptions": [],
            **body,
        }
        home.events[made["id"]] = made
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)
        return made

    async def edit(self, request: "Request", guild: str, event: str) -> Body:
        fault = self._fault()
        home = self._guild(guild)
        self._allow(home)
        found = self._found(home, event)
        self._check(request, {**found, **request.body})
        found.update(request.body)
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)
        return found

    async def delete(self, _request: "Request", guild: str, event: str) -> None:
        fault = self._fault()
        home = self._guild(guild)
        self._allow(home)
        self._found(home, event)
        del home.events[event]
        if fault is not None:
            raise broken(fault, self._server.faults.retry_after_s)

    def _fault(self) -> Any:
        fault = self._server.faults.take()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, self._server.faults.retry_after_s)
        return fault

    def _guild(self, guild: str) -> Guild:
        home = self._server.guilds.get(guild)
        if home is None:
            raise RefusedError(404, 10004, "Unknown Guild")
        if not home.is_home:
            raise RefusedError(403, 50001, "Missing Access")
        return home

    def _allow(self, home: Guild) -> None:
        if not home.app_permissions & CREATE_EVENTS:
            raise RefusedError(403, 50013, "Missing Permissions")

    def _found(self, home: Guild, event: str) -> Body:
        if event not in home.events:
            raise RefusedError(404, 10070, "Unknown Guild Scheduled Event")
        return home.events[event]

    def _check(self, request: "Request", body: Body) -> None:
        faults = []
        begins = datetime.fromisoformat(body["scheduled_start_time"])
        if begins <= datetime.fromtimestamp(self._server.clock.now(), UTC):
            faults.append("scheduled_start_time is in the past")
        if body.get("entity_type") == EXTERNAL:
            if not (body.get("entity_metadata") or {}).get("location"):
                faults.append("an external event needs a location")
            ends = body.get("scheduled_end_time")
            if not ends or datetime.fromisoformat(ends) <= begins:
                faults.append("an external event needs an end behind its start")
        if faults:
            raise self._server.rest.wrong(request, faults)
