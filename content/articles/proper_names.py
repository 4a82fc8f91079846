"""The proper names in a sentence that are nobody's we know: of people, channels and places."""

import re
from typing import Final

from content.articles.dates_said import english_word
from content.articles.words import compiled, lowered, news_words

_CAPITAL: Final = r"(?:[A-Z\u00c0-\u00de][\w'\u2019.&-]*\+?|[A-Z]\.)"
_NAME: Final = re.compile(
    rf"{_CAPITAL}(?:(?: (?:of the|of|the|de|del|von|van|and the|&) | )(?={_CAPITAL}){_CAPITAL})*"
)
_QUOTED: Final = re.compile(r"[\"\u201c](?=[A-Z0-9])([^\"\u201c\u201d\n]{2,60}?)[,.]?[\"\u201d]")


def proper_names(
    sentence: str, taken: list[tuple[int, int]], code: str
) -> list[tuple[int, int, str]]:
    """Return the names that are nobody's we know, each cut where a known one begins."""
    found: list[tuple[int, int, str]] = []
    words = news_words(code)
    ordinary = words.text("around.not_the_first_word").split("|") if words else []
    known = frozenset(ordinary)
    are_nouns = bool(words and words.text("names.nouns_have_capitals"))
    networks = compiled(code, r"(?:{names.networks})")
    for quoted in _QUOTED.finditer(sentence):
        inner = quoted[1]
        is_title = all(
            w[0].isupper() or not w[0].isalpha() or len(w) < 5 for w in inner.split() if w
        )
        if is_title and not overlaps(quoted.span(), taken):
            found.append((*quoted.span(1), inner))
            taken = [*taken, quoted.span(1)]
    for match in _NAME.finditer(sentence):
        for start, end in _free(*match.span(), taken):
            at, text = _name_in(sentence, start, end, known)
            text = _with_number(sentence, at, text, networks)
            if not text[:1].isupper() or len(text) < 2 or text in _NO_NAMES:
                continue
            if are_nouns and " " not in text and not networks.fullmatch(text.lower()):
                continue  # a noun as any other
            found.append((at, at + len(text), text))
    return found


_NAMED_LIKE_A_MONTH: Final = re.compile(
    r"(?P<before>\b[\w']+ )?\b(?:January|April|May|June|August|Summer|Autumn)"
    r" (?=(?P<last>[A-Z][a-z]{2,}))"
)
_OF_A_DATE: Final = frozenset(
    "in this last next of by until since early mid late on the its a an from to for before".split()  # noqa: SIM905
)


def first_names(sentence: str, code: str) -> list[tuple[int, int]]:
    """Return where a month is somebody's first name: "producer June Abbott"."""
    networks = compiled(code, r"(?:{names.networks})")
    return [
        (match.end() - len(match[0].split()[-1]) - 1, match.end() - 1)
        for match in _NAMED_LIKE_A_MONTH.finditer(sentence)
        if (match["before"] or "").strip().lower() not in _OF_A_DATE
        and networks.match(lowered(sentence[match.end() :])) is None
        and english_word(match["last"]) is None
    ]


def _with_number(sentence: str, at: int, text: str, networks: re.Pattern[str]) -> str:
    """Return a name with the number behind it where that makes a channel of it: "Channel 4"."""
    numbered = re.match(r" \d\b", sentence[at + len(text) :])
    if numbered and networks.fullmatch(lowered(text + numbered[0])):
        return text + numbered[0]
    return text


def _name_in(sentence: str, start: int, end: int, ordinary: frozenset[str]) -> tuple[int, str]:
    """Return where a name begins in a stretch, and it, without what only begins a sentence."""
    piece = sentence[start:end]
    at = start + len(piece) - len(piece.lstrip(" '\u2019,.-:"))
    text = _TRAILING.sub("", sentence[at:end].rstrip(" '\u2019,.-:"))
    if not sentence[:at].strip(_OPENING):
        first = text.split(" ")[0].rstrip(".,").lower().replace("\u2019", "'")
        if re.sub(r"'(?:ll|s|re|d|ve|m)$", "", first) in ordinary:
            cut = text.find(" ") + 1 or len(text)
            return at + cut, text[cut:]
    return at, text


_TRAILING: Final = re.compile(
    r"(?:(?:'s|\u2019s|[.,'\u2019])| (?:of the|of|the|and the|de|del|von|van|&))$"
)
_OPENING: Final = " \"'\u201c\u2018(-\u2022*\ufffc"
_NO_NAMES: Final = frozenset({"I'm", "I'd", "I'll", "I've", "OK", "TV"})


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of a stretch is not taken."""
    free = []
    for begin, until in sorted(span for span in taken if span[0] < end and start < span[1]):
        if begin > start:
            free.append((start, begin))
        start = max(start, until)
    return [*free, (start, end)] if start < end else free


def overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch has anything of those that are taken."""
    return any(start < span[1] and span[0] < end for start, end in taken)
