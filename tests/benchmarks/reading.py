"""How well articles are read, and what that costs beside taking their text out of a page.

The pages are made of the articles, and readability-lxml takes the text out of each; that time is
what reading the text is held against.
"""

import statistics
import time
from collections.abc import Callable, Iterator

from readability import Document

from benchmarks.table import Figure
from content.articles.reading import read_article
from reading.pages import page_of
from reading.scoring import (
    FOUND_AT,
    KEPT,
    LAST,
    MENDED,
    OWN,
    SHARED,
    TUNING,
    UNSEEN,
    article_of,
    articles_in,
    score_of,
)
from reading.shows import shows_of_articles

_DENSE = 8
"""So many articles stand on one page, every sentence of which is about shows."""


def measure() -> Iterator[Figure]:
    """Yield the scores of each list of articles, and then the times."""
    catalogue = shows_of_articles()
    for path in (OWN, TUNING, LAST, MENDED, KEPT, UNSEEN, SHARED):
        if path.exists():
            score = score_of(articles_in(path), catalogue)
            name = f"{path.stem} of {path.parent.name}"
            told = f"{score.right} of {score.proposed}"
            yield Figure(f"{name}: core precision", score.precision, "", 0.9, True, told)
            told = f"{score.found} of {score.expected}"
            yield Figure(f"{name}: core recall", score.recall, "", 0.6, True, told)
            lies = len(score.false_confirmed) + len(score.trapped) + len(score.unquoted)
            yield Figure("  false confirmed dates, traps, words not of it", lies, "", 0)
    rows = [row for path in (OWN, TUNING, LAST, MENDED, KEPT, UNSEEN) for row in articles_in(path)]
    for what, pages in (
        ("an article", [[row] for row in rows]),
        ("a page of eight", [rows[at : at + _DENSE] for at in range(0, len(rows), _DENSE)]),
    ):
        ours, theirs = [], []
        for page in pages:
            html = page_of(page)
            text = "\n\n".join(row["text"] for row in page)
            article = article_of({**page[0], "text": text})
            ours.append(_cpu_ms(lambda a=article: read_article(a, catalogue, found_at=FOUND_AT)))
            theirs.append(_cpu_ms(lambda h=html: Document(h).summary(html_partial=True)))
        ratio = statistics.median(ours) / statistics.median(theirs)
        against = f"{statistics.median(ours):.1f} ms, readability {statistics.median(theirs):.1f}"
        yield Figure(f"{what}: CPU beside readability-lxml", ratio, "times", 2.0, against=against)


def _cpu_ms(work: Callable[[], object]) -> float:
    """Return the least that it took of this thread's own time, twice."""
    found = []
    for _ in range(2):
        began = time.thread_time()
        work()
        found.append((time.thread_time() - began) * 1000)
    return min(found)
