"""Single keys of a table, each of the type it must have; what is wrong is noted."""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from content.files.faults import Notes, did_you_mean, either_of, shown
from content.files.lines import Place

Table = Mapping[str, Any]
T = TypeVar("T")

LONGEST_TEXT: Final = 240
SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
URL: Final = r"https?://[^\s/?#:@\\\[\]<>\"]+(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?"
# Controls would break a message's line; marks of direction would show it in another order.
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_TYPES: Final = {
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def check_keys(
    table: Table, required: frozenset[str], allowed: frozenset[str], place: Place, notes: Notes
) -> None:
    """Note every key of *table* that is not *allowed*, and every *required* one that is missing."""
    keys = table.keys()
    if not keys <= allowed:
        for key in (key for key in keys if key not in allowed):
            others = sorted(allowed - keys) or sorted(allowed)
            notes.add(
                (*place, key),
                f"unknown key {shown(key)} in {_named(place)}; {did_you_mean(key, others)}",
            )
    if not keys >= required:
        missing = sorted(required - keys)
        notes.add(
            place,
            f"{_named(place)} lacks {either_of(map(repr, missing)).replace(' or ', ' and ')}; "
            f"add {', '.join(f'{key} = …' for key in missing)}",
        )


def text_under(table: Table, key: str, place: Place, notes: Notes) -> str | None:
    """Return the text under *key*, or None where it is absent or wrong."""
    value = table.get(key)
    if value is None:
        return None
    return checked_text(value, (*place, key), notes)


def checked_text(
    value: object, place: Place, notes: Notes, longest: int = LONGEST_TEXT
) -> str | None:
    """Return *value* where it is one line of text that says something."""
    name = _key_of(place)
    if not isinstance(value, str):
        notes.add(place, f"{name} must be a text, not {shown(value)}; put it in quotes")
    elif not value.strip():
        notes.add(place, f"{name} is empty ({value!r}); write it, or leave the key out")
    elif unseen := _UNSEEN.search(value):
        notes.add(
            place,
            f"{name} {shown(value)} holds the unseen character {unseen[0]!r}; take it out, "
            "and keep the text on one line",
        )
    elif value[0].isspace() or value[-1].isspace():
        notes.add(place, f"{name} {shown(value)} begins or ends with a blank; take it away")
    elif len(value) > longest:
        notes.add(
            place, f"{name} {shown(value)} has {len(value)} characters; at most {longest} are shown"
        )
    else:
        return value
    return None


def slug(table: Table, key: str, place: Place, notes: Notes) -> str | None:
    """Return the slug under *key*: lower-case words with hyphens between."""
    value = text_under(table, key, place, notes)
    if value is None or re.fullmatch(SLUG, value):
        return value
    better = "-".join(re.findall("[a-z0-9]+", value.casefold()))
    cure = f"write {better!r}" if better else "write one such as 'jessica-jones'"
    notes.add(
        (*place, key),
        f"{key} {shown(value)} is no slug (lower-case letters, digits, hyphens between); {cure}",
    )
    return None


def choice(
    table: Table, key: str, choices: Mapping[str, T], place: Place, notes: Notes
) -> T | None:
    """Return what the word under *key* stands for, or None where it is absent or none of them."""
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        found = choices.get(value)
        if found is not None:
            return found
        cure = did_you_mean(value, choices)
        notes.add((*place, key), f"unknown {key} {shown(value)}; {cure}")
    else:
        notes.add((*place, key), f"{key} must be a text, not {shown(value)}; put it in quotes")
    return None


def flag(table: Table, key: str, place: Place, notes: Notes) -> bool:
    """Return whether *key* is true; absent is false."""
    return bool(typed(table, key, bool, place, notes))


def typed(table: Table, key: str, kind: type[T], place: Place, notes: Notes) -> T | None:
    """Return the value under *key* where it is of that *kind*, and nothing else that passes."""
    value = table.get(key)
    if value is None or type(value) is kind:
        return value
    notes.add(
        (*place, key),
        f"{key} must be {_TYPES.get(kind, kind.__name__)}, not {shown(value)}; write {key} = "
        f"{_EXAMPLES.get(kind, '…')}",
    )
    return None


_EXAMPLES: Final[dict[type, str]] = {
    bool: "true or leave it out",
    list: '["…", "…"]',
    dict: "{ … }",
}


def url(table: Table, key: str, place: Place, notes: Notes) -> str | None:
    """Return the address under *key*: http or https, with a host and nobody's name in it."""
    value = table.get(key)
    if value is None:
        return None
    address = checked_text(value, (*place, key), notes, longest=2048)
    if address is None or re.fullmatch(URL, address):
        return address
    notes.add(
        (*place, key),
        f"{key} {shown(address)} is no address of a page; write the whole of it, such as "
        "https://example.org/page",
    )
    return None


def _key_of(place: Place) -> str:
    """Return the innermost key of *place*, with the number of an element: "aliases[2]"."""
    last = place[-1]
    if isinstance(last, int):
        return f"number {last + 1} of {place[-2]}"
    return last


def _named(place: Place) -> str:
    match place:
        case ():
            return "the file"
        case ("show",):
            return "[show]"
        case ("sources", str(key)):
            return f"[sources.{key}]"
        case ("claim", int()):
            return "a claim"
        case _:
            return _key_of(place)
