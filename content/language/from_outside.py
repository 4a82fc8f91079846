"""Text and links that strangers wrote, made fit to be shown among our own words."""

import re
import unicodedata
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

# What shows nothing and yet says something: marks that turn the reading direction, that join or
# part, that fill, that choose a variant, and tags. Those of them that are not of category Cf stand
# here by number. https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
_IGNORED: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""What a terminal may act on; of what Unicode has not assigned yet, it draws a box at most."""
_BLANKS: Final = re.compile(" {2,}")
_EMPTY_LINES: Final = re.compile("\n{3,}")
_LONGEST_LINK: Final = 2_000
_IN_LINKS: Final = re.compile(r"https?://[!-~]+", re.ASCII)
_NEVER_IN_LINKS: Final = re.compile(r"""[\\"<>`{}|^]""")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)
_OWN_NETWORK: Final = frozenset(
    {"localhost", "local", "internal", "lan", "home", "corp", "arpa", "onion", "test", "invalid"}
)
"""Names whose ends mean nothing, or something else, to whoever opens the link."""


def line_from_outside(text: str, *, most: int) -> str:
    """Return *text* in one line of at most *most* characters, of which every one is to be seen.

    Line breaks and tabs become a blank; controls, marks of direction and all that has no width go.
    What is cut ends in "…". Marks that a platform reads, such as @, are the platform's to escape.
    """
    seen = "".join(
        " " if character.isspace() else character
        for character in _IGNORED.sub("", text)
        if character.isspace() or unicodedata.category(character) not in _HIDDEN
    )
    line = " ".join(seen.split())
    if len(line) <= most:
        return line
    return f"{line[: most - 1].rstrip()}…"


def text_from_outside(text: str, *, most: int) -> str:
    """Return *text* of at most *most* characters, of which every one is to be seen, in its lines.

    Blanks are single, and of empty lines no two follow each other; the rest is as in one line.
    """
    hidden = {
        ord(one): " " if one.isspace() else None
        for one in set(text)
        if one != "\n"
        and (one.isspace() or unicodedata.category(one) in _HIDDEN or _IGNORED.fullmatch(one))
    }
    lines = _BLANKS.sub(" ", text.translate(hidden)).replace(" \n", "\n").replace("\n ", "\n")
    seen = _EMPTY_LINES.sub("\n\n", lines).strip()
    return seen if len(seen) <= most else f"{seen[: most - 1].rstrip()}…"


def inert(text: str) -> str:
    """Return *text* in its lines without what could steer a terminal, or hide or reorder words.

    What is left is as it was: nothing is cut, and no blank taken away.
    """
    steering = {ord(one): _instead_of(one) for one in set(text) if one != "\n" and _steers(one)}
    return text.translate(steering) if steering else text


def inert_json(text: str) -> str:
    """Return JSON *text* with what `inert` takes away spelled out, so that it says the same."""
    steering = {ord(one): _json_escape(one) for one in set(text) if one != "\n" and _steers(one)}
    return text.translate(steering) if steering else text


def _json_escape(character: str) -> str:
    """Return how a string of JSON spells *character* with letters and digits alone."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _STEERING or bool(_IGNORED.fullmatch(character))


def _instead_of(character: str) -> str:
    return " " if character.isspace() and character != "\r" else ""


def link_from_outside(url: str) -> str | None:
    """Return *url* where it is a public page's, to be opened by anybody; None: do not show it.

    http and https alone, without a user, at a name of several parts and at no other port than
    theirs: so a link says by itself where it leads, and never into the network of whoever opens it.
    """
    if len(url) > _LONGEST_LINK or not _IN_LINKS.fullmatch(url) or _NEVER_IN_LINKS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    labels = host.split(".")
    is_fit = (
        "@" not in parts.netloc
        and port in {None, 80, 443}
        and len(labels) > 1
        and all(map(_LABEL.fullmatch, labels))
        and labels[-1] not in _OWN_NETWORK
        and not _is_number(host)
    )
    return url if is_fit else None


def _is_number(host: str) -> bool:
    """Whether a host is an address, in whichever of the ways that browsers take for one."""
    try:
        ip_address(host)
    except ValueError:
        return re.fullmatch(r"\d+|0x[0-9a-f]*", host.rpartition(".")[2]) is not None
    return True
