"""Which route answers an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from bot.ports.web import WebRoute

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Who answers what was asked for."""

    route: WebRoute | None
    """None: nobody."""
    parts: Mapping[str, str]
    """What the places in the route's path stand for."""
    allowed: tuple[str, ...] = ()
    """The methods that this address takes instead; empty: there is no such address."""


class Routing:
    """Some routes, to be looked through."""

    def __init__(self, routes: Sequence[WebRoute]) -> None:
        self._routes = [(_pattern(route.path), route) for route in routes]

    def route(self, method: str, path: str) -> Routed:
        """Return who answers *method* at *path*, which is as it was sent."""
        wanted = "GET" if method == "HEAD" else method
        allowed: dict[str, None] = {}
        for pattern, route in self._routes:
            found = pattern.fullmatch(path)
            parts = _unescaped(found.groupdict()) if found else None
            if parts is None:
                continue
            if route.method == wanted:
                return Routed(route=route, parts=parts)
            allowed |= dict.fromkeys(("GET", "HEAD") if route.method == "GET" else (route.method,))
        return Routed(route=None, parts={}, allowed=tuple(allowed))


def _pattern(path: str) -> re.Pattern[str]:
    pieces = _PLACE.split(path)
    between, names = map(re.escape, pieces[::2]), [f"(?P<{name}>[^/]+)" for name in pieces[1::2]]
    return re.compile(
        "".join(part for pair in zip(between, [*names, ""], strict=True) for part in pair)
    )


def _unescaped(parts: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return them; None where one is no text, and so no address of ours."""
    try:
        return {name: unquote_to_bytes(text).decode() for name, text in parts.items()}
    except UnicodeDecodeError:
        return None
