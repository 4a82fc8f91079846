"""The state of one workspace: people, channels, messages."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{8,}")
USER_ID = re.compile(r"[UW][A-Z0-9]{8,}")
_PING = re.compile(r"<(?:!(?:channel|here|everyone|subteam\^)|@[UW])")


@dataclass
class Message:
    """One message, as it stands in a channel or as one person sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    bot_id: str | None = None
    only_for: str | None = None
    """The one person who sees it; None: everybody in the channel."""
    arguments: dict[str, Any] = field(default_factory=dict)
    """What it was posted with."""
    replaced: int = 0
    """How often an answer to a button took its place."""

    @property
    def is_broadcast(self) -> bool:
        """Whether the whole channel sees it, though it is a reply in a thread."""
        return bool(self.arguments.get("reply_broadcast"))

    @property
    def pings(self) -> bool:
        """Whether Slack would notify anybody because of what it says."""
        if _PING.search(self.text):
            return True
        if self.arguments.get("link_names") and re.search(r"@(channel|here|everyone)", self.text):
            return True
        return any(
            part.get("type") in {"broadcast", "user", "usergroup"}
            or (part.get("type") == "mrkdwn" and _PING.search(part.get("text", "")))
            for part in parts_of(self.blocks)
        )

    @property
    def shown(self) -> str:
        """All words that people see in the blocks, or else the text as Slack shows it."""
        words = [
            str(part["text"])
            for part in parts_of(self.blocks)
            if isinstance(part.get("text"), str) and part.get("type") != "date"
        ]
        plain = self.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return "".join(words) if words else plain

    def to_json(self, *, with_metadata: bool) -> dict[str, Any]:
        """Return it as the Web API does."""
        told = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "bot_id": self.bot_id,
            "metadata": self.metadata if with_metadata else None,
        }
        return {name: value for name, value in told.items() if value is not None}


def parts_of(node: Any) -> Iterator[dict[str, Any]]:
    """Every object inside blocks."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from parts_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from parts_of(value)


@dataclass
class Channel:
    id: str
    name: str
    is_private: bool = False
    is_archived: bool = False
    is_gone: bool = False
    is_read_only: bool = False
    """Whether only admins, and whoever `may_post` names, are let post."""
    may_post: set[str] = field(default_factory=set)
    is_thread_only: bool = False
    im_with: str | None = None
    creator: str = "U0SOMEBODY"
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)


@dataclass
class StoredFile:
    """A file that is, or is to be, uploaded."""

    id: str
    name: str
    length: int
    alt: str
    data: bytes = b""
    title: str | None = None
    """None: its upload is not completed."""
    refused_first: int = 0
    """So many messages that show it are refused, since it was not looked at yet."""


@dataclass
class Group:
    """A user group."""

    id: str
    handle: str
    users: set[str] = field(default_factory=set)
    is_disabled: bool = False


class Workspace:
    """One team with our app in it."""

    team = "T0VIOLET01"
    app = "A0VIOLET01"
    bot = "B0VIOLET01"
    bot_user = "U0VIOLET01"
    bot_token = "xoxb-fake-bot-token"
    app_token = "xapp-fake-app-token"
    admin, fan, guest, visitor = "U0ADMIN001", "U0FAN00001", "U0GUEST001", "U0VISIT001"
    general, private, elsewhere = "C0GENERAL1", "G0SECRET01", "C0ELSEWHER"

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.scopes: set[str] | None = None
        """What the bot token was granted; None: everything."""
        self._now = now
        self.is_installed = True
        self.groups: dict[str, Group] = {}
        self.files: dict[str, StoredFile] = {}
        self.files_refused_first = 0
        """How many messages are refused before a new file can be shown."""
        self.channels_a_page = 1000
        self._last = 0
        everybody = {self.admin, self.fan, self.guest, self.bot_user}
        self.channels = {
            self.general: Channel(self.general, "general", members=set(everybody)),
            self.private: Channel(self.private, "secret", is_private=True, members={self.admin}),
            self.elsewhere: Channel(self.elsewhere, "elsewhere", members={self.admin}),
        }
        self.users = {
            self.admin: self._user("admin", is_admin=True),
            self.fan: self._user("fan"),
            # A guest stays one whatever else is said of them.
            self.guest: self._user("guest", is_restricted=True, is_admin=True),
            self.visitor: self._user("visitor", is_owner=True, team_id="T0OTHERS01"),
        }

    def _user(self, name: str, **marks: Any) -> dict[str, Any]:
        flags = ("is_admin", "is_owner", "is_primary_owner", "is_restricted")
        flags += ("is_ultra_restricted", "is_stranger", "is_bot")
        return (
            {"name": name, "deleted": False, "team_id": self.team}
            | dict.fromkeys(flags, False)
            | marks
        )

    def next_ts(self) -> str:
        """A timestamp that no other message has."""
        self._last = max(int(self._now() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def im(self, user: str) -> Channel:
        """The direct message channel between *user* and the bot."""
        id_ = f"D{user[1:]}"
        if id_ not in self.channels:
            self.channels[id_] = Channel(
                id_, "directmessage", im_with=user, members={user, self.bot_user}
            )
        return self.channels[id_]

    def write(self, channel: str, user: str, text: str, thread_ts: str | None = None) -> Message:
        """Put a person's message into a channel."""
        message = Message(channel, self.next_ts(), user, text, thread_ts=thread_ts)
        self.channels[channel].messages.append(message)
        return message
