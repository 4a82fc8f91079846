"""Written words to plain tokens: one spelling for what means the same."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from content.understanding.lexicon.cldr import named_in
from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.languages import LANGUAGES, word_set, words_in, written

MOST_CHARACTERS: Final = 2000
MOST_TOKENS: Final = 500
"""Nobody asks longer; what stands beyond is not looked at."""

_PIECE = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*|[^\w\s]|\n")
_INVISIBLE: Final = {"Cf", "Cc", "Co", "Cs"}
_ENDINGS: Final = written("endings")
"""What stands behind an apostrophe in English; possessives become "is" too, harmlessly."""
_QUOTES: Final = {
    '"': '"',
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    "\u300c": "\u300d",
    "'": "'",
}
_ENDS: Final = frozenset("?!;\n\u3002")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or one number, as it is compared and as it was written."""

    word: str
    raw: str
    after: str = ""
    """Punctuation behind it."""
    quote: int = 0
    """Which quotation it stands in, from 1; 0: none."""

    @property
    def ends_sentence(self) -> bool:
        """Whether the word ends a sentence."""
        return bool(self.after) and not _ENDS.isdisjoint(self.after)


@dataclass(frozen=True, slots=True)
class Text:
    """A message as tokens."""

    tokens: tuple[Token, ...]
    shouts: bool = False
    """Whether it is all in capitals, so that capitals mean nothing."""
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The words as they are compared."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(token.word for token in self.tokens))


def normalise(written: str) -> Text:
    """Return *written* as tokens: NFKC, folded, without accents and without invisible marks."""
    visible = unicodedata.normalize("NFKC", _visible(written[:MOST_CHARACTERS]))[:MOST_CHARACTERS]
    tokens: list[Token] = []
    closing, quote, quotes = "", 0, 0
    for match in _PIECE.finditer(visible):
        piece = match.group()
        if not piece[0].isalnum():
            if quote and piece in closing:
                quote = 0
            elif piece in _QUOTES and not quote and _opens(visible, match.start(), piece):
                quotes += 1
                quote, closing = quotes, _QUOTES[piece]
            if tokens:
                last = tokens[-1]
                mark = (
                    f"{piece}\n"
                    if piece == "." and _is_full_stop(visible, match.end(), last)
                    else piece
                )
                tokens[-1] = Token(last.word, last.raw, last.after + mark, last.quote)
            continue
        tokens += [Token(word, raw, quote=quote) for word, raw in _split(piece)]
        if len(tokens) >= MOST_TOKENS:
            break
    capitals = sum(character.isupper() for character in visible)
    small = sum(character.islower() for character in visible)
    return Text(tuple(tokens[:MOST_TOKENS]), shouts=capitals > 8 and capitals > 4 * small)


_SHORTENED: Final = word_set("abbreviations")
"""Abbreviations, whose dot ends no sentence."""
_UNSPACED: Final = word_set("unspaced").union(
    *(
        names.values()
        for code in LANGUAGES
        if words_in(code, "unspaced")
        for names in named_in(code).values()
    )
)
"""Words that no blanks part, those that the CLDR has among them."""


def look_up_key(name: str) -> str:
    """Return *name* as it is looked up: its words folded and run together."""
    return "".join(normalise(name).words)


def _visible(written: str) -> str:
    if written.replace("\n", "").isprintable():  # as nearly everything is
        return written
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE else "" for c in written
    )


def _opens(text: str, at: int, piece: str) -> bool:
    """Whether a quotation begins here: behind a gap, before a word, and closed somewhere."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() or after.isspace():
        return False
    return any(mark in text[at + 1 :] for mark in _QUOTES[piece])


def _is_full_stop(text: str, end: int, last: Token) -> bool:
    """Whether a dot ends a sentence: not in "s.2", "A.K.A.", "3. April" or "vs."."""
    behind = text[end : end + 1]
    is_short = len(last.word) < 2 or last.word.isdigit() or last.word in _SHORTENED
    return (not behind or behind.isspace()) and not is_short


def _split(piece: str) -> list[tuple[str, str]]:
    """Cut a run of letters and digits into words: at apostrophes and where the script changes."""
    piece = piece.replace("\u2019", "'").replace("\u02bc", "'")
    head, apostrophe, tail = piece.partition("'")
    if not apostrophe:
        return [(fold(part), part) for part in _scripts(piece)]
    ending = fold(tail)
    if ending == "t":
        return [(fold(head + tail), piece)]
    if ending in _ENDINGS and len(head) > 1:
        return [(fold(head), head), (_ENDINGS[ending], tail)]
    return [pair for part in piece.split("'") if part for pair in _split(part)]


def _scripts(piece: str) -> list[str]:
    if piece.isascii():
        return [piece]
    parts: list[str] = []
    east = None
    for character in piece:
        is_east = _is_east(character)
        if parts and is_east is east:
            parts[-1] += character
        else:
            parts.append(character)
        east = is_east
    return [word for part in parts for word in (_japanese(part) if _is_east(part[0]) else [part])]


def _is_east(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff"


def _japanese(run: str) -> list[str]:
    """Cut a run without spaces at the longest words that are known; the rest goes letter-wise."""
    found, at = [], 0
    while at < len(run):
        length = next((n for n in range(12, 1, -1) if run[at : at + n] in _UNSPACED), 1)
        found.append(run[at : at + length])
        at += length
    return found
