"""What a fake Discord knows: users, servers, channels, messages."""

import copy
import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fakes.discord.attachments import given_back, picture_in

Payload = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
NONCE_WINDOW_S = 180.0

VIEW, SEND, EMBED, HISTORY, SEND_IN_THREADS = 1 << 10, 1 << 11, 1 << 14, 1 << 16, 1 << 38
CONNECT, MANAGE_EVENTS, MANAGE_THREADS, CREATE_EVENTS = 1 << 20, 1 << 33, 1 << 34, 1 << 44
WHILE_TIMED_OUT = VIEW | HISTORY
"""https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members"""
MANAGE_CHANNELS, MANAGE_WEBHOOKS = 1 << 4, 1 << 29
TEXT, GROUP, NEWS = 0, 3, 5
"""Kinds of channels."""
CROSSPOSTED, IS_CROSSPOST = 1 << 0, 1 << 1
"""Flags of a message that was published, and of one that a follower was brought."""
ATTACH = 1 << 15
ALL = 2251799813685247 & ~(1 << 3)
"""Everything but administrator, which would outweigh what a channel denies."""


@dataclass
class Clock:
    """The time in the fake's world, which a test may let pass."""

    ahead_s: float = 0.0

    def now(self) -> float:
        return time.time() + self.ahead_s


class Snowflakes:
    """Ids that say when they were made, as Discord's do."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = itertools.count(1)

    def make(self) -> str:
        ms = int(self._clock.now() * 1000) - EPOCH_MS
        return str((ms << 22) | (next(self._count) & 0x3FFFFF))


@dataclass
class User:
    id: str
    username: str
    bot: bool = False
    rights: int = ALL
    """What they may do in every channel of every server, but where it is hidden from them."""
    locale: str = "en-US"
    """The language of their client."""
    roles: set[str] = field(default_factory=set)
    """The ids of those that they have, in every server."""
    takes_messages: bool = True
    """Whether they take direct messages from the bot."""

    def payload(self) -> Payload:
        return {
            "id": self.id,
            "username": self.username,
            "global_name": self.username.title(),
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "avatar_decoration_data": None,
            "primary_guild": None,
        }


REQUIRE_TAG = 1 << 4
"""The flag of a forum whose posts must have a tag."""
V2 = 1 << 15
"""The flag of a message that is made of components alone."""


def parts_of(components: list[Payload]) -> list[Payload]:
    """Return every component there, with those inside of others."""
    found = []
    for one in components:
        inner = [*one.get("components", []), *filter(None, [one.get("accessory")])]
        found += [one, *parts_of(inner)]
    return found


@dataclass
class Message:
    id: str
    channel: "Channel"
    author: User
    body: Payload
    at: float
    mentions: tuple[User, ...] = ()
    nonce: str | None = None
    kind: int = 0
    webhook_id: str | None = None
    deleted: bool = False
    flags: int = 0

    @property
    def content(self) -> str:
        return self.body.get("content") or ""

    @property
    def embeds(self) -> list[Payload]:
        return self.body.get("embeds") or []

    @property
    def text(self) -> str:
        """All that a person reads in it, one part a line."""
        parts = [self.content]
        for embed in self.embeds:
            parts.append((embed.get("author") or {}).get("name"))
            parts += [embed.get("title"), embed.get("description")]
            for one in embed.get("fields") or []:
                parts += [one["name"], one["value"]]
            parts.append((embed.get("footer") or {}).get("text"))
        parts += [one.get("content") for one in parts_of(self.body.get("components") or [])]
        return "\n".join(part for part in parts if part)

    @property
    def picture(self) -> Any:
        """The picture that people see in it, and the words for it; None: there is none."""
        return picture_in(self.body)

    @property
    def buttons(self) -> dict[str, str]:
        """The labels of the buttons that can be pressed, by their ids."""
        return {
            one["custom_id"]: one.get("label") or ""
            for one in parts_of(self.body.get("components") or [])
            if one["type"] == 2 and one.get("custom_id") and not one.get("disabled")
        }

    def _components(self) -> list[Payload]:
        """Return its components as Discord gives them back, each with an id."""
        given = copy.deepcopy(self.body.get("components") or [])
        taken = {one["id"] for one in parts_of(given) if one.get("id")}
        free = (number for number in itertools.count(1) if number not in taken)
        for one in parts_of(given):
            one["id"] = one.get("id") or next(free)
        return given

    @property
    def replies_to(self) -> str | None:
        reference = self.body.get("message_reference") or {}
        return str(reference["message_id"]) if reference else None

    @property
    def pings(self) -> set[str]:
        """Whom it notifies, by Discord's rules for a bot's message: "everyone", or user ids."""
        allowed = self.body.get("allowed_mentions")
        parse = {"everyone", "users", "roles"} if allowed is None else set(allowed.get("parse", []))
        pinged = set()
        if "everyone" in parse and ("@everyone" in self.content or "@here" in self.content):
            pinged.add("everyone")
        for user in self.channel.members:
            mentioned = f"<@{user.id}>" in self.content or f"<@!{user.id}>" in self.content
            named = user.id in {str(one) for one in (allowed or {}).get("users", [])}
            if mentioned and ("users" in parse or named):
                pinged.add(user.id)
        return pinged

    def payload(self) -> Payload:
        stamp = datetime.fromtimestamp(self.at, UTC).isoformat()
        found: Payload = {
            "id": self.id,
            "type": 19 if self.replies_to else self.kind,
            "channel_id": self.channel.id,
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": stamp,
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": "everyone" in self.pings,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "attachments": given_back(self.body.get("attachments") or []),
            "embeds": self.embeds,
            "components": self._components(),
            "pinned": False,
            "flags": self.flags,
        }
        if self.webhook_id:
            found["webhook_id"] = self.webhook_id
        if self.replies_to:
            found["message_reference"] = {
                "type": 0,
                "message_id": self.replies_to,
                "channel_id": self.channel.id,
            }
        if self.nonce is not None:
            found["nonce"] = self.nonce
        return found


@dataclass
class Channel:
    id: str
    name: str
    guild: "Guild | None" = None
    """None: a direct message."""
    kind: int = 0
    parent: "Channel | None" = None
    is_told_in_part: bool = False
    """Whether nobody is told whose thread it is, and how large."""
    app_permissions: int = ALL
    """What the bot may do here."""
    members: list[User] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    deleted: bool = False
    is_visible: bool = True
    """Whether the gateway tells of it when the bot connects."""
    hidden_from: set[str] = field(default_factory=set)
    """The ids of users who cannot see it."""
    topic: str | None = None
    is_archived: bool = False
    is_locked: bool = False
    tags: list[Payload] = field(default_factory=list)
    """Of a forum: those that its posts can have."""
    requires_tag: bool = False
    """Whether each of a forum's posts must have one."""
    is_of_the_bot: bool = False
    """Of a thread: whether the bot began it."""
    applied_tags: list[str] = field(default_factory=list)
    """Of a post: the ids of those that it has."""

    @property
    def allowed(self) -> int:
        """What the bot may do here now: less while it is timed out."""
        if self.guild is None:
            return self.app_permissions
        allowed = self.app_permissions & self.guild.app_permissions
        return allowed & WHILE_TIMED_OUT if self.guild.is_silenced else allowed

    def rights_of(self, user: User) -> int:
        """What *user* may do in it."""
        return user.rights & ~VIEW if user.id in self.hidden_from else user.rights

    @property
    def is_thread(self) -> bool:
        return self.kind in {10, 11, 12}

    def payload(self) -> Payload:
        if self.guild is None:
            recipients = [user.payload() for user in self.members if not user.bot]
            found = {
                "id": self.id,
                "type": self.kind or 1,
                "last_message_id": None,
                "flags": 0,
                "recipients": recipients,
            }
            named = {"name": self.name or None, "icon": None, "owner_id": recipients[0]["id"]}
            return found | named if self.kind == GROUP else found
        found: Payload = {
            "id": self.id,
            "type": self.kind,
            "guild_id": self.guild.id,
            "name": self.name,
            "parent_id": self.parent.id if self.parent else None,
            "rate_limit_per_user": 0,
            "flags": 0,
            "last_message_id": None,
        }
        if self.is_thread:
            if not self.is_told_in_part:
                owner = self.guild.bot if self.is_of_the_bot else self.guild.owner
                found["owner_id"] = owner.id
                found["applied_tags"] = self.applied_tags
                found["message_count"] = found["member_count"] = 0
            found["thread_metadata"] = {
                "archived": self.is_archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
                "locked": self.is_locked,
            }
            return found
        if self.kind in {2, 13}:
            found |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
        if self.kind == 15:
            found |= {
                "available_tags": self.tags,
                "default_reaction_emoji": None,
                "default_sort_order": None,
                "default_forum_layout": 0,
                "flags": REQUIRE_TAG if self.requires_tag else 0,
            }
        denied = ALL & ~self.app_permissions
        overwrites = [{"id": self.guild.bot.id, "type": 1, "allow": "0", "deny": str(denied)}]
        return found | {
            "position": 0,
            "topic": self.topic,
            "nsfw": False,
            "permission_overwrites": overwrites if denied else [],
        }


def role_payload(id_: str, name: str) -> Payload:
    return {
        "id": id_,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 1,
        "permissions": "0",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


@dataclass
class Guild:
    id: str
    name: str
    owner: User
    bot: User
    channels: list[Channel] = field(default_factory=list)
    roles: list[Payload] = field(
        default_factory=lambda: [role_payload(one, one) for one in ("4242", "4711")]
    )
    """But for that of everyone."""
    rights: int = ALL
    """What the bot may do in the server itself."""
    is_community: bool = True
    """Whether it may have announcement channels."""
    locale: str = "en-US"
    """The language that its admins chose; only a community can."""
    is_home: bool = True
    """Whether the bot is a member; otherwise people have it with them, by their own install."""
    silenced_until: datetime | None = None
    """When the bot's timeout ends; None: it is in none."""

    @property
    def is_silenced(self) -> bool:
        return self.silenced_until is not None and self.silenced_until > datetime.now(UTC)

    app_permissions: int = ALL
    """What the bot may do in the server as a whole; a channel may allow less."""
    events: dict[str, Payload] = field(default_factory=dict)
    """Its scheduled events, by their ids."""

    def role(self, id_: str, name: str) -> Payload:
        """Make a role."""
        made = role_payload(id_, name)
        self.roles.append(made)
        return made

    def member(self, user: User) -> Payload:
        return {
            "user": user.payload(),
            "nick": None,
            "avatar": None,
            "roles": sorted(user.roles & {one["id"] for one in self.roles}),
            "joined_at": "2024-01-01T00:00:00+00:00",
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "communication_disabled_until": self._silenced(user),
        }

    def _silenced(self, user: User) -> str | None:
        until = self.silenced_until if user is self.bot else None
        return until.isoformat() if until else None

    def payload(self) -> Payload:
        """The guild as GUILD_CREATE has it."""
        shown = [one for one in self.channels if one.is_visible and not one.deleted]
        everyone = role_payload(self.id, "@everyone") | {
            "position": 0,
            "permissions": str(self.rights),
        }
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "owner_id": self.owner.id,
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "roles": [everyone, *self.roles],
            "emojis": [],
            "features": [],
            "mfa_level": 0,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "vanity_url_code": None,
            "description": None,
            "banner": None,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": self.locale,
            "public_updates_channel_id": None,
            "nsfw_level": 0,
            "stickers": [],
            "premium_progress_bar_enabled": False,
            "joined_at": "2024-01-01T00:00:00+00:00",
            "large": False,
            "unavailable": False,
            "member_count": 2,
            "voice_states": [],
            "members": [self.member(self.bot)],
            "channels": [one.payload() for one in shown if not one.is_thread],
            "threads": [one.payload() for one in shown if one.is_thread],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }
