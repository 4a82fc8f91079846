"""A search for the message that costs most beside an ordinary question."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.flood import FLOODS, ORDINARY, cost_ms
from content.understanding.tokens import MOST_CHARACTERS

BEST: Final = 8
"""So many are gone on with."""
_SURELY: Final = 7
"""Runs of which the least counts, before a message is taken for dear."""
_BITS: Final = (
    *(" ", ". ", "? ", "! ", ", ", "\n", " and ", " or ", " & ", "/", "-", "'s ", '"', "(", ")"),
    *("when ", "who ", "is ", "did ", "not ", "no ", "why ", "than ", "before ", "in ", "of "),
    *("season ", "s2 ", "seasons 1-9 ", "episode 4 ", "2018 ", "march 8 ", "8.3.2018 ", "friday "),
    *("jj ", "jessica jones ", "jessiac jnoes ", "luke cage ", "dd ", "krysten ritter ", "loki "),
    *("release date ", "trailer ", "filming ", "renewed ", "cancelled ", "cast ", "tonight "),
    *(
        "1 ",
        "I ",
        "a",
        "e",
        "é",
        "ジェシカ",
        "いつ",
        "wann ",
        "cuando ",
        "quand ",
        "@",
        "#",
        "zq7xv ",
    ),
)


@dataclass(frozen=True, slots=True)
class Dear:
    """A message, and what it costs as a multiple of an ordinary one."""

    times: float
    text: str


def dearest(seconds: float, seed: int, tell: Callable[[Dear], None]) -> Dear:
    """Climb for so long from the worst shapes that are known; return the dearest message.

    What was found is measured again before it counts, and once more at the end: a busy machine
    makes nothing dear.
    """
    chance = random.Random(seed)  # noqa: S311  a search's chance
    best = [_measured(text, _SURELY) for text in map(_full, FLOODS.values())]
    best = sorted(best, key=_times, reverse=True)[:BEST]
    end = time.process_time() + seconds
    while time.process_time() < end:
        # Whoever is dearest is gone on with most often.
        one = best[min(int(chance.expovariate(0.5)), len(best) - 1)]
        text = _full(_changed(one.text, chance, best))
        worst = best[-1].times
        if any(text == other.text for other in best) or _measured(text, 1).times <= worst:
            continue
        found = _measured(text, _SURELY)
        if found.times > worst:
            if found.times > best[0].times:
                tell(found)
            best = sorted([*best[:-1], found], key=_times, reverse=True)
    return max((_measured(one.text, 3 * _SURELY) for one in best), key=_times)


def _measured(text: str, runs: int) -> Dear:
    """Measure *text* and what is ordinary in turn, so that both have the same machine."""
    costs: list[float] = []
    ordinary: list[list[float]] = [[] for _ in ORDINARY]
    for _ in range(runs):
        try:
            costs.append(cost_ms(text, 1))
        except Exception as error:
            error.add_note(f"while reading, or answering, {text!r}")
            raise
        for those, one in zip(ordinary, ORDINARY, strict=True):
            those.append(cost_ms(one, 1))
    return Dear(min(costs) * len(ORDINARY) / sum(map(min, ordinary)), text)


def _times(one: Dear) -> float:
    return one.times


def _full(text: str) -> str:
    """Return it as long as a message may be, with as many repetitions as that takes."""
    return (text * (MOST_CHARACTERS // max(1, len(text)) + 1))[:MOST_CHARACTERS]


def _changed(text: str, chance: random.Random, others: list[Dear]) -> str:
    """Return a text that differs from *text* in one or a few ways."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = chance.choice(_CHANGES)(text, chance, others)
    return text


def _cut(text: str, chance: random.Random, longest: int) -> tuple[int, int]:
    begin = chance.randrange(len(text))
    return begin, min(len(text), begin + chance.randint(1, longest))


def _bits_in_it(text: str, chance: random.Random, _others: list[Dear]) -> str:
    """Put a few bits in, each at many places."""
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(_BITS) + text[at:]
    return text


def _of_bits(_text: str, chance: random.Random, _others: list[Dear]) -> str:
    """Make one anew, of few bits again and again."""
    return "".join(chance.choice(_BITS) for _ in range(chance.randint(1, 12)))


def _of_a_piece(text: str, chance: random.Random, _others: list[Dear]) -> str:
    """Repeat a piece of it for the whole length, with a bit between."""
    begin, end = _cut(text, chance, 60)
    return text[begin:end] + chance.choice((*_BITS, ""))


def _replaced(text: str, chance: random.Random, _others: list[Dear]) -> str:
    """Replace one word by a bit, wherever it stands."""
    words = text.split(" ")
    return text.replace(f"{chance.choice(words)} ", chance.choice(_BITS)) or text


def _joined(text: str, chance: random.Random, others: list[Dear]) -> str:
    """Go on with another one from some place."""
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(others).text[at:]


def _interleaved(text: str, chance: random.Random, others: list[Dear]) -> str:
    """Alternate with the words of another one."""
    pairs = zip(text.split(" "), chance.choice(others).text.split(" "), strict=False)
    return " ".join(word for pair in pairs for word in pair) or text


def _without(text: str, chance: random.Random, _others: list[Dear]) -> str:
    begin, end = _cut(text, chance, 200)
    return text[:begin] + text[end:] or text


def _numbered(text: str, _chance: random.Random, _others: list[Dear]) -> str:
    """Make its words differ from one another."""
    return " ".join(f"{word}{number % 97}" for number, word in enumerate(text.split(" ")))


_CHANGES: Final = (
    *(_bits_in_it, _of_bits, _of_a_piece, _replaced, _joined, _interleaved, _without, _numbered),
)
