"""Marks that are spoken: "is echo out question mark", "when is it out full stop"."""

from dataclasses import replace
from typing import Final

from content.understanding.lexicon.languages import phrases
from content.understanding.tokens import Text, Token

_MARKS: Final = {
    **dict.fromkeys(phrases("spoken_question_marks"), "?"),
    **dict.fromkeys(phrases("spoken_full_stops"), ".\n"),
    **dict.fromkeys(phrases("spoken_commas"), ","),
}
_FEW: Final = 3
"""How many words stand before a spoken mark at least, so that a title may bear its name."""
_LONGEST: Final = max(map(len, _MARKS), default=0)


def punctuated(text: Text) -> Text:
    """Return *text* with the marks that are spoken in it as marks.

    Whoever types marks speaks none; a full stop is spoken at the end only.
    """
    if any(mark in token.after for token in text.tokens for mark in ".,;:!?"):
        return text
    found: list[Token] = []
    at = 0
    while at < len(text.tokens):
        mark, length = _spoken(text, at)
        if mark and len(found) >= _FEW:
            found[-1] = replace(found[-1], after=found[-1].after + mark)
            at += length
        else:
            found.append(text.tokens[at])
            at += 1
    return Text(tuple(found), shouts=text.shouts)


def _spoken(text: Text, at: int) -> tuple[str, int]:
    """The mark that is spoken there and how many words it takes; none: an empty text."""
    if text.tokens[at].quote:
        return "", 0
    for length in range(_LONGEST, 0, -1):
        mark = _MARKS.get(text.words[at : at + length], "")
        is_end = at + length == len(text.tokens)
        if mark and (is_end if mark == ".\n" else mark == "?" or not is_end):
            return mark, length
    return "", 0
