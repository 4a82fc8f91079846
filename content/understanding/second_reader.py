"""A second reader beside the grammar: learned from the tables of questions, and never of facts.

It is a plain linear classifier. `make learn` makes its file anew; how that is laid out stands here
and nowhere else: a line of JSON, the sorted CRC-32 of each n-gram (four bytes, little-endian), then
for each n-gram one byte an intent, its weight and 128.
"""

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final
from zlib import crc32

from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.ngrams import (
    masked_words,
    ngrams_of,
    pairs_of,
    pieces_of,
    spoken_before,
)
from content.understanding.question import Conversation

FILE: Final = Path(__file__).with_suffix(".bin")
SILENCE: Final = "silent"
"""What the tables call a message that is not meant for Violet."""
ALWAYS: Final = ""
"""The n-gram that every message has: how often each intent is asked at all."""
_MOST: Final = 200
"""After how many n-grams of one part the rest is not weighed, so that two bytes hold each sum."""
_MIDDLE: Final = 128
_KEPT: Final = 4096
"""How many words, and how many pairs of them, are kept added up."""

Sums = tuple[int, int, int]
"""The bytes of some n-grams added up, two bytes for each intent: of every second intent, of the
others, and how many n-grams they were."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a part of a message asks by the second reader."""

    intent: Intent | None
    """None: silence."""
    score: float
    """How far it is on its own side of the border: above 0, it is that; below, it is not."""
    scores: Mapping[Intent | None, float]
    """The score of each that was learnt."""


class SecondReader:
    """The learned weights."""

    def __init__(self, stored: bytes) -> None:
        """Take what was learned and *stored*."""
        head, _, body = stored.partition(b"\n")
        about = json.loads(head)
        self.made_from: str = about["made_from"]
        self.intents = tuple(
            None if label == SILENCE else Intent(label) for label in about["labels"]
        )
        self._scale: float = about["scale"]
        self._keys = array("I")
        self._keys.frombytes(body[: 4 * about["ngrams"]])
        if sys.byteorder == "big":
            self._keys.byteswap()
        self._weights = body[4 * len(self._keys) :]
        self._by_sum = self.intents[::2] + self.intents[1::2]
        self._mask = int.from_bytes(b"\xff\x00" * ((len(self.intents) + 1) // 2), "little")
        self._of_word = lru_cache(_KEPT)(lambda word: self._added(pieces_of(word)))
        self._of_pair = lru_cache(_KEPT)(lambda pair: self._added((pair,)))

    def guess(self, heard: Utterance, before: Conversation) -> Guess:
        """Return what *heard* asks."""
        return self.guess_of(masked_words(heard), before)

    def guess_of(self, words: Sequence[str], before: Conversation) -> Guess:
        """Return what *words*, which are masked, ask."""
        even, odd, count = self._of_pair(ALWAYS)
        for more_even, more_odd, more in chain(
            map(self._of_word, words),
            map(self._of_pair, pairs_of(words)),
            map(self._of_pair, spoken_before(words, before)),
        ):
            if count + more > _MOST:
                break
            even, odd, count = even + more_even, odd + more_odd, count + more
        size = len(self.intents)
        sums = array("H")
        sums.frombytes(even.to_bytes(size + size % 2, "little"))
        sums.frombytes(odd.to_bytes(size - size % 2, "little"))
        if sys.byteorder == "big":
            sums.byteswap()
        least, scale = _MIDDLE * count, self._scale
        scores = {
            intent: (one - least) * scale for intent, one in zip(self._by_sum, sums, strict=True)
        }
        best = max(scores, key=scores.__getitem__)
        return Guess(best, scores[best], scores)

    def weighed_most(
        self, heard: Utterance, before: Conversation, intent: Intent | None, count: int = 4
    ) -> Sequence[tuple[str, float]]:
        """Return the n-grams that spoke most for *intent*, or for silence, and how much."""
        at = self.intents.index(intent)
        found = {
            ngram: (row[at] - _MIDDLE) * self._scale
            for ngram in ngrams_of(masked_words(heard), before)
            if (row := self._row(ngram))
        }
        heaviest = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return [one for one in heaviest[:count] if one[1] > 0]

    def _added(self, ngrams: Iterable[str]) -> Sums:
        even = odd = count = 0
        for row in filter(None, map(self._row, ngrams)):
            number = int.from_bytes(row, "little")
            even += number & self._mask
            odd += (number >> 8) & self._mask
            count += 1
        return even, odd, count

    def _row(self, ngram: str) -> bytes:
        """The weights of one n-gram, a byte each; nothing where it was not learnt."""
        key = crc32(ngram.encode())
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return b""
        size = len(self.intents)
        return self._weights[at * size : (at + 1) * size]


@cache
def second_reader() -> SecondReader:
    """Return the reader that is shipped; its file is read when a message is first read."""
    return SecondReader(FILE.read_bytes())
