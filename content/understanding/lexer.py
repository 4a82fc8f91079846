"""Tokens to meanings: the language of a message, and what its words mean in it."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.understanding.lexicon import ordinary, part_words, season_words, time_words
from content.understanding.lexicon.languages import LANGUAGES, MODEL, phrases_in, words_in
from content.understanding.lexicon.meanings import Feature
from content.understanding.tokens import Token

MOST_CORRECTED: Final = 16
"""How many unknown words of one message are tried as misspelt."""


NOTHING: Final[frozenset[Feature]] = frozenset()
"""What a word means that is in no list."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stretch of a message and what it means."""

    concepts: frozenset[Feature]
    start: int
    end: int

    @property
    def places(self) -> range:
        """Where its words stand."""
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is understood in one language, English beside it."""

    code: str
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[Feature]], ...]]
    """By their first word, longest first."""
    words: frozenset[str]
    correctable: tuple[str, ...]
    alone: Mapping[str, frozenset[Feature]]
    """What a word means by itself, whatever phrase it may begin."""

    def meanings(self, words: Sequence[str]) -> tuple[Meaning, ...]:
        """Return what *words* mean, the longest phrase at each place."""
        words = tuple(words)
        found: list[Meaning] = []
        at = 0
        while at < len(words):
            end = at + 1
            for phrase, concepts in self.phrases.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    end = at + len(phrase)
                    found.append(Meaning(concepts, at, end))
                    break
            at = end
        return tuple(found)

    def means(self, word: str) -> frozenset[Feature]:
        """Return what *word* means by itself."""
        return self.alone.get(word, NOTHING)

    def corrected(self, word: str) -> str:
        """Return the known word that *word* is a slip of, or itself."""
        return _corrected(self.code, word)


def language_of(
    words: Iterable[str], foreign: Iterable[str] | None = None, spoken: str | None = None
) -> Language:
    """Return the language whose small words are there; English where it is no clearer.

    *foreign*: those of the words that may be of another language; all of them, unless given.
    *spoken*: the language of the talk so far; None: there is none. Words that are chatted in
    English as well, "n" or "a", tell another language only where nothing else speaks for either.
    """
    seen = set(words)
    best, most = MODEL, len(seen & _MODEL_MARKS)
    if foreign is not None:
        seen = set(foreign)
    elif len(seen) == 1 and not seen.isdisjoint(_ALONE):
        return language(_ALONE[seen.pop()])
    if any("\u3040" <= word[:1] <= "\u30ff" for word in seen):
        return language("ja")
    marking = seen & _ALL_MARKS
    strange = (seen & _ALL_OWN_WORDS) - language(MODEL).words
    for code, marks in _MARKS.items():
        own_marks, own = marking & marks, strange & _OWN_WORDS[code]
        count = len(own_marks) + len(own)
        if count > most and not _is_only_chatted(seen, own_marks | own, code, spoken):
            best, most = code, count
    return language(best)


def _is_only_chatted(
    seen: AbstractSet[str], voting: AbstractSet[str], code: str, spoken: str | None
) -> bool:
    """Whether what tells the language *code* may as well be chat in another: "n daredevil??"."""
    if not all(len(word) == 1 or word in _CHATTED for word in voting - _MODEL_MARKS):
        return False
    if spoken is not None:
        return spoken != code
    is_elided = voting.isdisjoint(_CHATTED | (_WHOLE_LETTERS & _MARKS[code]))
    return is_elided or not (seen - voting - _OWN_WORDS[code]).isdisjoint(_model_words())


@cache
def _model_words() -> AbstractSet[str]:
    """Every word of English, and none that only another language has: "june", no "juin"."""
    tables = LANGUAGES.get(MODEL, {}).values()
    written = chain.from_iterable(
        text.replace(",", " ").split() for t in tables for text in t.values()
    )
    return (language(MODEL).words - _NUMBERS_AND_DAYS) | frozenset(written)


@cache
def language(code: str) -> Language:
    """Return what is understood in the language *code*; its own words go before English ones."""
    marks = _MARKS.get(code, frozenset())
    own = _phrases(code) if code in _MARKS else {}
    by_phrase = {
        phrase: features
        for phrase, features in _phrases(MODEL).items()
        if len(phrase) > 1 or phrase[0] not in marks  # "die" asks after no death in German
    }
    by_phrase.update(own)
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[Feature]]]] = {}
    for entry in sorted(by_phrase.items(), key=_length, reverse=True):
        by_first.setdefault(entry[0][0], []).append(entry)
    phrases = {first: tuple(mine) for first, mine in by_first.items()}
    needless = [*words_in(MODEL, "needless"), *marks]
    if code != MODEL:
        needless += words_in(code, "needless")
    known = {*chain.from_iterable(by_phrase), *needless, *_NUMBERS_AND_DAYS}
    correctable = tuple(sorted(word for word in known if len(word) >= 4))
    alone = {phrase[0]: features for phrase, features in by_phrase.items() if len(phrase) == 1}
    return Language(code, phrases, frozenset(known), correctable, alone)


def spelt_out(tokens: Iterable[Token], language: Language) -> tuple[Token, ...]:
    """Return the tokens with chat spellings written out and drawn-out letters shortened.

    A word of another language is none of them: French "dis" is no "this".
    """
    found: list[Token] = []
    for token in tokens:
        word = _shortened(token.word)
        if language.code != "en" and word in _OWN_WORDS[language.code]:
            found.append(token)
            continue
        parts = ordinary.SPELLINGS.get(word, word).split()
        found += [Token(part, token.raw, "", token.quote) for part in parts[:-1]]
        found.append(Token(parts[-1], token.raw, token.after, token.quote))
    return tuple(found)


@lru_cache(maxsize=4096)
def _corrected(code: str, word: str) -> str:
    mine = language(code)
    if word in mine.words or len(word) < 4 or len(word) > 20 or not word.isalpha():
        return word
    allowed = 1 if len(word) < 8 else 2
    near = process.extract(
        word, mine.correctable, scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=5
    )
    fitting = [(slips, sorted(other) != sorted(word), other) for other, slips, _ in near]
    # Of two as near, "tiem" is the one with the same letters: fingers are faster than hands.
    fitting = [one for one in fitting if one[2][0] == word[0]]
    return min(fitting)[2] if fitting else word


def _shortened(word: str) -> str:
    """Return "whennnn" as "when"; nothing else is touched."""
    kept = ""
    for character in word:
        if character.isdigit() or kept[-2:] != character * 2:
            kept += character
    if len(kept) == len(word):
        return word
    single = "".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c)
    return single if single in language("en").words else kept


@cache
def _phrases(code: str) -> Mapping[tuple[str, ...], frozenset[Feature]]:
    """Return what the phrases of a language mean."""
    found: dict[tuple[str, ...], frozenset[Feature]] = {}
    for name, text in LANGUAGES.get(code, {}).get("meanings", {}).items():
        if name in _FEATURES:
            alone = frozenset({_FEATURES[name]})
            for phrase in phrases_in(text):
                found[phrase] = found[phrase] | alone if phrase in found else alone
    return found


def _length(entry: tuple[tuple[str, ...], object]) -> int:
    return len(entry[0])


_FEATURES: Final = {feature.value: feature for feature in Feature}
_MODEL_MARKS: Final = frozenset(words_in(MODEL, "marks"))
_ALONE: Final = {word: code for code in LANGUAGES for word in words_in(code, "whole_message")}
"""Words that are a whole message in one language only, though others have them too."""
_MARKS: Final = {code: frozenset(words_in(code, "marks")) for code in LANGUAGES if code != MODEL}
_CHATTED: Final = frozenset(words_in(MODEL, "chatted_like_other_languages"))
_WHOLE_LETTERS: Final = frozenset("aeiouy")
"""Letters that are whole words: "y", "e"; of "n", "d", another word stands behind."""
_OWN_WORDS: Final = {code: frozenset(chain.from_iterable(_phrases(code))) for code in _MARKS}
_ALL_MARKS: Final = frozenset().union(*_MARKS.values())
_ALL_OWN_WORDS: Final = frozenset().union(*_OWN_WORDS.values())
_NUMBERS_AND_DAYS: Final = frozenset().union(
    season_words.SEASON, season_words.CARDINALS, season_words.ORDINALS, season_words.PLACES,
    time_words.MONTHS, time_words.WEEKDAYS, time_words.DAYS_AWAY, time_words.STEPS,
    time_words.UNITS, time_words.UNIT_DAYS, time_words.PERIODS, time_words.FEASTS,
    time_words.PARTS, time_words.AGO, time_words.BY, time_words.SINCE,
    part_words.EPISODE, part_words.PART, part_words.FINALE, part_words.SPECIAL,
)  # fmt: skip
