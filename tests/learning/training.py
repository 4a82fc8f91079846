"""From parts of messages to the weights of the second reader."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from content.understanding.ngrams import ngrams_of
from content.understanding.second_reader import ALWAYS, SecondReader
from learning.growing import WORTH, grown
from learning.rows import Part
from learning.svm import weights_of

LEAST: Final = 2
"""In how many rows an n-gram stands at least, to be learnt."""
_SEED: Final = 2015


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights as they were found: of each n-gram, one for each label."""

    labels: tuple[str, ...]
    weights: Mapping[str, Sequence[float]]

    def as_file(self, made_from: str) -> bytes:
        """Return it as the second reader reads it; see there."""
        scale = max(abs(one) for row in self.weights.values() for one in row) / 127
        rows = {crc32(ngram.encode()): row for ngram, row in self.weights.items()}
        keys = sorted(rows)
        about = {"labels": self.labels, "ngrams": len(keys), "scale": scale, "made_from": made_from}
        return b"".join(
            (
                json.dumps(about).encode(),
                b"\n",
                *(key.to_bytes(4, "little") for key in keys),
                *(bytes(128 + round(one / scale) for one in rows[key]) for key in keys),
            )
        )

    def reader(self) -> SecondReader:
        """Return it as it will read once it is stored."""
        return SecondReader(self.as_file(""))


def trained(parts: Sequence[Part]) -> Trained:
    """Return what is learnt from *parts*; the same each time."""
    dice = random.Random(_SEED)  # noqa: S311 - the same each time, and no secret
    rows: list[tuple[str, ...]] = []
    labels: list[str] = []
    worth: list[float] = []
    for part in parts:
        again = tuple(ngrams_of(grown(part, dice), part.before))
        rows += [part.ngrams, again]
        labels += [part.label] * 2
        worth += [1.0, WORTH]
    counts = Counter(ngram for row in rows for ngram in set(row))
    known = {
        ngram: at
        for at, ngram in enumerate((ALWAYS, *sorted(one for one in counts if counts[one] >= LEAST)))
    }
    found = [[0, *(known[ngram] for ngram in row if ngram in known)] for row in rows]
    every = tuple(sorted(set(labels)))
    columns = [
        weights_of(found, [label == one for label in labels], len(known), worth) for one in every
    ]
    return Trained(every, dict(zip(known, zip(*columns, strict=True), strict=True)))
