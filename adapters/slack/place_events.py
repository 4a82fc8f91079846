"""What Slack tells of channels and of the app itself: heard, and noted at once.

https://docs.slack.dev/reference/events
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.refusals import error_code
from adapters.slack.standing import refusal_by, standing
from adapters.slack.traits import SLACK
from adapters.slack.web_api import Workspace
from bot.ports.places import KnownPlace, PlaceStanding
from bot.router import Router
from bot.verbs.recover import note_places
from content.subscriptions.destination import Destination

log = structlog.get_logger()

_CLOSED: Final = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
    "channel_deleted": "channel_deleted",
    "group_deleted": "channel_deleted",
}
"""What each event closes a channel with, as Slack calls the error of a post there."""
_LOOK: Final = ("channel_unarchive", "group_unarchive", "member_joined_channel")
"""After these a channel may take posts again."""
_RENAMED: Final = ("channel_rename", "group_rename")
PLACE_EVENTS: Final = (*_CLOSED, *_LOOK, *_RENAMED, "channel_id_changed")
"""All that tell of channels, by their names."""
REMOVALS: Final = ("app_uninstalled", "tokens_revoked")
"""What tells that the app was removed; either may come first."""
OnRemoved = Callable[[datetime | None], Awaitable[None]]
"""Hears that the app was removed from the workspace, and when, where that is told."""
POSTING_CHANGED: Final = "channel_posting_permissions"
"""The subtype of a message that tells who may post in a channel from now on.

https://docs.slack.dev/reference/events/message/channel_posting_permissions
"""
_BETWEEN_S: Final = 2.0
"""Between two channels that nobody waits for."""
_AGAIN_S: Final = (0.5, 2.0, 8.0)
"""How long to wait where Slack does not say how a channel stands."""


class PlaceEvents:
    """Hears how the channels of one workspace change, and that the app was removed."""

    def __init__(self, workspace: Workspace, router: Router, on_removed: OnRemoved) -> None:
        self._workspace = workspace
        self._router = router
        self._on_removed = on_removed

    async def hear_removal(self, event: dict[str, Any], *, at: datetime | None) -> None:
        """Take note of *event*, which is one of `REMOVALS`, and happened *at* that time.

        Tokens may be revoked of people as well, which is nothing to us.

        Raises:
            StorageError: it could not be noted.
            PlatformUnreachableError: it could not be looked whether it is so still.
        """
        tokens = event.get("tokens") or {}
        if event.get("type") == "app_uninstalled" or tokens.get("bot"):
            await self._on_removed(at)

    async def hear(self, event: dict[str, Any]) -> None:
        """Take note of *event*, which is one of `PLACE_EVENTS`, or `POSTING_CHANGED`."""
        kind, channel = str(event.get("type")), event.get("channel")
        if kind in _RENAMED and isinstance(channel, dict):
            await self._rename(str(channel.get("id")), str(channel.get("name") or ""))
        elif kind == "channel_id_changed":
            await self._change_id(str(event["old_channel_id"]), str(event["new_channel_id"]))
        elif kind in _CLOSED:
            refused = refusal_by(_CLOSED[kind])
            places = await self._places(str(channel))
            await self._note([PlaceStanding(destination=one, refused=refused) for one in places])
        elif kind != "member_joined_channel" or event.get("user") == self._workspace.bot_user:
            await self._look(str(channel))

    async def catch_up(self) -> None:
        """Look at channels that are suspended, or whose names were never known.

        What happened while nobody listened is not told of later. Slack lets fifty channels be
        looked at a minute, of which this leaves others enough.
        https://docs.slack.dev/reference/methods/conversations.info
        """
        looked_at: set[str] = set()
        for one in await self._router.places.subscribed(SLACK.id, self._workspace.team):
            is_over = one.suspension is not None and one.suspension.cause.shows
            channel = one.destination.channel
            if channel in looked_at or not (is_over or one.name is None):
                continue
            if looked_at:
                await asyncio.sleep(_BETWEEN_S)
            looked_at.add(channel)
            await self._look(channel)

    async def _rename(self, channel: str, name: str) -> None:
        places = await self._places(channel)
        await self._note(
            [PlaceStanding(destination=one, name=name or None, is_sure=False) for one in places]
        )

    async def _change_id(self, old: str, new: str) -> None:
        await self._router.places.rename(self._channel(old), new)
        await self._look(new)

    async def _look(self, channel: str) -> None:
        places = await self._places(channel)
        if not places:
            return
        found = await self._info(channel)
        if found is not None:
            us = self._workspace.bot_user
            await self._note([standing(one, found, bot_user=us) for one in places])

    async def _info(self, channel: str) -> dict[str, Any] | None:
        """Ask how it stands; None: Slack does not say, and the next timed look will."""
        for pause_s in (*_AGAIN_S, None):
            try:
                response = await self._workspace.client.conversations_info(channel=channel)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                code = error_code(error) if isinstance(error, SlackApiError) else ""
                if pause_s is None or code == "channel_not_found":
                    log.warning("slack_channel_not_shown", channel=channel, error=code)
                    return None
                await asyncio.sleep(pause_s)
            else:
                return response.get("channel") or {}
        return None

    async def _places(self, channel: str) -> Sequence[Destination]:
        """Return what is subscribed in a channel: itself, and its threads."""
        team = self._workspace.team
        every: Sequence[KnownPlace] = await self._router.places.subscribed(SLACK.id, team)
        return [one.destination for one in every if one.destination.channel == channel]

    def _channel(self, channel: str) -> Destination:
        return Destination(platform=SLACK.id, workspace=self._workspace.team, channel=channel)

    async def _note(self, standings: Sequence[PlaceStanding]) -> None:
        router, server = self._router, self._workspace.name or None
        await note_places(
            [replace(one, workspace_name=server) for one in standings],
            clock=router.clock,
            subscriptions=router.subscriptions,
            places=router.places,
        )
