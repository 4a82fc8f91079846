"""What 2,000 characters of anything cost beside an ordinary question, in one run."""

import time
from collections.abc import Iterator

from benchmarks.table import Figure
from content.answers.answer import answer_question, told_once
from content.facts.as_of import AsOf
from content.understanding.question import Conversation
from content.understanding.tokens import MOST_CHARACTERS
from content.understanding.understand import read_message
from fakes.asked import shipped

AT_MOST = 10.0
"""Times as much as an ordinary question."""
_RUNS = 7
_DAY = AsOf.parse("2018-03-01")
ORDINARY = (
    "when is jessica jones season 2 out",
    "is luke cage season 2 filming",
    "who plays kilgrave in jessica jones",
    "did they renew the punisher for season 3?",
)
_NAMES = ("jj", "luke cage", "dd", "iron fist", "the defenders", "loki", "echo", "wonder man")
_KINDS = ("when is {} out", "who is in {}", "is {} filming", "did {} come out in 2017", "{} s{}")
_VARIED = [
    f"{kind.format(name, number)}? "
    for number, kind in enumerate(_KINDS * 8)
    for name in _NAMES[number % 8 :]
]
FLOODS = {
    **{
        repr(piece): piece
        for piece in (
            *("a. ", "a? ", "jj. ", "jj? ", "a\n", "1 ", "and ", "jj and ", "(jj) ", '"jj" '),
            *("jj, lc, dd, ", "seasons 1-9 ", "season 1 ", "when is jj out and ", "qwertz "),
            *("Qwertz Uiop ", "jessiac jnoes ", "who is in jj, lc and dd? ", "when jj? "),
            *("jessica jones is out on march 8 2018, right? ", "did jj come out in 2017? "),
            *(
                "cuando sale jj? ",
                "wann kommt jj? ",
                "いつ",
                "ジェシカ",
                "8 march 2018? ",
                "violet ",
                *("no, ", "# ", "filming , ", "cast, jj and ", "is that true, ", 'cast"out?"jj '),
                *(
                    "season & cage , cast , ",
                    "when0 when0 jj2 jj2 out?3 out?3 ",
                    "#" * 50 + "jj , ",
                ),
                *("seasons 1-9 dd out? ", "march? 2018, "),
            ),
        )
    },
    "forty questions that differ": "".join(_VARIED),
    "the same without marks": "".join(_VARIED).replace("?", ""),
    "strange words among names": "e efenders0 defenders zq7xv ng?01 when out is out2 loki wjessica "
    "zqseason13 jones wof4 echo hen did25 whenof is hen6 7friday37 xv511 come613 whe)14 ..715 ",
    "words and numbers that differ": " ".join(
        f"{word}{number}" for number, word in enumerate(_VARIED[0].split() * 80)
    ),
    "words that nobody knows": " ".join(f"zq{number}xv" for number in range(400)),
}


def measure() -> Iterator[Figure]:
    """Yield the dearest message, as a multiple of an ordinary one."""
    ordinary = sum(map(cost_ms, ORDINARY)) / len(ORDINARY)
    costs = {
        name: cost_ms((text * MOST_CHARACTERS)[:MOST_CHARACTERS]) for name, text in FLOODS.items()
    }
    dearest = max(costs, key=costs.__getitem__)
    yield Figure("an ordinary question, read and answered", ordinary, "ms")
    name = f"{MOST_CHARACTERS:,} characters of {dearest}"
    yield Figure(name, costs[dearest] / ordinary, "times", limit=AT_MOST)
    middle = sorted(costs.values())[len(costs) // 2]
    yield Figure("the median of such messages", middle / ordinary, "times")


def cost_ms(text: str, runs: int = _RUNS) -> float:
    """Return the least processor time that reading and answering *text* took."""
    return min(_once_ms(text) for _ in range(runs))


def _once_ms(text: str) -> float:
    began = time.process_time()
    read = read_message(text, shipped(), _DAY, conversation=Conversation())
    told_once(answer_question(question, shipped(), _DAY) for question in read.questions)
    return (time.process_time() - began) * 1000
