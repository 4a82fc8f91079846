"""Our notation beside `edtf.parse_edtf`, on the same texts, none of them read before."""

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from edtf import parse_edtf

from benchmarks.table import Figure
from content.facts.dates import PartialDate

_EACH = 200


def measure() -> Iterator[Figure]:
    """Yield both times, and the ratio."""
    texts = _texts()
    ours = _microseconds(PartialDate.parse, texts)
    theirs = _microseconds(parse_edtf, texts)
    yield Figure("PartialDate.parse, median", ours, "µs")
    yield Figure(
        "edtf.parse_edtf, median", theirs, "µs", against=f"ours {theirs / ours:,.0f} times faster"
    )
    held = PartialDate.parse("2018-03-08"), PartialDate.parse("2018")
    began = time.perf_counter_ns()
    for _ in range(10_000):
        held[0].relation_to(held[1])
    yield Figure("relation of two dates", (time.perf_counter_ns() - began) / 10_000_000, "µs")


def _texts() -> list[str]:
    day = date(1970, 1, 1)
    texts = []
    for number in range(_EACH):
        texts += [
            (day + timedelta(days=number * 31)).isoformat(),
            f"{1900 + number}",
            f"{1900 + number}-03",
            f"{1900 + number}-22",
            f"{1900 + number}-05/{1900 + number}-08",
        ]
    return texts


def _microseconds(read, texts: list[str]) -> float:
    found = []
    for text in texts:
        began = time.perf_counter_ns()
        read(text)
        found.append((time.perf_counter_ns() - began) / 1000)
    return statistics.median(found)
