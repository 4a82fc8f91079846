"""Names: what a question costs with 50,000 shows beside 12, and what one show more costs."""

import csv
import gc
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.table import Figure, progress, resident_mb
from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Claim, Show, ShowId, Subject
from content.facts.kinds import Kind
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.known_names import known_to
from content.understanding.question import Conversation
from content.understanding.subjects import names_of
from content.understanding.understand import read_message

SHOWS = 50_000
_TABLES = Path(__file__).parents[1] / "content" / "understanding" / "tables"
_TODAY = AsOf.on(date(2026, 7, 1))
_ROUNDS = 5
_SLIPS = 40


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FIRST = _each(
    "Dark Silver Lost Hidden Broken Red Black Golden Silent Burning Little Big Old New Wild Cold "
    "Bitter Sweet Last First Second Secret Deadly Iron Glass Paper Blue Hollow Stone Bright"
)
_SECOND = _each(
    "Harbour River House Road Street Garden Family Hospital Kingdom Island Valley City Station "
    "Mountain Bridge School Court Summer Winter Night Day Water Fire Heart Hand Mirror Shadow "
    "Wolf Raven Tiger King Queen Doctor Judge Soldier Sister Brother Daughter Wife Stranger"
)
_PEOPLE = _each(
    "Anna Marek Ingrid Tomas Yuki Priya Jonas Leila Omar Greta Felix Nora Hugo Astrid Kofi Mei "
    "Rafael Ines Bruno Clara Dmitri Elena Farid Hana Ivan Joanna Karim Lucia Matteo Nadia"
)
_PLACES = _each(
    "Ashford Brimwick Corvale Dunmere Eastmoor Fallowby Graywater Holmfirth Inverloch Kestrelby "
    "Larkham Marrowgate Northam Oakenfell Penhallow Quillmoor Ravensworth Stormglass Thornbury"
)
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_SYLLABLES = _each(
    "ba be bi do du fa fe ga go ha he jo ka ki la le li ma mo na ne no pa ra ri sa ta to"
)


def measure() -> Iterator[Figure]:
    """Yield what few and many shows cost, in one run, both after a warm-up."""
    few = read_catalogue([shipped_shows()]).catalogue
    questions = _questions()
    gc.collect()
    before = resident_mb()
    many = invented(few, SHOWS)
    held = resident_mb() - before
    before, began = resident_mb(), time.process_time()
    names_of(many)
    known_to(many)
    seconds = time.process_time() - began
    gc.collect()
    yield Figure(f"{SHOWS:,} shows and {len(many.claims):,} claims in memory", held, "MB")
    yield Figure("their names in memory", resident_mb() - before, "MB")
    yield Figure("indexing them all, once", seconds, "s")
    yield from _ratio("question to answer", questions, few, many)
    yield from _ratio("the same with a slip in it", _with_slips(questions), few, many)
    yield from _one_more(many)


def _ratio(
    name: str, questions: Sequence[str], few: Catalogue, many: Catalogue
) -> Iterator[Figure]:
    """Ask both in turn, so that whatever else the machine does meets both."""
    costs: dict[bool, list[float]] = {False: [], True: []}
    with progress(name, _ROUNDS + 1) as shown:
        for turn in range(_ROUNDS + 1):
            for is_many, catalogue in ((False, few), (True, many)):
                cost = median(_ms(words, catalogue) for words in questions)
                if turn:  # the first is the warm-up
                    costs[is_many].append(cost)
            shown(turn + 1)
    one, other = median(costs[False]), median(costs[True])
    yield Figure(f"{name}, 12 shows, median", one, "ms")
    yield Figure(f"{name}, {SHOWS:,} shows, median", other, "ms")
    yield Figure(f"{name}, {SHOWS:,} shows beside 12", other / one, "times", limit=2)


def _ms(words: str, catalogue: Catalogue) -> float:
    began = time.process_time()
    reading = read_message(words, catalogue, _TODAY, conversation=Conversation())
    for question in reading.questions:
        answer_question(question, catalogue, _TODAY)
    return 1000 * (time.process_time() - began)


def _one_more(many: Catalogue) -> Iterator[Figure]:
    """What the first question after a show more costs, whose names are put in."""
    model = next(iter(many))
    found = []
    for n in range(5):
        id_ = ShowId(f"one-more-{n}")
        own = replace(model, id=id_, title=f"One More {n}", short=f"More {n}", aliases=())
        began = time.process_time()
        many.put(ShowClaims(id_, own, ()))
        names_of(many)
        known_to(many)
        found.append(1000 * (time.process_time() - began))
    yield Figure(f"a show more beside {SHOWS:,}", median(found), "ms", limit=100)


def _questions() -> list[str]:
    names = ("release_dates", "filming", "typos", "two_questions", "follow_ups", "untracked")
    return [row["question"] for name in names for row in _rows(name)[:40]]


def _rows(name: str) -> list[dict[str, str]]:
    with (_TABLES / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _with_slips(questions: Sequence[str]) -> list[str]:
    """Some of the questions, each with two letters of its longest word changed about."""
    found = []
    for words in questions[:: max(1, len(questions) // _SLIPS)]:
        longest = max(words.split(), key=len)
        at = len(longest) // 2
        slip = longest[:at] + longest[at + 1 : at + 2] + longest[at : at + 1] + longest[at + 2 :]
        found.append(words.replace(longest, slip))
    return found


def invented(shipped: Catalogue, count: int) -> Catalogue:
    """The shipped shows among thousands of others, with titles as series have them."""
    draw = random.Random(7)  # noqa: S311  the same titles every time
    model = next(iter(shipped))
    cast = next(claim for claim in shipped.claims if claim.kind.row.names_people)
    day = next(claim for claim in shipped.claims if claim.kind is Kind.RELEASE_DATE)
    shows: dict[ShowId, Show] = {}
    claims: dict[ShowId, tuple[Claim, ...]] = {}
    with progress("inventing", count) as shown:
        while len(shows) < count:
            title = _title(draw)
            id_ = ShowId(f"invented-{len(shows)}")
            shows[id_] = replace(
                model, id=id_, title=title, short=title.partition(":")[0], aliases=(), namesakes=()
            )
            subject = Subject(id_, 1)
            somebody = f"{draw.choice(_PEOPLE)} {_word(draw).title()}"
            claims[id_] = (
                replace(cast, id=f"{id_}-cast", subject=subject, value=somebody, detail=None),
                replace(day, id=f"{id_}-day", subject=subject),
            )
            if len(shows) % 1000 == 0:
                shown(len(shows))
    own = {show: shipped.about(show) for show in shipped.shows}
    return Catalogue([*shipped, *shows.values()], {**own, **claims})


def _title(draw: random.Random) -> str:
    """A title of ordinary words, of names, with a number, or in another script."""
    first, second, place = draw.choice(_FIRST), draw.choice(_SECOND), draw.choice(_PLACES)
    kind = draw.randrange(20)
    if kind < 4:
        return f"The {first} {second} of {place}"
    if kind < 8:
        return f"{_word(draw).title()} {second}"
    if kind < 11:
        return f"{draw.choice(_PEOPLE)} {_word(draw).title()}"
    if kind < 13:
        return f"{first} {second}: {_word(draw).title()} {draw.choice(_SECOND)}"
    if kind < 15:
        return f"{second} {draw.randrange(2, 2100)}"
    if kind < 17:
        return _word(draw).title()
    if kind < 18:
        return "".join(draw.choices(_KANA, k=draw.randrange(3, 9)))
    if kind < 19:
        return "".join(draw.choices(_GREEK, k=draw.randrange(4, 10))).title()
    return f"{first} & {second}'s {_word(draw).title()}"


def _word(draw: random.Random) -> str:
    """A word of two to four syllables that no list has."""
    return "".join(draw.choices(_SYLLABLES, k=draw.randrange(2, 5))) + draw.choice("nrstvz")
