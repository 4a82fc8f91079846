"""A JSON Schema of show files, for editors that complete and check TOML while one types."""

from collections.abc import Iterable
from typing import Any, Final

from content.facts.kinds import Kind, Shape
from content.show_files import claims, show
from content.show_files.countries import COUNTRIES
from content.show_files.date_fields import WEEKDAYS
from content.show_files.fields import LONGEST_TEXT, SLUG, URL

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_TEXT}
_SLUG: Final[Schema] = {"type": "string", "pattern": f"^{SLUG}$"}
# Editors hand a TOML date on as the text of it, so both ways of writing one are a text here.
_DATE: Final[Schema] = {
    "type": "string",
    "minLength": 4,
    "pattern": r"^(XXXX|(\.\./)?\d{4}.*)$",
    "description": "2018, 2018-03, 2018-03-08, 2018-early, 2018-36 (fourth quarter), 2018/.. …",
}


def toml_schema() -> Schema:
    """Return the schema (Draft 2020-12) of one show file.

    It knows keys, words and shapes. What only a reading of the whole can tell, such as a day that
    does not exist or a source that is not listed, `violet check` tells.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A show file of Violet",
        "description": "A show, or more claims about one; see docs/content.md.",
        **_table(
            {
                "show": {"oneOf": [_SLUG, _show()]},
                "sources": {"type": "object", "additionalProperties": _source()},
                "claim": {"type": "array", "items": _claim()},
            },
            required={"show"},
        ),
    }


def _show() -> Schema:
    return _table(
        {
            "id": _SLUG,
            **dict.fromkeys(("title", "short", "network"), _TEXT),
            "zone": {**_TEXT, "description": "An IANA zone, such as America/Los_Angeles."},
            "drop": {
                "type": "string",
                "pattern": r"^\d{2}:\d{2}:\d{2}(\.\d+)?$",
                "description": "The local time in the zone at which a season appears: 00:00:00.",
            },
            "limited": {"type": "boolean"},
            "colour": {
                "type": "string",
                "pattern": f"^{show.COLOUR.pattern}$",
                "description": "The colour of its pictures, such as #5b2a86.",
            },
            "aliases": {"type": "array", "items": {"oneOf": [_TEXT, _alias()]}},
            "namesakes": {"type": "array", "items": _TEXT},
        },
        required=show.REQUIRED,
    )


def _alias() -> Schema:
    return _table(
        {
            "name": _TEXT,
            "exact_case": {"type": "boolean"},
            "shared": {"type": "boolean"},
            "since": _DATE,
            "until": _DATE,
        },
        required=show.ALIAS_REQUIRED,
    )


def _source() -> Schema:
    return _table(
        {
            "publisher": _TEXT,
            "url": {"type": "string", "pattern": f"^{URL}$"},
            "published": _DATE,
            "basis": {"enum": list(claims.BASES)},
        },
        required=claims.SOURCE_REQUIRED,
    )


def _claim() -> Schema:
    return {
        **_table(
            {
                "id": _SLUG,
                "season": {
                    "oneOf": [
                        {"type": "integer", "minimum": 1, "maximum": claims.LAST_SEASON},
                        {"enum": list(claims.NAMED_SEASONS)},
                    ]
                },
                "kind": {"enum": list(claims.KINDS)},
                "value": {"type": ["string", "integer"]},
                "weekday": {"enum": list(WEEKDAYS)},
                "stance": {"enum": list(claims.STANCES)},
                "authority": {"enum": list(claims.AUTHORITIES)},
                "source": {"oneOf": [{"type": "string", "minLength": 1}, _source()]},
                "reported_on": _DATE,
                "market": {"enum": sorted(COUNTRIES)},
                "action": {"enum": list(claims.ACTIONS)},
                "retracts": {"type": "array", "items": _SLUG, "minItems": 1},
                **dict.fromkeys(("says", "claimant", "via", "detail"), _TEXT),
            },
            required=claims.REQUIRED,
        ),
        "allOf": [*(_of_shape(shape) for shape in Shape), _retraction()],
    }


def _of_shape(shape: Shape) -> Schema:
    """Return what the value must be where the kind is of that *shape*."""
    value = {
        Shape.DATE: _DATE,
        Shape.EVENT: _DATE,
        Shape.TEXT: _TEXT,
        Shape.COUNT: {"type": "integer", "minimum": 1, "maximum": claims.MOST_COUNTED},
    }[shape]
    kinds = [kind.value for kind in Kind if kind.shape is shape]
    return {
        "if": {"properties": {"kind": {"enum": kinds}}, "required": ["kind"]},
        "then": {"properties": {"value": value}},
    }


def _retraction() -> Schema:
    """Return the rule that an action of retracting and the claims it retracts go together."""
    return {
        "if": {"properties": {"action": {"const": "retracts"}}, "required": ["action"]},
        "then": {"required": ["retracts"]},
        "else": {"not": {"required": ["retracts"]}},
    }


def _table(properties: Schema, *, required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }
