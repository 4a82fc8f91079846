"""Questions: how many are understood, how fast, and how the nearest-question baseline does."""

import csv
import importlib.util
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

from rapidfuzz import fuzz, process

from benchmarks.catalogue import CLAIMS_EACH, SHOWS, write_shows
from benchmarks.table import Figure, median_and_p99
from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Show
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.question import Conversation
from content.understanding.understand import read_message

_TABLES = Path(__file__).parents[1] / "content" / "understanding"
_TODAY = AsOf.on(date(2026, 7, 1))
_WARM_UP = 50


def measure() -> Iterator[Figure]:
    """Yield the shares, then the times."""
    catalogue = read_catalogue([shipped_shows()]).catalogue
    tables, sampled = _scoring("test_question_tables"), _scoring("test_question_sample")
    rows = [row for name in tables.TABLES for row in tables.table(name)]
    misses = [row["question"] for row in rows if not tables.is_right(tables.reads_of(row), row)]
    yield _share("rows of the tables that are read right", misses, len(rows))
    if sampled.SAMPLE.exists():
        sample = sampled.sample()
        misses = sampled.misses_of(sample, catalogue, _TODAY)
        yield _share("questions of the sample that are understood", misses, len(sample))
        yield _baseline(sample, rows)
    questions = _questions()
    yield from _times("12 shows", questions, catalogue, limit_ms=10)
    yield from _times(f"{SHOWS:,} shows", questions, _many(catalogue), limit_ms=20)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    yield Figure("peak memory of this process", peak, "MB")


def _scoring(name: str) -> ModuleType:
    """The tests' own way of scoring, so that both agree on what is right."""
    spec = importlib.util.spec_from_file_location(name, _TABLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _share(name: str, misses: list[str], count: int) -> Figure:
    for miss in misses:
        print(f"    missed {miss}")
    share = 100 * (1 - len(misses) / count)
    return Figure(f"{name} ({count})", share, "%", limit=98, at_least=True)


def _baseline(sample: list[dict[str, str]], rows: list[dict[str, str]]) -> Figure:
    """The intent of the most similar question of our own tables, for each of the sample."""
    known = {row["question"]: row["intent"].split(" ; ")[0] for row in rows}
    began, right = time.perf_counter(), 0
    for row in sample:
        nearest, _, _ = process.extractOne(
            row["question"], list(known), scorer=fuzz.token_set_ratio
        )
        found = {"silent": "not_addressed"}.get(known[nearest], known[nearest])
        right += found == row["intent"]
    each = 1000 * (time.perf_counter() - began) / len(sample)
    share = 100 * right / len(sample)
    name = "the same by the nearest question (intent alone)"
    return Figure(name, share, "%", against=f"{each:.2f} ms each")


def _questions() -> list[str]:
    names = ("release_dates", "filming", "typos", "two_questions", "not_for_violet")
    found = [
        row["question"] for name in names for row in _read(_TABLES / "tables" / f"{name}.tsv")[:40]
    ]
    return found * 3


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _times(
    name: str, questions: list[str], catalogue: Catalogue, *, limit_ms: float
) -> Iterator[Figure]:
    found = []
    for words in questions[:_WARM_UP] + questions:
        began = time.perf_counter_ns()
        reading = read_message(words, catalogue, _TODAY, conversation=Conversation())
        for question in reading.questions:
            answer_question(question, catalogue, _TODAY)
        found.append((time.perf_counter_ns() - began) / 1_000_000)
    median, p99 = median_and_p99(found[_WARM_UP:])
    yield Figure(f"question to answer, {name}, median", median, "ms", limit=2)
    yield Figure(f"question to answer, {name}, 99th percentile", p99, "ms", limit=limit_ms)


def _many(shipped: Catalogue) -> Catalogue:
    """The shipped shows among thousands of others."""
    with tempfile.TemporaryDirectory() as folder:
        others = read_catalogue(write_shows(Path(folder), SHOWS, CLAIMS_EACH)).catalogue
    shows: list[Show] = [*shipped, *others]
    claims: list[Claim] = [*shipped.claims, *others.claims]
    return Catalogue.of(shows, claims)
