"""Which sentences of a long message are read, so that no message costs much more than another.

A message of ordinary length is read whole. Of a longer one those sentences are read that are likely
to ask: with a question mark, a name, a word that asks; and of sentences alike the later ones, since
whoever tells a story asks at its end. What is said over and over is read once.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from content.understanding.lexer import Language, language
from content.understanding.lexicon.meanings import Feature
from content.understanding.name_index import NameIndex
from content.understanding.tokens import Text, Token

MOST_WORDS: Final = 40
"""Words of a message that are read; a question as fans ask it has eight."""
MOST_SENTENCES: Final = 8
_LONGEST_SENTENCE: Final = 30
"""Words; what is dictated without marks is cut after so many, or before a word that asks."""
_SHORTEST_CUT: Final = 6
_ASKING: Final = {
    *(Feature.WHEN, Feature.WHO, Feature.WHERE, Feature.WHY, Feature.HOW, Feature.WHAT),
    *(Feature.WHICH, Feature.HOW_MANY, Feature.HOW_LONG, Feature.HOW_OFTEN, Feature.POLITE),
}


def attended(text: Text, names: NameIndex, spoken: Language) -> Text:
    """Return *text*, or of a long one the sentences that are read, in their order."""
    if len(text.tokens) <= MOST_WORDS and sum(map(_is_end, text.tokens)) < MOST_SENTENCES:
        return text
    asking = _asking_words(spoken.code)
    sentences = [part for one in _sentences(text.tokens) for part in (_cut(one, asking) or [one])]
    once = {tuple([token.word for token in one]): at for at, one in enumerate(sentences)}
    worth = {at: _worth(sentences[at], names, asking) for at in once.values()}
    best = sorted(worth, key=lambda at: (worth[at], at), reverse=True)[:MOST_SENTENCES]
    words = accumulate(len(sentences[at]) for at in best)
    read = [at for at, sum_ in zip(best, words, strict=True) if sum_ <= MOST_WORDS]
    return Text(tuple(t for at in sorted(read) for t in _ended(sentences[at])), shouts=text.shouts)


def _is_end(token: Token) -> bool:
    return token.ends_sentence or "." in token.after


def _sentences(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    ends = [at + 1 for at, token in enumerate(tokens) if _is_end(token)]
    ends += [len(tokens)] if not ends or ends[-1] < len(tokens) else []
    return [tokens[start:end] for start, end in pairwise([0, *ends])]


def _cut(sentence: Sequence[Token], asking: frozenset[str]) -> list[Sequence[Token]]:
    """Cut what is too long for one sentence; none where it is not."""
    if len(sentence) <= _LONGEST_SENTENCE:
        return []
    cuts = [0]
    for at, token in enumerate(sentence):
        length = at - cuts[-1]
        if length == _LONGEST_SENTENCE or (token.word in asking and length >= _SHORTEST_CUT):
            cuts.append(at)
    return [sentence[start:end] for start, end in pairwise([*cuts, len(sentence)])]


def _ended(sentence: Sequence[Token]) -> Sequence[Token]:
    """Return it with its end marked, lest it run into the next that is read."""
    *others, last = sentence
    return sentence if _is_end(last) else [*others, replace(last, after=f"{last.after}.\n")]


def _worth(sentence: Sequence[Token], names: NameIndex, asking: frozenset[str]) -> int:
    words = [token.word for token in sentence]
    worth = 4 if "?" in sentence[-1].after else 0
    worth += 2 if any(map(names.named, words)) else 0
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
