"""Make the second reader anew, and say how well it reads what it has not seen.

The folds are of rows that are alike: of a question and another that differs from it by a word, both
are learnt from, or neither. What the grammar reads right is no held-out figure: it was written with
these rows at hand.
"""

import sys
import time

from content.understanding.arbiter import arbitrated
from content.understanding.second_reader import FILE, SILENCE
from learning.folds import folds_of
from learning.rows import Part, parts_of, table_rows, told_of
from learning.training import trained


def main(*, is_quick: bool) -> None:
    """Print the held-out figures, unless it *is_quick*, and write the file."""
    rows = table_rows()
    parts = parts_of(rows)
    print(f"{len(parts)} parts of {len(rows)} rows")
    if not is_quick:
        tallies = [tally for fold in folds_of(parts) for tally in _held_out(parts, fold)]
        for name, column in zip(_NAMES, zip(*tallies, strict=True), strict=True):
            print(f"  {name:<58} {100 * sum(column) / len(column):5.1f} %")
    began = time.process_time()
    stored = trained(parts).as_file(told_of(rows))
    FILE.write_bytes(stored)
    print(f"made in {time.process_time() - began:.0f} s: {FILE.name}, {len(stored) / 1000:.0f} kB")


_NAMES = (
    "the intent, by the grammar alone (it has seen them)",
    "the intent, by the second reader alone (held out)",
    "by either of them",
    "by the arbiter",
    "addressed or not, by the grammar alone (it has seen them)",
    "addressed or not, by the second reader alone (held out)",
    "addressed or not, by the arbiter",
)


def _held_out(parts: list[Part], fold: set[int]) -> list[tuple[bool, ...]]:
    """Of each part in *fold*, whether each way reads it right that has not seen it."""
    reader = trained([part for at, part in enumerate(parts) if at not in fold]).reader()
    found = []
    for at in sorted(fold):
        part = parts[at]
        guess = reader.guess_of(part.words, part.before)
        learned = guess.intent or SILENCE
        settled = arbitrated(part.step.ruled, guess, part.step.heard, part.before)
        taken = part.ruled if settled is part.step.ruled else settled.intent or SILENCE
        intents = (part.ruled, str(learned), str(taken))
        right = [one == part.label for one in intents]
        heard = [(one == SILENCE) == (part.label == SILENCE) for one in intents]
        found.append((right[0], right[1], right[0] or right[1], right[2], *heard))
    return found


if __name__ == "__main__":
    main(is_quick="--quick" in sys.argv)
