"""Plain text made safe for Discord: it shows as it was written, and links or pings nobody."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

from adapters.discord.traits import DISCORD, slashed
from content.language.command_hints import CommandHint, spelled, with_commands
from content.language.places_named import with_mentions
from content.language.wording import ENGLISH, Wording

_MARKS: Final = frozenset("\\*_~`|[]<>")
"""What Discord reads as formatting anywhere in a line.

https://docs.discord.com/developers/reference#message-formatting
"""
_LEADING: Final = frozenset("#-+")
"""What makes a heading, a list or small print at the start of a line."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, and part of emoji and of several scripts."""
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ADDRESS_LIMIT: Final = 1000
ELLIPSIS: Final = "…"

CommandIds = Mapping[str, int]
"""The ids of registered commands by their names, without which none can be clicked."""
NO_IDS: Final[CommandIds] = MappingProxyType({})


def units(text: str) -> int:
    """Return the length in UTF-16 units, which is never less than Discord's own count."""
    return len(text) + sum(char > "\uffff" for char in text)


def escaped(
    text: str, limit: int, command_ids: CommandIds = NO_IDS, wording: Wording = ENGLISH
) -> str:
    """Return *text* as one line that Discord shows literally, at most *limit* long.

    What does not fit ends in "…", and never in half an escape. A command in it can be clicked
    where its id is among *command_ids*, and where Discord reads formatting; what is behind its
    name is in the language of *wording*.
    https://docs.discord.com/developers/reference#message-formatting
    """
    return _cut(_pieces_of(" ".join(text.split()), command_ids, wording), limit)


def plain(text: str, limit: int) -> str:
    """Return *text* as one line for where Discord reads no formatting, at most *limit* long."""
    return _cut(
        _visible(" ".join(spelled(text, DISCORD.spelling).split())).replace("@", "@\u200b"), limit
    )


def one_line(text: str) -> str:
    """Return what somebody typed into several lines as one, without what cannot be seen."""
    return " ".join(_visible(" ".join(text.split())).split())


def _cut(pieces: Iterable[str], limit: int) -> str:
    kept: list[tuple[str, int]] = []
    length = 0
    for piece in pieces:
        size = units(piece)
        if length + size > limit:
            while kept and length + 1 > limit:
                length -= kept.pop()[1]
            return "".join(piece for piece, _ in kept).rstrip() + (ELLIPSIS if limit > 0 else "")
        kept.append((piece, size))
        length += size
    return "".join(piece for piece, _ in kept)


def web_address(url: str) -> str | None:
    """Return *url* encoded so that it cannot end its link early; None where it is no web page."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return None
    plain = host.replace("-", "").replace(".", "").replace("_", "")
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not plain.isalnum():
        return None
    address = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    try:
        address += quote(parts.path, safe="/%:!$&'*+,;=~-._")
        address += f"?{quote(parts.query, safe=_IN_QUERY)}" if parts.query else ""
        address += f"#{quote(parts.fragment, safe=_IN_QUERY)}" if parts.fragment else ""
    except UnicodeEncodeError:
        return None
    return address if len(address) <= _ADDRESS_LIMIT else None


_IN_QUERY: Final = "/%:!$&'*+,;=~-._?"


def link(label: str, url: str, limit: int = 100) -> str:
    """Return *label*, cut to *limit*, as a link to *url*; alone where *url* is no web page."""
    shown, address = escaped(label, limit), web_address(url)
    if address is None:
        return shown
    return f"[{shown or escaped(urlsplit(address).netloc, limit)}]({address})"


def _pieces_of(line: str, command_ids: CommandIds, wording: Wording) -> Iterator[str]:
    """Yield what may not be cut in two; *line* has no breaks, which could begin a heading."""
    for part in with_commands(line):
        if isinstance(part, str):
            yield from _said(part)
            continue
        command_id = command_ids.get(part.verb.partition(" ")[0])
        name = slashed(CommandHint(part.verb), wording)
        # What can be clicked has its own name, which Discord shows in its reader's language.
        yield name if command_id is None else f"</{part.verb}:{command_id}>"
        yield from _pieces(_visible(slashed(part, wording).removeprefix(name)))


def _said(text: str) -> Iterator[str]:
    """Yield what is no command; a role is shown by its name, and nobody is notified of that."""
    for part in with_mentions(text):
        if isinstance(part, str):
            yield from _pieces(_visible(part))
        elif part.id.isascii() and part.id.isdigit():
            yield f"<@&{part.id}>"
        else:
            yield from _pieces(_visible(part.id))


def _visible(text: str) -> str:
    """Drop what moves or hides other text."""
    return "".join(
        char for char in text if char in _JOINERS or unicodedata.category(char) not in _INVISIBLE
    )


def _pieces(line: str) -> Iterator[str]:
    for place, char in enumerate(line):
        if char == "@":
            yield "@\u200b"  # no backslash helps: mentions are found before formatting is read
        elif char in _MARKS or _is_special_here(line, place):
            yield "\\" + char
        else:
            yield char


def _is_special_here(line: str, place: int) -> bool:
    char = line[place]
    if char == ":":
        return line.startswith("//", place + 1)  # a bare address would become a link
    if place == 0:
        return char in _LEADING
    return char in ".)" and line[:place].isdigit()
