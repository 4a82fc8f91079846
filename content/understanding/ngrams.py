"""What the second reader counts in a message: words, pairs of words, and pieces of words."""

from collections.abc import Iterator, Sequence
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.question import Conversation

_PIECE: Final = 4
"""How many characters a piece of a word has."""
_FEW: Final = 4
"""Below how many words a message may lean on what was asked before."""


def masked_words(heard: Utterance) -> tuple[str, ...]:
    """Return the words of *heard*, with a placeholder for each name, season, day and place.

    What is learnt is so how something is asked, and not of which show.
    """
    masks: dict[int, tuple[int, str]] = {}
    if heard.place:
        masks[heard.place.start] = (heard.place.end, ":place")
    for found, mask in (
        (heard.times, ":day"),
        (heard.unknown, ":name"),
        (heard.untracked, ":name"),
        (heard.called, ":code"),
        (heard.people, ":person"),
        (heard.seasons, ":season"),
        (heard.mentions, ":show"),
    ):
        for one in found:
            masks[one.start] = (one.end, mask)
    words: list[str] = []
    at, tokens = 0, heard.tokens
    while at < len(tokens):
        end, mask = masks.get(at, (at + 1, ""))
        word = tokens[at].word
        if mask or at not in heard.beside:
            words.append(mask or (":number" if word.isdigit() else word))
        at = min(max(end, at + 1), len(tokens))
        if "?" in tokens[at - 1].after:
            words.append("?")
    return tuple(words)


def ngrams_of(words: Sequence[str], before: Conversation) -> Iterator[str]:
    """Yield all that is counted of *words*, which are masked, and of what was asked *before*."""
    for word in words:
        yield from pieces_of(word)
    yield from pairs_of(words)
    yield from spoken_before(words, before)


def pieces_of(word: str) -> Iterator[str]:
    """Yield a masked word, and its pieces."""
    yield word
    if word[0] != ":" and len(word) >= _PIECE:
        edged = f"_{word}_"
        for at in range(len(edged) - _PIECE + 1):
            yield "#" + edged[at : at + _PIECE]


def pairs_of(words: Sequence[str]) -> Iterator[str]:
    """Yield each two words that stand together, and what stands first and last."""
    return map(" ".join, zip(("^", *words), (*words, "$"), strict=True))


def spoken_before(words: Sequence[str], before: Conversation) -> Iterator[str]:
    """Yield what a message may lean on: that a show was spoken of, and what was asked of it."""
    if before.show:
        yield "|show"
    if before.intent:
        yield f"|{before.intent}"
        if len(words) < _FEW:
            yield f"|{before.intent} few"
