"""The words of an article without the marks around them; what is struck out is no text."""

import re
from html import unescape
from typing import Final

GAP: Final = "\ufffc"
"""Stands where something was taken out, so that no quote reaches over it."""

_NO_TEXT: Final = ("s", "del", "strike", "script", "style", "template", "noscript")
_STRUCK: Final = re.compile(r"~~[^~\n]{1,400}~~")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:[\s/][^<>]{0,1000})?>")
_INLINE: Final = frozenset(
    "a abbr b bdi big cite code em font i ins mark q small span strong sub sup time u".split()  # noqa: SIM905
)


def plain_text(text: str) -> str:
    """Return *text* without tags, and without what is struck out; a block ends its line."""
    if "<" in text:
        text = _without_tags(_without_comments(text))
    if "&" in text:
        text = unescape(text)
    return _STRUCK.sub(GAP, text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], GAP]
        at = end + 3
    return "".join([*kept, text[at:]])


def _without_tags(text: str) -> str:
    kept: list[str] = []
    at, depth, inside = 0, 0, ""
    for tag in _TAG.finditer(text):
        closes, name = tag[1] == "/", tag[2].lower()
        if depth:
            if name == inside:
                depth += -1 if closes else 1
            at = tag.end()
            continue
        kept.append(text[at : tag.start()])
        at = tag.end()
        if name in _NO_TEXT and not closes:
            inside, depth = name, 1
            kept.append(GAP)
        elif name not in _INLINE:
            kept.append("\n\n")
    if not depth:
        kept.append(text[at:])
    return "".join(kept)
