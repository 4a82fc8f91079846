"""Requests checked against Discord's own OpenAPI document, where it is at hand."""

import functools
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema_rs

_BESIDE = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"
DOCUMENT = Path(os.environ.get("FAKE_DISCORD_OPENAPI") or _BESIDE)
"""Beside the project, never in it."""

Schema = dict[str, Any]

_ALLOWED_EXTRAS = {
    "RichEmbed": {"flags"},
    "ApplicationCommandUpdateRequest": {"nsfw"},
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": {"tts"},
    "IncomingWebhookUpdateRequestPartial": {"tts"},
    "MessageEditRequestPartial": {"tts"},
}
"""What discord.py sends, Discord takes, and the document does not name."""


def is_at_hand() -> bool:
    return DOCUMENT.is_file()


class Validator:
    """Routes and bodies as the document has them, read in closed mode: an unknown key is wrong."""

    def __init__(self, document: Schema) -> None:
        self._components = {
            name: _loosened(schema, name)
            for name, schema in document["components"]["schemas"].items()
        }
        self._operations: list[tuple[str, re.Pattern[str], Schema]] = []
        paths = sorted(document["paths"].items(), key=lambda item: item[0].count("{"))
        for template, operations in paths:
            pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))
            for method, operation in operations.items():
                if isinstance(operation, dict) and "operationId" in operation:
                    self._operations.append((method.upper(), pattern, operation))
        self._compiled: dict[str, Any] = {}

    def faults(self, method: str, path: str, body: object) -> list[str]:
        """Return what is wrong with a request; *body* is None where there is none."""
        for verb, pattern, operation in self._operations:
            if verb == method and pattern.fullmatch(path):
                return self._body_faults(operation, body)
        return [f"{method} {path} is no operation of Discord's"]

    def _body_faults(self, operation: Schema, body: object) -> list[str]:
        described = operation.get("requestBody")
        if described is None:
            return [] if body is None else [f"{operation['operationId']} takes no body"]
        if body is None:
            needed = described.get("required")
            return [f"{operation['operationId']} needs a body"] if needed else []
        name = operation["operationId"]
        return [
            f"{name}: {error.message[:300]} at {'/'.join(map(str, error.instance_path))}"
            for error in self._schema_of(operation).iter_errors(body)
        ]

    def prepare(self, names: Iterable[str]) -> None:
        """Compile the schemas of operations before the first request: each takes its time."""
        for _, _, operation in self._operations:
            if operation["operationId"] in names:
                self._schema_of(operation)

    def _schema_of(self, operation: Schema) -> Any:
        name = operation["operationId"]
        if name not in self._compiled:
            described = operation["requestBody"]["content"]["application/json"]["schema"]
            self._compiled[name] = jsonschema_rs.validator_for(
                {**_loosened(described, ""), "components": {"schemas": self._components}}
            )
        return self._compiled[name]


@functools.cache
def validator() -> Validator | None:
    """Return the validator, or None where the document is not beside the project."""
    return Validator(json.loads(DOCUMENT.read_bytes())) if is_at_hand() else None


def _loosened(value: Any, name: str) -> Any:
    """Apply the two leniencies that real requests need, and close every object.

    Discord takes an integer where the document says snowflake, and its unions overlap.
    """
    if isinstance(value, list):
        return [_loosened(one, name) for one in value]
    if not isinstance(value, dict):
        return value
    if name == "SnowflakeType":
        return {"anyOf": [{"type": "string", "pattern": value["pattern"]}, {"type": "integer"}]}
    found = {key: _loosened(one, "") for key, one in value.items()}
    if "oneOf" in found and not all("const" in one for one in value["oneOf"]):
        found["anyOf"] = found.pop("oneOf")
    if found.get("type") == "object" and "properties" in found:
        for extra in _ALLOWED_EXTRAS.get(name, ()):
            found["properties"].setdefault(extra, {})
        found.setdefault("additionalProperties", False)
    return found
