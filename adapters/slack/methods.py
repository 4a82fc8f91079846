"""How often each method of the Web API may be called, and the calls that wait for that.

Slack counts by method, workspace and app. https://docs.slack.dev/apis/web-api/rate-limits
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.refusals import PacedError, retry_after_s
from adapters.slack.retries import until_told

_MINUTE_S: Final = 61.0
"""A little more, since what left a minute apart need not arrive so."""
_PATIENCE_S: Final = 20.0


class Tier(IntEnum):
    """How many calls of a method a minute takes, all people and purposes of a workspace together.

    Slack promises a few more than this of each tier, so that it is never found out how many.
    """

    ONE_A_MINUTE = 1
    TWO = 18
    CONNECTIONS = 10
    """Of tier 1, with which an app may have ten connections all the same."""
    THREE = 45
    FOUR = 90
    HUNDREDS = 540
    POSTS = 0
    """Paced by channel and by workspace instead: see `ChannelPacer`."""


METHODS: Final[Mapping[str, Tier]] = {
    "apps.connections.open": Tier.CONNECTIONS,
    "auth.revoke": Tier.THREE,
    "auth.teams.list": Tier.TWO,
    "auth.test": Tier.HUNDREDS,
    "bots.info": Tier.THREE,
    "chat.delete": Tier.THREE,
    "chat.getPermalink": Tier.HUNDREDS,
    "chat.postEphemeral": Tier.FOUR,
    "chat.postMessage": Tier.POSTS,
    "chat.update": Tier.THREE,
    "conversations.history": Tier.THREE,
    "conversations.info": Tier.THREE,
    "conversations.join": Tier.THREE,
    "conversations.list": Tier.TWO,
    "conversations.members": Tier.FOUR,
    "conversations.open": Tier.THREE,
    "conversations.replies": Tier.THREE,
    "files.completeUploadExternal": Tier.FOUR,
    "files.getUploadURLExternal": Tier.FOUR,
    "oauth.v2.access": Tier.FOUR,
    "team.info": Tier.THREE,
    "usergroups.list": Tier.TWO,
    "usergroups.users.list": Tier.TWO,
    "users.conversations": Tier.TWO,
    "users.info": Tier.FOUR,
    "users.list": Tier.TWO,
    "views.open": Tier.FOUR,
    "views.publish": Tier.FOUR,
    "views.push": Tier.FOUR,
    "views.update": Tier.FOUR,
}
"""Of every method that may be called here; what is not in it counts as of tier 2."""
DISTRIBUTED: Final[Mapping[str, Tier]] = {
    "conversations.history": Tier.ONE_A_MINUTE,
    "conversations.replies": Tier.ONE_A_MINUTE,
}
"""What an app is held to that others install, outside of Slack's marketplace.

https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps/
"""

_SAFE_TWICE: Final = frozenset({"views.publish", "views.update"})
"""What shows the same when it is done again, to somebody who looks at it and waits."""
_REPEATED_FOR_S: Final = 2.0

_patience: ContextVar[float] = ContextVar("patience", default=_PATIENCE_S)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Let calls made within wait no longer than that for their slot; then they are not made."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


class MethodLimits:
    """Hands out slots to call each method in, in one workspace; all times are the loop's."""

    def __init__(self, *, is_distributed: bool = False) -> None:
        """*is_distributed*: others install the app, so that some methods are hardly to be had."""
        self._tiers = {**METHODS, **(DISTRIBUTED if is_distributed else {})}
        self._left: defaultdict[str, deque[float]] = defaultdict(deque)
        self._held: dict[str, float] = {}

    async def slot(self, method: str, *, patience_s: float) -> float:
        """Wait until *method* may be called; return 0.

        Where that takes longer than *patience_s*, return at once how long, with no slot taken.
        """
        tier, now = self._tiers.get(method, Tier.TWO), asyncio.get_running_loop().time()
        if tier is Tier.POSTS:
            return 0.0
        left = self._left[method]
        while left and left[0] <= now - _MINUTE_S:
            left.popleft()
        begins = max(now, self._held.get(method, now))
        if len(left) >= tier:
            begins = max(begins, left[-tier] + _MINUTE_S)
        if begins - now > patience_s:
            return begins - now
        left.append(begins)
        await asyncio.sleep(begins - now)
        return 0.0

    def refused(self, method: str, retry_after_s: float) -> None:
        """Note that Slack refused *method* all the same, for so many seconds."""
        until = asyncio.get_running_loop().time() + retry_after_s
        self._held[method] = max(until, self._held.get(method, until))
        if method in DISTRIBUTED:
            self._tiers[method] = DISTRIBUTED[method]  # the app turns out to be such a one


class PacedClient(AsyncWebClient):
    """The Web API of one workspace, none of whose limits is ever hit."""

    def __init__(self, *, limits: MethodLimits | None = None, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.limits = limits or MethodLimits()

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call the method in its slot.

        Raises:
            PacedError: that would take longer than whoever wants it is ready to wait.
            SlackApiError: Slack answered, and the answer is no, or cannot be read.
        """
        if api_method in _SAFE_TWICE:
            call = partial(self._call, api_method, **arguments)
            return await until_told(call, within_s=_REPEATED_FOR_S)
        return await self._call(api_method, **arguments)

    async def _call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        wait_s = await self.limits.slot(api_method, patience_s=_patience.get())
        if wait_s:
            raise PacedError(api_method, wait_s)
        try:
            return await self.call_in_slot(api_method, **arguments)
        except SlackApiError as error:
            if getattr(error.response, "status_code", 0) == HTTPStatus.TOO_MANY_REQUESTS:
                self.limits.refused(api_method, retry_after_s(error))
            raise

    async def call_in_slot(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call it, its slot having come; whoever has tokens to change does so here."""
        return await super().api_call(api_method, **arguments)
