"""What Slack would refuse, by three oracles: its limits, its SDK's models, its own types."""

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from fakes.slack.workspace import parts_of

SPECS = Path(__file__).resolve().parents[3].parent / "shared" / "specs"
VIEW_SCHEMA = SPECS / "derived-view.from-slack-types-3.2.0.schema.json"
BLOCK_SCHEMA = SPECS / "derived-block-kit.from-slack-types-3.2.0.schema.json"

_MESSAGE_ARGUMENTS = frozenset(
    {"channel", "text", "blocks", "attachments", "markdown_text", "metadata", "token"}
    | {"thread_ts", "reply_broadcast", "username", "icon_url", "icon_emoji"}
    | {"mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media"}
)
_RESPONSE_ARGUMENTS = (_MESSAGE_ARGUMENTS - {"channel", "token"}) | {
    "response_type",
    "replace_original",
    "delete_original",
}
_EVENT_TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}")
_EMPTY_OR_LONG = {"text": 3000, "fallback": 3000, "format": 255, "url": 3000}

# An unknown key is refused by the schema; the SDK's warning beside it adds nothing.
logging.getLogger("slack_sdk.models").setLevel(logging.ERROR)


@cache
def block_schema() -> Any:
    """The compiled schema, or None where the shared folder is absent."""
    if not BLOCK_SCHEMA.exists():
        return None
    return jsonschema_rs.validator_for(json.loads(BLOCK_SCHEMA.read_text()))


@cache
def view_schema() -> Any:
    """The compiled schema of forms, or None where the shared folder is absent."""
    if not VIEW_SCHEMA.exists():
        return None
    return jsonschema_rs.validator_for(json.loads(VIEW_SCHEMA.read_text()))


def fault_in_view(view: dict[str, Any]) -> str | None:
    """Return Slack's error and why, or None where the form is fine."""
    surplus = {"title", "submit", "close", "clear_on_close"} & set(view)
    if view.get("type") == "home" and surplus:
        return f"invalid_arguments: a home has no {sorted(surplus)}"
    for name in ("title", "submit", "close"):
        words = (view.get(name) or {}).get("text", "x")
        if not 1 <= len(words) <= 24:
            return f"invalid_arguments: {name} has {len(words)} characters"
    if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        return "invalid_arguments: a form with fields needs a submit button"
    for name, most in (("private_metadata", 3000), ("callback_id", 255)):
        if len(view.get(name) or "") > most:
            return f"invalid_arguments: {name} has more than {most} characters"
    if len(view["blocks"]) > 100:
        return "invalid_blocks: more than 100"
    if len(json.dumps(view)) > 250_000:
        return "view_too_large: more than 250 kB"
    schema = view_schema()
    for error in schema.iter_errors(view) if schema is not None else ():
        return f"invalid_arguments: {error.message[:300]}"
    for block in view["blocks"]:
        if fault := fault_in_blocks([block], is_message=False):
            return fault
    for part in parts_of(view["blocks"]):
        if len(part.get("options", ())) > 100 or len(part.get("hint", {}).get("text", "")) > 2000:
            return "invalid_blocks: too long"
    if fault := _fault_in_buttons(view["blocks"]):
        return fault
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    return "invalid_blocks: a block_id twice" if len(ids) != len(set(ids)) else None


def _fault_in_buttons(blocks: list[dict[str, Any]]) -> str | None:
    """Return why a row of buttons is refused: an action twice in it."""
    for block in blocks:
        names = [one["action_id"] for one in block.get("elements", ()) if "action_id" in one]
        if len(names) != len(set(names)):
            return "invalid_blocks: an action_id twice in a block"
    return None


def fault_in_options(told: Any) -> str | None:
    """Return why Slack shows no choices for what is being typed, or None where it does."""
    if not isinstance(told, dict) or set(told) != {"options"}:
        return f"it is told {str(told)[:100]}, and no options"
    if len(told["options"]) > 100:
        return f"{len(told['options'])} options"
    for option in told["options"]:
        text = option.get("text") or {}
        if set(option) - {"text", "value", "description"} or text.get("type") != "plain_text":
            return f"{option} is no option"
        if not 1 <= _units(text["text"]) <= 75 or not 1 <= len(option["value"]) <= 75:
            return f"{option} is too long, or empty"
    values = [option["value"] for option in told["options"]]
    return "an option twice" if len(values) != len(set(values)) else None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def fault_in_message(arguments: dict[str, Any], *, is_response: bool = False) -> str | None:
    """Return Slack's error and why, or None where the message is fine."""
    unknown = set(arguments) - (_RESPONSE_ARGUMENTS if is_response else _MESSAGE_ARGUMENTS)
    if unknown:
        return f"invalid_arguments: {sorted(unknown)}"
    text, blocks = arguments.get("text"), arguments.get("blocks") or []
    if not isinstance(text, str) or not text.strip():
        return "no_text: text is required, blocks or not"
    if len(text) > 40_000:
        return "msg_too_long: text"
    if not isinstance(blocks, list):
        return "invalid_blocks_format: no list"
    return fault_in_blocks(blocks) or fault_in_metadata(arguments.get("metadata"))


def fault_in_blocks(blocks: list[dict[str, Any]], *, is_message: bool = True) -> str | None:
    """Return Slack's error and why, or None where the blocks are fine."""
    if len(blocks) > 50:
        return f"invalid_blocks: {len(blocks)} blocks"
    for index, block in enumerate(blocks):
        try:
            parsed = Block.parse(block)
            if parsed is None:
                return f"invalid_blocks: /{index} is of no known type"
            parsed.validate_json()
        except (SlackObjectFormationError, TypeError, AttributeError, KeyError) as error:
            return f"invalid_blocks: /{index} {error}"
    schema = block_schema() if is_message else None
    if schema is not None and blocks:
        for error in schema.iter_errors(blocks):
            return f"invalid_blocks: {error.message[:300]}"
    for part in parts_of(blocks):
        for key, limit in _EMPTY_OR_LONG.items():
            value = part.get(key)
            if isinstance(value, str) and not 1 <= len(value) <= limit:
                return f"invalid_blocks: {part.get('type')}/{key} has {len(value)} characters"
        if part.get("type", "").startswith("rich_text") and not part.get("elements"):
            return f"invalid_blocks: {part['type']} is empty"
    if sum(len(part["text"]) for part in parts_of(blocks) if _has_words(part)) > 13_200:
        return "msg_blocks_too_long: more than 13,200 characters"
    if fault := _fault_in_buttons(blocks):
        return fault
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    return "invalid_blocks: a block_id twice" if len(ids) != len(set(ids)) else None


def _has_words(part: dict[str, Any]) -> bool:
    return isinstance(part.get("text"), str)


def fault_in_metadata(metadata: Any) -> str | None:
    """Return Slack's error and why, or None where the metadata is fine."""
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        return "invalid_metadata_format: event_type and event_payload"
    if not _EVENT_TYPE.fullmatch(str(metadata["event_type"])):
        return "invalid_metadata_format: event_type"
    payload = metadata["event_payload"]
    if not isinstance(payload, dict):
        return "invalid_metadata_format: event_payload"
    if not all(isinstance(value, str | int | float | bool) for value in payload.values()):
        return "invalid_metadata_schema: event_payload is not flat"
    return "metadata_too_large: event_payload" if len(json.dumps(payload)) > 8000 else None
