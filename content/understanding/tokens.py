"""Written words to plain tokens: one spelling for what means the same."""

import re
import unicodedata
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Final

from content.understanding.lexicon.cldr import named_in
from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.languages import LANGUAGES, word_set, words_in, written

MOST_CHARACTERS: Final = 2000
MOST_TOKENS: Final = 500
"""Nobody asks longer; what stands beyond is not looked at."""

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
_OF_WEIGHT: Final = sorted({*".", *_QUOTES, *"".join(_QUOTES.values())})
_PIECE: Final = re.compile(
    r"([A-Za-z0-9]+)(?![^\W_]|['\u2019\u02bc][^\W_])"
    r"|([^\W_]+(?:['\u2019\u02bc][^\W_]+)*)"
    rf"|[{''.join(_OF_WEIGHT)}]|[^\w\s{''.join(_OF_WEIGHT)}]+|\n"
)
"""A plain word, another one, a mark that may mean something by itself, or a run of others."""
_PLAIN, _ANOTHER = 1, 2
_CAPITALS: Final = ascii_uppercase.encode()
ENDS: Final = frozenset("?!;\n\u3002")
"""Marks that end a sentence wherever they stand."""


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word, or one number, as it is compared and as it was written.

    Nothing changes one, though it is not frozen: a message may have hundreds, and to make a frozen
    one takes twice as long.
    """

    word: str
    raw: str
    after: str = ""
    """Punctuation behind it."""
    quote: int = 0
    """Which quotation it stands in, from 1; 0: none."""

    @property
    def ends_sentence(self) -> bool:
        """Whether the word ends a sentence."""
        return bool(self.after) and not ENDS.isdisjoint(self.after)


@dataclass(frozen=True, slots=True)
class Text:
    """A message as tokens."""

    tokens: tuple[Token, ...]
    shouts: bool = False
    """Whether it is all in capitals, so that capitals mean nothing."""
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The words as they are compared."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple([token.word for token in self.tokens]))


def normalise(written: str) -> Text:
    """Return *written* as tokens: NFKC, folded, without accents and without invisible marks."""
    visible = unicodedata.normalize("NFKC", _visible(written[:MOST_CHARACTERS]))[:MOST_CHARACTERS]
    words: list[str] = []
    raws: list[str] = []
    marks: list[str] = []
    """What stands behind each of the words."""
    quoted: list[int] = []
    closing, quote, quotes = "", 0, 0
    for match in _PIECE.finditer(visible):
        piece, sort = match[0], match.lastindex
        if sort == _PLAIN:
            words.append(piece.lower())
            raws.append(piece)
            marks.append("")
            quoted.append(quote)
        elif sort == _ANOTHER:
            for word, raw in _split(piece):
                words.append(word)
                raws.append(raw)
                marks.append("")
                quoted.append(quote)
        else:
            if quote and piece in closing:
                quote = 0
            elif piece in _QUOTES and not quote and _opens(visible, match.start(), piece):
                quotes += 1
                quote, closing = quotes, _QUOTES[piece]
            if words:
                is_end = piece == "." and _is_full_stop(visible, match.end(), words[-1])
                marks[-1] += f"{piece}\n" if is_end else piece
            continue
        if len(words) >= MOST_TOKENS:
            break
    tokens = tuple(map(Token, words[:MOST_TOKENS], raws, marks, quoted))
    return Text(tokens, shouts=_shouts(visible))


def _shouts(visible: str) -> bool:
    if visible.isascii():
        capitals = len(visible) - len(visible.encode().translate(None, _CAPITALS))
    else:
        capitals = sum(map(str.isupper, visible))
    return capitals > 8 and capitals > 4 * sum(map(str.islower, visible))


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


_OF_ONE_SCRIPT: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+|[^\u3040-\u30ff\u4e00-\u9fff]+")
_LONGEST: Final = 12
_LENGTHS: Final = {
    first: sorted({len(w) for w in _UNSPACED if w[:1] == first and 1 < len(w) <= _LONGEST})[::-1]
    for first in {word[:1] for word in _UNSPACED}
}
"""How long the words are that begin with a letter, the longest first."""


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
    return any(text.find(mark, at + 1) > 0 for mark in _QUOTES[piece])


def _is_full_stop(text: str, end: int, last: str) -> bool:
    """Whether a dot ends a sentence: not in "s.2", "A.K.A.", "3. April" or "vs."."""
    behind = text[end : end + 1]
    is_short = len(last) < 2 or last.isdigit() or last in _SHORTENED
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
    parts = _OF_ONE_SCRIPT.findall(piece)
    return [word for part in parts for word in (_japanese(part) if _is_east(part[0]) else [part])]


def _is_east(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff"


def _japanese(run: str) -> list[str]:
    """Cut a run without spaces at the longest words that are known; the rest goes letter-wise."""
    found: list[str] = []
    at = 0
    while at < len(run) and len(found) < MOST_TOKENS:
        end = at + 1
        for length in _LENGTHS.get(run[at], ()):
            if run[at : at + length] in _UNSPACED:
                end = at + length
                break
        found.append(run[at:end])
        at = end
    return found
