"""The limits that Discord enforces and its OpenAPI document does not say."""

import re
from typing import Any

from fakes.discord.state import V2, parts_of

Body = dict[str, Any]

_COMMAND_NAME = re.compile(r"[-_\w]{1,32}")


def message_faults(body: Body) -> list[str]:
    """Return what is wrong with a message that is to be created."""
    faults = _content_faults(body)
    if len(str(body.get("nonce") or "")) > 25:
        faults.append("a nonce holds at most 25 characters")
    embeds = body.get("embeds") or []
    if len(embeds) > 10:
        faults.append("more than 10 embeds")
    for embed in embeds:
        faults += _embed_faults(embed)
    total = sum(_embed_length(embed) for embed in embeds)
    if total > 6000:
        faults.append(f"embeds hold {total} characters; 6000 are allowed")
    if (body.get("flags") or 0) & V2:
        return faults + _layout_faults(body) + _mention_faults(body.get("allowed_mentions"))
    faults += _component_faults(body.get("components") or [])
    if not (body.get("content") or embeds or body.get("components") or body.get("sticker_ids")):
        faults.append("cannot send an empty message")
    faults += _mention_faults(body.get("allowed_mentions"))
    return faults


def _content_faults(body: Body) -> list[str]:
    content = body.get("content") or ""
    if _units(content) > 2000:
        return [f"content holds {_units(content)} characters; 2000 are allowed"]
    if content and not content.strip():
        return ["content is only white space"]
    return []


def _embed_faults(embed: Body) -> list[str]:
    faults = []
    for name, limit in (("title", 256), ("description", 4096)):
        if name in embed and not 1 <= _units(embed[name] or "") <= limit:
            faults.append(f"embed {name} must hold 1 to {limit} characters")
    for name, inner, limit in (("footer", "text", 2048), ("author", "name", 256)):
        if name in embed and not 1 <= _units(embed[name].get(inner) or "") <= limit:
            faults.append(f"embed {name} must hold 1 to {limit} characters")
    fields = embed.get("fields") or []
    if len(fields) > 25:
        faults.append("more than 25 fields")
    for field in fields:
        if not 1 <= _units(field.get("name") or "") <= 256:
            faults.append("a field's name must hold 1 to 256 characters")
        if not 1 <= _units(field.get("value") or "") <= 1024:
            faults.append("a field's value must hold 1 to 1024 characters")
    if not _embed_length(embed) and not any(embed.get(k) for k in ("image", "thumbnail", "url")):
        faults.append("an embed is empty")
    return faults


def _embed_length(embed: Body) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        parts += [field.get("name"), field.get("value")]
    return sum(_units(part or "") for part in parts)


def _layout_faults(body: Body) -> list[str]:
    """Return what is wrong with a message that is made of components alone.

    https://docs.discord.com/developers/components/reference#legacy-message-component-behavior
    """
    named = [name for name in ("content", "embeds", "poll", "sticker_ids") if body.get(name)]
    faults = [f"{name} is in a message of components" for name in named]
    every = parts_of(body.get("components") or [])
    if not every:
        faults.append("cannot send an empty message")
    if len(every) > 40:
        faults.append(f"{len(every)} components; 40 are allowed")
    shown = sum(_units(one.get("content") or "") for one in every)
    if shown > 4000:
        faults.append(f"the components show {shown} characters; 4000 are allowed")
    return faults + _custom_id_faults([one for one in every if one["type"] in {2, 3}])


def modal_faults(modal: Body) -> list[str]:
    """Return what is wrong with a form.

    https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
    """
    parts = modal.get("components") or []
    faults = [] if 1 <= len(parts) <= 5 else [f"a form of {len(parts)} components; 1 to 5 may be"]
    inputs = [one["component"] for one in parts if one.get("type") == 18]
    for one in inputs:
        value, most = one.get("value") or "", one.get("max_length") or 4000
        if one["type"] == 4 and len(value) > most:
            faults.append(f"{one['custom_id']} is filled with more than its {most} characters")
        if one["type"] == 4 and one.get("label"):
            faults.append(f"{one['custom_id']} has a label of its own inside of a label")
        chosen = [option for option in one.get("options") or [] if option.get("default")]
        if len(chosen) > (one.get("max_values") or 1):
            faults.append(f"{one['custom_id']} begins with more chosen than can be")
    return faults + _custom_id_faults(inputs)


def _component_faults(rows: list[Body]) -> list[str]:
    faults: list[str] = []
    if len(rows) > 5:
        faults.append("more than 5 rows of components")
    faults += [f"component {one['type']} needs the flag" for one in rows if one["type"] != 1]
    return faults + _custom_id_faults([one for row in rows for one in row.get("components") or []])


def _custom_id_faults(components: list[Body]) -> list[str]:
    faults: list[str] = []
    seen: set[str] = set()
    for component in components:
        custom = component.get("custom_id")
        linked = component.get("type") == 2 and component.get("style") in {5, 6}
        if linked:
            continue
        if not custom or len(custom) > 100:
            faults.append("a component needs a custom_id of 1 to 100 characters")
        elif custom in seen:
            faults.append(f"custom_id {custom!r} is there twice")
        else:
            seen.add(custom)
    return faults


def _mention_faults(allowed: Body | None) -> list[str]:
    if not allowed:
        return []
    clash = [k for k in ("users", "roles") if k in (allowed.get("parse") or []) and allowed.get(k)]
    return [f"allowed_mentions parses {name} and lists them too" for name in clash]


def command_faults(commands: list[Body]) -> list[str]:
    """Return what is wrong with the commands that are to be registered."""
    faults = []
    names = [(one.get("type") or 1, one.get("name")) for one in commands]
    if len(set(names)) < len(names):
        faults.append("two commands have one name")
    if sum(kind == 1 for kind, _ in names) > 100:
        faults.append("more than 100 chat input commands")
    for command in commands:
        faults += _named_faults(command)
        if _described_length(command) > 8000:
            faults.append(f"command {command.get('name')} holds more than 8000 characters")
    return faults


def _named_faults(thing: Body) -> list[str]:
    name = thing.get("name") or ""
    faults = []
    if not _COMMAND_NAME.fullmatch(name) or name != name.lower():
        faults.append(f"{name!r} is no name for a command or an option")
    if not 1 <= len(thing.get("description") or "") <= 100:
        faults.append(f"{name}: the description must hold 1 to 100 characters")
    options = thing.get("options") or []
    if len(options) > 25:
        faults.append(f"{name}: more than 25 options")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        faults.append(f"{name}: a required option follows one that is not")
    if len({option.get("name") for option in options}) < len(options):
        faults.append(f"{name}: two options have one name")
    for option in options:
        if option.get("autocomplete") and option.get("choices"):
            faults.append(f"{name}: an option completes and has choices")
        faults += _named_faults(option)
    return faults


def _described_length(thing: Body) -> int:
    inner = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    own = sum(len(str(thing.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_described_length(one) for one in inner)


def choice_faults(choices: list[Body]) -> list[str]:
    """Return what is wrong with the choices that an option is completed with."""
    faults = ["more than 25 choices"] if len(choices) > 25 else []
    for choice in choices:
        faults += [
            f"a choice's {key} must hold 1 to 100 characters"
            for key in ("name", "value")
            if isinstance(choice.get(key), str) and not 1 <= len(choice[key]) <= 100
        ]
    return faults


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
