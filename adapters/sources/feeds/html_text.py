"""The text of what is written in HTML, as a person reads it; what is struck out is no text."""

import re
from html.parser import HTMLParser
from typing import Final

from content.language.from_outside import text_from_outside

MOST_HTML: Final = 200_000
"""Characters of one item that are looked at; what follows is no news."""
_OPEN_TAG: Final = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""One that does not end before the next begins; `HTMLParser` looks for each such
end anew."""
GAP: Final = "\ufffc"
"""Stands where something was taken out, so that nothing is quoted across it."""

_NO_TEXT: Final = frozenset(
    {"s", "del", "strike", "script", "style", "template", "noscript", "iframe", "object", "svg"}
)
_STRUCK: Final = re.compile(r"line-through|display\s*:\s*none", re.IGNORECASE)
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q ruby samp "  # noqa: SIM905
    "small span strong sub sup time tt u var wbr img".split()
)
_LINE: Final = frozenset({"br", "li", "dt", "dd", "tr"})


class _TextMaker(HTMLParser):
    """Gathers text; HTML that is never closed, or is none, is read as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside = ""
        """The element that is no text and that we are in; empty: we are in none."""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what is no text, or a line, or a paragraph."""
        if self._inside:
            self._depth += tag == self._inside
            return
        if tag in _NO_TEXT or _is_hidden(attrs):
            if tag not in _VOID:
                self._inside, self._depth = tag, 1
                self.parts.append(GAP)
            return
        self._break(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Take "<br/>" for what it is; anything else that ends at once has no text either."""
        if not self._inside:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what was no text, or a paragraph."""
        if not self._inside:
            self._break(tag)
        elif tag == self._inside:
            self._depth -= 1
            if not self._depth:
                self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep what is text; a line break in it is a blank."""
        if not self._inside:
            self.parts.append(data.replace("\n", " "))

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n" if tag in _LINE else "\n\n")


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(
        name == "hidden" or (name == "style" and value and _STRUCK.search(value))
        for name, value in attrs
    )


def text_of_html(html: str, *, most: int = MOST_HTML) -> str:
    """Return the text of *html*, at most *most* characters of it."""
    html = html[:MOST_HTML]
    if "<" not in html and "&" not in html:
        return text_from_outside(html.replace("\n", " "), most=most)
    html = _OPEN_TAG.sub("&lt;", _without_comments(html))
    maker = _TextMaker()
    maker.feed(html)
    maker.close()
    return text_from_outside("".join(maker.parts), most=most)


def _without_comments(html: str) -> str:
    """Return it without them; one that never ends reaches to the end."""
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins + 4)
        at = len(html) if ends < 0 else ends + 3
    return "".join([*kept, html[at:]])
