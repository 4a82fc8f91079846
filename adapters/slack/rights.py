"""How somebody stands in a workspace, asked seldom: Slack answers only so often, whoever asks.

https://docs.slack.dev/reference/methods/users.info is of tier 4: over a hundred calls a minute.
"""

import asyncio
from collections import OrderedDict, deque
from enum import Enum, auto
from typing import Any, Final

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code
from content.facts.zones import zone_names

log = structlog.get_logger()

_ADMIN_MARKS = ("is_admin", "is_owner", "is_primary_owner")
_OUTSIDER_MARKS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_UNKNOWN = frozenset({"user_not_found", "user_not_visible"})
_GRANTED_FOR_S: Final = 10.0
"""A form is filled in and sent again; whoever is an admin no more is none very soon."""
_REFUSED_FOR_S: Final = 60.0
"""Whoever has just been made an admin waits a minute at most."""
_MOST_REMEMBERED: Final = 5_000
_A_MINUTE: Final = 90
"""Calls, of the hundred and more that Slack lets through; sixty of them for anybody."""
_FOR_ANYBODY: Final = 60
"""The rest is for those who were admins when they were last looked at."""
_MINUTE_S: Final = 60.0


class Membership(Enum):
    """How somebody stands in a workspace."""

    OUTSIDER = auto()
    """A guest, somebody of another workspace, a bot, or nobody that Slack knows."""
    MEMBER = auto()
    ADMIN = auto()
    """An administrator or owner."""


class TooManyLookUpsError(Exception):
    """Slack was asked about so many people that this one has to wait."""


class AdminRights:
    """How the people of one workspace stand there; all times are seconds of the loop."""

    def __init__(self, client: AsyncWebClient, *, team: str) -> None:
        self._client = client
        self.team = team
        self._known: OrderedDict[str, tuple[Membership, float]] = OrderedDict()
        """Who is what, and until when that may be relied on; it stays known after that."""
        self._zones: OrderedDict[str, str] = OrderedDict()
        """In which zone each lives, as Slack said when it was last asked about them."""
        self._asking: dict[str, asyncio.Task[Membership]] = {}
        self._asked_at: deque[float] = deque()

    async def may_administer(self, person: str) -> bool:
        """Whether *person* is an administrator or owner here; see `standing`."""
        return await self.standing(person) is Membership.ADMIN

    async def standing(self, person: str) -> Membership:
        """Return how *person* stands here; who is no admin is believed to be none for a minute.

        Raises:
            SlackApiError: Slack does not say; nothing may be changed on somebody's word alone.
            TooManyLookUpsError: Slack may not be asked about this person now.
        """
        now = asyncio.get_running_loop().time()
        standing, until = self._known.get(person, (Membership.OUTSIDER, now))
        if until > now:
            return standing
        task = self._asking.get(person)
        if task is None:
            self._take_call(now, was_admin=standing is Membership.ADMIN)
            task = self._asking[person] = asyncio.create_task(self._ask(person))
            task.add_done_callback(lambda _: self._asking.pop(person, None))
        # However many orders wait for it, and whichever of them is given up.
        return await asyncio.shield(task)

    async def zone(self, person: str) -> str | None:
        """Return the IANA zone in which *person* lives; None: Slack names none.

        Whoever was asked about before costs no call.

        Raises:
            SlackApiError: Slack does not say.
            TooManyLookUpsError: Slack may not be asked about this person now.
        """
        if person not in self._zones:
            await self.standing(person)
        return self._zones.get(person)

    def _take_call(self, now: float, *, was_admin: bool) -> None:
        while self._asked_at and self._asked_at[0] <= now - _MINUTE_S:
            self._asked_at.popleft()
        if len(self._asked_at) >= (_A_MINUTE if was_admin else _FOR_ANYBODY):
            log.warning("slack_rights_not_asked", was_admin=was_admin)
            raise TooManyLookUpsError
        self._asked_at.append(now)

    async def _ask(self, person: str) -> Membership:
        try:
            response = await self._client.users_info(user=person)
            user = response.get("user") or {}
            standing = self._standing_of(user)
            self._keep_zone(person, str(user.get("tz") or ""))
        except SlackApiError as error:
            if error_code(error) not in _UNKNOWN:
                raise
            standing = Membership.OUTSIDER
        now = asyncio.get_running_loop().time()
        is_admin = standing is Membership.ADMIN
        self._known[person] = standing, now + (_GRANTED_FOR_S if is_admin else _REFUSED_FOR_S)
        self._known.move_to_end(person)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return standing

    def _keep_zone(self, person: str, zone: str) -> None:
        """Remember a zone that our own data knows; Slack's may be newer, or none."""
        self._zones.pop(person, None)
        if zone in zone_names():
            self._zones[person] = zone
        while len(self._zones) > _MOST_REMEMBERED:
            self._zones.popitem(last=False)

    def _standing_of(self, user: dict[str, Any]) -> Membership:
        if user.get("team_id") != self.team or any(user.get(mark) for mark in _OUTSIDER_MARKS):
            return Membership.OUTSIDER
        is_admin = any(user.get(mark) for mark in _ADMIN_MARKS)
        return Membership.ADMIN if is_admin else Membership.MEMBER
