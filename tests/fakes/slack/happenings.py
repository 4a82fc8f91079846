"""What happens to channels of the fake workspace, with the events by which Slack tells of it.

Payloads as https://docs.slack.dev/reference/events has them.
"""

from typing import Any

from fakes.slack.server import FakeSlack
from fakes.slack.wire import Typed


class Happenings:
    """People who invite, remove, archive and rename; each waits for its acknowledgement."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._home = slack.workspace

    async def removes(self, channel: str, *, told: bool = True) -> None:
        """Somebody removes the bot from a channel; not *told*: while nobody listens."""
        self._home.channels[channel].members.discard(self._home.bot_user)
        if told:
            await self.tell({"type": f"{self._kind(channel)}_left", "channel": channel})

    async def invites(self, channel: str, user: str = "") -> None:
        """Somebody invites the bot, or another *user*."""
        who = user or self._home.bot_user
        self._home.channels[channel].members.add(who)
        joined = {"type": "member_joined_channel", "user": who, "channel": channel}
        await self.tell(joined | {"channel_type": channel[0], "team": self._home.team})

    async def archives(self, channel: str) -> None:
        self._home.channels[channel].is_archived = True
        kind = f"{self._kind(channel)}_archive"
        await self.tell({"type": kind, "channel": channel, "user": self._home.admin})

    async def unarchives(self, channel: str) -> None:
        self._home.channels[channel].is_archived = False
        kind = f"{self._kind(channel)}_unarchive"
        await self.tell({"type": kind, "channel": channel, "user": self._home.admin})

    async def deletes(self, channel: str) -> None:
        self._home.channels[channel].is_gone = True
        await self.tell({"type": f"{self._kind(channel)}_deleted", "channel": channel})

    async def renames(self, channel: str, name: str) -> None:
        self._home.channels[channel].name = name
        renamed = {"id": channel, "name": name, "created": 1_360_782_804}
        await self.tell({"type": f"{self._kind(channel)}_rename", "channel": renamed})

    async def changes_id(self, old: str, new: str) -> None:
        """A channel gets another id, as one does that is shared with another organisation."""
        channel = self._home.channels.pop(old)
        channel.id = new
        self._home.channels[new] = channel
        changed = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
        await self.tell(changed)

    async def uninstalls(self) -> None:
        """An owner removes the app from the workspace."""
        self._home.is_installed = False
        await self.tell({"type": "app_uninstalled"})

    async def revokes(self, *, bot: bool) -> None:
        """A token is revoked: the bot's, or somebody's who had given the app one."""
        if bot:
            self._home.is_installed = False
        tokens = {"bot": [self._home.bot_user]} if bot else {"oauth": [self._home.fan]}
        await self.tell({"type": "tokens_revoked", "tokens": tokens})

    async def tell(self, event: dict[str, Any]) -> Typed:
        return await self._slack.tell_event(event)

    def _kind(self, channel: str) -> str:
        return "group" if self._home.channels[channel].is_private else "channel"
