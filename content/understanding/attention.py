"""Which sentences of a long message are read, so that no message costs much more than another.

A message of ordinary length is read whole. Of a longer one those sentences are read that are likely
to ask: with a question mark, a name, a word that asks; and of sentences alike the later ones, since
whoever tells a story asks at its end. What is said over and over is read once.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from content.understanding.lexer import Language, language
from content.understanding.lexicon.meanings import Feature
from content.understanding.name_index import NameIndex
from content.understanding.tokens import ENDS, Text, Token

MOST_WORDS: Final = 40
"""Words of a message that are read; a question as fans ask it has eight."""
MOST_SENTENCES: Final = 8
_LONGEST_SENTENCE: Final = 30
"""Words; what is dictated without marks is cut after so many, or before a word that asks."""
_SHORTEST_CUT: Final = 6
_ENDING: Final = ENDS | {"."}
_ASKING: Final = {
    *(Feature.WHEN, Feature.WHO, Feature.WHERE, Feature.WHY, Feature.HOW, Feature.WHAT),
    *(Feature.WHICH, Feature.HOW_MANY, Feature.HOW_LONG, Feature.HOW_OFTEN, Feature.POLITE),
}


def attended(text: Text, names: NameIndex, spoken: Language) -> Text:
    """Return *text*, or of a long one the sentences that are read, in their order."""
    ends = [at for at, token in enumerate(text.tokens, 1) if token.after and _is_end(token)]
    if len(text.tokens) <= MOST_WORDS and len(ends) < MOST_SENTENCES:
        return text
    asking = _asking_words(spoken.code)
    ends += [len(text.tokens)] if not ends or ends[-1] < len(text.tokens) else []
    cuts = [cut for start, end in pairwise([0, *ends]) for cut in _cuts(text, start, end, asking)]
    once = {text.words[start:end]: (start, end) for start, end in cuts}
    named = names.among(text.words)
    worth = {cut: _worth(text, cut, named, asking) for cut in once.values()}
    best = sorted(worth, key=lambda cut: (worth[cut], cut), reverse=True)[:MOST_SENTENCES]
    words = accumulate(end - start for start, end in best)
    read = [cut for cut, sum_ in zip(best, words, strict=True) if sum_ <= MOST_WORDS]
    return Text(tuple(t for cut in sorted(read) for t in _ended(text, cut)), shouts=text.shouts)


def _is_end(token: Token) -> bool:
    return not _ENDING.isdisjoint(token.after)


def _cuts(text: Text, start: int, end: int, asking: AbstractSet[str]) -> list[tuple[int, int]]:
    """Return where the sentences begin and end, of which one that is too long is cut into more."""
    if end - start <= _LONGEST_SENTENCE:
        return [(start, end)]
    cuts = [start]
    for at, word in enumerate(text.words[start:end], start):
        length = at - cuts[-1]
        if length == _LONGEST_SENTENCE or (word in asking and length >= _SHORTEST_CUT):
            cuts.append(at)
    return [*pairwise([*cuts, end])]


def _ended(text: Text, cut: tuple[int, int]) -> Sequence[Token]:
    """Return the sentence with its end marked, lest it run into the next that is read."""
    *others, last = sentence = text.tokens[slice(*cut)]
    return sentence if _is_end(last) else [*others, replace(last, after=f"{last.after}.\n")]


def _worth(
    text: Text, cut: tuple[int, int], named: AbstractSet[str], asking: AbstractSet[str]
) -> int:
    words = text.words[slice(*cut)]
    worth = 4 if "?" in text.tokens[cut[1] - 1].after else 0
    worth += 2 if not named.isdisjoint(words) else 0
    worth += 1 if not asking.isdisjoint(words) else 0
    return worth


@cache
def _asking_words(code: str) -> frozenset[str]:
    """Return the words that ask in the language *code*, each by itself."""
    return frozenset(
        first
        for first, phrases in language(code).phrases.items()
        if any(len(phrase) == 1 and features & _ASKING for phrase, features in phrases)
    )
