"""Commands, completions, buttons and forms, as people use them, and how the bot answers each."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakes.discord.state import GROUP, Channel, Guild, Message, User, parts_of, role_payload

if TYPE_CHECKING:
    from fakes.discord.server import FakeDiscord

Payload = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
SELECT, TEXT_INPUT, LABEL = 3, 4, 18
INTEGER_OPTION, CHANNEL_OPTION, ROLE_OPTION = 4, 7, 8


@dataclass
class Interaction:
    """One thing that somebody did with the bot's commands or buttons."""

    id: str
    token: str
    kind: int
    channel: Channel
    user: User
    is_too_late: bool = False
    """Whether Discord's three seconds are over: a test says so, since a busy machine may take them
    for anything."""
    answered_with: int | None = None
    """The type of the callback; None before it came."""
    choices: list[Payload] | None = None
    modal: Payload | None = None
    """The form that was opened, as the bot described it."""
    message: Message | None = None
    source: Message | None = None
    """The message with the button that was pressed, or from which the form was opened."""
    edits: int = 0
    """How often that one was edited because of it."""
    follow_ups: list[Message] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        said = (self.message, self.choices, self.modal)
        return any(one is not None for one in said) or bool(self.edits or self.follow_ups)

    @property
    def is_private(self) -> bool:
        """Whether only whoever ran the command sees the answer."""
        said = self.message or next(iter(self.follow_ups), None)
        return bool(said and said.flags & 64)

    @property
    def text(self) -> str:
        said = self.message or next(iter(self.follow_ups), None)
        return said.text if said else ""

    @property
    def fields(self) -> dict[str, Payload]:
        """The inputs of the form that was opened, by their ids."""
        assert self.modal is not None, f"no form was opened, but said: {self.text}"
        labelled = [one["component"] for one in self.modal["components"] if one["type"] == LABEL]
        return {one["custom_id"]: one for one in labelled}

    @property
    def filled(self) -> dict[str, str]:
        """What stands in the form before anybody types."""
        return {name: _standing(one) for name, one in self.fields.items()}


def command_payload(
    server: "FakeDiscord",
    interaction: Interaction,
    name: str,
    options: dict[str, object],
    focused: str | None = None,
) -> Payload:
    """Return the event of a command; it must be registered, with these very options."""
    path = name.split()
    command = next((one for one in server.commands if one["name"] == path[0]), None)
    assert command is not None, f"/{path[0]} is not registered"
    described, nesting = command, []
    for part in path[1:]:
        inner = [
            o for o in described.get("options", []) if o["name"] == part and o["type"] in {1, 2}
        ]
        assert inner, f"/{name} is not registered"
        described = inner[0]
        nesting.append(described)
    resolved: Payload = {}
    values = _values(described, options, resolved, server, focused, interaction.user)
    for one in reversed(nesting):
        values = [{"name": one["name"], "type": one["type"], "options": values}]
    data: Payload = {
        "id": command["id"],
        "name": command["name"],
        "type": 1,
        "options": values,
    }
    if resolved:
        data["resolved"] = resolved
    return _envelope(server, interaction) | {"data": data}


def component_payload(
    server: "FakeDiscord", interaction: Interaction, message: Message, custom_id: str
) -> Payload:
    """Return the event of a button that was pressed."""
    shown = message.payload()
    found = [one for one in parts_of(shown["components"]) if one.get("custom_id") == custom_id]
    assert found, f"the message has no button {custom_id!r}"
    assert not found[0].get("disabled"), f"the button {custom_id!r} cannot be pressed"
    interaction.source = message
    data = {"component_type": found[0]["type"], "custom_id": custom_id, "id": found[0]["id"]}
    return _envelope(server, interaction) | {"data": data, "message": shown}


def modal_payload(
    server: "FakeDiscord", interaction: Interaction, opened: Interaction, values: dict[str, str]
) -> Payload:
    """Return the event of the form that *opened* opened; what nobody changed stays as it stood.

    https://docs.discord.com/developers/components/reference#label-label-interaction-response-structure
    """
    fields = opened.fields
    assert set(values) <= set(fields), f"the form has no inputs {set(values) - set(fields)}"
    parts = []
    for number, (name, one) in enumerate(fields.items()):
        value = values.get(name, _standing(one))
        filled = {"type": one["type"], "id": 2 * number + 2, "custom_id": name}
        filled |= _chosen_in(one, value) if one["type"] == SELECT else _typed_in(one, value)
        parts.append({"type": LABEL, "id": 2 * number + 1, "component": filled})
    assert opened.modal is not None
    data = {"custom_id": opened.modal["custom_id"], "components": parts}
    payload = _envelope(server, interaction) | {"data": data}
    if opened.source is not None:
        interaction.source = opened.source
        payload["message"] = opened.source.payload()
    return payload


def _typed_in(described: Payload, value: str) -> Payload:
    name, needed = described["custom_id"], described.get("required", True)
    least = described.get("min_length") or (1 if needed else 0)
    most = described.get("max_length") or 4000
    is_left_out = not value and not needed
    assert is_left_out or least <= len(value) <= most, f"{name}: nobody can type {value!r} there"
    return {"value": value}


def _chosen_in(described: Payload, value: str) -> Payload:
    known = {one["value"] for one in described["options"]}
    assert value in known or (not value and not described.get("required", True)), (
        f"{described['custom_id']}: nobody can choose {value!r} there"
    )
    return {"values": [value] if value else []}


def _standing(described: Payload) -> str:
    if described["type"] == TEXT_INPUT:
        return described.get("value") or ""
    chosen = [one["value"] for one in described["options"] if one.get("default")]
    return chosen[0] if chosen else ""


def _values(
    described: Payload,
    options: dict[str, object],
    resolved: Payload,
    server: "FakeDiscord",
    focused: str | None,
    user: User,
) -> list[Payload]:
    known = {one["name"]: one for one in described.get("options", [])}
    assert set(options) <= set(known), f"options {set(options) - set(known)} are not registered"
    if focused is None:
        needed = {name for name, one in known.items() if one.get("required")}
        assert needed <= set(options), f"options {needed - set(options)} are required"
    values = []
    for name, value in options.items():
        option = {"name": name, "type": known[name]["type"], "value": value}
        if isinstance(value, Channel):
            assert known[name]["type"] == CHANNEL_OPTION
            assert value.kind in known[name].get("channel_types", [value.kind])
            option["value"] = value.id
            chosen = value.payload() | {"permissions": str(value.rights_of(user))}
            if server.tells_app_permissions:
                chosen["app_permissions"] = str(value.allowed)
            resolved.setdefault("channels", {})[value.id] = chosen
        if known[name]["type"] == ROLE_OPTION:
            role, unheard = str(value).partition("/")[::2]
            option["value"] = role
            resolved.setdefault("roles", {})[role] = role_payload(role, "fans") | {
                "mentionable": not unheard
            }
        choices = known[name].get("choices")
        assert not choices or value in {one["value"] for one in choices}, f"{value} is no choice"
        if isinstance(value, str) and known[name]["type"] == INTEGER_OPTION:
            option["value"] = int(value)
        if name == focused:
            assert known[name].get("autocomplete"), f"{name} offers no suggestions"
            option["focused"] = True
        values.append(option)
    return values


def _envelope(server: "FakeDiscord", interaction: Interaction) -> Payload:
    channel = interaction.channel
    found: Payload = {
        "version": 1,
        "id": interaction.id,
        "application_id": server.application_id,
        "type": interaction.kind,
        "token": interaction.token,
        "locale": interaction.user.locale,
        "entitlements": [],
        "attachment_size_limit": 10485760,
        "app_permissions": str(channel.allowed),
        "channel_id": channel.id,
        "channel": channel.payload(),
        "authorizing_integration_owners": _installed_by(channel, interaction.user),
    }
    if channel.guild is None:
        return found | {
            "context": 2 if channel.kind == GROUP else 1,
            "user": interaction.user.payload(),
        }
    member = channel.guild.member(interaction.user) | {
        "permissions": str(channel.rights_of(interaction.user))
    }
    return found | {"context": 0, "member": member, **_guild(channel.guild)}


def _installed_by(channel: Channel, user: User) -> Payload:
    """Return by whose install a command is there: the server's, or the user's own."""
    if channel.kind == GROUP or (channel.guild is not None and not channel.guild.is_home):
        return {"1": user.id}
    return {"0": channel.guild.id if channel.guild else "0"}


def _guild(guild: Guild) -> Payload:
    return {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
    }
